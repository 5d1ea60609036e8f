import type { Language } from '../../language/language.js';
import type { PublishedDataset } from '../../model/dataset.js';
import type {
  DrawnCalculated,
  DrawnChannel,
  DrawnConstantPlace,
  DrawnMeasures,
} from '../../model/drawn-measures.js';
import { toFractionText, toNumber } from '../../model/exact.js';
import { greatest, least } from '../../model/extremes.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import type { DrawnConstant } from '../constants.js';
import type { ChartDataset } from '../datasets/parts.js';
import type { CalculatedChannel } from '../provenance/numbers.js';
import { rowField } from '../rows.js';
import { datumOf } from '../scene.js';
import type { Scene, SceneItem } from '../scene-items.js';
import { type Unit, unitNamed } from '../unit.js';
import { placeOfLabels } from './axis-scale.js';
import { calculatedAlong } from './calculated.js';
import { picturedNumbers } from './calculated-pictures.js';
import { channelsOf, pixelsOf, pointsOf } from './channels.js';
import { lookedAt } from './looked-at.js';
import { baseOf, type DrawnGroup, namesAlong, shadeOf, shareOf, sizeOf, sliceShareOf } from './pictures.js';
import { axisLabels, datumMarks } from './placed-marks.js';
import { type Measured, Scales } from './scales.js';

interface Found extends Measured {
  /** Place of the marks. */
  readonly marks: number;
  /** A measure of their rows, or numbers that were calculated. */
  readonly of: string | readonly Quantity[];
  readonly by: DrawnChannel['by'];
  readonly per?: string;
}

/** What a drawing is measured by. */
export interface MeasuredBy {
  readonly dataset: ChartDataset;
  readonly language: Language;
  readonly constants: readonly DrawnConstant[];
  readonly calculated: readonly CalculatedChannel[];
}

/** What the marks of a drawn scene stand for, and by which scales. */
export function measureDrawing(
  scene: Scene,
  units: readonly Unit[],
  { dataset, language, constants, calculated }: MeasuredBy,
): DrawnMeasures {
  const groups = datumMarks(scene).map((placed): DrawnGroup => {
    const unit = unitNamed(placed.mark.name, units);
    const items = placed.mark.items.filter(({ defined }) => defined !== false);
    return { placed, unit, items, rows: rowsOf(items, dataset) };
  });
  const found = groups.flatMap((group, marks) =>
    (['x', 'y'] as const).flatMap((axis): readonly Found[] => {
      const cells = cellsAlong(group, axis, dataset);
      const shown = cells.length > 0 ? cells : numbersAlong(group, axis, calculated);
      return shown.map((each) => ({ ...each, marks, axis, isLength: each.by === 'length' }));
    }),
  );
  const scales = new Scales();
  const longest = [...found].filter(({ points }) => points.length > 0).sort((a, b) => spread(b) - spread(a));
  const places = new Map(longest.map((each) => [each, scales.placeOf(each)]));
  const labels = axisLabels(scene);
  const constantAxes = new Set(constants.map(({ axis }) => axis));
  const axes = labels.map((each) => placeOfLabels(each, scales, language, constantAxes));
  const lone = longest.filter((each) => places.get(each) === undefined && each.by === 'place');
  if (constants.length > 0 || lone.length > 0) findZeros(found, places, groups, scales);
  // A single place shows no scale: that of the bars beside it tells where it belongs.
  for (const each of lone) places.set(each, scales.placeOfKnown(each));
  const measuredAt = (group: DrawnGroup, marks: number) =>
    found.flatMap((each) => {
      const scale = each.marks === marks ? places.get(each) : undefined;
      if (scale === undefined) return [];
      const begins = each.by === 'length' && isBar(group) ? baseOf(group, each.axis) : undefined;
      const own = begins === undefined ? scale : scales.placeBeginning(scale, begins);
      return [
        {
          of: each.of,
          per: each.per,
          drawn: { scale: own, by: each.by, ...(begins !== undefined && { begins }) },
        },
      ];
    });
  const measured = groups.map((group, marks) => {
    const shown = measuredAt(group, marks);
    const channels = shown.flatMap(({ of, per, drawn }): readonly DrawnChannel[] =>
      typeof of === 'string' ? [{ ...drawn, measure: of, ...(per !== undefined && { per }) }] : [],
    );
    const numbers = shown.flatMap(({ of, drawn }): readonly DrawnCalculated[] =>
      typeof of === 'string' ? [] : [{ ...drawn, numbers: of }],
    );
    const shade = shadeOf(group, dataset);
    const size = sizeOf(group, dataset);
    const rows = channels.length > 0 || shade !== undefined || isBox(group) ? group.rows : [];
    const lengths = found.flatMap(({ marks: own, by, of, axis }) =>
      own === marks && by === 'length' && typeof of === 'string' ? [{ measure: of, axis }] : [],
    );
    // What has no scale may have the same length everywhere.
    const [share] = channels.some(({ by }) => by !== 'place')
      ? []
      : group.placed.mark.marktype === 'arc'
        ? [sliceShareOf(group, dataset)]
        : lengths.flatMap(({ measure, axis }) => shareOf(group, measure, axis, dataset) ?? []);
    const pictured = picturedNumbers(group, calculated, { share, size, shade });
    const standing = constantsOf(group, constants, scales);
    return {
      ...group,
      rows,
      channels,
      ...(numbers.length > 0 && { calculated: numbers }),
      ...(pictured.length > 0 && { pictured }),
      ...(standing.length > 0 && { constants: standing }),
      ...(shade !== undefined && { shade }),
      ...(size && { size }),
      ...(share && { share }),
    };
  });
  return {
    dataset: dataset.name,
    scales: scales.found,
    axes,
    names: namesAlong(labels, measured, dataset),
    looked: lookedAt(measured, dataset),
    marks: measured.map(({ placed, unit, items: _, ...group }) => ({
      mark: unit?.mark ?? placed.mark.marktype,
      ...group,
    })),
  };
}

type Along = Pick<Found, 'of' | 'by' | 'per' | 'points'>;

/** What of its cells marks show along an axis. */
function cellsAlong(
  { unit, items, rows, placed }: DrawnGroup,
  axis: 'x' | 'y',
  dataset: ChartDataset,
): readonly Along[] {
  if (unit === undefined || rows.length === 0) return [];
  return channelsOf(unit, axis, placed, dataset, rows).map((shown) => ({
    ...{ of: shown.measure, by: shown.by, ...(shown.per !== undefined && { per: shown.per }) },
    points: pointsOf(items, rows, dataset, shown, (item) => pixelsOf(item, placed, axis, shown.by)),
  }));
}

function numbersAlong(
  { unit, items, placed }: DrawnGroup,
  axis: 'x' | 'y',
  calculated: readonly CalculatedChannel[],
): readonly Along[] {
  if (unit === undefined) return [];
  return calculatedAlong(unit, axis, placed, items, calculated).map(({ numbers, ...each }) => ({
    ...each,
    of: numbers,
  }));
}

/** Where no label says where the zero of lengths is, it is where they begin. */
function findZeros(
  found: readonly Found[],
  places: ReadonlyMap<Found, number | undefined>,
  groups: readonly DrawnGroup[],
  scales: Scales,
): void {
  for (const each of found) {
    const [place, group] = [places.get(each), groups[each.marks]];
    if (place === undefined || group === undefined || !each.isLength) continue;
    const base = isBar(group) ? baseOf(group, each.axis) : undefined;
    if (base !== undefined) scales.beginAt(place, base);
  }
}

/** The constants that marks stand at, each on the scale that puts all of them there. */
function constantsOf(
  { unit, items, placed }: DrawnGroup,
  constants: readonly DrawnConstant[],
  scales: Scales,
): readonly DrawnConstantPlace[] {
  return constants.flatMap(({ unit: { name }, axis, at }) => {
    if (name !== unit?.name || typeof at === 'string' || !isExact(at.value)) return [];
    const value = toNumber(at.value);
    const points = items.map((item) => ({ value, pixels: pixelsOf(item, placed, axis, 'place') }));
    const scale = scales.placeOfKnown({ axis, isLength: false, points });
    return scale === undefined ? [] : [{ scale, number: toFractionText(at.value) }];
  });
}

const isBar = ({ placed: { mark } }: DrawnGroup): boolean => mark.marktype === 'rect';

/** Boxes and symbols are one shape each, whatever they show. */
const isBox = ({ placed: { mark } }: DrawnGroup): boolean =>
  mark.marktype === 'rect' || mark.marktype === 'symbol' || mark.marktype === 'arc';

/** A place needs two numbers to show its scale, a length one that is not nothing. */
function spread({ isLength, points }: Found): number {
  const pixels = points.map((point) => point.pixels);
  return greatest(pixels) - (isLength ? 0 : least(pixels));
}

/** Empty where an item was not drawn from one row. */
function rowsOf(items: readonly SceneItem[], dataset: PublishedDataset): readonly number[] {
  const rows = items.map((item) => Number(datumOf(item)?.[rowField]));
  return rows.every((row) => dataset.rows[row] !== undefined) ? rows : [];
}
