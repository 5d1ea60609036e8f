/** How a value that came back stands in its file: as it has to be written so that it is read as what it is. */
import type { FieldContract, ResourceContract } from '../../data/contract.js';
import type { ProposedChange } from './merge-returns.js';

/** What keeps values from being written as they would be read back; undefined where nothing does. */
export function unwritable(
  { query, shape, writing, fields }: ResourceContract,
  changes: readonly ProposedChange[],
): string | undefined {
  if (query !== undefined) return 'its rows are the result of a query';
  if (writing.format !== 'csv') return `its \`format\` is \`${writing.format}\``;
  if (shape !== undefined && !isOnlyNamed(shape)) return 'its rows are arranged anew when it is read';
  const touched = fields.filter(({ name }) =>
    changes.some(({ field, keys }) => field === name || Object.hasOwn(keys, name)),
  );
  const renamed = touched.find((field) => {
    if (field.rename === undefined) return false;
    const texts = changes.flatMap((change) => [
      ...(change.field === field.name ? [change.after] : []),
      ...(Object.hasOwn(change.keys, field.name) ? [change.keys[field.name] ?? ''] : []),
    ]);
    return texts.some((text) => codeOf(field, text) === undefined);
  });
  return renamed && `no one code of \`${renamed.name}\` is renamed to what it would say`;
}

/** True for a table of which nothing is declared but the headings of its columns. */
const isOnlyNamed = (shape: NonNullable<ResourceContract['shape']>): boolean =>
  shape.unpivot === undefined &&
  shape.range === undefined &&
  shape.skip === 0 &&
  shape.header.length === 1 &&
  shape.header[0] === 1 &&
  shape.footer === 0 &&
  shape.fill.length === 0 &&
  shape.combine.size === 0 &&
  shape.constants.size === 0 &&
  !shape.flagsBeside &&
  !shape.trims;

/** The change with the columns, codes and numbers of the file. */
export function asInFile(change: ProposedChange, { fields, shape }: ResourceContract): ProposedChange {
  const heading = (name: string): string => shape?.columns.get(name)?.name ?? name;
  const written = (name: string, text: string): string => {
    const field = fields.find((each) => each.name === name);
    return field === undefined ? text : (codeOf(field, text) ?? text);
  };
  const field = fields.find(({ name }) => name === change.field);
  return {
    ...change,
    field: heading(change.field),
    keys: Object.fromEntries(
      Object.entries(change.keys).map(([name, text]) => [heading(name), written(name, text)]),
    ),
    after: field === undefined ? change.after : numberIn(field, written(change.field, change.after)),
  };
}

/** The code that is renamed to a category; undefined where there is none, or more than one, or where a file names them. */
function codeOf({ rename }: FieldContract, category: string): string | undefined {
  if (rename === undefined) return category;
  if (!('codes' in rename)) return undefined;
  const codes = [...rename.codes].flatMap(([code, meant]) => (meant === category ? [code] : []));
  return codes.length === 1 ? codes[0] : undefined;
}

/** Returned numbers are whole and have a point before their decimals: here they count as their column does, exactly. */
function numberIn({ type, power = 0, decimalMark }: FieldContract, text: string): string {
  const [, sign = '', whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined || (type !== 'number' && type !== 'integer')) return text;
  if (power === 0) return fraction === '' ? text : `${sign}${whole}${decimalMark}${fraction}`;
  const digits = whole.padStart(power + 1, '0');
  const left = digits.slice(0, -power);
  const right = `${digits.slice(-power)}${fraction}`.replace(/0+$/, '');
  return `${sign}${left}${right === '' ? '' : `${decimalMark}${right}`}`;
}
