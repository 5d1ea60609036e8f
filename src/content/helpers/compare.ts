import { listNames } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import { aloneOf } from '../../language/nouns.js';
import { printQuantity } from '../../language/print.js';
import type { Row } from '../../model/dataset/dataset.js';
import { notAvailable } from '../../model/dataset/missing.js';
import { subtract } from '../../model/exact.js';
import type { Quantity } from '../../model/quantity.js';
import { dataTableNode } from '../../model/tree/data-table.js';
import type { TableCell, TableColumn, TableRow } from '../../model/tree/table-parts.js';
import { isCount } from '../../model/unit.js';
import type { TableBlock } from '../printable.js';
import { numberOf, quantityAt } from '../selection/cells.js';
import { dimensionsOf } from '../selection/fields.js';
import { refuseUnknownArguments } from '../selection/filters.js';
import { derive, unlessMissing } from './calculate.js';
import type { Call, Scope } from './call.js';
import {
  arrangeComparison,
  type Comparison,
  comparedDatasets,
  type Side,
  statedBy,
} from './compare/arrange.js';
import { type Disagreement, disagreementsOf, periodOf } from './compare/comparability.js';
import type { HelperDefinition } from './definition.js';
import { fail } from './problem.js';
import { lettersOf } from './table/fill.js';
import { acceptedReasons, type CellNotes, cellNotes, legendOf, unitText } from './table/surroundings.js';
import { here, idOf } from './table.js';

const parameters = [
  'rows',
  'measure',
  'official',
  'own',
  'note',
  'unlike',
  'difference',
  'caption',
  'id',
  'from',
  'to',
  here,
];

/**
 * `{{compare "victims-by-nationality" "coalition-victims" status="presumed" note="..."}}`: what one dataset reports
 * beside what another counted, the difference where the two can be compared, and under it what each counts.
 */
export const compare: HelperDefinition = {
  name: 'compare',
  first: 'datasets',
  arity: [2, 2],
  parameters,
  run(call, scope): TableBlock {
    const datasets = comparedDatasets(call, scope);
    refuseUnknownArguments(call, undefined, parameters, datasets.flatMap(dimensionsOf));
    const note = writtenText(call, 'note');
    const arrangement = arrangeComparison(call, datasets);
    const disagreements = disagreementsOf(arrangement, writtenText(call, 'unlike'));
    if (disagreements.length > 0 && note === undefined) refuseSilence(call, arrangement, disagreements);
    const showsDifference = wantsDifference(call, arrangement, disagreements);
    const filled = fillComparison(call, arrangement, scope, showsDifference);
    const words = describeSides(call, arrangement, disagreements, note, filled, scope.language);
    const { official, own } = arrangement;
    const node = dataTableNode({
      id: idOf(call, `tbl-${official.dataset.name}-${own.dataset.name}`),
      caption: writtenText(call, 'caption') ?? official.dataset.title,
      ...words.subtitle,
      stub: official.rowField.title,
      columns: [...words.columns, ...(showsDifference ? [words.difference] : [])],
      rows: filled.rows,
      notes: words.notes,
      lettered: filled.notes.lettered,
      legend: legendOf(filled.rows, scope.language),
      sources: [...official.dataset.sources, ...own.dataset.sources],
      illustrative: official.dataset.illustrative || own.dataset.illustrative,
      stays: call.flag(here),
      at: call.at,
    });
    return { kind: 'table', node };
  },
};

/** A text argument that must not be empty; undefined when absent. */
function writtenText(call: Call, name: string): string | undefined {
  const text = call.text(name);
  if (text === undefined || text.trim() !== '') return text;
  return fail('content/argument.empty-text', call.hashAt(name), { name });
}

type Disagreements = ReturnType<typeof disagreementsOf>;

/** Two figures that do not count alike are never set side by side without a word. */
function refuseSilence(call: Call, { official, own }: Comparison, disagreements: Disagreements): never {
  const what = disagreements.map(({ words }) => words).join('; ');
  fail(
    'content/not-comparable',
    call.at,
    { what },
    {
      see: [official, own].map(({ dataset }) => ({
        position: dataset.position,
        note: `\`${dataset.name}\`${dataset.counts === undefined ? ', without `counts`' : ''}`,
      })),
    },
  );
}

/** The words over the column of the difference, where the author names it: `difference="own, less official"`. */
const differenceLabel = (call: Call): string | undefined =>
  typeof call.hash.difference === 'string' ? writtenText(call, 'difference') : undefined;

/** The difference is shown where it means something, and elsewhere only when the author asks for it or names it. */
function wantsDifference(call: Call, { official, own }: Comparison, disagreements: Disagreements): boolean {
  const wanted = differenceLabel(call) !== undefined || call.flag('difference', disagreements.length === 0);
  if (wanted && official.unit !== own.unit) {
    const units = listNames([official.unit, own.unit]);
    fail('content/unit.difference', call.hashAt('difference'), { units });
  }
  return wanted;
}

/** The rows of a comparison as printed, the data rows that they used, in reading order, and their notes. */
interface FilledComparison {
  readonly rows: readonly TableRow[];
  readonly used: readonly Row[];
  readonly notes: CellNotes;
}

/** Reads both cells of every row and, when asked for, takes the official one from our own. */
function fillComparison(
  call: Call,
  { official, own, rows }: Comparison,
  scope: Pick<Scope, 'language' | 'operations'>,
  showsDifference: boolean,
): FilledComparison {
  const { language } = scope;
  const used: Row[] = [];
  const rowAt = (side: Side, value: string): Row | undefined =>
    call.rowAt(side.dataset, { ...side.fixed, [side.rowField.name]: value });
  const cellAt = (side: Side, value: string): Quantity => {
    const row = rowAt(side, value);
    if (row === undefined) return absent(call, side, language);
    used.push(row);
    return quantityAt(side.dataset, row, side.measure, call.at);
  };
  const notes = cellNotes(rows.map(({ value }) => [official, own].map((side) => rowAt(side, value)?.notes)));
  const print = (quantity: Quantity): TableCell => ({
    kind: 'value',
    entry: printQuantity(quantity, 'table', language),
  });
  const filled = rows.map(({ value, label, total }, line): TableRow => {
    const [left, right] = [cellAt(official, value), cellAt(own, value)];
    const cells = showsDifference ? [left, right, differenceOf(call, scope, left, right)] : [left, right];
    const noted = cells.map((cell, index) => ({ ...print(cell), ...lettersOf(notes.cells[line]?.[index]) }));
    return { label, ...lettersOf(notes.rows[line]), total, cells: noted };
  });
  return { rows: filled, used, notes };
}

/** A category that one side does not have is missing, with the symbol for what is not available, and says so. */
function absent(call: Call, { dataset, unit }: Side, language: Language): Quantity {
  return {
    kind: 'quantity',
    value: { ...notAvailable, reason: language.message('content.compare.absent') },
    unit,
    dataset: dataset.name,
    cells: [],
    operation: 'value',
    digits: 0,
    illustrative: dataset.illustrative,
    at: call.at,
  };
}

/** Our own count minus the official figure, with its sign; missing where one of the two is. */
function differenceOf(
  call: Call,
  scope: Pick<Scope, 'operations'>,
  official: Quantity,
  own: Quantity,
): Quantity {
  const unit = own.unit === '%' ? 'percentage points' : own.unit;
  const value = unlessMissing([own, official], () =>
    subtract(numberOf(own, call.at), numberOf(official, call.at)),
  );
  return derive(call, scope, 'difference', [own, official], { value, unit, signed: true });
}

/** The words around a comparison. */
interface ComparisonWords {
  readonly subtitle: { readonly subtitle?: string };
  readonly columns: readonly TableColumn[];
  readonly difference: TableColumn;
  readonly notes: readonly string[];
}

/** Column heads, subtitle and notes: what each side counts, and in what the two differ. */
function describeSides(
  call: Call,
  comparison: Comparison,
  disagreements: readonly Disagreement[],
  note: string | undefined,
  { used, notes }: Pick<FilledComparison, 'used' | 'notes'>,
  language: Language,
): ComparisonWords {
  const { official, own } = comparison;
  const heads = [
    call.text('official') ?? language.message('content.compare.official'),
    call.text('own') ?? language.message('content.compare.own'),
  ] as const;
  return {
    subtitle: subtitleOf(comparison, disagreements, language),
    columns: [official, own].map((side, index) => ({
      ...column(side, heads[index] ?? '', language),
      ...lettersOf(notes.columns[index]),
    })),
    difference: {
      label: differenceLabel(call) ?? language.message('content.compare.difference'),
      total: false,
      align: 'right',
    },
    notes: [
      ...new Set([
        ...remarkOf(disagreements, note, language),
        countedBy(official, heads[0], language),
        countedBy(own, heads[1], language),
        ...notes.general,
        ...[official, own].flatMap(({ dataset }) => acceptedReasons(dataset, used)),
      ]),
    ],
  };
}

function column(side: Side, label: string, language: Language): TableColumn {
  const unit =
    side.status === undefined
      ? aloneOf(side.unit, language)
      : language.message(`content.compare.status-short.${side.status}`, { unit: side.unit });
  return {
    label,
    ...(unit === '' ? {} : { unit }),
    total: false,
    align: 'right',
  };
}

/** "persons presumed to be victims". */
function statusWords({ status, unit }: Side, language: Language): string {
  return status === undefined
    ? aloneOf(unit, language)
    : language.message(`content.compare.status.${status}`, { unit });
}

/** "Number of persons, 2009–2014; not comparable": years are names, so they are passed as text. */
function subtitleOf(
  { official, own, rows }: Comparison,
  disagreements: readonly Disagreement[],
  language: Language,
): { subtitle?: string } {
  const years = rows.filter(({ total }) => !total).map(({ value }) => value);
  const period =
    official.rowField.type === 'year'
      ? spanOf(years.at(0), years.at(-1), language)
      : [...new Set([printedPeriod(official, language), printedPeriod(own, language)])]
          .filter((text) => text !== '')
          .join(' / ');
  const { unit } = official;
  const areCounts = [official, own].every(({ measure: { type } }) => isCount({ type, unit }));
  const head = unit === own.unit ? unitText(unit, areCounts, language) : '';
  const remark = disagreements.length > 0 ? language.message('content.compare.apart') : '';
  const subtitle = language.labels([head, period, remark].filter((part) => part !== ''));
  return subtitle === '' ? {} : { subtitle };
}

function printedPeriod(side: Side, language: Language): string {
  const [from, to = from] = (periodOf(side) ?? '').split('/');
  return spanOf(from, to, language);
}

function spanOf(from: string | undefined, to: string | undefined, language: Language): string {
  if (from === undefined || from === '' || to === undefined) return '';
  return from === to ? from : language.message('content.period', { from, to });
}

/** "Official figure: persons identified as victims. Persons whom ... Dated by identification." */
function countedBy(side: Side, head: string, language: Language): string {
  const { counts } = side;
  if (counts === undefined) {
    return language.message('content.compare.undeclared', { head, unit: side.unit });
  }
  const definition = statedBy(side, counts.definition);
  const event = statedBy(side, counts.dated);
  const dated =
    event === undefined
      ? language.message('content.compare.undated')
      : language.message('content.compare.dated', { event });
  return [
    language.message('content.compare.counted', { head, what: statusWords(side, language) }),
    ...(definition === undefined ? [] : [definition]),
    dated,
  ].join(' ');
}

/** "Not comparable (status): ..." with the words of the author. */
function remarkOf(
  disagreements: readonly Disagreement[],
  note: string | undefined,
  language: Language,
): string[] {
  if (note === undefined) return [];
  if (disagreements.length === 0) return [note];
  const aspects = language.labels(
    disagreements.map(({ aspect, words }) =>
      aspect === 'unlike' ? words : language.message(`content.compare.aspect.${aspect}`),
    ),
  );
  return [language.message('content.compare.not-comparable', { aspects, note })];
}
