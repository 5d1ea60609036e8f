import type { Field } from '../../model/dataset.js';
import { isObject, type JsonObject, toArray } from '../spec.js';
import { isTime } from '../time-labels.js';
import type { Definition, Definitions } from './definition.js';
import { type Order, type OrderedField, rankings, type Window } from './frames.js';

/** Operations that a reader knows whatever the order is. */
const ofAnyOrder: ReadonlySet<string> = new Set([...rankings, 'count', 'min', 'max']);

/** What is added up or averaged from row to row. */
const running: ReadonlySet<string> = new Set(['sum', 'mean', 'average', 'median']);

interface Around {
  readonly fields: readonly Field[];
  readonly before: Definitions;
}

/** What a window makes of the rows around each. */
export function windowed(
  { op, field, as, param }: JsonObject,
  transform: JsonObject,
  around: Around,
): readonly (readonly [string, Definition])[] {
  if (typeof op !== 'string' || typeof as !== 'string') return [];
  const order = orderOf(op, transform, around);
  const own = nameOf(field);
  if (typeof order === 'string')
    return [
      [
        as,
        op === 'sum' && own !== undefined
          ? { kind: 'running', field: own, why: order }
          : { kind: 'refused', why: order },
      ],
    ];
  const [before = null, after = 0] = toArray(transform.frame);
  const isWhole = transform.frame === undefined;
  const window: Window = {
    frame: isWhole ? [null, 0] : [asOffset(before), asOffset(after)],
    ignoresPeers: transform.ignorePeers === true,
  };
  const [first] = orderedBy(transform);
  return [
    [
      as,
      {
        ...{ kind: 'window', op, window, isDescending: first?.isDescending === true, order },
        field: rankings.has(op) ? first?.field : own,
        param: typeof param === 'number' ? param : 1,
      },
    ],
  ];
}

const asOffset = (offset: unknown): number | null => (typeof offset === 'number' ? offset : null);
const nameOf = (field: unknown): string | undefined => (typeof field === 'string' ? field : undefined);

const orderedBy = ({ sort }: JsonObject): readonly OrderedField[] =>
  toArray(sort)
    .filter(isObject)
    .map(({ field, order }) => ({ field: String(field), isDescending: order === 'descending' }));

/** By what the rows of a window follow one another; where a reader would not know what came before, why. */
function orderOf(op: string, transform: JsonObject, { fields, before }: Around): Order | string {
  const by = orderedBy(transform);
  const [first, ...more] = by;
  const [from = null, to = 0] = toArray(transform.frame);
  const isAround = Number(from ?? 0) <= 0 && Number(to ?? 0) >= 0;
  if (!isAround) return `\`${op}\` of a window without its own row (\`frame\`)`;
  if (first === undefined)
    return running.has(op)
      ? { kind: 'rows' }
      : `\`${op}\` of a window without an order (\`sort: [{field: year}]\`)`;
  if (rankings.has(op) && op !== 'rank' && more.length > 0) return `\`${op}\` by several fields`;
  if (ofAnyOrder.has(op)) return { kind: 'any', by };
  const along = fields.find(({ name }) => name === first.field);
  if (more.length === 0 && !first.isDescending) {
    if (along !== undefined && isTime(along)) return { kind: 'time' };
    const made = before.get(first.field);
    const isAlong =
      made?.kind === 'layout' || made?.kind === 'time' || (made === undefined && along?.role === 'measure');
    const unit = made?.kind === 'time' ? { timeUnit: made.unit } : {};
    if (running.has(op) && isAlong) return { kind: 'along', field: first.field, ...unit };
  }
  return `\`${op}\` of a window that does not follow time (\`sort: [{field: year}]\`)`;
}
