/** What of a drawing is no length and no place by a scale: shades, where bars begin, and which name stands beside a mark. */

/** The lightness of a colour as vega writes it, from 0 to 1; undefined for any other. */
export function lightnessOf(colour: string): number | undefined {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  const rgb = /^rgb\((\d+), ?(\d+), ?(\d+)\)$/.exec(colour);
  const [red, green, blue] = hex
    ? hex.slice(1).map((each) => Number.parseInt(each, 16))
    : (rgb ?? []).slice(1).map(Number);
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}

/** A mark that shows its number by a shade. */
export interface Shaded {
  readonly value: number;
  readonly lightness: number;
}

/** So much may a shade differ by rounding. */
const shadeTolerance = 0.004;

/**
 * The first mark whose shade does not go with its number: greater numbers are all darker, or all lighter, and equal ones alike.
 * Undefined where there is none.
 */
export function wrongShade<T extends Shaded>(marks: readonly T[]): T | undefined {
  const ordered = [...marks].sort((a, b) => a.value - b.value);
  const [least, greatest] = [ordered[0], ordered.at(-1)];
  const way = Math.sign((greatest?.lightness ?? 0) - (least?.lightness ?? 0));
  return ordered.find((mark, index) => {
    const before = ordered[index - 1];
    if (before === undefined) return false;
    const step = mark.lightness - before.lightness;
    return mark.value === before.value
      ? Math.abs(step) > shadeTolerance
      : step * way < -shadeTolerance || way === 0;
  });
}

/** From where to where a bar goes along its axis, and where it stands across that. */
export interface Stretch {
  readonly low: number;
  readonly high: number;
  readonly across: number;
}

/** The first bar that begins neither at the base nor where another at its place ends; undefined where there is none. */
export function barWithoutBase<T extends Stretch>(
  bars: readonly T[],
  base: number,
  tolerance: number,
): T | undefined {
  const near = (one: number, other: number): boolean => Math.abs(one - other) <= tolerance;
  return bars.find((bar) => {
    if (near(bar.low, base) || near(bar.high, base) || near(bar.low, bar.high)) return false;
    return !bars.some(
      (other) =>
        other !== bar &&
        near(other.across, bar.across) &&
        (near(other.high, bar.low) || near(other.low, bar.high)) &&
        Math.abs(other.low - base) < Math.abs(bar.low - base) + tolerance,
    );
  });
}

/** A bar that shows which part of all at its place its number is. */
export interface SharedBar {
  readonly across: number;
  readonly length: number;
  readonly value: number;
}

/** The first bar that is not as long among those at its place as its number is great among theirs. */
export function wrongShare<T extends SharedBar>(bars: readonly T[], tolerance: number): T | undefined {
  return bars.find((bar) => {
    const beside = bars.filter(({ across }) => Math.abs(across - bar.across) <= tolerance);
    const [length, value] = [
      total(beside.map((each) => each.length)),
      total(beside.map((each) => each.value)),
    ];
    return value <= 0 || Math.abs((length * bar.value) / value - bar.length) > tolerance;
  });
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

/** A name beside an axis. */
export interface NamedPlace {
  readonly name: string;
  readonly place: number;
}

/** The name that stands nearest to a place. */
export function nameBeside(names: readonly NamedPlace[], place: number): string | undefined {
  return names.reduce<NamedPlace | undefined>(
    (nearest, each) =>
      nearest && Math.abs(nearest.place - place) <= Math.abs(each.place - place) ? nearest : each,
    undefined,
  )?.name;
}

/** A text as two of them are compared, whatever lines it breaks into. */
export const withoutSpaces = (text: string): string => text.replace(/\s+/g, '');

/** The category that all of some cells are of; undefined where they are of several, or of none. */
export function sharedKey(
  cells: readonly Readonly<Record<string, string>>[],
  dimension: string,
): string | undefined {
  const [first] = cells;
  const own = first?.[dimension];
  return cells.every((keys) => keys[dimension] === own) ? own : undefined;
}
