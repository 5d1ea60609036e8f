import type { Language } from '../language/language.js';
import { printInWords, printQuantity } from '../language/print.js';
import { listAt } from '../model/group-by.js';
import type { Precision } from '../model/project/precision.js';
import type { Quantity } from '../model/quantity.js';
import type { ChartNode } from '../model/tree/nodes.js';
import type { ChartDataset } from './datasets/parts.js';
import { drawnRows } from './drawing/drawn.js';
import type { Vega } from './drawing/vega.js';
import { nowhere } from './provenance/deriving.js';
import { calculatedChannels, passesOver } from './provenance/numbers.js';
import { datumOf, placedItems, type Scene, type SceneItem, setText } from './scene/scene.js';
import type { JsonObject } from './spec.js';
import type { TextWidth } from './text-width.js';
import { type Unit, unitNamed } from './unit.js';

/** The labels of a scene that print a number which the chart worked out, each with that number. */
export type CalculatedLabels = ReadonlyMap<SceneItem, Quantity>;

interface Input {
  readonly spec: JsonObject;
  readonly units: readonly Unit[];
  readonly dataset: ChartDataset;
  readonly chart: Pick<ChartNode, 'id' | 'allowed'>;
  readonly tools: {
    readonly vega: Vega;
    readonly language: Language;
    readonly precision: Precision;
    readonly textWidth: TextWidth;
  };
}

/**
 * Prints every label that is a number which the chart worked out as prose prints it, from the cells that it was made of. One that
 * cannot be made again from cells keeps the text that vega gave it, and is refused with the other calculations. Changes the items of the scene.
 */
export function printCalculatedLabels(
  scene: Scene,
  { spec, units, dataset, chart, tools }: Input,
): CalculatedLabels {
  const printed = new Map<SceneItem, Quantity>();
  const words = units.filter(({ mark, channels }) => mark === 'text' && channels.text !== undefined);
  if (words.length === 0) return printed;
  const items = new Map<unknown, SceneItem[]>();
  for (const { item, mark } of placedItems(scene)) {
    const datum = datumOf(item);
    if (mark.marktype !== 'text' || datum === undefined || unitNamed(mark.name, words) === undefined)
      continue;
    listAt(items, datum).push(item);
  }
  const { language, precision, vega, textWidth } = tools;
  const context = { dataset, at: nowhere, precision, passesOver: passesOver(chart), only: ['text'] };
  const made = { parse: vega.parseExpression, flow: { chart: chart.id, version: vega.version } };
  // A cell of a heat map has room for a symbol only; what it means stands under the figure.
  const print = units.some(({ mark }) => mark === 'rect') ? printQuantity : printInWords;
  for (const { numbers } of calculatedChannels(spec, words, drawnRows(scene, words), {
    ...context,
    ...made,
  })) {
    for (const { datum, quantity } of numbers)
      for (const item of quantity === undefined ? [] : (items.get(datum) ?? [])) {
        if (quantity === undefined) continue;
        setText(item, print(quantity, 'chart', language).text, textWidth);
        printed.set(item, quantity);
      }
  }
  return printed;
}
