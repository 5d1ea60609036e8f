import { labelOf } from '../../model/category.js';
import { cellOrigin, isSameOrigin } from '../../model/cell.js';
import type { Field, PublishedData, Row } from '../../model/dataset.js';
import type { StepValue } from '../../model/operations/steps.js';
import { isNumeric, toExact, type Value } from '../../model/value.js';
import type { LookUp } from './traced.js';

/** Looks cells up in the data of a project, by dataset, categories and field. */
export function lookUpIn(data: PublishedData, previous?: LookUp['previous']): LookUp {
  const look: LookUp = ({ dataset: name, field, keys, origin }) => {
    const dataset = Object.hasOwn(data, name) ? data[name] : undefined;
    if (dataset === undefined) return undefined;
    const row =
      dataset.rows.find((each) => sameKeys(each, keys)) ??
      dataset.rows.find((each) => isSameOrigin(cellOrigin(each, field), origin));
    if (row === undefined) return undefined;
    const value = Object.hasOwn(row.measures, field) ? row.measures[field] : undefined;
    const isText = value === undefined && Object.hasOwn(row.attributes, field);
    const text = isText ? row.attributes[field] : undefined;
    return {
      value: value === undefined ? undefined : stepValue(value),
      title: dataset.title,
      keys: Object.entries(keys).map(([dimension, key]) => describeKey(dataset.fields, dimension, key)),
      ...(text === undefined ? {} : { text }),
      ...(dataset.query && { query: dataset.query.file }),
      ...(row.sources === undefined ? {} : { sources: row.sources }),
    };
  };
  return Object.assign(look, previous === undefined ? {} : { previous });
}

function sameKeys(row: Row, keys: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(row.keys);
  return names.length > 0 && names.every((name) => row.keys[name] === keys[name]);
}

function describeKey(fields: readonly Field[], dimension: string, key: string): string {
  const field = fields.find(({ name }) => name === dimension);
  return field === undefined ? `${dimension}: ${key}` : `${field.title}: ${labelOf(field, key)}`;
}

const stepValue = (value: Value): StepValue => (isNumeric(value) ? toExact(value) : value);
