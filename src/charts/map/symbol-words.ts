import { bracketed } from '../../model/dataset/missing.js';
import { toNumber } from '../../model/exact.js';
import { ownOf } from '../../model/own.js';
import type { Area, MapData } from './areas.js';
import type { MapNumbers, PrintedNumber } from './numbers.js';

/** An area with what is written beside its circle. */
export interface SymbolArea {
  readonly area: Area;
  readonly number: PrintedNumber;
  /** The letters of its marks, such as [p]. */
  readonly marks: string;
}

/** What a map of circles prints, its numbers kept. */
export interface SymbolWords {
  readonly areas: readonly SymbolArea[];
  readonly elsewhere: readonly SymbolArea[];
  /** Circles of the legend: the greatest number, one about a quarter of it, and the least; each is a cell. */
  readonly sizes: readonly SymbolArea[];
}

export function symbolWords({ areas, elsewhere, measure }: MapData, numbers: MapNumbers): SymbolWords {
  const wordsOf = (area: Area): SymbolArea => ({
    area,
    number: numbers.cell(area),
    marks: (ownOf(area.row.marks, measure.name) ?? []).map(bracketed).join(' '),
  });
  return {
    areas: areas.map(wordsOf),
    elsewhere: elsewhere.map(wordsOf),
    sizes: sizesOf([...areas, ...elsewhere]).map(wordsOf),
  };
}

/** The number of an area, for which a circle stands; 0 where it has none. */
export const sizeOf = ({ value }: Area): number => (value === undefined ? 0 : toNumber(value));

function sizesOf(areas: readonly Area[]): readonly Area[] {
  const ordered = areas.filter((area) => sizeOf(area) > 0).toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const [first, last] = [ordered[0], ordered.at(-1)];
  if (first === undefined || last === undefined) return [];
  const quarter = sizeOf(first) / 4;
  const middle = ordered.toSorted((a, b) => Math.abs(sizeOf(a) - quarter) - Math.abs(sizeOf(b) - quarter))[0];
  const sizes = [first, ...(middle === undefined ? [] : [middle]), last];
  return sizes.filter((area, index) => sizes.findIndex((each) => sizeOf(each) === sizeOf(area)) === index);
}
