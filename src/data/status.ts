import type { Row } from '../model/dataset.js';
import { type Mark, marks } from '../model/missing.js';
import type { SourceRow } from '../model/source-table.js';
import type { Repeat } from './repeated.js';
import type { RawTable } from './tables.js';

/**
 * The marks that a status cell holds: letters, with or without brackets, in any order, small or capital (`p`,
 * `[p] [r]`, `PE`). Empty cells and the `A` of SDMX (a normal value) hold none. Undefined when it says anything else.
 */
function readStatus(text: string): readonly Mark[] | undefined {
  const letters = [...text.toLowerCase().replace(/[[\]\s,;]/g, '')];
  if (letters.join('') === 'a') return [];
  const known = letters.every((letter) => marks.some((mark) => mark === letter));
  return known && new Set(letters).size === letters.length
    ? marks.filter((mark) => letters.includes(mark))
    : undefined;
}

/** The marks of every measure of a row, by its status column and by the flags that were taken off; those without any are absent. */
export function readMarks(
  row: SourceRow,
  table: RawTable,
  flagged: ReadonlyMap<string, readonly Mark[]>,
  repeat: Repeat,
): Pick<Row, 'marks'> {
  const { fields } = table.contract;
  const statuses = new Map<string, readonly Mark[]>();
  for (const { name, role } of fields) {
    if (role !== 'status') continue;
    const written = table.cell(row, name);
    const text = table.codes.get(name)?.get(written) ?? written;
    const read = readStatus(text);
    if (read === undefined) {
      repeat({
        code: 'data/status',
        column: name,
        line: row.line,
        describe: () => ({
          position: row.at(table.column(name)),
          message: `Unexpected ${table.contract.confidential ? 'value' : `\`${text.slice(0, 60)}\``} in \`${name}\`, expected letters among ${listed}`,
          more: {
            hint: `u: unreliable, p: provisional, r: revised, b: break in the series, e: estimated; \`rename: {${name}: {...}}\` says which of them another sign is`,
          },
        }),
      });
    } else statuses.set(name, read);
  }
  const found = fields.flatMap(({ name, status }) => {
    const own = (status === undefined ? undefined : statuses.get(status)) ?? [];
    const beside = flagged.get(name) ?? [];
    const all =
      beside.length === 0 ? own : marks.filter((mark) => own.includes(mark) || beside.includes(mark));
    return all.length === 0 ? [] : [[name, all] as const];
  });
  return found.length === 0 ? {} : { marks: Object.fromEntries(found) };
}

const listed = marks.map((mark) => `\`${mark}\``).join(', ');
