import type { Language } from '../../language/language.js';
import { meaningOf } from '../../model/dataset/missing.js';
import { finiteDigits } from '../../model/exact.js';
import type { OperationDefinition } from '../../model/operations/definition.js';
import type { Step, StepValue } from '../../model/operations/steps.js';
import { type CellKey, isExact, type Quantity } from '../../model/quantity.js';
import type { Provenance, SourceCell } from '../../model/snapshot/provenance.js';

/** A cell in the words of the data package, and what it comes to; undefined where the data do not have it any more. */
export interface DescribedCell {
  readonly words: SourceCell;
  readonly value: StepValue;
}

/** Puts the address of a cell into the words of its dataset. */
export type DescribeCell = (cell: CellKey) => DescribedCell;

/** What a number is, and how it came about, before any formula: "Implementation rate", "22 of 32 actions: Implemented 8 and On track 14". */
export function numberInWords(
  quantity: Quantity,
  definition: OperationDefinition,
  step: Step,
  described: DescribeCell,
  language: Language,
): Pick<Provenance, 'title' | 'how'> {
  const cells = quantity.cells.map(described);
  const { value, unit, declared, vega, operation } = quantity;
  const { calculation, origin } = definition;
  const title = titleOf(quantity, definition, cells, language);
  if (!isExact(value)) return { title, how: meaningOf(value) };
  // What a query counted, nobody recorded.
  const isQueried = operation === 'value' && cells.some(({ words }) => words.dataset.queried !== undefined);
  const counted = calculation.kind === 'count' ? step : (step.operands[0] ?? step);
  const how = language.message(isQueried ? 'document.operation.query' : origin, {
    count: quantity.cells.length,
    unit,
    counted: unit === '' || unit === '%' ? 'no' : 'yes',
    source: declared?.source ?? '',
    transform: vega?.transform ?? '',
    version: vega?.version ?? '',
    ...partAndWhole(step, language),
    kinds: kindsOf(counted, described, language),
  });
  return { title, how };
}

/** "Implementation rate", "Share: Victims"; of a number that nobody calculated, its measure. */
function titleOf(
  { unit }: Quantity,
  { explained, calculation }: OperationDefinition,
  cells: readonly DescribedCell[],
  language: Language,
): string {
  const [what = '', ...others] = new Set(cells.map(({ words }) => words.what));
  const one = others.length === 0 ? what : '';
  if (calculation.kind === 'count' && unit !== '') return language.message('content.unit-count', { unit });
  if (explained === undefined) return one === '' ? (cells[0]?.words.dataset.title ?? '') : one;
  const name = language.message(explained.name);
  return one === '' ? name : language.message('html.origin.measure', { name, measure: one });
}

const none = 'none';

/** The first two of the numbers that it was made of, where they are short enough to be said. */
function partAndWhole(
  { operands }: Step,
  language: Language,
): { readonly part: string; readonly whole: string } {
  const [part, whole, ...more] = operands.map(({ value }) => shortNumber(value, language));
  if (part === undefined || whole === undefined || more.length > 0) return { part: none, whole: none };
  return { part, whole };
}

function shortNumber(value: StepValue, language: Language): string | undefined {
  if (value === undefined || !isExact(value)) return undefined;
  const digits = finiteDigits(value) ?? Number.POSITIVE_INFINITY;
  return digits > 2 ? undefined : language.number(value, { digits });
}

/** Kinds beyond which a list of them says less than the rows. */
const mostKinds = 6;

/** What was counted, where that is a few words: "Implemented 8 and On track 14". */
function kindsOf({ calculation, cells }: Step, described: DescribeCell, language: Language): string {
  if (calculation.kind !== 'count') return none;
  const kinds = new Map<string, number>();
  for (const { words, value } of cells.map(described)) {
    // A day with a count behind it cannot be read: "31 December 2015 2".
    if (value !== undefined || words.text === '' || /\d/.test(words.text)) return none;
    kinds.set(words.text, (kinds.get(words.text) ?? 0) + 1);
  }
  const [only, ...others] = kinds.keys();
  if (only === undefined || kinds.size > mostKinds) return none;
  return others.length === 0 ? only : language.list([...kinds].map(([text, count]) => `${text} ${count}`));
}
