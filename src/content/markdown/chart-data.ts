import { z } from 'zod';
import type { Position } from '../../diagnostics.js';
import { problem } from '../../problems/problem.js';
import type { Resolution } from './resolution.js';

/** A dataset that a chart, or a part of it, draws. */
export interface ChartData {
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
export function readData(
  data: unknown,
  pointer: string,
  at: At,
  resolution: Resolution,
): ChartData | undefined {
  const parsed = named.safeParse(data);
  if (parsed.success) {
    const { name, level } = parsed.data;
    return { name, ...(level === undefined ? {} : { level }) };
  }
  resolution.report(problem('chart/data', at(pointer)));
  return undefined;
}

/** The datasets that views inside a chart name, and those in which they look numbers up. */
export function namedInside(spec: unknown, at: At, resolution: Resolution): readonly NamedData[] {
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
export function isNamedEverywhere(spec: unknown): boolean {
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
