import { listNames, type Position } from '../../diagnostics.js';
import { marks } from '../../model/dataset/missing.js';
import type { YamlPath } from '../../yaml/positions.js';
import type { FieldContract } from '../contract.js';
import type { ResourceSpec } from '../package/package-schema.js';
import type { Flag, Rename } from './contract.js';
import { reportUnknown, type ShapeSurroundings } from './resolve-shape.js';

/** The fields with what stands beside their numbers, and what their codes stand for. */
export function withFlagsAndCodes(
  resource: ResourceSpec,
  around: ShapeSurroundings,
): readonly FieldContract[] {
  const { fields, report } = around;
  const { flags = {}, rename = {} } = resource;
  for (const key of ['flags', 'rename'] as const) {
    for (const name of Object.keys(resource[key] ?? {})) {
      if (fields.some((field) => field.name === name)) continue;
      reportUnknown(name, fields, [key, name], 'key', report);
    }
  }
  return fields.map((field) => {
    const own = Object.hasOwn(flags, field.name) ? flags[field.name] : undefined;
    const codes = Object.hasOwn(rename, field.name) ? rename[field.name] : undefined;
    return {
      ...field,
      ...(own === undefined ? {} : { flags: resolveFlags(own, field, around) }),
      ...(codes === undefined ? {} : { rename: resolveRename(codes, field, around) }),
    };
  });
}

function resolveFlags(
  flags: Readonly<Record<string, string>>,
  { name, role, missing }: FieldContract,
  { report }: ShapeSurroundings,
): ReadonlyMap<string, Flag> {
  if (role !== 'measure') {
    report(['flags', name], 'key', 'data/package.flags', { role, name });
  }
  return new Map(
    Object.entries(flags).map(([flag, meaning]): [string, Flag] => {
      const path: YamlPath = ['flags', name, flag];
      if (flag.trim() === '' || flag.trim() !== flag) {
        report(path, 'key', 'data/package.characters', { flag });
      }
      const mark = marks.find((each) => each === meaning);
      if (mark !== undefined) return [flag, { mark }];
      if (!missing.some(({ code }) => code === meaning)) {
        const codes = missing.length === 0 ? '' : ` (${listNames(missing.map(({ code }) => code))})`;
        report(path, 'value', 'data/package.mark', { meaning, flag, marks: listNames(marks), codes });
      }
      return [flag, { code: meaning }];
    }),
  );
}

function resolveRename(
  codes: Readonly<Record<string, string | number>>,
  field: FieldContract,
  { report, at }: ShapeSurroundings,
): Rename {
  const { name, role } = field;
  if (role === 'measure') {
    report(['rename', name], 'key', 'data/package.new', { name });
  }
  const position: Position = at(['rename', name, 'from']);
  if (Object.keys(codes).length === 1 && Object.hasOwn(codes, 'from'))
    return { from: String(codes.from), position };
  const resolved = new Map(Object.entries(codes).map(([code, category]) => [code, String(category)]));
  for (const [code, category] of resolved) {
    const known = otherCategories(category, field);
    if (known !== undefined)
      report(['rename', name, code], 'value', 'data/package.category-declared', { category, known });
  }
  return { codes: resolved };
}

/** The declared categories where a category that a code stands for is none of them. */
export function otherCategories(category: string, { known, total }: FieldContract): string | undefined {
  if (known.size === 0 || known.has(category) || category === total) return undefined;
  return listNames([...known]);
}
