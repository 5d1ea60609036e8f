import { z } from 'zod';
import { findElement, type MarkupElement, type MarkupNode } from './read-markup.js';

/** The id of the element that holds where the numbers of a page come from. */
export const originsId = '_origins';

const place = z.number().int().nonnegative();

/** Where the numbers of a page come from, as it holds it. Numbers in lists are places in other lists. */
const originsBlock = z.object({
  /** The words of the panel that shows it. */
  words: z.record(z.string(), z.string()),
  /** How the report is cited. */
  cite: z.string(),
  labels: z.array(z.string()),
  datasets: z.array(
    z.object({
      title: z.string(),
      /** Its sources, that it is illustrative, and why it prints small counts. */
      notes: z.array(z.string()),
      /** The titles of its dimensions. */
      heads: z.array(z.string()),
    }),
  ),
  /** Dataset, number as printed, what it is of, then a category for each head. */
  cells: z.array(z.tuple([place, z.string(), place]).rest(place)),
  /** What it is, how it came about, by which rule, the equation, then the cells; a list of them is a row. */
  origins: z.array(z.tuple([place, place, place, z.string()]).rest(place.or(z.array(place)))),
  /** The language of texts that are in another one than the page. */
  langs: z.record(z.string(), z.string()).optional(),
  /** The origin of each number by its id. */
  numbers: z.record(z.string(), place),
});

export type OriginsBlock = z.infer<typeof originsBlock>;

/** True for the element that holds the block: data, which no browser runs. */
export const isOriginsBlock = ({ name, attributes }: MarkupElement): boolean =>
  name === 'script' && attributes.get('type') === 'application/json' && attributes.get('id') === originsId;

/** A cell behind a number, as the page tells it. */
export interface ToldCell {
  /** The title of its dataset. */
  readonly dataset: string;
  /** Head and category. */
  readonly keys: readonly (readonly [head: string, label: string])[];
  readonly text: string;
}

/** Where a number comes from, as the page tells it. */
export interface ToldOrigin {
  readonly how: string;
  readonly equation: string;
  readonly cells: readonly ToldCell[];
}

/** The block of a page; undefined where it has none, or one that says nothing. */
export function readOriginsBlock(nodes: readonly MarkupNode[]): OriginsBlock | undefined {
  const raw = findElement(nodes, isOriginsBlock)?.raw;
  return originsBlock.safeParse(raw === undefined ? undefined : parse(raw)).data;
}

/** The origins of the numbers of a page by their ids; none for a page without them, and for one whose block says nothing. */
export function readOrigins(nodes: readonly MarkupNode[]): ReadonlyMap<string, ToldOrigin> {
  const block = readOriginsBlock(nodes);
  if (block === undefined) return new Map();
  const { labels, datasets, cells, origins, numbers } = block;
  const told = cells.map(([dataset, text, , ...places]): ToldCell => {
    const { title = '', heads = [] } = datasets[dataset] ?? {};
    return {
      dataset: title,
      keys: heads.map((head, index) => [head, labels[places[index] ?? -1] ?? ''] as const),
      text,
    };
  });
  const all = origins.map(
    ([, how, , equation, ...places]): ToldOrigin => ({
      how: labels[how] ?? '',
      equation,
      cells: places.flat().flatMap((each) => told[each] ?? []),
    }),
  );
  return new Map(
    Object.entries(numbers).flatMap(([id, at]) => {
      const origin = all[at];
      return origin === undefined ? [] : [[id, origin] as const];
    }),
  );
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
