import type { Element, Root } from 'hast';
import type { Language } from '../../language/language.js';
import type { Provenance, SourceCell, SourceDataset } from '../../model/snapshot/provenance.js';
import { visit } from '../../model/tree/visit.js';
import type { OriginsBlock } from '../snapshot/origins-block.js';
import { citationOf } from './cover.js';
import type { HtmlReport } from './html-report.js';

/** A number of the page that says where it comes from. */
export interface PrintedNumber {
  readonly id: string;
  readonly provenance: Provenance;
}

/** Those of a part of the page, in its order. */
export function printedNumbers(body: Root): readonly PrintedNumber[] {
  const found: PrintedNumber[] = [];
  visit(body, 'element', ({ data }: Element) => {
    if (data?.entry === undefined || data.provenance === undefined) return;
    found.push({ id: data.entry.id, provenance: data.provenance });
  });
  return found;
}

/** The words of the script: in the panel of a number, beside what can be taken along, above what scrolls sideways, and in the search. */
const words = [
  ...(['data', 'copy', 'copied', 'download', 'close'] as const).map(
    (id) => [id, `html.origin.${id}`] as const,
  ),
  ...(['take', 'csv', 'svg', 'png', 'code', 'detail', 'note', 'group'] as const).map(
    (id) => [id, `html.take.${id}`] as const,
  ),
  ['illustrative', 'document.illustrative'] as const,
  ['more', 'html.more'] as const,
  ...(['find', 'words', 'found', 'nothing'] as const).map((id) => [id, `html.find.${id}`] as const),
];

/** These words in a language, by their names. */
export const originWords = (language: Language): Record<string, string> => ({
  decimal: language.decimalMark,
  ...Object.fromEntries(words.map(([name, id]) => [name, language.message(id)])),
});

/**
 * Where every number of the page comes from, each thing said once: what several numbers share, such as a cell, a calculation or
 * a label, is named by its place in a list. The page holds it as data, for its script and for whoever reads the page by program.
 * @param printed Its numbers, for whoever has found them already.
 */
export function originsOf(
  { body, meta, foreignNames }: HtmlReport,
  language: Language,
  printed: readonly PrintedNumber[] = printedNumbers(body),
): OriginsBlock {
  const lists = new OriginLists();
  const numbers: Record<string, number> = {};
  for (const { id, provenance } of printed) numbers[id] = lists.placeOf(provenance);
  // First, since it is what fills the lists of datasets and labels.
  const cells = lists.cells.items.map(lists.publishCell);
  return {
    words: originWords(language),
    cite: citationOf(meta, language),
    labels: lists.labels.items,
    datasets: lists.datasets.items.map(({ title, sources, queried, illustrative, whySmall, heads }) => ({
      title,
      notes: [
        ...(sources.length === 0
          ? []
          : [language.message('document.source', { sources: sources.join('; '), count: sources.length })]),
        ...(queried === undefined
          ? []
          : queried.length === 0
            ? [language.message('html.origin.database')]
            : [language.message('html.origin.query', { datasets: language.list(queried) })]),
        ...(illustrative ? [language.message('document.illustrative')] : []),
        ...whySmall.map((reason) => language.message('html.origin.small', { reason })),
      ],
      heads: [...heads],
    })),
    cells,
    origins: lists.origins,
    ...(foreignNames && { langs: foreignNames }),
    numbers,
  };
}

/** Things in the order in which they are first met, each once. */
class Once<Item> {
  readonly items: Item[] = [];
  readonly #places = new Map<Item, number>();

  placeOf(item: Item): number {
    const known = this.#places.get(item);
    if (known !== undefined) return known;
    this.#places.set(item, this.items.length);
    return this.items.push(item) - 1;
  }
}

class OriginLists {
  readonly labels = new Once<string>();
  readonly datasets = new Once<SourceDataset>();
  readonly cells = new Once<SourceCell>();
  readonly origins: OriginsBlock['origins'] = [];
  readonly #known = new Map<string, number>();

  /** The place of an origin in the list, which holds none twice. */
  placeOf({ title, how, rule = '', equation = '', rows }: Provenance): number {
    const origin: OriginsBlock['origins'][number] = [
      this.labels.placeOf(title),
      this.labels.placeOf(how),
      this.labels.placeOf(rule),
      equation,
      ...rows.map((row) => {
        const places = row.map((cell) => this.cells.placeOf(cell));
        return places.length === 1 ? (places[0] ?? 0) : places;
      }),
    ];
    const key = JSON.stringify(origin);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, this.origins.length);
    return this.origins.push(origin) - 1;
  }

  readonly publishCell = ({ dataset, what, labels, text }: SourceCell): OriginsBlock['cells'][number] => {
    for (const label of [what, ...labels]) this.labels.placeOf(label);
    return [
      this.datasets.placeOf(dataset),
      text,
      this.labels.placeOf(what),
      ...labels.map((label) => this.labels.placeOf(label)),
    ];
  };
}
