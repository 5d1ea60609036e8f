import { isObject, type JsonObject, toArray, toObject } from './spec.js';

/**
 * A compiled spec in which every panel stands in its own place. Vega-lite sorts panels by a number from their rows. An
 * empty panel has none, so that all after it would move under names that are not theirs; rows that were put together
 * have lost it. Here the number comes from the names of the panel. `spec` is vega's.
 */
export function withPanelsInPlace(spec: unknown): unknown {
  const ranks = new Map(
    toArray(toObject(spec).data)
      .flatMap((each) => toArray(toObject(each).transform))
      .flatMap((transform) => {
        const { type, expr, as } = toObject(transform);
        return type === 'formula' && typeof as === 'string'
          ? [[`datum[${JSON.stringify(as)}]`, expr] as const]
          : [];
      }),
  );
  return visit(spec, ranks);
}

function visit(value: unknown, ranks: ReadonlyMap<unknown, unknown>): unknown {
  if (Array.isArray(value)) return value.map((each) => visit(each, ranks));
  if (!isObject(value)) return value;
  const inner = Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, key === 'data' ? part : visit(part, ranks)]),
  );
  const isSorted =
    value.type === 'group' && toArray(toObject(value.sort).field).some((field) => ranks.has(field));
  return isSorted ? placed(inner, ranks) : inner;
}

/** Sorted by what each item says of itself. */
function placed(mark: JsonObject, ranks: ReadonlyMap<unknown, unknown>): JsonObject {
  const sort = toObject(mark.sort);
  const fields = toArray(sort.field);
  const made = fields.flatMap((field, index) => {
    const expr = ranks.get(field);
    return expr === undefined ? [] : [[`panel${index}`, { signal: expr }] as const];
  });
  const encode = toObject(mark.encode);
  return {
    ...mark,
    sort: { ...sort, field: fields.map((field, index) => (ranks.has(field) ? `panel${index}` : field)) },
    encode: { ...encode, update: { ...toObject(encode.update), ...Object.fromEntries(made) } },
  };
}
