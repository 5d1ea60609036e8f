import { categoriesIn, type FieldSpec } from './field-schema.js';
import type { ResourceSpec } from './package-schema.js';

/** Columns of Open SDG in which a blank is no total: each row has its year, and figures of two units or series are no parts of one. */
const withoutTotal: readonly string[] = ['Year', 'Units', 'Series', 'SERIES', 'UNIT_MEASURE'];

const notAvailable = [{ value: '', symbol: '[x]', label: 'not available' }];

/** A resource of Open SDG with what its form says: a blank is the total of its column, and in place of a number not available. */
export function withOpenSdgBlanks(resource: ResourceSpec): ResourceSpec {
  const { schema, columns = {} } = resource;
  if (resource.format !== 'open-sdg' || typeof schema === 'string') return resource;
  const key = typeof schema.primaryKey === 'string' ? [schema.primaryKey] : (schema.primaryKey ?? []);
  const fields = schema.fields.map((field): FieldSpec => {
    const heading = Object.hasOwn(columns, field.name) ? columns[field.name] : field.name;
    if (heading === 'Value') {
      const isSaid = field.missingValues !== undefined || schema.missingValues !== undefined;
      return isSaid ? field : { ...field, missingValues: notAvailable };
    }
    const isDimension = field.role === 'dimension' || (field.role === undefined && key.includes(field.name));
    const categories = categoriesIn(field).map((each) => (typeof each === 'object' ? each.value : each));
    // A list of categories without a blank says that there is none.
    const mayBeBlank = categories.length === 0 || categories.includes('');
    const isTotal = isDimension && mayBeBlank && !withoutTotal.includes(heading ?? '');
    return isTotal && field.total === undefined ? { ...field, total: '' } : field;
  });
  return { ...resource, schema: { ...schema, fields } };
}
