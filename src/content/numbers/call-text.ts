import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import { argumentName } from '../selection/fields.js';

/** The call that prints a cell; dimensions at their total are left out, as an author would. */
export function valueCall(
  { name: dataset, fields }: PublishedDataset,
  keys: Readonly<Record<string, string>>,
  measure: Pick<Field, 'name'>,
): string {
  const told = fields.flatMap(({ role, name, total, type }) => {
    const key = keys[name] ?? '';
    if (role !== 'dimension' || key === total) return [];
    return type === 'year' ? [`${argumentName(name)}=${key}`] : [`${argumentName(name)}="${key}"`];
  });
  const measures = fields.filter(({ role }) => role === 'measure').length;
  const which = measures > 1 ? [`measure="${measure.name}"`] : [];
  return `{{${['value', `"${dataset}"`, ...which, ...told].join(' ')}}}`;
}
