import type { Language } from '../../language/language.js';
import { isSameLanguage } from '../../language/language-tag.js';
import { labelOf } from '../../model/dataset/category.js';
import { cellOrigin } from '../../model/dataset/cell.js';
import type { Dataset, Field, PublishedData, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { whySmall } from '../../model/dataset/few-persons.js';
import { type RowTitle, rowTitle } from '../../model/dataset/row-title.js';
import { decimalsOf, isNumeric, toExact, type Value } from '../../model/dataset/value.js';
import { defined } from '../../model/defined.js';
import type { OperationDefinition } from '../../model/operations/definition.js';
import { formulaOf, relationOf } from '../../model/operations/equation.js';
import { type Step, stepsOf } from '../../model/operations/steps.js';
import { ownOf } from '../../model/own.js';
import {
  type CellKey,
  cellsRead,
  isExact,
  type LedgerEntry,
  type Origin,
  type Quantity,
} from '../../model/quantity.js';
import type { Provenance, SourceDataset } from '../../model/snapshot/provenance.js';
import { visit } from '../../model/tree/visit.js';
import type { TransformState } from '../tree.js';
import { type DescribeCell, type DescribedCell, numberInWords } from './number-in-words.js';

/** Where a printed number, or the symbol of a missing one, comes from. */
export function provenanceOf(
  { quantity }: LedgerEntry,
  { language, operations }: Pick<TransformState, 'language' | 'operations'>,
  described: DescribeCell,
): Provenance {
  const { operation, cells, value } = quantity;
  const definition = operations[operation];
  const step = stepsOf(quantity, operations, (cell) => described(cell).value);
  const equation = equationOf(quantity, step, language);
  return defined({
    ...numberInWords(quantity, definition, step, described, language),
    rule: isExact(value) ? ruleOf(definition, equation, language) : undefined,
    equation,
    rows: rowsOf(cells).map((row) => row.map((cell) => described(cell).words)),
  });
}

/** The calculation in words, where neither the words before it nor the numbers behind it say the same. */
function ruleOf(
  { explained }: OperationDefinition,
  equation: string | undefined,
  language: Language,
): string | undefined {
  if (explained === undefined || explained.saidBy === 'origin') return undefined;
  return explained.saidBy === 'equation' && equation !== undefined
    ? undefined
    : language.message(explained.formula);
}

/** Two editions have two cells of one address, in two places. */
const nameOfCell = ({ dataset, field, keys, origin }: CellKey): string =>
  JSON.stringify([dataset, field, keys, origin]);

/** Each cell once, though several operands use it: in the row of the first that it was read beside, else in one of its own. */
function rowsOf(cells: readonly CellKey[]): readonly (readonly CellKey[])[] {
  const known = new Set<string>();
  const isNew = (cell: CellKey): boolean => known.size < known.add(nameOfCell(cell)).size;
  return cells.map((cell) => cellsRead([cell]).filter(isNew)).filter((row) => row.length > 0);
}

/** Operands beyond this many make no formula that a reader would follow. */
const mostOperands = 6;

/** Decimals of an operand beyond which the page shows what led to it. */
const operandDigits = 4;

/**
 * The calculation in numbers, where there is one: "38 ÷ 233 × 100 ≈ 16.3". It comes to the number without its unit: the
 * per cent, the million and the "about" are words of the text.
 */
function equationOf(quantity: Quantity, step: Step, language: Language): string | undefined {
  const { value, digits, fraction, operands, cells, signed = false } = quantity;
  // Where a percentage is not printed, nothing that leads to it is; and nothing is calculated of what is not known.
  if (!isExact(value) || fraction !== undefined || (operands ?? cells).length > mostOperands)
    return undefined;
  const formula = formulaOf(step, {
    digits: operandDigits,
    isNested: true,
    number: (number, decimals) => language.number(number, { digits: decimals }),
  });
  if (formula === undefined) return undefined;
  return `${formula} ${relationOf(value, digits)} ${language.number(value, { digits, signed })}`;
}

/** Sets on each printed number where it comes from, for every output that answers for its numbers. */
export function sayProvenance(state: TransformState): void {
  const described = cellWords(state.data, state.language);
  visit(state.root, 'value', (node) => {
    node.provenance = provenanceOf(node.entry, state, described);
  });
}

/** A description of the cells of a report, which describes none twice; by their addresses where the data are not at hand. */
export function cellWords(data: PublishedData | undefined, language: Language): DescribeCell {
  const datasets = new Map<string, Around>();
  const known = new Map<string, DescribedCell>();
  const rowOf = rowsOfCells();
  return (cell) => {
    const address = nameOfCell(cell);
    const before = known.get(address);
    if (before !== undefined) return before;
    const dataset = ownOf(data, cell.dataset);
    const around = datasets.get(cell.dataset) ?? aroundOf(cell, dataset, data);
    datasets.set(cell.dataset, around);
    const described = describe(cell, around, dataset, rowOf(cell, dataset), language);
    known.set(address, described);
    return described;
  };
}

/** What is said of a dataset once, and what its rows are called. */
interface Around {
  readonly source: SourceDataset;
  readonly named: RowTitle | undefined;
}

function aroundOf(
  cell: CellKey,
  dataset: PublishedDataset | undefined,
  data: PublishedData | undefined,
): Around {
  const named = dataset && rowTitle(dataset, data);
  return { source: describeDataset(cell, dataset, data, named), named };
}

function describeDataset(
  cell: CellKey,
  dataset: PublishedDataset | undefined,
  data: PublishedData | undefined,
  named: RowTitle | undefined,
): SourceDataset {
  const heads = Object.keys(cell.keys);
  if (dataset === undefined)
    return { title: cell.dataset, sources: [], heads, illustrative: false, whySmall: [] };
  const titleOf = (name: string): string => dataset.fields.find((each) => each.name === name)?.title ?? name;
  return {
    title: dataset.title,
    sources: dataset.sources.map(({ title }) => title),
    heads: [...heads.map(titleOf), ...(named === undefined ? [] : [named.head])],
    illustrative: dataset.illustrative,
    ...(dataset.query && { queried: dataset.query.reads.map((name) => data?.[name]?.title ?? name) }),
    whySmall: whySmall(dataset),
  };
}

/** A search for the row of a cell, which reads the rows of each field once. An edition before has cells of the same keys elsewhere. */
function rowsOfCells(): (cell: CellKey, dataset: PublishedDataset | undefined) => Row | undefined {
  const found = new Map<string, ReadonlyMap<string, Row>>();
  // One line may hold many rows.
  const nameOf = (keys: CellKey['keys'], { file, line, column, sheet, result }: Origin): string =>
    JSON.stringify([Object.entries(keys).sort(), file, line, column, sheet, result]);
  return ({ dataset: name, field, keys, origin }, dataset) => {
    if (dataset === undefined) return undefined;
    const key = JSON.stringify([name, field]);
    const rows =
      found.get(key) ?? new Map(dataset.rows.map((row) => [nameOf(row.keys, cellOrigin(row, field)), row]));
    found.set(key, rows);
    return rows.get(nameOf(keys, origin));
  };
}

function describe(
  key: CellKey,
  { source, named }: Around,
  dataset: PublishedDataset | undefined,
  row: Row | undefined,
  language: Language,
): DescribedCell {
  const field = (name: string) => dataset?.fields.find((each) => each.name === name);
  const labels = Object.entries(key.keys).map(([dimension, category]) => {
    const found = field(dimension);
    return found === undefined ? category : labelOf(found, category);
  });
  if (named !== undefined) labels.push((row && named.of(row)) ?? '');
  const value = row?.measures[key.field];
  const title = field(key.field)?.title ?? key.field;
  const count = row?.sources?.length;
  const what = count === undefined ? title : language.message('document.of-rows', { what: title, count });
  const text =
    value === undefined ? attributeText(key, row, field(key.field), language) : valueText(value, language);
  return {
    words: { key, dataset: source, what, labels, text },
    value: value !== undefined && isNumeric(value) ? toExact(value) : value,
  };
}

const valueText = (value: Value, language: Language): string =>
  isNumeric(value) ? language.number(toExact(value), { digits: decimalsOf(value) }) : value.symbol;

/** What is counted is often a word: the status of an action. */
function attributeText(
  { field: name }: CellKey,
  row: Row | undefined,
  field: Field | undefined,
  language: Language,
): string {
  const word = row?.attributes[name];
  if (word === undefined) return '';
  if (field === undefined) return word;
  return field.type === 'date' ? language.date(word) : labelOf(field, word);
}

/**
 * The titles and labels that a report in `own` may print in another language, each with its BCP 47 tag, of the datasets that its
 * numbers are of. A text that another of these datasets has without a language, or in another one, is left out: it tells nothing.
 */
export function foreignNames(
  ledger: readonly LedgerEntry[],
  data: PublishedData,
  own: string,
): Readonly<Record<string, string>> | undefined {
  const names = new Set(
    ledger.flatMap(({ quantity: { dataset, cells } }) => [
      dataset,
      ...cellsRead(cells).map((cell) => cell.dataset),
    ]),
  );
  const datasets = [...names].flatMap((name) => ownOf(data, name) ?? []);
  const tags = new Map<string, Set<string>>();
  for (const dataset of datasets) {
    const { languages = {} } = dataset;
    for (const text of new Set([...Object.keys(languages), ...textsOf(dataset)])) {
      tags.set(text, (tags.get(text) ?? new Set()).add(ownOf(languages, text) ?? own));
    }
  }
  const foreign = [...tags].flatMap(([text, [tag = own, ...others]]) =>
    others.length > 0 || isSameLanguage(tag, own) ? [] : [[text, tag] as const],
  );
  return foreign.length === 0 ? undefined : Object.fromEntries(foreign);
}

const textsOf = ({ title, fields }: Dataset): string[] => [
  title,
  ...fields.flatMap((field) => [field.title, ...field.categories.map(({ label }) => label)]),
];
