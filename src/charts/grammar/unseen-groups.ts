import { phrase } from '../../problems/problem.js';
import { childViews, isObject, type JsonObject, markType, point, toObject, withChildren } from '../spec.js';
import type { Say } from './walk.js';

/** Channels that a page does not show, and by whose fields Vega-Lite puts rows together all the same. */
const unseen = ['tooltip', 'href', 'key', 'time', 'url', 'description'] as const;

/** True for what such a channel groups rows by. */
export const isUnseenGroup = (channel: string, definition: unknown): boolean =>
  unseen.some((name) => name === channel) &&
  [definition]
    .flat()
    .some((each) => isObject(each) && typeof each.field === 'string' && each.aggregate === undefined);

/** Marks of which several may stand at one place, each for itself. */
const alone: ReadonlySet<string> = new Set(['point', 'circle', 'square', 'tick', 'rect', 'text', 'rule']);

/**
 * A spec without the channels that a page does not show. Where a view puts rows together, what such a channel would have set apart stays
 * apart as `detail`; bars, areas and lines would be others by that, so that it is refused there.
 */
export function withoutUnseen(spec: JsonObject, say: Say): JsonObject {
  const visit = (view: JsonObject, pointer: string, around: JsonObject): JsonObject => {
    const own = toObject(view.encoding);
    const all = { ...around, ...own };
    const seen = (encoding: JsonObject): JsonObject =>
      Object.fromEntries(Object.entries(encoding).filter(([name, part]) => !isUnseenGroup(name, part)));
    const isUnit = childViews(view, pointer).length === 0;
    const kept = isUnit ? apart(seen(all), all) : [];
    if (kept.length > 0 && !alone.has(markType(view))) {
      const [{ channel = '', field = '' } = {}] = kept;
      const at = own[channel] === undefined ? pointer : point(pointer, 'encoding', channel);
      say('chart/spec', at, phrase('chart/spec.puts', { channel, field, markType: markType(view) }), {
        hint: phrase('chart/spec.parts', { channel, field }),
      });
    }
    const detail = [seen(all).detail ?? [], kept.map(({ definition }) => definition)].flat();
    const encoding =
      view.encoding === undefined && kept.length === 0
        ? {}
        : { encoding: { ...seen(own), ...(kept.length > 0 && { detail }) } };
    const inner = withChildren(view, pointer, (child, at) => visit(child, at, all));
    return { ...inner, ...encoding };
  };
  return visit(spec, '', {});
}

interface Apart {
  readonly channel: string;
  readonly field: string;
  readonly definition: JsonObject;
}

/** What sets rows apart in a view that puts some together, and is seen in none of its channels. */
function apart(seen: JsonObject, all: JsonObject): readonly Apart[] {
  const definitions = Object.values(seen).flat().filter(isObject);
  if (!definitions.some(({ aggregate }) => aggregate !== undefined)) return [];
  const known = definitions.filter(({ aggregate }) => aggregate === undefined).map(({ field }) => field);
  return unseen.flatMap((channel) =>
    [all[channel]].flat().flatMap((definition): readonly Apart[] => {
      if (!isObject(definition) || !isUnseenGroup(channel, definition)) return [];
      const { field, timeUnit, bin, type } = definition;
      const kept = Object.fromEntries(
        Object.entries({ field, timeUnit, bin, type }).filter(([, part]) => part !== undefined),
      );
      return known.includes(field) ? [] : [{ channel, field: String(field), definition: kept }];
    }),
  );
}
