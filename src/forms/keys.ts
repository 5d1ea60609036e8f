import type { Field } from '../model/dataset/dataset.js';

/** A category as it stands in the rows of a chart, where years are numbers. */
export const asKey = (field: Field, value: string): string | number =>
  field.type === 'year' && value !== field.total ? Number(value) : value;
