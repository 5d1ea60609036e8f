import type { Field } from '../../model/dataset/dataset.js';
import { isTime } from '../compose/time-labels.js';
import { isObject, type JsonObject, toArray } from '../spec.js';
import type { Definitions, Made, Order, OrderedField } from './definition.js';

/** Operations that say where a row stands in an order. */
export const rankings: ReadonlySet<string> = new Set([
  'rank',
  'dense_rank',
  'row_number',
  'cume_dist',
  'ntile',
]);

/** Operations that a reader knows whatever the order is. */
const ofAnyOrder: ReadonlySet<string> = new Set([...rankings, 'count', 'min', 'max']);

/** What is added up or averaged from row to row. */
const running: ReadonlySet<string> = new Set(['sum', 'mean', 'average', 'median']);

interface Around {
  readonly fields: readonly Field[];
  readonly before: Definitions;
}

/** What a window makes of the rows around each. */
export function windowed({ op, field, as }: JsonObject, transform: JsonObject, around: Around): Made {
  if (typeof op !== 'string' || typeof as !== 'string') return [];
  const order = orderOf(op, transform, around);
  const own = typeof field === 'string' ? field : undefined;
  if (typeof order === 'string')
    return [
      [
        as,
        op === 'sum' && own !== undefined
          ? { kind: 'running', field: own, why: order }
          : { kind: 'refused', why: order },
      ],
    ];
  const [from = null, to = 0] = toArray(transform.frame ?? [null, 0]);
  const [first] = orderedBy(transform);
  return [
    [
      as,
      {
        ...{ kind: 'window', op, order },
        frame: [asOffset(from), asOffset(to)],
        hasPeers: transform.ignorePeers !== true,
        field: rankings.has(op) ? first?.field : own,
      },
    ],
  ];
}

const asOffset = (offset: unknown): number | null => (typeof offset === 'number' ? offset : null);

const orderedBy = ({ sort }: JsonObject): readonly OrderedField[] =>
  toArray(sort)
    .filter(isObject)
    .map(({ field, order }) => ({ field: String(field), isDescending: order === 'descending' }));

/** By what the rows of a window follow one another; where a reader would not know what came before, why. */
function orderOf(op: string, transform: JsonObject, { fields, before }: Around): Order | string {
  const [first, ...more] = orderedBy(transform);
  const [from = null, to = 0] = toArray(transform.frame);
  const isAround = Number(from ?? 0) <= 0 && Number(to ?? 0) >= 0;
  if (!isAround) return `\`${op}\` of a window without its own row (\`frame\`)`;
  if (first === undefined)
    return running.has(op)
      ? { kind: 'rows' }
      : `\`${op}\` of a window without an order (\`sort: [{field: year}]\`)`;
  if (ofAnyOrder.has(op)) return { kind: 'any' };
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
