import type { Language } from '../../language/language.js';
import { fromDouble } from '../../model/exact.js';
import { findNumerals } from '../../model/numerals.js';
import { isNumber } from '../check/rules/labels.js';
import type { TextWidth } from '../text-width.js';
import { clearLabels } from './clear-labels.js';
import { fitCellLabels, fitStackedLabels, spreadLabels } from './labels.js';
import { tellMarkRows } from './mark-rows.js';
import { type CalculatedLabels, classLabels, printCalculatedLabels } from './number-labels.js';
import { clearPoints, edgePale, inkLabels, withoutThinSeparators } from './readable.js';
import { datumOf, placedItems, type Scene, setText, textOf } from './scene.js';

/** A scene as it was printed. */
export interface PrintedScene {
  readonly scene: Scene;
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  /** Its labels that print a cell, in drawing order, by what tells each from the others in every frame. */
  readonly labelled: readonly string[];
  /** Those of its labels that print what it worked out. */
  readonly calculatedLabels: CalculatedLabels;
}

/**
 * Mends in a finished scene what vega has no setting for, and prints it. Words come before their sizes, sizes before colours and
 * places, and what a label is called after all that may change its words.
 *
 * @param first The labels of the first drawing of the chart; absent where this is it.
 */
export async function printScene(
  scene: Scene,
  drawn: Parameters<typeof printCalculatedLabels>[1],
  first?: readonly string[],
): Promise<PrintedScene> {
  const { units, dataset, tools } = drawn;
  const calculatedLabels = printCalculatedLabels(scene, drawn);
  printExactLegends(scene, tools.language, tools.textWidth);
  centreAxisLabels(scene);
  fitCellLabels(scene, units);
  fitStackedLabels(scene, units);
  inkLabels(scene);
  spreadLabels(scene, scene.size.height);
  clearLabels(scene);
  const labelled = classLabels(scene, units, dataset, calculatedLabels, first);
  withoutThinSeparators(scene, units);
  edgePale(scene, units);
  clearPoints(scene, units);
  tellMarkRows(scene);
  const svg = await scene.toSvg();
  scene.dispose();
  return { scene, svg, labelled, calculatedLabels, ...scene.size };
}

/**
 * Centres axis labels of several lines on their tick, where vega puts the first line. Changes the items of the
 * scene; print it afterwards.
 */
function centreAxisLabels(scene: Scene): void {
  for (const { item, mark } of placedItems(scene)) {
    if (mark.role !== 'axis-label' || !Array.isArray(item.text) || (item.angle ?? 0) !== 0) continue;
    // Those that stand above their mark end there.
    const part = item.baseline === 'middle' ? 0.5 : item.baseline === 'bottom' ? 1 : 0;
    const shift = -(item.text.length - 1) * (item.lineHeight ?? 0) * part;
    if (shift === 0) continue;
    item.y = (item.y ?? 0) + shift;
    item.bounds.translate(0, shift);
  }
}

/**
 * Prints the ends of a legend of shades as they are where vega rounded them to the steps between: "24.8", not "25". Changes the items
 * of the scene; print it afterwards.
 */
function printExactLegends(scene: Scene, language: Language, textWidth: TextWidth): void {
  for (const { item, mark } of placedItems(scene)) {
    const value = datumOf(item)?.value;
    const text = textOf(item);
    if (mark.role !== 'legend-label' || typeof value !== 'number' || !isAlone(text)) continue;
    if (isNumber(text, value, [], language)) continue;
    const digits = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
    if (digits === 0 || digits > mostDigits) continue;
    setText(item, language.number(fromDouble(value), { digits }), textWidth);
  }
}

/** More are those of floating point. */
const mostDigits = 4;

/** True for a label that is one number; classes say two, or how far they reach. */
const isAlone = (text: string): boolean => {
  const [only, ...more] = findNumerals(text);
  return only !== undefined && more.length === 0 && text.trim() === only.text;
};
