import type { Language } from '../../../language/language.js';
import { labelOf } from '../../../model/dataset/category.js';
import type { Field, PublishedDataset } from '../../../model/dataset/dataset.js';
import { isHierarchy, Tree } from '../../../model/dataset/hierarchy.js';
import { isTimeType } from '../../../model/dataset/periods.js';
import { findMeasure, type Keys, measuresOf } from '../../selection/fields.js';
import { levelHint } from '../../selection/hierarchy-levels.js';
import type { Call } from '../call.js';
import { fail } from '../problem.js';
import type { ArrangedColumn } from './arrangement.js';

/** What `shares` asks for; true stands for shares in place of numbers, or after each measure. */
type AskedShares = boolean | 'of-column' | 'of-row';

const sharesOf = ['of-column', 'of-row'] as const;

/** What a call says of shares, checked. */
function askedShares(call: Call): AskedShares {
  const given = call.hash.shares;
  if (typeof given !== 'string') return call.flag('shares');
  const [asked] = sharesOf.filter((each) => each === given);
  if (asked !== undefined) return asked;
  return fail('content/argument.of-column', call.hashAt('shares'), { given });
}

const changes = ['change', 'percent-change'] as const;

/** The changes that a call asks for beside its numbers. */
function askedChanges(call: Call): readonly (typeof changes)[number][] {
  return changes.filter((name) => {
    const given = call.text(name);
    if (given === undefined || given === 'previous') return given !== undefined;
    return fail('content/argument.previous', call.hashAt(name), { given, name });
  });
}

/**
 * Columns with what a call asks for beside each: its share, its change since the time before. The categories of a column
 * become the head of them all.
 */
function withBeside(
  call: Call,
  fields: readonly Field[],
  columns: readonly ArrangedColumn[],
  language: Language,
): readonly ArrangedColumn[] {
  const shares = askedShares(call);
  const asked = askedChanges(call);
  if (typeof shares === 'boolean' && asked.length === 0) return columns;
  const before = asked.length === 0 ? () => undefined : timesBefore(call, fields, columns);
  const total = shares === 'of-row' ? totalOf(call, fields) : undefined;
  return columns.flatMap((column): ArrangedColumn[] => {
    const head = { ...column, groups: [...column.groups, column.label] };
    const beside: ArrangedColumn[] = [];
    const percent = { ...head, unit: '%' };
    if (shares === 'of-column')
      beside.push({ ...percent, label: language.message('content.share-of-column'), shows: 'share' });
    if (total !== undefined && column.keys[total.name] !== total.total) {
      const of = { ...column.keys, [total.name]: total.total ?? '' };
      const label = language.message('content.share-of-row', { total: labelOf(total, total.total ?? '') });
      beside.push({ ...percent, label, shows: 'share-of-row', of });
    }
    const earlier = before(column);
    if (earlier !== undefined) {
      const label = language.message('content.change-from', { time: earlier.label });
      for (const shows of asked)
        beside.push({ ...(shows === 'change' ? head : percent), label, shows, of: earlier.keys });
    }
    return [{ ...head, label: column.measure.title }, ...beside];
  });
}

/** The dimension along the top whose total the shares of a row are of: the innermost that has one. */
function totalOf(call: Call, fields: readonly Field[]): Field {
  const field = fields.findLast(({ total }) => total !== undefined);
  if (field !== undefined) return field;
  return fail('content/argument.declares', call.hashAt('shares'));
}

interface Earlier {
  readonly keys: Keys;
  readonly label: string;
}

/** The column of the time before, at the same categories of the others; none before the first and the total. */
function timesBefore(
  call: Call,
  fields: readonly Field[],
  columns: readonly ArrangedColumn[],
): (column: ArrangedColumn) => Earlier | undefined {
  const time = fields.find(({ type }) => isTimeType(type));
  if (time === undefined) {
    const [name = ''] = askedChanges(call);
    return fail('content/argument.columns', call.hashAt(name), { name });
  }
  const others = fields.filter((field) => field !== time);
  const timeIn = ({ keys }: ArrangedColumn): string => keys[time.name] ?? '';
  return (column) => {
    if (timeIn(column) === time.total) return undefined;
    const earlier = columns
      .filter((other) => timeIn(other) !== time.total && timeIn(other) < timeIn(column))
      .filter((other) => others.every(({ name }) => other.keys[name] === column.keys[name]))
      .toSorted((a, b) => (timeIn(a) < timeIn(b) ? 1 : -1))[0];
    return earlier && { keys: earlier.keys, label: labelOf(time, timeIn(earlier)) };
  };
}

/** A column for each combination of the dimensions along the top. */
export function dimensionColumns(
  call: Call,
  dataset: PublishedDataset,
  fields: readonly Field[],
  combinations: readonly Keys[],
  language: Language,
): readonly ArrangedColumn[] {
  const measure = findMeasure(dataset, call.text('measure'), call.hashAt('measure'));
  const columns = combinations.map(
    (keys): ArrangedColumn => ({
      ...headsOf(fields, keys, combinations),
      total: isTotal(fields.at(-1), keys),
      measure,
      keys,
      shows: askedShares(call) === true ? 'share' : 'value',
    }),
  );
  return withBeside(call, fields, columns, language);
}

const isTotal = (field: Field | undefined, keys: Keys): boolean =>
  field?.total !== undefined && keys[field.name] === field.total;

/** The heads of a column. A total that stands alone below another is called by the other: "All years", and not "All years, All". */
function headsOf(
  fields: readonly Field[],
  keys: Keys,
  all: readonly Keys[],
): Pick<ArrangedColumn, 'label' | 'groups'> {
  const depth = fields.findIndex((_, index) => {
    const above = fields.slice(0, index + 1);
    const sharing = all.filter((other) => above.every(({ name }) => other[name] === keys[name]));
    return sharing.length === 1 && fields.slice(index).every((field) => isTotal(field, keys));
  });
  const shown = depth < 0 ? fields : fields.slice(0, depth + 1);
  const labels = shown.map((field) => labelOf(field, keys[field.name] ?? ''));
  return { label: labels.at(-1) ?? '', groups: labels.slice(0, -1) };
}

/** Rows can be set further in below the one that they are part of; columns and groups cannot. */
export function refuseMixed(
  call: Call,
  field: Field,
  values: readonly string[],
  what: 'columns' | 'rows',
): void {
  if (!isHierarchy(field)) return;
  const twice = new Tree(field).countedTwice(values);
  if (twice === undefined) return;
  const named = what === 'columns' ? 'columns' : 'groups of rows';
  fail(
    'content/mixed-levels.several-levels',
    call.hashAt(what),
    { named, name: field.name, part: twice.part, whole: twice.whole },
    { hint: levelHint(field) },
  );
}

/** A column for each measure. */
export function measureColumns(call: Call, dataset: PublishedDataset, language: Language): ArrangedColumn[] {
  const names = call.text('measure')?.split('|');
  const measures =
    names?.map((name) => findMeasure(dataset, name.trim(), call.hashAt('measure'))) ?? measuresOf(dataset);
  const units = new Set(measures.map((measure) => measure.unit));
  const shares = askedShares(call);
  const [argument] = shares === 'of-row' ? ['shares'] : askedChanges(call);
  if (argument !== undefined) {
    fail('content/argument.along', call.hashAt(argument), { argument });
  }
  return measures.flatMap((measure): ArrangedColumn[] => {
    const unit = units.size > 1 && measure.unit !== undefined ? { unit: measure.unit } : {};
    const column = { label: measure.title, groups: [], total: false, measure, keys: {} };
    return [
      { ...column, ...unit, shows: 'value' },
      ...(shares !== false
        ? [
            {
              ...column,
              unit: '%',
              label: language.message('content.share-of-total'),
              shows: 'share' as const,
            },
          ]
        : []),
    ];
  });
}
