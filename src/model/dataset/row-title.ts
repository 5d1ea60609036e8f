import type { Dataset, Field } from './dataset.js';

/** The attribute that says what a row is which is known by its code alone: a `title` beside one dimension without labels. */
export function titleField({ fields }: Pick<Dataset, 'fields'>): Field | undefined {
  const [code, ...others] = fields.filter(({ role }) => role === 'dimension');
  const isBare = code?.categories.every(({ value, label }) => value === label) ?? false;
  if (!isBare || others.length > 0) return undefined;
  return fields.find(({ role, name }) => role === 'attribute' && name === 'title');
}
