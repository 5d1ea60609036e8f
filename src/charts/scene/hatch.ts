import { contrast } from '../../model/chart/colour.js';
import { leastContrast, neutral } from '../../model/chart/palette.js';
import type { Dataset } from '../../model/dataset/dataset.js';
import { isCounted } from '../../model/dataset/periods.js';
import { discreteField } from '../compose/order.js';
import { type Unit, unitNamed } from '../unit.js';
import { leastLined } from './readable.js';
import type { Scene, SceneItem } from './scene.js';
import { type PlacedItem, placedItems, textOf } from './scene.js';

/** Lines over a field: none, rising, falling. */
type Hatch = 0 | 1 | 2;
const angles: Readonly<Record<1 | 2, number>> = { 1: 45, 2: 135 };

interface Box {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

interface Segment extends Box {
  readonly item: SceneItem;
  readonly fill: string;
}

/** Segments with so many pixels between them stand side by side. */
const mostGap = 3;
/** Beyond this many, who touches whom is not asked: bars are then hairs. */
const mostSegments = 600;

/** What prints a hatch: into the SVG that the scene has become. */
export type PrintHatch = (svg: string) => string;

/**
 * Finds the segments of bars, areas and circles that grey print would not tell from their neighbour (colours below 3 :
 * 1), and hatches one of the two. It does so for the house's colours and for those given by hand. Shades of one hue
 * keep their order instead. Returns what draws the lines; fields of areas and circles are changed in the scene until
 * then.
 */
export function hatchNeighbours(
  scene: Scene,
  units: readonly Unit[],
  dataset: Pick<Dataset, 'fields'>,
): PrintHatch {
  const placed = placedItems(scene);
  const names = new Set(units.filter((unit) => isToldByColour(unit, dataset)).map(({ name }) => name));
  const own = placed.filter(({ mark }) => names.has(unitNamed(mark.name, units)?.name ?? ''));
  const bars = own.filter(({ mark }) => mark.marktype === 'rect').flatMap(segmentOf);
  const fields = own.filter(({ mark }) => mark.marktype === 'area' || mark.marktype === 'arc');
  const pairs = [...(bars.length > mostSegments ? [] : touching(bars)), ...following(fields)].filter(
    ([a, b]) => (contrast(a, b) ?? leastContrast.shapes) < leastContrast.shapes,
  );
  if (pairs.length === 0) return (svg) => svg;
  const hatches = hatchesFor(pairs, bars);
  const symbols = placed.filter(({ mark }) => mark.role === 'legend-symbol').flatMap(segmentOf);
  const words = placed.filter(({ mark, item }) => mark.marktype === 'text' && textOf(item) !== '').map(boxOf);
  const patterns = new Set<string>();
  const lines = [...bars, ...symbols].flatMap((segment) => {
    const hatch = isHair(segment) ? 0 : (hatches.get(segment.fill) ?? 0);
    if (hatch === 0) return [];
    const line = lineOn(segment.fill);
    patterns.add(patternOf(hatch, line));
    return `<path d="${outline(segment, words)}" fill-rule="evenodd" fill="url(#${nameOf(hatch, line)})"/>`;
  });
  const before = fields.flatMap(({ item }) => (item.fill === undefined ? [] : [{ item, fill: item.fill }]));
  for (const { item, fill } of before) {
    const hatch = hatches.get(fill) ?? 0;
    if (hatch === 0) continue;
    patterns.add(patternOf(hatch, lineOn(fill), fill));
    item.fill = `url(#${nameOf(hatch, lineOn(fill), fill)})`;
  }
  return (svg) => {
    for (const { item, fill } of before) item.fill = fill;
    return svg
      .replace(/^<svg[^>]*>/, (open) => `${open}<defs>${[...patterns].join('')}</defs>`)
      .replace(/<\/svg>$/, `<g>${lines.join('')}</g></svg>`);
  };
}

/** Lines across a hair would be all that is seen of it. */
const isHair = ({ x1, x2, y1, y2 }: Segment): boolean => Math.min(x2 - x1, y2 - y1) <= leastLined;

/** Types of channels that shade one hue. */
const shaded: ReadonlySet<string> = new Set(['ordinal', 'temporal', 'quantitative']);

/** True of marks whose colour says which category they are. */
function isToldByColour({ mark, channels }: Unit, { fields }: Pick<Dataset, 'fields'>): boolean {
  if (!['bar', 'area', 'arc'].includes(mark)) return false;
  return ['color', 'fill'].some((name) => {
    const definition = channels[name]?.definition;
    const field = discreteField(definition, fields);
    const isShade = definition?.timeUnit !== undefined || shaded.has(String(definition?.type));
    return field !== undefined && field.type !== 'date' && !isCounted(field.type) && !isShade;
  });
}

const boxOf = ({ item: { bounds }, x, y }: PlacedItem): Box => ({
  x1: x + bounds.x1,
  y1: y + bounds.y1,
  x2: x + bounds.x2,
  y2: y + bounds.y2,
});

const segmentOf = (placed: PlacedItem): Segment[] => {
  const { item } = placed;
  return item.fill === undefined ? [] : [{ item, fill: item.fill, ...boxOf(placed) }];
};

/** The colours of segments that lie against each other, along or across. */
function touching(segments: readonly Segment[]): readonly (readonly [string, string])[] {
  return segments.flatMap((a, at) =>
    segments
      .slice(at + 1)
      .filter((b) => a.fill !== b.fill && isBeside(a, b))
      .map((b) => [a.fill, b.fill] as const),
  );
}

function isBeside(a: Box, b: Box): boolean {
  const gap = (from: 'x1' | 'y1', to: 'x2' | 'y2'): number =>
    Math.max(a[from], b[from]) - Math.min(a[to], b[to]);
  const [across, along] = [gap('x1', 'x2'), gap('y1', 'y2')];
  return Math.max(across, along) <= mostGap && Math.min(across, along) < -1;
}

/** Areas and parts of a circle lie against each other in the order in which they are drawn; a circle closes. */
function following(fields: readonly PlacedItem[]): readonly (readonly [string, string])[] {
  const fills = fields.map(({ item }) => item.fill ?? '').filter((fill, at, all) => fill !== all[at - 1]);
  const isCircle = fields.some(({ mark }) => mark.marktype === 'arc');
  const next = isCircle ? [...fills.slice(1), ...fills.slice(0, 1)] : fills.slice(1);
  return next.flatMap((fill, at) => (fills[at] === fill ? [] : [[fills[at] ?? '', fill] as const]));
}

/** What fills most of the picture keeps its plain field, so that lines across stay few. */
function hatchesFor(
  pairs: readonly (readonly [string, string])[],
  segments: readonly Segment[],
): ReadonlyMap<string, Hatch> {
  const sizeOf = (fill: string): number =>
    segments
      .filter((segment) => segment.fill === fill)
      .reduce((sum, { x1, y1, x2, y2 }) => sum + (x2 - x1) * (y2 - y1), 0);
  const sizes = new Map([...new Set(pairs.flat())].map((colour) => [colour, sizeOf(colour)]));
  const found = new Map<string, Hatch>();
  for (const [colour] of [...sizes].sort((a, b) => b[1] - a[1])) {
    const taken = pairs.flatMap(([a, b]) =>
      a === colour ? [found.get(b)] : b === colour ? [found.get(a)] : [],
    );
    found.set(colour, ([0, 1, 2] as const).find((hatch) => !taken.includes(hatch)) ?? 0);
  }
  return found;
}

/** Lines that are seen on a field: of paper, on pale ones of grey. */
const lineOn = (fill: string): string =>
  (contrast(fill, neutral.paper) ?? 0) >= leastContrast.shapes ? neutral.paper : neutral.muted;

const nameOf = (hatch: 1 | 2, line: string, fill = ''): string =>
  `hatch-${hatch}${line}${fill}`.replaceAll(/[^\w-]/g, '-');

/** Lines on a field that is given, or on nothing, to be laid over one. */
function patternOf(hatch: 1 | 2, line: string, fill?: string): string {
  const ground = fill === undefined ? '' : `<path d="M0,0H6V6H0Z" fill="${fill}"/>`;
  return (
    `<pattern id="${nameOf(hatch, line, fill)}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(${angles[hatch]})">` +
    `${ground}<path d="M1,0V6" stroke="${line}"/></pattern>`
  );
}

const [margin, least] = [3, 0.01];

/** The outline of a segment, without the boxes of the words in it. */
function outline(segment: Segment, words: readonly Box[]): string {
  const inside = words.flatMap((word) => {
    const box = {
      x1: Math.max(segment.x1, word.x1 - margin),
      y1: Math.max(segment.y1, word.y1 - margin),
      x2: Math.min(segment.x2, word.x2 + margin),
      y2: Math.min(segment.y2, word.y2 + margin),
    };
    return box.x2 - box.x1 > least && box.y2 - box.y1 > least ? [box] : [];
  });
  return [segment, ...inside].map(({ x1, y1, x2, y2 }) => `M${x1},${y1}H${x2}V${y2}H${x1}Z`).join('');
}
