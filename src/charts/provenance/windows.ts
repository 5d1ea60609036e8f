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
function orderOf(op: string, transform: JsonObject, around: Around): Order | string {
  const [first, ...more] = orderedBy(transform);
  if (!holdsItsRow(transform)) return `\`${op}\` of a window without its own row (\`frame\`)`;
  if (first === undefined)
    return running.has(op)
      ? { kind: 'rows' }
      : `\`${op}\` of a window without an order (\`sort: [{field: year}]\`)`;
  if (ofAnyOrder.has(op)) return { kind: 'any' };
  const order = more.length === 0 && !first.isDescending ? orderAlong(first.field, op, around) : undefined;
  return order ?? `\`${op}\` of a window that does not follow time (\`sort: [{field: year}]\`)`;
}

function holdsItsRow({ frame }: JsonObject): boolean {
  const [from, to] = toArray(frame);
  return Number(from ?? 0) <= 0 && Number(to ?? 0) >= 0;
}

/** Time, or what lies along an axis; undefined for names. */
function orderAlong(field: string, op: string, { fields, before }: Around): Order | undefined {
  const own = fields.find(({ name }) => name === field);
  if (own !== undefined && isTime(own)) return { kind: 'time' };
  if (!running.has(op)) return undefined;
  const made = before.get(field);
  if (made?.kind === 'time') return { kind: 'along', field, timeUnit: made.unit };
  const isAlong = made === undefined ? own?.role === 'measure' : made.kind === 'layout';
  return isAlong ? { kind: 'along', field } : undefined;
}
