import { type LedgerLine, type NumbersFile, numbersSchema } from '../../../src/outputs/ledger/schema.js';
import { softened } from './softened.js';

type Cell = LedgerLine['keys'][number];
type Operand = NonNullable<LedgerLine['operands']>[number];

/**
 * A `numbers.json` as a table, one numeral a line: place, text, operation, cells; of a numeral that is no quantity, its
 * class. Ids, sections and positions are left out. Below it the claims: kind, verdict, words, cells.
 */
export function ledgerLines(json: string): string {
  const { numbers, claims } = numbersSchema.parse(JSON.parse(json));
  const lines = [...numbers.map(numeralLine), ...claims.map(claimLine)];
  return lines.map((line) => `${line.join(' | ')}\n`).join('');
}

function numeralLine(numeral: NumbersFile['numbers'][number]): string[] {
  const place = numeral.only === undefined ? numeral.place : `${numeral.place} of the ${numeral.only}`;
  const text = softened(numeral.text);
  if (!('operation' in numeral)) return [place, text, `(${numeral.class})`];
  const marks = numeral.marks === undefined ? '' : ` ${numeral.marks.map((mark) => `[${mark}]`).join('')}`;
  return [place, `${text}${marks}`, operationOf(numeral), cellsOf(numeral.keys)];
}

function claimLine({ kind, verdict, text, by, cells }: NumbersFile['claims'][number]): string[] {
  return [
    'claim',
    `${kind}: ${verdict}`,
    softened(text) + (by === undefined ? '' : ` (${by})`),
    cellsOf(cells),
  ];
}

/** "share(value, sum)": the operation, with its operands where they are calculated themselves. */
function operationOf({ operation, operands }: Pick<Operand, 'operation' | 'operands'>): string {
  return operands === undefined ? operation : `${operation}(${operands.map(operationOf).join(', ')})`;
}

/** "cases: cases year=2013 offence=theft": each cell, runs that differ in nothing but one category put together. */
function cellsOf(cells: readonly Cell[]): string {
  const runs: { head: string; keys: Readonly<Record<string, string>>; differs?: string; values: string[] }[] =
    [];
  for (const { dataset, field, keys } of cells) {
    const head = `${dataset}.${field}`;
    const last = runs.at(-1);
    const names = Object.keys(keys);
    const differing = last?.head === head ? names.filter((name) => last.keys[name] !== keys[name]) : [];
    const [differs, ...more] = differing;
    const fits = differs !== undefined && more.length === 0 && (last?.differs ?? differs) === differs;
    if (last !== undefined && fits && differs !== undefined) {
      if (last.differs === undefined) last.values = [last.keys[differs] ?? ''];
      last.differs = differs;
      last.values.push(keys[differs] ?? '');
    } else runs.push({ head, keys, values: [] });
  }
  return runs
    .map(({ head, keys, differs, values }) =>
      [
        head,
        ...Object.entries(keys).map(([name, key]) => `${name}=${name === differs ? values.join('/') : key}`),
      ].join(' '),
    )
    .join('; ');
}
