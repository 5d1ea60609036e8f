/** What a file of text is: JSON, SDMX-CSV or the form of Open SDG, where it says so itself. */

import { formats } from '../../inputs/formats.js';
import { separatorOf } from '../../inputs/sdmx/head.js';
import type { SourceFile, SourceProblem, SourceRow } from '../../model/dataset/source-table.js';
import type { ResourceLimits } from '../../resource-limits.js';
import { evidence, type FoundTable, may, type Remark, when } from './data/found-table.js';

/** A file as far as its name and its first characters tell. */
interface TextFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly limits: ResourceLimits;
}

type Read = { readonly rows: readonly SourceRow[] } | SourceProblem;

async function readAs(
  format: string,
  { path, bytes, limits }: TextFile,
  dialect: SourceFile['dialect'] = {},
): Promise<Read> {
  const opened = await formats[format]?.open(
    { file: path, bytes, format, dialect, declaredIn: 'datapackage.yaml' },
    limits,
  );
  if (opened === undefined) throw new Error(`no format \`${format}\``);
  if ('code' in opened) return opened;
  const rows = [opened.header];
  const problem = opened.read((row) => void rows.push(row));
  return problem ?? { rows };
}

/** A list of objects, or the one list that an object has under some name. */
export async function findJson(file: TextFile): Promise<FoundTable | SourceProblem> {
  const { path } = file;
  const format = /\.json$/i.test(path) ? 'json' : 'ndjson';
  const plain = await readAs(format, file);
  if ('rows' in plain) return { path, writing: [], rows: plain.rows };
  const properties = format === 'json' ? listsIn(file.bytes) : [];
  for (const property of properties) {
    const inside = await readAs(format, file, { property });
    if (!('rows' in inside)) continue;
    const others = properties.filter((each) => each !== property);
    const more =
      others.length === 0 ? '' : `; other lists are ${others.map((each) => `\`${each}\``).join(', ')}`;
    return {
      path,
      writing: [evidence(`the rows are the list under \`${property}\`${more}`)],
      dialect: { property },
      rows: inside.rows,
    };
  }
  return plain;
}

/** The names of the lists that the object of a file has. */
function listsIn(bytes: Uint8Array): readonly string[] {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    return Object.entries(value).flatMap(([name, inner]) => (Array.isArray(inner) ? [name] : []));
  } catch {
    return [];
  }
}

const statusIds: readonly string[] = ['OBS_STATUS', 'OBS_FLAG'];
const always: readonly string[] = ['TIME_PERIOD', 'OBS_VALUE'];

/** A file that begins as SDMX-CSV does; undefined for another. */
export async function findSdmx(file: TextFile): Promise<FoundTable | SourceProblem | undefined> {
  const start = new TextDecoder().decode(file.bytes.subarray(0, 200));
  if (!/^"?(?:DATAFLOW|STRUCTURE(?:\[[^\]]*\])?)(?:: [^"]*)?"?[,;\t|]/.test(start)) return undefined;
  const read = await readAs('sdmx-csv', file);
  if (!('rows' in read)) return read;
  const [header, ...data] = read.rows;
  if (header === undefined) return undefined;
  const said = header.texts.map((_, index) => [...new Set(data.map(({ texts }) => texts[index] ?? ''))]);
  const isKept = header.texts.map(
    (id, index) => always.includes(id) || (!statusIds.includes(id) && (said[index]?.length ?? 0) > 1),
  );
  const constants = header.texts.flatMap((id, index) =>
    isKept[index] === true || statusIds.includes(id) ? [] : [{ id, text: said[index]?.[0] ?? '' }],
  );
  const status = header.texts.find(
    (id, index) => statusIds.includes(id) && said[index]?.some((each) => each !== ''),
  );
  const pick = (row: SourceRow): SourceRow => ({
    ...row,
    texts: row.texts.filter((_, index) => isKept[index]),
  });
  return {
    path: file.path,
    format: 'sdmx-csv',
    writing: [
      evidence('the header is that of SDMX-CSV'),
      ...constantRemarks(constants),
      ...(await multiplierRemarks(file)),
    ],
    rows: [pick(header), ...data.map(pick)],
    ...(status === undefined ? {} : { status }),
  };
}

/** What is done to the numbers of a file that counts in thousands or millions: it needs no declaration, but is to be known. */
async function multiplierRemarks(file: TextFile): Promise<Remark[]> {
  const delimiter = separatorOf(new TextDecoder().decode(file.bytes.subarray(0, 1000)));
  const raw = await readAs('csv', file, delimiter === undefined ? {} : { delimiter });
  const [header, ...data] = 'rows' in raw ? raw.rows : [];
  const column = header?.texts.findIndex((text) => /^UNIT_MULT(?:$|:)/.test(text)) ?? -1;
  const powers = [...new Set(data.map(({ texts }) => (texts[column] ?? '').split(':')[0] ?? ''))];
  const [only] = powers;
  if (column < 0 || only === undefined || powers.every((power) => power === '' || power === '0')) return [];
  const told =
    powers.length === 1
      ? `\`UNIT_MULT\` says \`${only}\`: every number is multiplied by 10 to the power of ${only}`
      : `\`UNIT_MULT\` says ${powers.map((power) => `\`${power}\``).join(', ')}: each number is multiplied by its power of ten`;
  return [evidence(`${told}. The unit is stated without it`)];
}

function constantRemarks(constants: readonly { readonly id: string; readonly text: string }[]): Remark[] {
  const told = constants
    .filter(({ text }) => text !== '')
    .map(({ id, text }) => `\`${id}\` says \`${text}\``);
  const decimals = constants.find(({ id }) => id === 'DECIMALS')?.text ?? '';
  return [
    ...when(
      told.length > 0,
      evidence(`${told.join(', ')} in every row, and ${told.length === 1 ? 'needs' : 'need'} no field`),
    ),
    ...when(
      /^\d$/.test(decimals),
      may('how many decimals are printed, at the field of the numbers', `digits: ${decimals}`),
    ),
  ];
}

/** True for a header that is that of Open SDG. */
export const isOpenSdg = (header: SourceRow | undefined): boolean =>
  header !== undefined &&
  header.texts[0] === 'Year' &&
  header.texts.at(-1) === 'Value' &&
  header.texts.length > 2;
