import type { Field, PublishedDataset, Source } from '../../model/dataset/dataset.js';
import { printsSmall } from '../../model/dataset/few-persons.js';
import { targetName } from '../../model/project/target-name.js';
import { sha256 } from '../../sha256.js';
import { toJson } from '../canonical.js';
import { imprintEntries } from '../html/cover.js';
import type { FinishedFile } from '../manifest/manifest.js';
import type { FinishedReport } from '../output.js';
import { fileName, targetPaths } from '../paths.js';
import { usedNames } from '../snapshot/snapshot.js';
import { type AnnexColumn, columnsOf, csvOf, safe, symbolsOf } from './annex-columns.js';
import { type AnnexHead, workbookOf } from './workbook.js';
import { zip } from './zip.js';

/** What the first sheet takes of the imprint; publisher and edition it has anyway. */
const onCover = ['contact', 'published', 'as-at', 'source', 'licence', 'cite', 'isbn', 'doi'] as const;

/**
 * The data of a report to take along, where it declares `data: true`. An archive has a CSV file for each dataset that
 * the report draws on and a data package that describes them. A workbook has the same, accessible.
 */
export async function makeAnnex(
  report: FinishedReport,
  epochSeconds: number,
): Promise<readonly FinishedFile[]> {
  const { target, language, document, data } = report;
  if (target.report.data !== true) return [];
  const used = usedNames({ ...report, ledger: document.ledger });
  const datasets = Object.values(data).filter(({ name }) => used.has(name));
  const { title, publisher, edition } = document.meta;
  const about = imprintEntries(document, language, onCover);
  const head = { report: fileName(target.report.id, target.item?.slug), title, publisher, edition, about };
  const files = datasets.map((dataset) => ({ dataset, path: `${dataset.name}.csv`, bytes: csvOf(dataset) }));
  const archive = zip({
    'datapackage.json': packageJson(head, files),
    ...Object.fromEntries(files.map(({ path, bytes }) => [path, bytes])),
  });
  const workbook = await workbookOf(head, datasets, { language, epochSeconds });
  const paths = targetPaths(target);
  const named = targetName(target);
  return [
    { ...named, path: paths.workbook, format: 'xlsx', bytes: workbook },
    { ...named, path: paths.archive, format: 'zip', bytes: archive },
  ];
}

/** A dataset with the file that holds it. */
interface AnnexFile {
  readonly dataset: PublishedDataset;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** `datapackage.json`: a Frictionless Data Package (v2) with the additions of Tallybook, which reads it too. */
function packageJson(
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
    accepted = [],
    primaryKey,
  } = dataset;
  const small = accepted
    .filter(printsSmall)
    .map(({ code, reason, by, date }) => ({ code, reason, by, date }));
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
    ...(sources.length === 0 ? {} : { sources: sources.map(titled) }),
    ...(licences.length === 0 ? {} : { licenses: licences.map(titled) }),
    ...(illustrative ? { illustrative } : {}),
    ...(period === undefined ? {} : { period: `${period.from}/${period.to}` }),
    ...(about === undefined ? {} : { about }),
    ...(small.length === 0 ? {} : { accepts: small }),
    schema: {
      primaryKey,
      ...(missing.length === 0 ? {} : { missingValues: missing }),
      fields: columnsOf(dataset).map(fieldOf),
    },
  };
}

const titled = ({ title, path }: Source): object => ({ title, ...(path === undefined ? {} : { path }) });

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
