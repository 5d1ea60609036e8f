/** How other tools write which cells are hidden. */

import { ownOf } from '../../../model/own.js';

/** A column, and what each of its values says; values are compared in capitals. */
export interface StatusColumn {
  readonly tool: string;
  readonly column: string;
  readonly printed: readonly string[];
  readonly hidden: readonly string[];
}

/** The first whose column a file has is taken. */
export const statusColumns: readonly StatusColumn[] = [
  // NA: not asked for, and hidden with the rest.
  { tool: 'GaussSuppression', column: 'suppressed', printed: ['FALSE'], hidden: ['TRUE', 'NA'] },
  { tool: 'sdcTable', column: 'sdcStatus', printed: ['S', 'Z'], hidden: ['U', 'X'] },
  {
    tool: 'tau-ARGUS',
    column: 'Status',
    // Code-value and pivot tables have numbers, intermediate tables S, P, E, U and M, those for SBS V and A to D.
    printed: ['1', '2', '10', '13', '14', 'S', 'P', 'E', 'V'],
    hidden: ['3', '4', '5', '6', '7', '8', '9', '11', '12', 'U', 'M', 'A', 'B', 'C', 'D'],
  },
];

/** Columns of counts that are not called as the measure is. */
export const countColumns = ['freq', 'frequency', 'n'];

/** What stands for a count that is not shown. */
export const noCount = ['', '-', 'NA', 'X', '.'];

/** What is said of a `.tab` in the `.rda` beside it. */
export interface TabMetadata {
  readonly separator: string;
  /** Of each column in order: its name, `Status` for that of the status, `freq` for that of the count. */
  readonly columns: readonly string[];
  /** The code of the total, by column. */
  readonly totals: ReadonlyMap<string, string>;
  /** What says of a cell that it may be printed, must be hidden, or must be printed. */
  readonly printed: readonly string[];
  readonly hidden: readonly string[];
}

/** Words of a line, quoted or bare. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');

/**
 * Reads a `.rda` of tau-ARGUS as its manual has it: a line for each column, its properties in angle brackets below.
 * @param measures Names of counts, which a column keeps.
 */
export function readMetadata(text: string, measures: readonly string[]): TabMetadata {
  const columns: string[] = [];
  const totals = new Map<string, string>();
  const printed: string[] = [];
  const hidden: string[] = [];
  const statuses = { '<SAFE>': printed, '<PROTECT>': printed, '<UNSAFE>': hidden };
  let separator = ',';
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [word = '', value = ''] = wordsOf(line);
    if (word === '' || word.startsWith('//')) continue;
    if (!word.startsWith('<')) {
      columns.push(word);
      continue;
    }
    const own = columns.at(-1) ?? '';
    const isCount = word === '<FREQUENCY>' || (word === '<NUMERIC>' && value === '');
    if (word === '<SEPARATOR>') separator = value || separator;
    else if (word === '<TOTCODE>') totals.set(own, value);
    else if (word === '<STATUS>') columns[columns.length - 1] = 'Status';
    else if (isCount && !measures.includes(own) && !columns.includes('freq'))
      columns[columns.length - 1] = 'freq';
    else ownOf(statuses, word)?.push(value.toUpperCase());
  }
  return { separator, columns, totals, printed, hidden };
}
