import { type DrawnScale, placeOn } from '../../model/drawn-measures.js';

/** Numbers and where they were drawn. `length`: how long, wherever it begins. */
export interface Measured {
  readonly axis: 'x' | 'y';
  readonly isLength: boolean;
  readonly points: readonly Point[];
}

export interface Point {
  readonly value: number;
  readonly pixels: number;
}

/** So far apart are two drawings of one number at most, in pixels. */
const tolerance = 0.6;

/** The scales of a drawing as they come to light: found in what was drawn, the longest stretch first. */
export class Scales {
  readonly found: DrawnScale[] = [];

  /** The place of the scale by which all points were drawn; undefined where there is none. */
  placeOf(measured: Measured): number | undefined {
    const known = this.found.findIndex((scale) => fits(scale, measured));
    if (known >= 0) return known;
    const own = scaleOf(measured);
    return own === undefined ? undefined : this.found.push(own) - 1;
  }

  /** Says where the zero of a scale is of which lengths alone are known: numbers grow to the right and upwards. */
  beginAt(place: number, zero: number): void {
    const scale = this.found[place];
    if (scale === undefined || scale.zero !== undefined) return;
    const unit = Math.abs(scale.unit) * (scale.axis === 'x' ? 1 : -1);
    this.found[place] = { ...scale, zero, unit };
  }

  /** The place of a scale that other marks were drawn by and these are too; a single number makes none. */
  placeOfKnown(measured: Measured): number | undefined {
    const known = this.found.findIndex((scale) => fits(scale, measured));
    return known < 0 || measured.points.length === 0 ? undefined : known;
  }

  /**
   * The same for the labels of an axis, which tell where zero is when lengths alone have been seen. `mayBegin`: they are a scale
   * of their own where no marks had one.
   */
  placeOfLabels(labels: Measured, mayBegin = false): number | undefined {
    const known = this.found.findIndex((scale) => fits(scale, labels));
    if (known >= 0) return known;
    const own = scaleOf(labels);
    if (own === undefined || own.log === true) return undefined;
    const lengths = labels.points.map(({ value }) => ({ value, pixels: Math.abs(value * own.unit) }));
    const alike = this.found.filter((scale) => fits(scale, { ...labels, isLength: true, points: lengths }));
    const open = alike.find(({ zero }) => zero === undefined);
    if (open === undefined) return mayBegin || alike.length > 0 ? this.found.push(own) - 1 : undefined;
    const place = this.found.indexOf(open);
    this.found[place] = own;
    return place;
  }

  /** The place of the scale of these lengths that has its nought there: panels below each other share all but that. */
  placeBeginning(place: number, zero: number): number {
    const scale = this.found[place];
    if (scale?.zero === undefined || Math.abs(scale.zero - zero) <= tolerance) return place;
    const { axis, unit } = scale;
    const known = this.found.findIndex(
      (each) =>
        each.axis === axis &&
        each.unit === unit &&
        Math.abs((each.zero ?? Number.POSITIVE_INFINITY) - zero) <= tolerance,
    );
    return known >= 0 ? known : this.found.push({ axis, unit, zero }) - 1;
  }
}

function fits(scale: DrawnScale, { axis, isLength, points }: Measured): boolean {
  if (scale.axis !== axis || (isLength && scale.log === true)) return false;
  return points.every(({ value, pixels }) => {
    const expected = isLength ? Math.abs(value * scale.unit) : placeOn(scale, value);
    return expected !== undefined && Math.abs(expected - pixels) <= tolerance;
  });
}

function scaleOf(measured: Measured): DrawnScale | undefined {
  const { axis, isLength, points } = measured;
  const candidates = isLength
    ? [{ axis, unit: ratio(points) }]
    : [throughEnds(axis, points), logarithmic(axis, points)];
  return candidates.find(
    (scale) =>
      scale !== undefined && Number.isFinite(scale.unit) && scale.unit !== 0 && fits(scale, measured),
  );
}

const ratio = (points: readonly Point[]): number =>
  sum(points.map(({ pixels }) => pixels)) / sum(points.map(({ value }) => Math.abs(value)));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

function throughEnds(axis: 'x' | 'y', points: readonly Point[]): DrawnScale | undefined {
  const [low, high] = [least(points), greatest(points)];
  if (low === undefined || high === undefined || low.value === high.value) return undefined;
  const unit = (high.pixels - low.pixels) / (high.value - low.value);
  return { axis, zero: low.pixels - unit * low.value, unit };
}

function logarithmic(axis: 'x' | 'y', points: readonly Point[]): DrawnScale | undefined {
  if (points.some(({ value }) => value <= 0)) return undefined;
  const scale = throughEnds(
    axis,
    points.map(({ value, pixels }) => ({ value: Math.log10(value), pixels })),
  );
  return scale && { ...scale, log: true };
}

const least = (points: readonly Point[]): Point | undefined =>
  points.reduce<Point | undefined>((low, each) => (low && low.value <= each.value ? low : each), undefined);

const greatest = (points: readonly Point[]): Point | undefined =>
  points.reduce<Point | undefined>(
    (high, each) => (high && high.value >= each.value ? high : each),
    undefined,
  );
