import type { LookedAt } from './claimed-rows.js';
import { greatest, least } from './extremes.js';
import type { Quantity } from './quantity.js';

/**
 * Where the scale of an axis puts numbers, in pixels from the corner of the SVG: `zero + unit * number`, and
 * `zero + unit * log10(number)` where it is logarithmic. Without `zero` it is known for lengths alone.
 */
export interface DrawnScale {
  readonly axis: 'x' | 'y';
  readonly zero?: number;
  readonly unit: number;
  readonly log?: true;
}

/**
 * A measure that marks show as a length, as a place, or as the place of their other end; or a year, day or band that they stand at, or
 * reach from and to.
 */
export interface DrawnChannel {
  /** Place among the scales of the drawing. */
  readonly scale: number;
  readonly measure: string;
  readonly by: 'length' | 'place' | 'begin' | 'end' | 'width';
  /** Of lengths: where those begin that begin on none other, in pixels; absent where they begin at several places. */
  readonly begins?: number;
  /** Of bars whose area is the number: the dimension by the width of whose bands it is divided. */
  readonly per?: string;
  /** Of a measure that was looked up: its dataset, and of each mark the row there. */
  readonly of?: { readonly dataset: string; readonly rows: readonly number[] };
}

/** Calculated numbers that marks show, of each mark one: those of the table under the drawing. */
export interface DrawnCalculated extends Pick<DrawnChannel, 'scale' | 'by' | 'begins'> {
  readonly numbers: readonly Quantity[];
}

/** How the areas of circles go with their numbers: the square of the radius, in pixels, is `zero + unit * number`. */
export interface DrawnArea {
  /** Absent where a circle of nothing has no area. */
  readonly zero?: number;
  readonly unit: number;
}

/** Calculated numbers that marks show by no length and no place, of each mark one: those of the table under the drawing. */
export interface DrawnPicture {
  /** The angle of a slice, which is its share of a whole circle, the area of a circle, or a shade. */
  readonly by: 'angle' | 'area' | 'shade';
  /** Of areas: how they go with their numbers. */
  readonly scale?: DrawnArea;
  readonly numbers: readonly Quantity[];
}

/** A constant at its place along a scale. */
export interface DrawnConstantPlace {
  /** Place among the scales of the drawing. */
  readonly scale: number;
  readonly number: string;
}

/** A class of shades: the numbers from the least to the greatest in it, as fractions, and how they are filled. */
export interface DrawnClass {
  readonly least: string;
  readonly greatest: string;
  readonly fill: string;
  /** Set of classes below the middle of a scale that goes two ways. */
  readonly below?: true;
}

/** From the left edge and from the top of a map. */
export type MapPlace = readonly [x: number, y: number];

/** The middle of the box around a path of straight steps, to a tenth of a pixel; undefined of any other path. */
export function middleOfPath(path: string): MapPlace | undefined {
  if (!/^(?:[ML]-?[\d.]+,-?[\d.]+|Z)+$/.test(path)) return undefined;
  const corners = [...path.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)];
  const middle = (part: 1 | 2): number => {
    const all = corners.map((each) => Number(each[part]));
    return Math.round(5 * (least(all) + greatest(all))) / 10;
  };
  return [middle(1), middle(2)];
}

/** The marks of one kind in one plot, in drawing order. */
export interface DrawnMarks {
  readonly mark: string;
  /** The dataset of its rows; absent where the drawing has one. */
  readonly dataset?: string;
  /** Of each mark, of each corner of a line: the row of the dataset that it stands for. Empty where it stands for several. */
  readonly rows: readonly number[];
  /** Empty where no length or place of theirs is a cell: shades, sizes, what was calculated. */
  readonly channels: readonly DrawnChannel[];
  /** What of them was calculated; absent where nothing was. */
  readonly calculated?: readonly DrawnCalculated[];
  /** What of them was calculated and is an angle, an area or a shade; absent where nothing is. */
  readonly pictured?: readonly DrawnPicture[];
  /** Numbers that hold for all rows, drawn at one place by the scales; as fractions. */
  readonly constants?: readonly DrawnConstantPlace[];
  /** The measure that their shades show. */
  readonly shade?: string;
  /** Of shades or shares of a measure that was looked up: its dataset, and of each mark the row there. */
  readonly lookedUp?: { readonly dataset: string; readonly rows: readonly number[] };
  /** Of bars or slices that always make up 100 per cent: the measure whose shares they show, and along which axis. */
  readonly share?: { readonly measure: string; readonly axis: 'x' | 'y' | 'angle' };
  /** Of areas of a map: the measure that their shades show, in these classes, the least first. */
  readonly classes?: { readonly measure: string; readonly of: readonly DrawnClass[] };
  /** Of what stands on a map: where the middle of each is, in pixels. */
  readonly places?: readonly MapPlace[];
  /** Of a sign in the legend of a map: which of its classes it is of, the least first. */
  readonly swatch?: number;
  /** Of circles: the measure that their areas show. */
  readonly size?: DrawnArea & { readonly measure: string };
}

/** What the marks of a drawing stand for, and by which scales, so that they can be measured. */
export interface DrawnMeasures {
  /** The one that the chart draws, or the first of several. */
  readonly dataset: string;
  readonly scales: readonly DrawnScale[];
  /** Of every row of labels along an axis, in drawing order, the place of its scale; null where its labels are no numbers of one. */
  readonly axes: readonly (number | null)[];
  readonly marks: readonly DrawnMarks[];
  /** Which rows of labels are the names of the categories of a dimension, each beside its marks; `axis` as in `axes`. */
  readonly names: readonly { readonly axis: number; readonly dimension: string }[];
  /** What of the rows is no key and no number and was drawn all the same. */
  readonly looked: readonly LookedAt[];
}

/** Where a scale puts a number; undefined where it is known for lengths alone, or has no place for it. */
export function placeOn({ zero, unit, log }: DrawnScale, value: number): number | undefined {
  if (zero === undefined || (log === true && value <= 0)) return undefined;
  return zero + unit * (log === true ? Math.log10(value) : value);
}

/** The radius of a circle whose area shows a number. */
export const radiusOn = ({ zero = 0, unit }: DrawnArea, value: number): number =>
  Math.sqrt(Math.max(0, zero + unit * value));

/** The number at a place of a scale: the inverse of {@link placeOn}. */
export function numberAt({ zero = 0, unit, log }: DrawnScale, place: number): number {
  const value = (place - zero) / unit;
  return log === true ? 10 ** value : value;
}
