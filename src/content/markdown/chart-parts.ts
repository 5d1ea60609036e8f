import { z } from 'zod';
import { type Diagnostic, didYouMean, listNames, type Position } from '../../diagnostics.js';
import { type AllowedException, chartRules } from '../../model/chart/exceptions.js';
import { defined } from '../../model/defined.js';
import { isReason } from '../../model/reason.js';
import { problem } from '../../problems/problem.js';
import { idPattern } from '../helpers/table.js';
import type { Resolution } from './resolution.js';

/** What a chart says besides its Vega-Lite spec. Absent parts are empty; their absence has been reported. */
export interface ChartParts {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly dataset: string;
  readonly level?: string;
  /** The datasets that single views name. */
  readonly inside: readonly NamedData[];
  readonly allowed: readonly AllowedException[];
  /** True where it is to stand on paper where its author put it. */
  readonly stays: boolean;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** A title of several lines, as Vega-Lite may have it, is one: a page breaks it where it has to. */
const words = z.union([z.string(), z.array(z.string()).transform((lines) => lines.join(' '))]);
/** What a published title says of its look is up to the house. */
const title = z.union([words, z.object({ text: words, subtitle: words.optional() })]);
const nothing: ChartParts = {
  id: '',
  title: '',
  subtitle: '',
  description: '',
  dataset: '',
  inside: [],
  allowed: [],
  stays: false,
  spec: {},
};

/** Takes a chart apart and reports what it lacks. `complete` is false when the YAML did not parse: then nothing more is reported. */
export function chartPartsOf(
  value: unknown,
  at: (pointer: string) => Position,
  resolution: Resolution,
  complete: boolean,
): ChartParts {
  if (!complete) return nothing;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    resolution.refuse(at(''), 'content/chart-spec.keys');
    return nothing;
  }
  const {
    name,
    title: titleSpec,
    data,
    description,
    allow,
    here = false,
    $schema: _,
    ...spec
  } = value as Record<string, unknown>;
  const parsedTitle = title.safeParse(titleSpec);
  const titles = parsedTitle.success ? parsedTitle.data : '';
  if (!parsedTitle.success) {
    resolution.refuse(
      at('/title'),
      titleSpec === undefined ? 'content/chart-spec.title' : 'content/chart-spec.subtitle',
    );
  }
  if (description !== undefined && typeof description !== 'string') {
    resolution.refuse(at('/description'), 'content/chart-spec.description');
  }
  if (typeof here !== 'boolean') {
    resolution.refuse(at('/here'), 'content/chart-spec.true');
  }
  return {
    id: idOf(name, at, resolution),
    title: typeof titles === 'string' ? titles : titles.text,
    subtitle: typeof titles === 'string' ? '' : (titles.subtitle ?? ''),
    description: typeof description === 'string' ? description : '',
    ...datasetOf(data, spec, at, resolution),
    allowed: exceptionsOf(allow, at, resolution),
    stays: here === true,
    spec,
  };
}

/** Reads `allow: {two-axes: reason}`. */
function exceptionsOf(
  allow: unknown,
  at: (pointer: string) => Position,
  resolution: Resolution,
): readonly AllowedException[] {
  if (allow === undefined) return [];
  const refuse = (found: Diagnostic): [] => {
    resolution.diagnostics.push(found);
    return [];
  };
  if (typeof allow !== 'object' || allow === null || Array.isArray(allow))
    return refuse(problem('guard/allow.value', at('/allow')));
  return Object.entries(allow).flatMap(([name, reason]): readonly AllowedException[] => {
    const rule = chartRules.find((known) => known === name);
    const pointer = `/allow/${name}`;
    if (rule === undefined) {
      const words = { name, chartRules: listNames(chartRules) };
      return refuse(problem('guard/allow.allow', at(pointer), words, didYouMean(name, chartRules)));
    }
    if (
      typeof reason === 'string' &&
      isReason(reason, rule, rule.replaceAll('-', ' ')) &&
      !/[\uE000-\uF8FF]/.test(reason)
    )
      return [{ rule, reason: reason.trim() }];
    return refuse(problem('guard/allow.rule', at(pointer), { rule }));
  });
}

function idOf(name: unknown, at: (pointer: string) => Position, resolution: Resolution): string {
  if (typeof name === 'string' && idPattern.test(name)) return name;
  if (name === undefined) resolution.refuse(at('/name'), 'content/chart-spec.fig-absent');
  else
    resolution.refuse(at('/name'), 'content/chart-spec.fig', {
      name: String(name).replace(/[\uE000-\uF8FF]/g, ''),
    });
  return '';
}

function datasetOf(
  data: unknown,
  spec: Readonly<Record<string, unknown>>,
  at: (pointer: string) => Position,
  resolution: Resolution,
): Pick<ChartParts, 'dataset' | 'level' | 'inside'> {
  const inside = namedInside(spec, at, resolution);
  const [first] = inside;
  if (data === undefined && first !== undefined && isNamedEverywhere(spec))
    return { dataset: first.name, inside };
  if (data === undefined) {
    resolution.refuse(at(''), 'content/chart-spec.dataset');
    return { dataset: '', inside };
  }
  const { name, level } = readData(data, '/data', at, resolution) ?? { name: '' };
  return defined({ dataset: name, inside, level });
}

/** A dataset that a chart, or a part of it, draws. */
interface ChartData {
  readonly name: string;
  readonly level?: string;
}

/** A dataset that a view of a chart names, or a `lookup` in it, and where: a JSON pointer. */
export interface NamedData extends ChartData {
  readonly pointer: string;
}

type At = (pointer: string) => Position;

const named = z.strictObject({ name: z.string(), level: z.string().optional() });

/** `data: {name, level}`; undefined where it is something else, which is reported. */
function readData(data: unknown, pointer: string, at: At, resolution: Resolution): ChartData | undefined {
  const parsed = named.safeParse(data);
  if (parsed.success) {
    const { name, level } = parsed.data;
    return defined({ name, level });
  }
  resolution.refuse(at(pointer), 'chart/data');
  return undefined;
}

/** The datasets that views inside a chart name, and those in which they look numbers up. */
function namedInside(spec: unknown, at: At, resolution: Resolution): readonly NamedData[] {
  const found: NamedData[] = [];
  const take = (data: unknown, pointer: string): void => {
    const read = readData(data, pointer, at, resolution);
    if (read !== undefined) found.push({ ...read, pointer });
  };
  visitViews(spec, '', (view, pointer) => {
    if (view.data !== undefined) take(view.data, `${pointer}/data`);
    listIn(view.transform).forEach((transform, index) => {
      const from = isRecord(transform) && 'lookup' in transform ? transform.from : undefined;
      if (isRecord(from) && from.data !== undefined)
        take(from.data, `${pointer}/transform/${index}/from/data`);
    });
  });
  return found;
}

/** True where every view that draws something names a dataset, itself or in a view around it. */
function isNamedEverywhere(spec: unknown): boolean {
  if (!isRecord(spec)) return false;
  if (spec.data !== undefined) return true;
  const inside = childrenOf(spec);
  return inside.length > 0 && inside.every(({ view }) => isNamedEverywhere(view));
}

interface Child {
  readonly view: unknown;
  readonly key: string;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function childrenOf(view: Readonly<Record<string, unknown>>): readonly Child[] {
  const lists = ['layer', 'hconcat', 'vconcat', 'concat'].flatMap((key) =>
    listIn(view[key]).map((each, index) => ({ view: each, key: `${key}/${index}` })),
  );
  return isRecord(view.spec) ? [...lists, { view: view.spec, key: 'spec' }] : lists;
}

function visitViews(
  view: unknown,
  pointer: string,
  visit: (view: Readonly<Record<string, unknown>>, pointer: string) => void,
): void {
  if (!isRecord(view)) return;
  visit(view, pointer);
  for (const child of childrenOf(view)) visitViews(child.view, `${pointer}/${child.key}`, visit);
}
