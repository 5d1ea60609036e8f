import type { Field, PublishedDataset, Source } from '../../model/dataset/dataset.js';
import { sha256 } from '../../sha256.js';
import { toJson } from '../canonical.js';
import { type AnnexColumn, columnsOf, safe, symbolsOf } from './annex-columns.js';

/** A dataset with the file that holds it. */
export interface AnnexFile {
  readonly dataset: PublishedDataset;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What the archive says of itself. */
export interface AnnexHead {
  readonly report: string;
  readonly title: string;
  readonly publisher: string;
  readonly edition: number;
}

/** `datapackage.json`: a Frictionless Data Package (v2) with the additions of Tallybook, which reads it too. */
export function packageJson(
  { report, title, publisher, edition }: AnnexHead,
  files: readonly AnnexFile[],
): Uint8Array {
  return toJson({
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: `${report}-data`,
    title,
    version: String(edition),
    contributors: [{ title: publisher, roles: ['publisher'] }],
    resources: files.map(resourceOf),
  });
}

function resourceOf({ dataset, path, bytes }: AnnexFile): object {
  const {
    name,
    title,
    description,
    sources,
    licences,
    illustrative,
    period,
    about,
    smallCounts,
    primaryKey,
  } = dataset;
  const missing = [...symbolsOf(dataset)].map(([value, label]) => ({
    value,
    label,
    ...addsOf(dataset, value),
  }));
  return {
    name,
    type: 'table',
    path,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    bytes: bytes.byteLength,
    hash: `sha256:${sha256(bytes)}`,
    title,
    ...(description === undefined ? {} : { description }),
    ...(sources.length === 0 ? {} : { sources: sources.map(named) }),
    ...(licences.length === 0 ? {} : { licenses: licences.map(named) }),
    ...(illustrative ? { illustrative } : {}),
    ...(period === undefined ? {} : { period: `${period.from}/${period.to}` }),
    ...(about === undefined ? {} : { about }),
    ...(smallCounts === undefined ? {} : { allow: { 'small-counts': smallCounts.reason } }),
    schema: {
      primaryKey,
      ...(missing.length === 0 ? {} : { missingValues: missing }),
      fields: columnsOf(dataset).map(fieldOf),
    },
  };
}

const named = ({ title, path }: Source): object => ({ title, ...(path === undefined ? {} : { path }) });

/** What a sum may count as nothing stays so. */
function addsOf({ missingValues }: PublishedDataset, symbol: string): { adds?: 0 } {
  return missingValues.some((each) => each.symbol === symbol && each.adds === 0) ? { adds: 0 } : {};
}

function fieldOf(column: AnnexColumn): object {
  const { field, holds, name } = column;
  if (holds === 'marks') return { name, type: 'string', role: 'status' };
  const { title, description, type, role, unit, additive, stock, digits, total } = field;
  return {
    name,
    type,
    role,
    title,
    ...(description === undefined ? {} : { description }),
    ...(unit === undefined ? {} : { unit }),
    ...(role === 'measure' && additive === false ? { additive } : {}),
    ...(stock === true ? { stock } : {}),
    ...(digits === undefined ? {} : { digits }),
    ...(total === undefined ? {} : { total: safe(total, column) }),
    ...categoriesOf(field, column),
  };
}

function categoriesOf({ role, type, categories }: Field, column: AnnexColumn): object {
  if (role !== 'dimension' || type !== 'string' || categories.length === 0) return {};
  return {
    categories: categories.map(({ value, label, stock }) => ({
      value: safe(value, column),
      label,
      ...(stock === true ? { stock } : {}),
    })),
  };
}
