import { sha256 } from '../../sha256.js';
import type { SnapshotDataset } from './snapshot.js';

/** What a sign-off rests on, each as a hash: so one report can be held to it that publishes a part of the data. */
export interface SignedFigures {
  /** Of each dataset, by its name. */
  readonly datasets: ReadonlyMap<string, string>;
  /** Of the units, which each language says in its words. */
  readonly units: string;
}

/** How many digits tell figures from all that a project will ever have. */
const digits = 12;

/** The hashes of all datasets of a project in its first language. */
export const signedFigures = (datasets: readonly SnapshotDataset[]): SignedFigures => ({
  datasets: new Map(datasets.map((dataset) => [dataset.name, hashOfCells(dataset)])),
  units: sha256(
    JSON.stringify(
      datasets.map(({ name, measures, rows }) => [
        name,
        measures.map((measure) => [measure.name, measure.unit]),
        rows.map(({ stated }) => stated),
      ]),
    ),
  ),
});

/** What tells the cells of a dataset from others, whatever their order and the language of their texts. */
export const hashOfCells = ({ name, rows }: SnapshotDataset): string =>
  sha256(JSON.stringify([name, rowsText(rows)]));

/** Rows as one text, whatever their order. */
export function rowsText(rows: SnapshotDataset['rows']): string {
  const sorted = (of: Readonly<Record<string, string>> = {}) => Object.entries(of).sort();
  return JSON.stringify(
    rows.map(({ keys, values, missing }) => JSON.stringify([keys, values, missing].map(sorted))).sort(),
  );
}

/** The digits by which `signed-off` names figures. */
export const digitsOf = (hashes: readonly string[]): string =>
  sha256(JSON.stringify([...hashes].sort())).slice(0, digits);
