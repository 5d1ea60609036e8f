import type { Language } from '../../../language/language.js';
import { labelOf } from '../../../model/category.js';
import type { Field } from '../../../model/dataset.js';
import { isTimeType } from '../../../model/periods.js';
import type { Keys } from '../../selection/keys.js';
import type { Call } from '../call.js';
import { fail } from '../problem.js';
import type { ArrangedColumn } from './arrangement.js';

/** What `shares` asks for; true stands for shares in place of numbers, or after each measure. */
export type AskedShares = boolean | 'of-column' | 'of-row';

const sharesOf = ['of-column', 'of-row'] as const;

/** What a call says of shares, checked. */
export function askedShares(call: Call): AskedShares {
  const given = call.hash.shares;
  if (typeof given !== 'string') return call.flag('shares');
  const [asked] = sharesOf.filter((each) => each === given);
  if (asked !== undefined) return asked;
  return fail(
    'content/argument',
    `Unexpected \`${given}\` as \`shares\`, expected \`true\`, \`of-column\` or \`of-row\``,
    call.hashAt('shares'),
  );
}

const changes = ['change', 'percent-change'] as const;

/** The changes that a call asks for beside its numbers. */
export function askedChanges(call: Call): readonly (typeof changes)[number][] {
  return changes.filter((name) => {
    const given = call.text(name);
    if (given === undefined || given === 'previous') return given !== undefined;
    return fail(
      'content/argument',
      `Unexpected \`${given}\` as \`${name}\`, expected \`previous\``,
      call.hashAt(name),
    );
  });
}

/**
 * Columns with what a call asks for beside each: its share, its change since the time before. The categories of a column
 * become the head of them all.
 */
export function withBeside(
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
  return fail(
    'content/argument',
    'Unexpected `shares="of-row"`, expected `columns` to name a dimension that declares a total',
    call.hashAt('shares'),
  );
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
    return fail(
      'content/argument',
      `Unexpected \`${name}\`, expected \`columns\` to name years or other times`,
      call.hashAt(name),
    );
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
