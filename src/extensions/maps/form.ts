import { fail } from '../../content/helpers/problem.js';
import { didYouMean, listNames } from '../../diagnostics.js';
import type { ChartForm, ShortChart } from '../../forms/chart-form.js';
import type { Field } from '../../model/dataset/dataset.js';
import { geometriesOf, shapeKeysOf } from './geometry.js';
import { classMethods, isMap } from './map-spec.js';

/**
 * `{{map "unemployment" geometry="districts" by="district" year=2014}}`: areas in the shades of their numbers; with `symbols=true`
 * a circle on each whose own area is its number. What a map may not be is told when it is drawn.
 */
export const mapForm: ChartForm = {
  id: 'map',
  own: {
    draws: isMap,
    // What draws is loaded by whoever draws.
    draw: async (...asked) => (await import('./render-map.js')).renderMap(...asked),
  },
  fieldParameters: ['by'],
  ownParameters: [
    'geometry',
    'shapes',
    'symbols',
    'classes',
    'method',
    'breaks',
    'middle',
    'projection',
    'focus',
    'elsewhere',
    'graticule',
  ],
  spec(chart) {
    const { call, measure } = chart;
    const geometry = geometryOf(chart);
    const by = chart.optionalDimension('by') ?? placesIn(chart, geometry) ?? chart.dimension('by');
    const method = call.text('method');
    if (method !== undefined && !classMethods.some((known) => known === method))
      fail(
        'content/argument.method',
        call.hashAt('method'),
        { method, classMethods: listNames(classMethods) },
        didYouMean(method, classMethods),
      );
    return {
      shown: [by],
      spec: {
        map: {
          geometry,
          by: by.name,
          measure: measure.name,
          form: call.flag('symbols') ? 'symbols' : 'shades',
          ...textsOf(chart, ['shapes', 'method', 'middle', 'projection']),
          ...listsOf(chart, ['breaks', 'focus', 'elsewhere']),
          ...(call.text('classes') === undefined ? {} : { classes: Number(call.text('classes')) }),
          ...(call.flag('graticule') && { graticule: true }),
        },
      },
    };
  },
};

/** The only geometry of a dataset need not be named. */
function geometryOf({ call, dataset }: ShortChart): string {
  const { name } = dataset;
  const names = [...geometriesOf(dataset).keys()];
  const asked = call.text('geometry');
  const only = names.length === 1 ? names[0] : undefined;
  const found = asked ?? only;
  if (found !== undefined && names.includes(found)) return found;
  const at = asked === undefined ? call.at : call.hashAt('geometry');
  if (names.length === 0) return fail('map/geometry.none', at, { dataset: name });
  const said = { dataset: name, known: listNames(names) };
  if (found === undefined) return fail('map/geometry.several', at, said);
  return fail('map/geometry.geometry', at, { ...said, name: found }, didYouMean(found, names));
}

/** The only dimension with a category that has a shape. */
function placesIn({ dataset }: ShortChart, name: string): Field | undefined {
  const geometry = geometriesOf(dataset).get(name);
  if (geometry === undefined) return undefined;
  const find = shapeKeysOf(geometry);
  const found = dataset.fields.filter(
    ({ role, categories }) =>
      role === 'dimension' && categories.some(({ value, label }) => find(value, label) !== undefined),
  );
  return found.length === 1 ? found[0] : undefined;
}

const textsOf = ({ call }: ShortChart, names: readonly string[]): object =>
  Object.fromEntries(
    names.flatMap((name) => {
      const text = call.text(name);
      return text === undefined ? [] : [[name, text]];
    }),
  );

/** `elsewhere="unknown|other"` */
const listsOf = ({ call }: ShortChart, names: readonly string[]): object =>
  Object.fromEntries(
    names.flatMap((name) => {
      const text = call.text(name);
      return text === undefined ? [] : [[name, text.split('|').map((part) => part.trim())]];
    }),
  );
