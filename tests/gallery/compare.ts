import { parse as parseVega, View } from 'vega';
import { compile as compileVegaLite } from 'vega-lite';
import { checkWritten } from '../../src/charts/check/check-chart.js';
import { withoutComposites } from '../../src/charts/composite/expand.js';
import { drawChart } from '../../src/charts/drawing/draw.js';
import { vegaLocale } from '../../src/charts/drawing/locale.js';
import type { DrawingTools } from '../../src/charts/drawing/tools.js';
import { loadVega, type Program } from '../../src/charts/drawing/vega.js';
import { grammarFile, readGrammar } from '../../src/charts/grammar/grammar.js';
import { boundFields } from '../../src/charts/rows.js';
import { facetChannels, isObject, type JsonObject, toObject } from '../../src/charts/spec.js';
import { createTextWidth } from '../../src/charts/text-width.js';
import { hasContinuousYears, unitsOf } from '../../src/charts/unit.js';
import { housePalette } from '../../src/model/chart/palette.js';
import type { PublishedData, PublishedDataset } from '../../src/model/dataset/dataset.js';
import { isNumeric, toExact } from '../../src/model/dataset/value.js';
import { toNumber } from '../../src/model/exact.js';
import { defaultPrecision } from '../../src/model/project/precision.js';
import type { ChartNode } from '../../src/model/tree/nodes.js';
import { fontMetrics } from '../charts/fixtures.js';
import { repositoryHost } from '../memory-host.js';
import { english } from '../support/english.js';
import { type Domain, type FinishedView, type Look, looksOf } from './looks.js';

/** What a chart of a project draws, whether or not it would be published. */
export async function ownLooks(written: ChartNode, data: PublishedData): Promise<readonly Look[]> {
  const vega = await loadVega();
  const grammar = readGrammar(await repositoryHost().tool.readText(grammarFile));
  const checked = checkWritten(written, data, {
    grammar,
    parseExpression: vega.parseExpression,
    normalize: vega.normalize,
    language: english,
  });
  if (checked === undefined) throw new Error('no dataset');
  let program: Program | undefined;
  const metrics = fontMetrics();
  const tools: DrawingTools = {
    vega: { ...vega, compile: (drawable) => (program = vega.compile(drawable)) },
    language: english,
    locale: vegaLocale(english),
    textWidth: createTextWidth(metrics),
    family: metrics.family,
    palette: housePalette,
    precision: defaultPrecision,
    allFrames: false,
  };
  const { chart, dataset } = checked;
  const view = await lastView(() =>
    drawChart(withoutComposites(chart.spec, dataset, vega.normalize), dataset, tools, chart),
  );
  return looksOf(program?.spec, view);
}

/** The view that is finalized last, once its scene is printed. */
async function lastView(draw: () => Promise<unknown>): Promise<FinishedView> {
  const { prototype } = View as unknown as {
    readonly prototype: FinishedView & { toSVG(): Promise<string> };
  };
  const { toSVG } = prototype;
  let last: FinishedView | undefined;
  prototype.toSVG = function printed(): Promise<string> {
    last = this;
    return toSVG.call(this);
  };
  try {
    await draw();
  } finally {
    prototype.toSVG = toSVG;
  }
  if (last === undefined) throw new Error('nothing was drawn');
  return last;
}

/**
 * What plain Vega-Lite draws of the same specification and rows. What it takes from the data package stands in the specification:
 * the types of fields, and the order of names where their author asks for none.
 */
export async function plainLooks(spec: JsonObject, dataset: PublishedDataset): Promise<readonly Look[]> {
  const { data: _, allow: __, name: ___, ...own } = spec;
  const logger = silent();
  const { spec: compiled } = compileVegaLite(
    {
      ...toObject(asPackaged(own, dataset, hasContinuousYears(unitsOf(own)))),
      data: { values: rowsOf(own, dataset) },
    } as never,
    { logger: logger as never },
  );
  const view = new View(parseVega(compiled), { renderer: 'none', logger: logger as never });
  await view.runAsync();
  return looksOf(compiled, view as unknown as FinishedView);
}

function silent(): object {
  const logger: Record<string, unknown> = {};
  for (const name of ['level', 'error', 'warn', 'info', 'debug']) logger[name] = () => logger;
  return logger;
}

/** The rows that the data package leaves a chart: of a dimension that it does not name the totals, else the parts. */
function rowsOf(spec: JsonObject, { fields, rows }: PublishedDataset): readonly JsonObject[] {
  const text = JSON.stringify(spec);
  const names = (name: string): boolean => text.includes(JSON.stringify(name));
  const isMoment = /timeUnit|"temporal"/.test(text);
  const isDrawn = ({ keys }: (typeof rows)[number]): boolean =>
    fields.every(({ name, role, total }) => {
      if (role !== 'dimension' || total === undefined || (names(name) && names(total))) return true;
      return (keys[name] === total) !== names(name);
    });
  return rows.filter(isDrawn).map((row) =>
    Object.fromEntries(
      fields.flatMap((field): readonly (readonly [string, unknown])[] => {
        const { name, role, type, categories } = field;
        if (role === 'measure') {
          const cell = row.measures[name];
          return [[name, cell !== undefined && isNumeric(cell) ? toNumber(toExact(cell)) : null]];
        }
        const key = (role === 'dimension' ? row.keys[name] : row.attributes[name]) ?? null;
        const bounds = categories.find(({ value }) => value === key)?.bounds ?? [];
        const isYear = type === 'year' && !isMoment && /^\d+$/.test(key ?? '');
        return [
          [name, isYear ? Number(key) : key],
          ...boundFields(field).map((each, at) => [each, bounds[at]] as const),
        ];
      }),
    ),
  );
}

function asPackaged(
  value: unknown,
  dataset: PublishedDataset,
  isAlongLines: boolean,
  key = '',
  isFacet = false,
): unknown {
  if (Array.isArray(value)) return value.map((each) => asPackaged(each, dataset, isAlongLines, key, isFacet));
  if (!isObject(value)) return typeof value === 'string' ? withoutLiteral(value) : value;
  const inner = Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      asPackaged(part, dataset, isAlongLines, name, key === 'encoding' || key === 'facet'),
    ]),
  );
  const isChannel = (isFacet || key === 'facet') && typeof inner.field === 'string';
  return isChannel ? asChannel(inner, key, dataset, isAlongLines) : inner;
}

/** A number that is declared with its source. */
const withoutLiteral = (text: string): unknown => {
  const [, number] = /^\{\{literal '([^']*)'/.exec(text) ?? [];
  return number === undefined ? text : Number(number);
};

const ordered = [
  'x',
  'y',
  'color',
  'fill',
  'stroke',
  'shape',
  'strokeDash',
  'xOffset',
  'yOffset',
  ...facetChannels,
];

function asChannel(
  channel: JsonObject,
  name: string,
  { fields }: PublishedDataset,
  isAlongLines: boolean,
): JsonObject {
  const field = fields.find((each) => each.name === channel.field);
  if (
    field === undefined ||
    channel.aggregate !== undefined ||
    channel.bin !== undefined ||
    channel.timeUnit !== undefined
  )
    return channel;
  const standard =
    field.role === 'measure'
      ? 'quantitative'
      : field.type === 'date'
        ? 'temporal'
        : field.type === 'year'
          ? isAlongLines && (name === 'x' || name === 'y')
            ? 'quantitative'
            : 'ordinal'
          : 'nominal';
  const type = channel.type ?? (/2$/.test(name) ? undefined : standard);
  const isDiscrete =
    (type === 'nominal' || type === 'ordinal') && field.role !== 'measure' && field.type !== 'date';
  const categories = field.categories.map(({ value }) => (field.type === 'year' ? Number(value) : value));
  const hasOwn = channel.sort !== undefined && channel.sort !== 'ascending' && channel.sort !== null;
  const isListed = ordered.includes(name) && isDiscrete && categories.length > 0;
  const open =
    standard === 'quantitative' && field.type === 'year'
      ? { scale: { zero: false, nice: false, ...toObject(channel.scale) } }
      : {};
  return {
    ...channel,
    ...open,
    ...(type === undefined ? {} : { type }),
    ...(ordered.includes(name) && isDiscrete && categories.length === 0 && channel.sort === undefined
      ? { sort: null }
      : {}),
    ...(isListed && !hasOwn ? { sort: categories } : {}),
    ...(isListed && channel.sort === 'descending' ? { sort: categories.toReversed() } : {}),
  };
}

/** One way in which two drawings differ. */
export interface Difference {
  readonly what: string;
  readonly said: string;
}

export function compareLooks(own: readonly Look[], plain: readonly Look[]): readonly Difference[] {
  const kinds = (looks: readonly Look[]): string => looks.map(({ kind }) => kind).join(' ');
  if (kinds(own) !== kinds(plain))
    return [{ what: 'layers', said: `${kinds(own)}; Vega-Lite ${kinds(plain)}` }];
  return own.flatMap((look, index) => compareLook(look, plain[index] ?? look));
}

function compareLook(own: Look, plain: Look): readonly Difference[] {
  const say = (what: string, ours: unknown, theirs: unknown): Difference => ({
    what,
    said: `${short(ours)}; Vega-Lite ${short(theirs)}`,
  });
  const found: Difference[] = [];
  const [ours, theirs] = [own.panels.join(', '), plain.panels.join(', ')];
  if (ours !== theirs) found.push(say('marks', ours, theirs));
  for (const channel of new Set([...Object.keys(own.domains), ...Object.keys(plain.domains)])) {
    const [a, b] = [own.domains[channel], plain.domains[channel]];
    if (!sameDomain(a, b)) found.push(say(`domain ${channel}`, print(a), print(b)));
  }
  for (const axis of ours === theirs ? Object.keys(plain.places) : []) {
    const [a, b] = [own.places[axis] ?? [], plain.places[axis] ?? []];
    const near = sizeOf(plain.domains[axis]) / 100;
    const off = b.findIndex((each, at) => !(Math.abs(each - (a[at] ?? Number.NaN)) <= near));
    if (off >= 0 && sameKind(own.domains[axis], plain.domains[axis]))
      found.push(say(`places ${axis}`, a.slice(off, off + 5), b.slice(off, off + 5)));
  }
  return found;
}

const sameKind = (a: Domain | undefined, b: Domain | undefined): boolean => a?.kind === b?.kind;

const sizeOf = (domain: Domain | undefined): number =>
  domain === undefined || domain.kind === 'names'
    ? 1
    : Math.abs((domain.ends.at(-1) ?? 0) - (domain.ends[0] ?? 0)) || 1;

function sameDomain(a: Domain | undefined, b: Domain | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.kind === 'names' || b.kind === 'names')
    return (
      a.kind === b.kind && a.kind === 'names' && b.kind === 'names' && a.names.join('|') === b.names.join('|')
    );
  const near = sizeOf(b) / 200;
  return (
    a.kind === b.kind &&
    a.ends.length === b.ends.length &&
    a.ends.every((end, at) => Math.abs(end - (b.ends[at] ?? Number.NaN)) <= near)
  );
}

const print = (domain: Domain | undefined): string =>
  domain === undefined
    ? 'none'
    : domain.kind === 'names'
      ? domain.names.join(', ')
      : domain.ends
          .map((end) =>
            domain.kind === 'times'
              ? new Date(end).toISOString().slice(0, 10)
              : Math.round(end * 1000) / 1000,
          )
          .join(' to ');

const short = (value: unknown): string => {
  const text = String(value);
  return text.length > 160 ? `${text.slice(0, 160)} ...` : text;
};
