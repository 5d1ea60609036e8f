import { isObject, type JsonObject, markType, toArray, toObject } from '../spec.js';

/** A map as Vega-Lite writes it, in our words, and where each part of it stands. */
interface Translated {
  readonly map: JsonObject;
  readonly pointers: Readonly<Record<string, string>>;
}

const methods: Readonly<Record<string, string>> = {
  quantile: 'quantiles',
  quantize: 'equal',
  threshold: 'breaks',
};

/**
 * A view with the mark `geoshape` as Vega-Lite writes it: a `lookup` that finds the shape of each row, a colour by a measure, and a
 * projection. Undefined where a spec is none.
 */
export function fromGeoshape(spec: JsonObject): Translated | undefined {
  if (markType(spec) !== 'geoshape') return undefined;
  const transforms = toArray(spec.transform);
  const place = transforms.findIndex((each) => isObject(each) && each.lookup !== undefined);
  const lookup = toObject(transforms[place]);
  const from = toObject(toObject(lookup.from).data);
  const [channel, colour] = ['color', 'fill']
    .map((name) => [name, toObject(toObject(spec.encoding)[name])] as const)
    .find(([, definition]) => definition.field !== undefined) ?? ['color', {}];
  const scale = toObject(colour.scale);
  const { type } = toObject(spec.projection);
  const isKnown = typeof scale.type === 'string' && Object.hasOwn(methods, scale.type);
  const method = isKnown ? methods[String(scale.type)] : scale.type;
  const { domain, range } = scale;
  const map = {
    ...(from.name === undefined ? {} : { geometry: from.name }),
    ...(lookup.lookup === undefined ? {} : { by: lookup.lookup }),
    ...(colour.field === undefined ? {} : { measure: colour.field }),
    ...(type === undefined ? {} : { projection: type }),
    ...(method === undefined ? {} : { method }),
    ...(method === 'breaks' && Array.isArray(domain) ? { breaks: domain.map(String) } : {}),
    ...(method !== 'breaks' && classesIn(range) !== undefined ? { classes: classesIn(range) } : {}),
  };
  const inColour = `/encoding/${channel}`;
  return {
    map,
    pointers: {
      geometry: place < 0 ? '' : `/transform/${place}/from/data/name`,
      by: place < 0 ? '' : `/transform/${place}/lookup`,
      measure: `${inColour}/field`,
      projection: '/projection/type',
      method: `${inColour}/scale/type`,
      breaks: `${inColour}/scale/domain`,
      classes: `${inColour}/scale/range`,
    },
  };
}

/** Vega-Lite says how many classes there are by a number, or by a colour for each. */
function classesIn(range: unknown): unknown {
  return Array.isArray(range) ? range.length : range;
}
