import { didYouMean, listNames } from '../../diagnostics.js';
import { classMethods, type MapSpec, mapForms } from '../../model/chart/map-spec.js';
import { parseExact } from '../../model/exact.js';
import { type CheckContext, report } from '../check/context.js';
import { isObject, type JsonObject, markType, toArray, toObject } from '../spec.js';
import { mostClasses } from './classes.js';
import { projectionNames } from './projections.js';

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
function fromGeoshape(spec: JsonObject): Translated | undefined {
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

const keys = [
  'geometry',
  'form',
  'by',
  'shapes',
  'measure',
  'classes',
  'method',
  'breaks',
  'middle',
  'projection',
  'focus',
  'elsewhere',
  'graticule',
] as const;

const lists: readonly string[] = ['breaks', 'focus', 'elsewhere'];

/** What a map asks for; undefined where something of it is reported. */
export function readMap(spec: JsonObject, context: CheckContext): MapSpec | undefined {
  const made = spec.map === undefined ? fromGeoshape(spec) : { map: spec.map, pointers: {} };
  const before = context.diagnostics.length;
  const map = made?.map;
  const pointers: Readonly<Record<string, string>> = made?.pointers ?? {};
  const at = (key: string): string => pointers[key] ?? `/map/${key}`;
  const fault = (key: string, message: string, extra: { readonly hint?: string } = {}): void =>
    report(context, 'map/form', at(key), message, extra);
  if (!isObject(map)) {
    report(context, 'map/form', '/map', 'Unexpected `map`, expected a mapping with `geometry`');
    return undefined;
  }
  for (const key of Object.keys(map))
    if (!keys.some((known) => known === key))
      fault(
        key,
        `Unexpected \`${key}\` in \`map\`, expected one of ${listNames(keys)}`,
        didYouMean(key, keys),
      );
  for (const key of ['geometry', 'by', 'measure'])
    if (typeof map[key] !== 'string')
      fault(
        key,
        `Unexpected map without \`${key}\`, expected ${key === 'geometry' ? 'a geometry of the data package' : 'a field of its dataset'}`,
      );
  for (const key of lists)
    if (
      map[key] !== undefined &&
      !(Array.isArray(map[key]) && map[key].every((each) => typeof each === 'string'))
    )
      fault(key, `Unexpected \`${key}\` of a map, expected a list of texts`);
  const among = (key: string, known: readonly string[]): void => {
    const value = map[key];
    if (value === undefined || known.some((each) => each === value)) return;
    fault(
      key,
      `Unexpected \`${String(value)}\` as \`${key}\` of a map, expected one of ${listNames(known, 20)}`,
      didYouMean(String(value), known),
    );
  };
  among('form', mapForms);
  among('method', classMethods);
  among('projection', projectionNames);
  checkClasses(map, fault);
  if (map.graticule !== undefined && typeof map.graticule !== 'boolean')
    fault('graticule', 'Unexpected `graticule` of a map, expected `true` or `false`');
  return context.diagnostics.length > before ? undefined : ({ form: 'shades', ...map } as unknown as MapSpec);
}

type Fault = (key: string, message: string, extra?: { readonly hint?: string }) => void;

function checkClasses(map: JsonObject, fault: Fault): void {
  const { form = 'shades', classes, method, breaks, middle } = map;
  if (form === 'symbols')
    for (const key of ['classes', 'method', 'breaks', 'middle'])
      if (map[key] !== undefined)
        fault(key, `Unexpected \`${key}\` of a map of symbols, expected shades, which have classes`);
  if (
    classes !== undefined &&
    !(Number.isInteger(classes) && Number(classes) >= 2 && Number(classes) <= mostClasses)
  )
    fault('classes', `Unexpected ${String(classes)} classes, expected 2 to ${mostClasses}`);
  if ((method === 'breaks') !== (breaks !== undefined))
    fault(
      method === 'breaks' ? 'method' : 'breaks',
      'Unexpected `breaks` without the other, expected `method: breaks` beside `breaks`',
    );
  if (breaks !== undefined && classes !== undefined)
    fault(
      'classes',
      'Unexpected `classes` beside `breaks`, expected one of them: breaks say how many classes there are',
    );
  const numbers = [...(Array.isArray(breaks) ? breaks : []), ...(middle === undefined ? [] : [middle])];
  for (const number of numbers)
    if (typeof number !== 'string' || parseExact(number) === undefined)
      fault(
        breaks === undefined ? 'middle' : 'breaks',
        `Unexpected \`${String(number)}\`, expected a number`,
      );
  if (Array.isArray(breaks) && breaks.length >= mostClasses)
    fault('breaks', `Unexpected ${breaks.length} breaks, expected at most ${mostClasses - 1}`);
  if (middle !== undefined && breaks !== undefined)
    fault('middle', 'Unexpected `middle` beside `breaks`, expected one of them');
}
