import { yearOf } from '../../selection/fields.js';
import { type Comparison, type Side, statedBy } from './arrange.js';

/** In what two figures may differ, so that one cannot be taken from the other. */
export type Aspect = 'counts' | 'unit' | 'status' | 'period' | 'dated' | 'unlike';

/** One thing in which the two sides of a comparison differ, or may differ because a side does not say. */
export interface Disagreement {
  readonly aspect: Aspect;
  /** For the message of an error: "status `identified` beside `presumed`"; of `unlike`, what is printed. */
  readonly words: string;
}

/**
 * What keeps the two sides from being compared. What a side does not declare counts as different: a reader cannot
 * know that it is alike. The status is what definitions come down to; without one, their words must be the same.
 * @param unlike What else the author says sets them apart: "coverage".
 */
export function disagreementsOf(comparison: Comparison, unlike?: string): Disagreement[] {
  const { official, own } = comparison;
  const silent = [official, own].filter(({ counts }) => counts === undefined);
  if (silent.length > 0) {
    const names = silent.map(({ dataset }) => `\`${dataset.name}\``).join(' and ');
    return [{ aspect: 'counts', words: `no \`counts\` of ${names}` }];
  }
  const pairs: readonly (readonly [Aspect, string | undefined, string | undefined])[] = [
    ['unit', official.unit, own.unit],
    ['status', statedAs(official, own), statedAs(own, official)],
    ['period', ...periodsOf(comparison)],
    ['dated', statedBy(official, official.counts?.dated), statedBy(own, own.counts?.dated)],
  ];
  const declared = pairs
    .filter(([aspect, left, right]) => left !== right || (aspect === 'dated' && left === undefined))
    .map(([aspect, left, right]) => ({
      aspect,
      words: `${aspect} ${quoted(left)} beside ${quoted(right)}`,
    }));
  return unlike === undefined ? declared : [...declared, { aspect: 'unlike', words: unlike }];
}

const quoted = (text: string | undefined): string => (text === undefined ? 'not said' : `\`${text}\``);

/** A status that runs down the rows is the same on both sides of each row. */
function statusText({ status, counts, rowField }: Side): string | undefined {
  return counts?.statusField === rowField.name ? 'rows' : status;
}

/** The status of a side, or where neither has one its definition. */
function statedAs(side: Side, other: Side): string | undefined {
  const definition = side.counts?.definition;
  const hasStatus = [side, other].some((each) => statusText(each) !== undefined);
  if (hasStatus || side.unit !== other.unit || typeof definition !== 'string') return statusText(side);
  return definition;
}

/** The years of both sides: those of each row agree by themselves, unless the row is a total over different years. */
function periodsOf({ official, own, rows }: Comparison): readonly [string | undefined, string | undefined] {
  if (official.rowField.type !== 'year') return [periodOf(official), periodOf(own)];
  if (rows.every(({ total }) => !total)) return ['rows', 'rows'];
  return [yearsOf(official), yearsOf(own)];
}

/** The years that every cell of a side covers: "2009", "2009/2014"; undefined when it is not said. */
export function periodOf(side: Side): string | undefined {
  const { dataset, fixed } = side;
  const year = yearOf(dataset);
  if (year !== undefined) {
    const value = fixed[year.name];
    return value === year.total ? yearsOf(side) : value;
  }
  const { period } = dataset;
  if (period === undefined) return undefined;
  return period.from === period.to ? `${period.from}` : `${period.from}/${period.to}`;
}

function yearsOf({ dataset }: Side): string | undefined {
  const year = yearOf(dataset);
  const years = (year?.categories ?? []).map(({ value }) => value).filter((value) => value !== year?.total);
  const [from, to] = [years.at(0), years.at(-1)];
  return from === to ? from : `${from}/${to}`;
}
