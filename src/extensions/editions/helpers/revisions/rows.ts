import { derive } from '../../../../content/helpers/calculate.js';
import type { Call, Scope } from '../../../../content/helpers/call.js';
import { quantityAt } from '../../../../content/selection/cells.js';
import { printQuantity } from '../../../../language/print.js';
import { labelOf } from '../../../../model/dataset/category.js';
import type { CellName } from '../../../../model/dataset/cell-address.js';
import type { PublishedDataset } from '../../../../model/dataset/dataset.js';
import { exact, subtract } from '../../../../model/exact.js';
import { isExact, type Quantity } from '../../../../model/quantity.js';
import type { Editions } from '../../../../model/snapshot/editions.js';
import type { SnapshotDataset } from '../../../../model/snapshot/snapshot.js';
import type { TableCell, TableRow } from '../../../../model/tree/table-parts.js';

/** Editions that were compared. */
export interface ComparedEditions extends Editions {
  readonly previous: NonNullable<Editions['previous']>;
}

/** One row for each revised cell, under the title of its dataset: before, now, difference, reason and date. */
export function revisionRows(call: Call, scope: Scope, editions: ComparedEditions): TableRow[] {
  return editions.revisions.map(({ cell, before, reason, date }): TableRow => {
    const dataset = Object.hasOwn(scope.data, cell.dataset) ? scope.data[cell.dataset] : undefined;
    const gone = editions.previous.datasets.find(({ name }) => name === cell.dataset);
    const was = before === undefined ? undefined : earlierOf(call, editions, dataset, cell, before);
    const is = dataset === undefined ? undefined : presentOf(call, dataset, cell);
    const number = (quantity: Quantity | undefined): TableCell =>
      quantity === undefined
        ? { kind: 'text', text: scope.language.message('content.revisions.absent') }
        : { kind: 'value', entry: printQuantity(quantity, 'table', scope.language) };
    return {
      label: scope.language.labels(labelsFor(cell, dataset, gone)),
      group: dataset?.title ?? gone?.title ?? cell.dataset,
      total: false,
      cells: [
        number(was),
        number(is),
        was === undefined || is === undefined
          ? { kind: 'text', text: '' }
          : differenceCell(call, was, is, scope),
        { kind: 'text', text: reason },
        { kind: 'text', text: scope.language.date(date, 'short') },
      ],
    };
  });
}

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
  const known = datasets.find((each) => each.name === name)?.symbols.find(({ symbol }) => symbol === text);
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
