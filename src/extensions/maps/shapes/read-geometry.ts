import { locator } from '../../../inputs/json/scan.js';
import { composed } from '../../../model/composed.js';
import { remembered } from '../../../model/remembered.js';
import { phrase } from '../../../problems/problem.js';
import { limitProblem, type ResourceLimits } from '../../../resource-limits.js';
import { type Feature, geoJsonFeatures } from './geojson.js';
import { isMembers, type Members, type Reading } from './members.js';
import { PlacedFault, readPlacedJson } from './placed-json.js';
import type { GeometryFile, GeoShape, ReadGeometry } from './shapes.js';
import { topoJsonFeatures } from './topojson.js';

/** Stops the reading beyond a limit. */
class Excess extends Error {
  constructor(
    readonly limit: 'geometryPlaces' | 'geometryShapes',
    readonly found: number | string,
    readonly at: number,
  ) {
    super(`${found}`);
  }
}

/** Warnings of a file that are told, so that those of one with ten thousand islands stay readable. */
const mostWarnings = 20;

/**
 * Reads a file of shapes strictly: the first fault ends it, and is returned with its line and column. Borders stay as they are.
 */
export const readGeometry = (file: GeometryFile, limits: ResourceLimits): ReadGeometry => {
  const { text, ...how } = file;
  return readOnce(text, JSON.stringify([how, limits]));
};

/** The same file is read by every report and every compile of a process; what it comes to nobody changes. */
const readOnce = remembered((text: string, asked: string): ReadGeometry => {
  const [how, limits] = JSON.parse(asked) as [Omit<GeometryFile, 'text'>, ResourceLimits];
  return readFile({ ...how, text }, limits);
}, 4);

function readFile(file: GeometryFile, limits: ResourceLimits): ReadGeometry {
  const place = locator(file.text, file.file);
  const problems: ReadGeometry['problems'][number][] = [];
  let places = 0;
  try {
    const json = readPlacedJson(file.text, limits.yamlDepth);
    const reading: Reading = {
      json,
      warn: (message, at, hint) => {
        if (problems.length < mostWarnings)
          problems.push({
            severity: 'warning',
            code: 'geometry/ring',
            message,
            position: place(at),
            ...(hint === undefined ? {} : { hint }),
          });
      },
      countPlaces: (count, at) => {
        places += count;
        if (places > limits.geometryPlaces) throw new Excess('geometryPlaces', 'more', at);
      },
    };
    const features =
      file.format === 'geojson' ? geoJsonFeatures(reading) : topoJsonFeatures(file.object, reading);
    if (features.length > limits.geometryShapes) throw new Excess('geometryShapes', features.length, 0);
    if (features.length === 0) throw new PlacedFault(phrase('maps/read-geometry.file'), 0);
    return { shapes: shapesOf(features, file), problems };
  } catch (error) {
    if (error instanceof Excess)
      return {
        shapes: [],
        problems: [
          {
            ...limitProblem({ name: error.limit, limits, position: place(error.at), found: error.found }),
            severity: 'error',
          },
        ],
      };
    if (!(error instanceof PlacedFault)) throw error;
    const { message, at, hint } = error;
    const own = { severity: 'error', code: 'geometry/form', message, position: place(at) } as const;
    return { shapes: [], problems: [...problems, { ...own, ...(hint === undefined ? {} : { hint }) }] };
  }
}

function shapesOf(
  features: readonly Feature[],
  { key: keyPath, label: labelPath }: GeometryFile,
): readonly GeoShape[] {
  const known = new Set<string>();
  return features.map((feature) => {
    const key = textAt(feature.members, keyPath);
    if (key === undefined) {
      const names = Object.keys(isMembers(feature.members.properties) ? feature.members.properties : {});
      const others = [
        ...(feature.members.id === undefined ? [] : ['id']),
        ...names.map((name) => `properties.${name}`),
      ];
      throw new PlacedFault(
        phrase('maps/read-geometry.key', { key: keyPath }),
        feature.at,
        others.length === 0
          ? undefined
          : `write another \`key\`; this feature has ${others
              .slice(0, 8)
              .map((name) => `\`${name}\``)
              .join(', ')}`,
      );
    }
    if (known.has(key)) throw new PlacedFault(phrase('maps/read-geometry.once', { key }), feature.at);
    known.add(key);
    const label = textAt(feature.members, labelPath) ?? key;
    return { key, label, pieces: feature.piecesOf(key) };
  });
}

/** What a feature says at `id` or `properties.NAME`; undefined where that is no text and no number. */
function textAt(members: Members, path: string): string | undefined {
  const [first = '', ...rest] = path.split('.');
  const name = rest.join('.');
  const value =
    rest.length === 0 ? members[first] : isMembers(members[first]) ? members[first][name] : undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? composed(value) : undefined;
}
