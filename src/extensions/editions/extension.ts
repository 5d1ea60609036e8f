import { derive } from '../../content/helpers/calculate.js';
import type { Call, Scope } from '../../content/helpers/call.js';
import type { HelperDefinition } from '../../content/helpers/definition.js';
import { legendOf } from '../../content/helpers/table/surroundings.js';
import { idOf } from '../../content/helpers/table.js';
import type { Label, TableBlock } from '../../content/printable.js';
import { quantityAt } from '../../content/selection/cells.js';
import type { Language } from '../../language/language.js';
import type { MessageIn } from '../../language/message-id.js';
import { printQuantity } from '../../language/print.js';
import { labelOf } from '../../model/dataset/category.js';
import type { CellName } from '../../model/dataset/cell-address.js';
import type { PublishedDataset } from '../../model/dataset/dataset.js';
import { exact, subtract } from '../../model/exact.js';
import { ownOf } from '../../model/own.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import type { Editions } from '../../model/snapshot/editions.js';
import type { SnapshotDataset, SnapshotRevisedText } from '../../model/snapshot/snapshot.js';
import { dataTableNode } from '../../model/tree/data-table.js';
import type { DataTableNode } from '../../model/tree/nodes.js';
import type { TableCell, TableRow } from '../../model/tree/table-parts.js';
import type { Extension } from '../extension.js';
import { compareWithPrevious } from './compare-editions.js';
import { unexplainedRevisions } from './unexplained-revisions.js';

const codes = {
  'data/previous-edition':
    '`previous` does not name what an earlier edition published, or `corrigendum` what this one did.',
  'data/revision':
    'A line of `revisions.csv` or `corrections.csv` has the wrong form, or names what does not exist.',
  'data/unused-revision':
    'A line of `revisions.csv` or `corrections.csv` explains no figure and no words that changed.',
} as const;

type Codes = typeof codes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}

/**
 * `{{revisions}}`: every figure that differs from the edition before, with the reason, and below them every unit, label,
 * definition and meaning; a sentence where nothing does.
 */
const revisions: HelperDefinition = {
  name: 'revisions',
  first: 'none',
  arity: [0, 0],
  parameters: ['caption', 'id'],
  run(call, scope): TableBlock | Label {
    const { editions, language } = scope;
    const previous = editions?.previous;
    if (editions === undefined || previous === undefined) return sentence(undefined, language);
    const compared = { ...editions, previous, told: revisionWords(previous.edition, scope) };
    return tables(call, scope, compared) ?? sentence(previous, language);
  },
};

/** `{{corrections}}`: the same of an edition that is published again, beside what it published before. */
const corrections: HelperDefinition = {
  name: 'corrections',
  first: 'none',
  arity: [0, 0],
  parameters: ['caption', 'id'],
  run(call, scope): TableBlock | Label {
    const { editions, language } = scope;
    const corrected = editions?.corrections;
    const told = corrected && correctionWords(language.date(corrected.on), language);
    const found = editions && told && tables(call, scope, { ...editions, ...corrected, told });
    const text = language.message('content.corrections.none');
    return found ?? { kind: 'label', text, value: text };
  },
};

/** The words of a table of what differs. */
interface Told {
  readonly id: string;
  readonly before: string;
  readonly after: string;
  readonly caption: string;
  readonly words: string;
  /** True where what stood before is a number of the list of numbers, which knows the edition before alone. */
  readonly isListed: boolean;
}

function revisionWords(earlier: number, { language, edition }: Scope): Told {
  const ofYear = (year: number): string =>
    language.message('content.revisions.edition', { year: String(year) });
  const caption = (name: 'caption' | 'words'): string =>
    language.message(`content.revisions.${name}`, { year: String(earlier) });
  const captions = { caption: caption('caption'), words: caption('words') };
  return {
    id: 'tbl-revisions',
    before: ofYear(earlier),
    after: ofYear(edition),
    ...captions,
    isListed: true,
  };
}

function correctionWords(day: string, language: Language): Told {
  const say = (name: MessageIn<'content.corrections'>): string =>
    language.message(`content.corrections.${name}`, { day });
  const captions = { caption: say('caption'), words: say('words') };
  return { id: 'tbl-corrections', before: say('before'), after: say('after'), ...captions, isListed: false };
}

/** The figures that differ, and below them the words; undefined where nothing does. */
function tables(call: Call, scope: Scope, compared: ComparedEditions): TableBlock | undefined {
  const [node, ...following] = [
    ...(compared.revisions.length === 0 ? [] : [figures(call, scope, compared)]),
    ...(compared.texts.length === 0 ? [] : [texts(call, scope, compared)]),
  ];
  return node === undefined ? undefined : { kind: 'table', node, following };
}

/** What both tables have in common. */
function frame(call: Call, { language }: Scope, { told }: ComparedEditions) {
  const labelled = (label: string, align: 'left' | 'right') => ({ label, total: false, align });
  return {
    editions: (align: 'left' | 'right') => [labelled(told.before, align), labelled(told.after, align)],
    column: (name: MessageIn<'content.revisions'>, align: 'left' | 'right') =>
      labelled(language.message(`content.revisions.${name}`), align),
    bare: { layout: 'revised' as const, notes: [], sources: [], at: call.at },
  };
}

function figures(call: Call, scope: Scope, compared: ComparedEditions): DataTableNode {
  const rows = revisionRows(call, scope, compared);
  const { bare, column, editions } = frame(call, scope, compared);
  const { id, caption, isListed } = compared.told;
  return dataTableNode({
    ...bare,
    id: idOf(call, id),
    caption: call.text('caption') ?? caption,
    stub: scope.language.message('content.revisions.figure'),
    columns: [
      ...editions('right'),
      ...(isListed ? [column('difference', 'right')] : []),
      column('reason', 'left'),
      column('date', 'left'),
    ],
    rows,
    legend: legendOf(rows, scope.language),
    illustrative: compared.revisions.some(
      ({ cell }) => ownOf(scope.data, cell.dataset)?.illustrative === true,
    ),
  });
}

function texts(call: Call, scope: Scope, compared: ComparedEditions): DataTableNode {
  const { bare, column, editions } = frame(call, scope, compared);
  const { id, words } = compared.told;
  return dataTableNode({
    ...bare,
    id: `${idOf(call, id)}-words`,
    caption: words,
    stub: scope.language.message('content.revisions.word'),
    columns: [...editions('left'), column('reason', 'left'), column('date', 'left')],
    rows: textRows(scope, compared),
    legend: [],
    illustrative: false,
  });
}

function sentence(previous: Editions['previous'], language: Language): Label {
  const text =
    previous === undefined
      ? language.message('content.revisions.first')
      : language.message('content.revisions.none', { year: String(previous.edition) });
  return { kind: 'label', text, value: text };
}

/** Editions that were compared. */
interface ComparedEditions extends Editions {
  readonly previous: NonNullable<Editions['previous']>;
  readonly told: Told;
}

/** One row for each revised cell, under the title of its dataset: before, now, difference, reason and date. */
function revisionRows(call: Call, scope: Scope, editions: ComparedEditions): TableRow[] {
  const { isListed } = editions.told;
  return editions.revisions.map(({ cell, before, reason, date }): TableRow => {
    const dataset = ownOf(scope.data, cell.dataset);
    const gone = editions.previous.datasets.find(({ name }) => name === cell.dataset);
    const was = before === undefined ? undefined : earlierOf(call, editions, dataset, cell, before);
    const is = dataset === undefined ? undefined : presentOf(call, dataset, cell);
    const number = (quantity: Quantity | undefined): TableCell =>
      quantity === undefined
        ? { kind: 'text', text: scope.language.message('content.revisions.absent') }
        : { kind: 'value', entry: printQuantity(quantity, 'table', scope.language) };
    const difference = (before: Quantity | undefined, after: Quantity | undefined): TableCell =>
      before === undefined || after === undefined
        ? { kind: 'text', text: '' }
        : differenceCell(call, before, after, scope);
    return {
      label: scope.language.labels(labelsFor(cell, dataset, gone)),
      group: dataset?.title ?? gone?.title ?? cell.dataset,
      total: false,
      cells: [
        isListed || was === undefined ? number(was) : asText(was, scope),
        number(is),
        ...(isListed ? [difference(was, is)] : []),
        { kind: 'text', text: reason },
        { kind: 'text', text: scope.language.date(date, 'short') },
      ],
    };
  });
}

const asText = (quantity: Quantity, { language }: Scope): TableCell => ({
  kind: 'text',
  text: printQuantity(quantity, 'table', language).text,
});

/** "2013, Human trafficking", with the measure where the dataset has several. */
function labelsFor(
  { keys, measure }: CellName,
  dataset: PublishedDataset | undefined,
  gone: SnapshotDataset | undefined,
): string[] {
  const fieldOf = (name: string) => dataset?.fields.find((field) => field.name === name);
  const earlier = (name: string) => gone?.dimensions.find((dimension) => dimension.name === name)?.categories;
  const categories = Object.entries(keys).map(([name, value]) => {
    const field = fieldOf(name);
    const isKnown = field?.categories.some((category) => category.value === value) === true;
    return labelOf(isKnown ? field : { categories: earlier(name) ?? [] }, value);
  });
  const measures = dataset?.fields.filter(({ role }) => role === 'measure') ?? gone?.measures ?? [];
  return [...categories, ...(measures.length > 1 ? [labelOfMeasure(measure, fieldOf(measure), gone)] : [])];
}

const labelOfMeasure = (
  name: string,
  field: { readonly title: string } | undefined,
  gone: SnapshotDataset | undefined,
): string => field?.title ?? gone?.measures.find((measure) => measure.name === name)?.label ?? name;

function presentOf(call: Call, dataset: PublishedDataset, { keys, measure }: CellName): Quantity | undefined {
  const [row, field] = [call.rowAt(dataset, keys), dataset.fields.find(({ name }) => name === measure)];
  if (row === undefined || field === undefined) return undefined;
  // With fewer decimals than the data, a small correction could not be seen.
  const { digits: _, ...undeclared } = field;
  return quantityAt(dataset, row, undeclared, call.at);
}

/** The cell as the edition before printed it; it answers with the snapshot of that edition. */
function earlierOf(
  call: Call,
  { previous, datasets }: ComparedEditions,
  dataset: PublishedDataset | undefined,
  { dataset: name, measure, keys }: CellName,
  text: string,
): Quantity {
  const [, whole = '', fraction = ''] = /^(-?\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const gone = previous.datasets.find((each) => each.name === name);
  // A symbol means one thing in a report; where no number is missing any more, the edition before says what.
  const own = datasets.filter((each) => each.name === name);
  const known = [...own, ...datasets, ...(gone === undefined ? [] : [gone])]
    .flatMap(({ symbols }) => symbols)
    .find(({ symbol }) => symbol === text);
  return {
    kind: 'quantity',
    value:
      whole === ''
        ? { kind: 'missing', code: text, symbol: text, meaning: known?.meaning ?? text }
        : exact(BigInt(whole + fraction), 10n ** BigInt(fraction.length)),
    unit:
      dataset?.fields.find((field) => field.name === measure)?.unit ??
      gone?.measures.find((each) => each.name === measure)?.unit ??
      '',
    dataset: name,
    cells: [{ dataset: name, field: measure, keys, origin: { file: previous.file, line: 1 } }],
    operation: 'earlier-edition',
    digits: fraction.length,
    illustrative: dataset?.illustrative ?? gone?.illustrative ?? false,
    at: call.at,
  };
}

function differenceCell(call: Call, was: Quantity, is: Quantity, scope: Scope): TableCell {
  if (!isExact(was.value) || !isExact(is.value)) return { kind: 'text', text: '' };
  const { marks: _, ...unmarked } = is;
  const value = subtract(is.value, was.value);
  const unit = is.unit === '%' ? 'percentage points' : is.unit;
  const quantity = derive(call, scope, 'revision', [unmarked, was], { value, unit, signed: true });
  return { kind: 'value', entry: printQuantity(quantity, 'table', scope.language) };
}

/** One row for each text that differs, under the title of its dataset: before, now, reason and date. */
function textRows({ data, language }: Scope, { texts }: Pick<Editions, 'texts'>): TableRow[] {
  const text = (value: string): TableCell => ({ kind: 'text', text: value });
  return texts.map((change): TableRow => {
    const dataset = ownOf(data, change.dataset);
    const { before, after, reason, date, what } = change;
    return {
      label: nameOf(change, dataset) ?? language.message('content.revisions.whole'),
      detail: language.message(`content.revisions.what.${what}`),
      group: dataset?.title ?? change.dataset,
      total: false,
      cells: [
        text(before),
        text(after ?? language.message('content.revisions.absent')),
        text(reason),
        text(language.date(date, 'short')),
      ],
    };
  });
}

/** What the text belongs to, as it is printed now; undefined where it is the dataset itself. */
function nameOf(
  { field, category, symbol }: SnapshotRevisedText,
  dataset: PublishedDataset | undefined,
): string | undefined {
  if (symbol !== undefined) return symbol;
  const column = dataset?.fields.find(({ name }) => name === field);
  if (category !== undefined) return labelOf(column ?? { categories: [] }, category);
  return column?.title ?? field;
}

/** This edition beside the one before: what was revised, and why. */
export const editions = {
  codes,
  content: { helpers: [revisions, corrections] },
  compare: compareWithPrevious,
  unexplained: unexplainedRevisions,
} satisfies Extension;

/** What differs from the edition before. */
interface EditionLayouts {
  revised: true;
}
declare module '../../model/tree/nodes.js' {
  interface TableLayouts extends EditionLayouts {}
}
