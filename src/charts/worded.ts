import type { RenderedChart } from '../model/chart/chart.js';
import type { LedgerEntry } from '../model/quantity.js';
import { type ClassedPart, classList, joinParts, linesOf, textOfParts } from '../model/tree/classed-text.js';
import type { ChartNode } from '../model/tree/nodes.js';
import { sealSvg } from './drawing/seal-svg.js';
import { authorWords, plainText } from './plain-text.js';

/** A drawing that says what it is. */
interface WordedDrawing extends Pick<RenderedChart, 'svg' | 'alternative' | 'description' | 'told'> {
  /** Of the numbers in the description, in their order. */
  readonly inWords: readonly LedgerEntry[];
}

/**
 * Seals a drawing with its name and with what is said of it, the words of its author last. Undefined where it refers to something
 * outside itself.
 *
 * @param before How many entries of the chart come before those of its description.
 */
export function wordedDrawing(
  svg: string,
  chart: ChartNode,
  kinds: readonly ClassedPart[],
  told: readonly (readonly ClassedPart[])[],
  before: number,
): WordedDrawing | undefined {
  const said = joinParts([...told, plainText(authorWords(chart)).parts]);
  const [alternative, description] = [textOfParts(kinds), textOfParts(said)];
  const [titleClasses, descriptionClasses] = [classList(kinds), classList(said)];
  const inWords = said.flatMap(({ entry }) => entry ?? []);
  const sealed = sealSvg(svg, {
    id: chart.id,
    title: alternative,
    description,
    ...(titleClasses === undefined ? {} : { titleClasses }),
    ...(descriptionClasses === undefined ? {} : { descriptionClasses }),
    descriptionKeys: inWords.map((_, index) => before + index),
  });
  if (sealed === undefined) return undefined;
  const lines = [kinds, ...linesOf(said)].filter((line) => textOfParts(line).trim() !== '');
  return { svg: sealed, alternative, description, told: lines, inWords };
}
