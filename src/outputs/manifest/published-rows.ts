import type { PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { decimalsOf, isNumeric, toExact, type Value } from '../../model/dataset/value.js';
import { toDecimalText } from '../../model/exact.js';
import { sha256 } from '../../sha256.js';

/**
 * SHA-256 of what datasets publish, each reckoned once: every report of a build asks for the same, and a dataset may have a
 * million rows.
 */
export class DatasetHashes {
  readonly #hashes = new WeakMap<PublishedDataset, string>();

  of(dataset: PublishedDataset): string {
    const hash = this.#hashes.get(dataset) ?? hashDataset(dataset);
    this.#hashes.set(dataset, hash);
    return hash;
  }
}

/**
 * SHA-256 of what a dataset publishes: its rows in the order of their keys. The order of lines in the file, its
 * encoding and its positions do not matter, and nothing that a policy hides goes in.
 */
export function hashDataset(dataset: PublishedDataset): string {
  const lines = dataset.rows.map((row) => JSON.stringify(canonicalRow(dataset, row))).sort();
  return sha256(`${lines.join('\n')}\n`);
}

function canonicalRow(dataset: PublishedDataset, row: Row): unknown[] {
  const cells = dataset.fields.flatMap((field) => {
    const { role, name } = field;
    if (role === 'note') return [];
    if (role === 'dimension') return [row.keys[name]];
    if (role === 'attribute') return [Object.hasOwn(row.attributes, name) ? row.attributes[name] : null];
    const value = row.measures[name];
    return [value === undefined ? null : canonicalValue(value)];
  });
  // Marks are printed beside the numbers; rows without any hash as if there were no such thing.
  return [...cells, ...row.notes, ...(row.marks === undefined ? [] : [row.marks])];
}

/** With the decimals of the file, since pages print them. */
const canonicalValue = (value: Value): string =>
  isNumeric(value) ? toDecimalText(toExact(value), decimalsOf(value)) : value.symbol;
