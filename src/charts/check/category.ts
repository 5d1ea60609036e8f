import { didYouMean, listNames } from '../../diagnostics.js';
import { phrase } from '../../problems/problem.js';
import { isCategorical } from '../unit.js';
import { type CheckContext, report } from './context.js';

/** Adds an error when a field of categories is compared with a value that it can never hold. Other fields are not checked. */
export function checkCategory(field: string, value: unknown, pointer: string, context: CheckContext): void {
  if (typeof value !== 'string' && typeof value !== 'number') return;
  const dimension = context.dataset.fields.find((candidate) => candidate.name === field);
  if (!isCategorical(dimension)) return;
  const known = dimension.categories.map((category) => category.value);
  const isYear = dimension.type === 'year' && value !== dimension.total;
  if (known.includes(String(value)) && !(isYear && typeof value === 'string')) return;
  const expected = `expected one of ${listNames(known)}`;
  const hint =
    isYear && known.includes(String(value))
      ? { hint: phrase('chart/unknown-category.years', { value }) }
      : didYouMean(String(value), known);
  report(context, pointer, 'chart/unknown-category.category', { value, field, expected }, hint);
}
