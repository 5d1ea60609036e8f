import { type CheckContext, report } from '../../charts/check/context.js';
import { isObject, type JsonObject, markType, toArray, toObject } from '../../charts/spec.js';
import { didYouMean, listNames } from '../../diagnostics.js';
import { parseExact } from '../../model/exact.js';
import type { FaultCall, ProblemId } from '../../problems/problem.js';
import { mostClasses } from './classes.js';
import { classMethods, type MapSpec, mapForms } from './map-spec.js';
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
  const { lookup, from } = toObject(transforms[place]);
  const [channel, colour] = ['color', 'fill']
    .map((name) => [name, toObject(toObject(spec.encoding)[name])] as const)
    .find(([, definition]) => definition.field !== undefined) ?? ['color', {}];
  const { type, domain, range } = toObject(colour.scale);
  const isKnown = typeof type === 'string' && Object.hasOwn(methods, type);
  const method = isKnown ? methods[type] : type;
  const isByBreaks = method === 'breaks';
  const map = withoutAbsent({
    geometry: toObject(toObject(from).data).name,
    by: lookup,
    measure: colour.field,
    projection: toObject(spec.projection).type,
    method,
    breaks: isByBreaks && Array.isArray(domain) ? domain.map(String) : undefined,
    classes: isByBreaks ? undefined : classesIn(range),
  });
  const inColour = `/encoding/${channel}`;
  const inLookup = (path: string): string => (place < 0 ? '' : `/transform/${place}/${path}`);
  return {
    map,
    pointers: {
      geometry: inLookup('from/data/name'),
      by: inLookup('lookup'),
      measure: `${inColour}/field`,
      projection: '/projection/type',
      method: `${inColour}/scale/type`,
      breaks: `${inColour}/scale/domain`,
      classes: `${inColour}/scale/range`,
    },
  };
}

const withoutAbsent = (parts: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));

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

/** Reports what is wrong with a key of a map. */
type Fault = <Id extends ProblemId>(key: string, ...call: FaultCall<Id>) => void;

/** What a map asks for; undefined where something of it is reported. */
export function readMap(spec: JsonObject, context: CheckContext): MapSpec | undefined {
  const made = spec.map === undefined ? fromGeoshape(spec) : { map: spec.map, pointers: {} };
  const before = context.diagnostics.length;
  const map = made?.map;
  const pointers: Readonly<Record<string, string>> = made?.pointers ?? {};
  if (!isObject(map)) {
    report(context, '/map', 'map/form.mapping');
    return undefined;
  }
  const fault: Fault = (key, ...call) => report(context, pointers[key] ?? `/map/${key}`, ...call);
  checkKeys(map, fault);
  checkNames(map, fault);
  checkClasses(map, fault);
  checkBreaks(map, fault);
  if (map.graticule !== undefined && typeof map.graticule !== 'boolean')
    fault('graticule', 'map/form.graticule');
  return context.diagnostics.length > before ? undefined : ({ form: 'shades', ...map } as unknown as MapSpec);
}

/** Every key is known, those that a map needs are there, and lists are lists. */
function checkKeys(map: JsonObject, fault: Fault): void {
  for (const key of Object.keys(map))
    if (!keys.some((known) => known === key))
      fault(key, 'map/form.map', { key, keys: listNames(keys) }, didYouMean(key, keys));
  for (const key of ['geometry', 'by', 'measure'])
    if (typeof map[key] !== 'string') {
      if (key === 'geometry') fault(key, 'map/form.geometry');
      else fault(key, 'map/form.key', { key });
    }
  for (const key of lists) {
    const list = map[key];
    const isList = Array.isArray(list) && list.every((each) => typeof each === 'string');
    if (list !== undefined && !isList) fault(key, 'map/form.list', { key });
  }
}

function checkNames(map: JsonObject, fault: Fault): void {
  const names = { form: mapForms, method: classMethods, projection: projectionNames };
  for (const [key, known] of Object.entries<readonly string[]>(names)) {
    const value = map[key];
    if (value === undefined || known.some((each) => each === value)) continue;
    fault(
      key,
      'map/form.value',
      { value: String(value), key, known: listNames(known, 20) },
      didYouMean(String(value), known),
    );
  }
}

function checkClasses({ form = 'shades', ...map }: JsonObject, fault: Fault): void {
  const { classes, method, breaks } = map;
  if (form === 'symbols')
    for (const key of ['classes', 'method', 'breaks', 'middle'])
      if (map[key] !== undefined) fault(key, 'map/form.symbols', { key });
  const count = Number.isInteger(classes) ? Number(classes) : 0;
  if (classes !== undefined && (count < 2 || count > mostClasses))
    fault('classes', 'map/form.classes', { classes: String(classes), mostClasses });
  if (method === 'breaks' && breaks === undefined) fault('method', 'map/form.breaks');
  if (method !== 'breaks' && breaks !== undefined) fault('breaks', 'map/form.method');
  if (breaks !== undefined && classes !== undefined) fault('classes', 'map/form.how');
}

/** The numbers at which classes end, and the one around which they lie. */
function checkBreaks({ breaks, middle }: JsonObject, fault: Fault): void {
  const list = Array.isArray(breaks) ? breaks : [];
  const key = breaks === undefined ? 'middle' : 'breaks';
  for (const number of [...list, ...(middle === undefined ? [] : [middle])])
    if (typeof number !== 'string' || parseExact(number) === undefined)
      fault(key, 'map/form.number', { number: String(number), key });
  if (list.length >= mostClasses)
    fault('breaks', 'map/form.most', { count: list.length, most: mostClasses - 1 });
  if (middle !== undefined && breaks !== undefined) fault('middle', 'map/form.middle');
}
