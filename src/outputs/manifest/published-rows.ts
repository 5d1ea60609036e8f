import type { PublishedDataset, Row } from '../../datasets/dataset.js';
import { finiteDigits, toDecimalText } from '../../values/exact.js';
import type { Value } from '../../values/value.js';
import { sha256 } from '../canonical.js';

/**
 * SHA-256 of what a dataset publishes: its rows in the order of their keys. The order of lines in the file, its
 * encoding and its positions do not matter, and nothing that a policy hides goes in.
 */
export function hashDataset(dataset: PublishedDataset): string {
  const lines = dataset.rows.map((row) => JSON.stringify(canonicalRow(dataset, row))).sort();
  return sha256(`${lines.join('\n')}\n`);
}

function canonicalRow(dataset: PublishedDataset, row: Row): unknown[] {
  return dataset.fields.map((field) => {
    if (field.role === 'dimension') return row.keys[field.name];
    const value = row.measures[field.name];
    return value === undefined ? (row.attributes[field.name] ?? null) : canonicalValue(value);
  });
}

function canonicalValue(value: Value): string {
  switch (value.kind) {
    case 'integer':
      return value.value.toString();
    case 'decimal': {
      const exactValue = { numerator: value.coefficient, denominator: 10n ** BigInt(value.scale) };
      return toDecimalText(exactValue, finiteDigits(exactValue) ?? value.scale);
    }
    default:
      return value.symbol;
  }
}
