import { columnNumber, didYouMean, listNames, type Position } from '../../diagnostics.js';
import { greatest, least } from '../../model/chart/extremes.js';
import { defined } from '../../model/defined.js';
import type { YamlPath } from '../../yaml/positions.js';
import type { FieldContract } from '../contract.js';
import type { ResourceSpec } from '../package/package-schema.js';
import type { ReportFaultAt } from '../report.js';
import { isCombined } from './combined.js';
import type { Named, Range, Shape, Unpivot } from './contract.js';
import { headingParts, plainHeading, starsOf } from './headings.js';

/** What is known of a resource where its shape is resolved. */
export interface ShapeSurroundings {
  readonly fields: readonly FieldContract[];
  readonly report: ReportFaultAt;
  readonly at: (path: YamlPath) => Position;
  /** The file is a workbook, whose sheets are always read through a shape. */
  readonly isWorkbook: boolean;
}

/**
 * The shape that a resource declares, or nothing where its file is tidy. What the grammar cannot say is checked here: names
 * that no field has, fields that are declared twice, patterns whose parts are not as many as the fields that they become.
 */
export function resolveShape(resource: ResourceSpec, around: ShapeSurroundings): Shape | undefined {
  const { table, columns, combine, unpivot, constants, dialect } = resource;
  const isTidy = [table, columns, combine, unpivot, constants].every((each) => each === undefined);
  if (isTidy && !around.isWorkbook) return undefined;
  checkFields(resource, around);
  checkTable(resource, around);
  const named = (path: YamlPath, heading: string): Named => ({
    name: plainHeading(heading),
    position: around.at(path),
  });
  const sheet = table?.sheet ?? (typeof dialect === 'object' ? dialect.sheetName : undefined);
  return defined<Shape>({
    sheet: defined<Shape['sheet']>({ name: sheet, position: around.at(['table', 'sheet']) }),
    hidden: table?.hidden,
    range: table?.range === undefined ? undefined : parseRange(table.range),
    rangePosition: around.at(['table', table?.range === undefined ? 'skip' : 'range']),
    skip: table?.skip ?? 0,
    header: table?.header ?? [1],
    headerPosition: around.at(['table', 'header']),
    footer: table?.footer ?? 0,
    trims: table?.trim ?? false,
    fill: (table?.fill ?? []).map((name, index) => named(['table', 'fill', index], name)),
    leave: (table?.leave ?? []).map((name, index) => named(['table', 'leave', index], name)),
    columns: mapped(columns, (heading, field) => named(['columns', field], heading)),
    groups:
      table?.groups === undefined
        ? undefined
        : { name: table.groups, position: around.at(['table', 'groups']) },
    flagsBeside: table?.unheaded === 'flags',
    combine: mapped(combine, (headings, field) =>
      headings.map((heading, index) => named(['combine', field, index], heading)),
    ),
    unpivot: unpivot && resolveUnpivot(unpivot, around),
    constants: mapped(constants, (text, field) => ({
      name: String(text),
      position: around.at(['constants', field]),
    })),
  });
}

const mapped = <From, To>(
  record: Readonly<Record<string, From>> | undefined,
  to: (value: From, field: string) => To,
): Map<string, To> =>
  new Map(Object.entries(record ?? {}).map(([field, value]) => [field, to(value, field)]));

/** Every name must be that of a field, which gets its cells from one place. */
function checkFields(
  { table, columns, combine, unpivot, constants }: ResourceSpec,
  { fields, report }: ShapeSurroundings,
): void {
  const uses: { readonly name: string; readonly path: YamlPath; readonly part: 'key' | 'value' }[] = [
    ...Object.keys(columns ?? {}).map((name) => ({ name, path: ['columns', name], part: 'key' as const })),
    ...(table?.groups === undefined
      ? []
      : [{ name: table.groups, path: ['table', 'groups'], part: 'value' as const }]),
    ...Object.keys(combine ?? {}).map((name) => ({ name, path: ['combine', name], part: 'key' as const })),
    ...(unpivot?.into ?? []).map((name, index) => ({
      name,
      path: ['unpivot', 'into', index],
      part: 'value' as const,
    })),
    ...(unpivot === undefined
      ? []
      : [{ name: unpivot.value, path: ['unpivot', 'value'], part: 'value' as const }]),
    ...Object.keys(constants ?? {}).map((name) => ({
      name,
      path: ['constants', name],
      part: 'key' as const,
    })),
  ];
  const seen = new Set<string>();
  for (const { name, path, part } of uses) {
    const field = fields.find((each) => each.name === name);
    if (field === undefined) reportUnknown(name, fields, path, part, report);
    else if (seen.has(name)) {
      report(path, part, 'data/package.place', { name });
    } else checkRole(field, path, part, unpivot?.value, report);
    seen.add(name);
  }
  if (unpivot === undefined) return;
  const other = fields.find(({ name, role }) => role === 'measure' && name !== unpivot.value);
  if (other !== undefined) {
    report(['unpivot', 'value'], 'value', 'data/package.unpivot', { name: other.name, value: unpivot.value });
  }
}

/** A number needs a cell of its own, and a category is no number. */
function checkRole(
  { name, role, type }: FieldContract,
  path: YamlPath,
  part: 'key' | 'value',
  value: string | undefined,
  report: ReportFaultAt,
): void {
  const isNumber = role === 'measure';
  const [where] = path;
  if (where === 'combine' && !isCombined(type)) {
    report(path, part, 'data/package.columns', { type, name });
  } else if (where === 'unpivot' && name === value && !isNumber) {
    report(path, part, 'data/package.value', { role, name });
  } else if (
    (where === 'table' || where === 'constants' || (where === 'unpivot' && name !== value)) &&
    (isNumber || role === 'status')
  ) {
    report(path, part, 'data/package.dimension', { role, name, where });
  }
}

/** Reports a name that no field has. */
export function reportUnknown(
  name: string,
  fields: readonly FieldContract[],
  path: YamlPath,
  part: 'key' | 'value',
  report: ReportFaultAt,
): void {
  const names = fields.map((each) => each.name);
  report(path, part, 'data/package.field-of', { name, names: listNames(names) }, didYouMean(name, names));
}

function checkTable({ table = {} }: ResourceSpec, { report, isWorkbook }: ShapeSurroundings): void {
  for (const key of ['sheet', 'hidden'] as const) {
    if (isWorkbook || table[key] === undefined) continue;
    report(['table', key], 'key', 'data/package.workbook', { key });
  }
  const { range: written, skip, header = [1], footer = 0 } = table;
  if (written !== undefined && skip !== undefined) {
    report(['table', 'skip'], 'key', 'data/package.skip');
  }
  for (const [index, row] of header.entries()) {
    if (row > (header[index - 1] ?? 0)) continue;
    report(['table', 'header', index], 'value', 'data/package.row', { row, header: header[index - 1] });
  }
  if (written === undefined) return;
  const lastOfHeader = greatest(header);
  const { firstRow, lastRow } = parseRange(written);
  const rows = lastRow - firstRow + 1;
  if (lastOfHeader + footer < rows) return;
  const id = footer === 0 ? 'data/package.range' : 'data/package.range-footer';
  report(['table', 'range'], 'value', id, { written, header: lastOfHeader, footer });
}

function resolveUnpivot(
  { headings, into, value }: NonNullable<ResourceSpec['unpivot']>,
  { report, at }: ShapeSurroundings,
): Unpivot {
  const isPattern = typeof headings === 'string';
  const listed = isPattern ? [headings] : headings.map(String);
  const plain = listed.map(plainHeading);
  return {
    headings: listed.map((each, index) => {
      const path: YamlPath = ['unpivot', 'headings', ...(isPattern ? [] : [index])];
      const name = plainHeading(each);
      const parts = isPattern ? starsOf(name) : headingParts(name).length;
      if (parts !== into.length && !(into.length === 1 && !isPattern)) {
        const counted = isPattern ? `${parts} \`*\`` : `${parts} ${parts === 1 ? 'part' : 'parts'}`;
        const wanted = `${into.length} ${into.length === 1 ? 'field' : 'fields'}`;
        report(path, 'value', 'data/package.name', { name, counted, fields: wanted });
      }
      if (plain.indexOf(name) < index) {
        report(path, 'value', 'data/package.heading', { name });
      }
      if (isPattern && name.includes('**')) {
        report(path, 'value', 'data/package.text', { name });
      }
      return { name, position: at(path), isPattern };
    }),
    into,
    value,
  };
}

/** The cells between two corners such as `A4:N60`, whichever of them is written first, or from one on; the grammar has their form. */
function parseRange(text: string): Range {
  const corners = text.split(':').map((corner, index) => {
    const [, letters = '', digits] = /^\$?([A-Za-z]+)\$?(\d+)?$/.exec(corner) ?? [];
    return {
      row: Number(digits ?? [1, Number.POSITIVE_INFINITY][index]) - 1,
      column: columnNumber(letters) - 1,
    };
  });
  const rows = corners.map(({ row }) => row);
  const columns = corners.map(({ column }) => column);
  return {
    firstRow: least(rows),
    lastRow: greatest(rows),
    firstColumn: least(columns),
    lastColumn: greatest(columns),
    text,
  };
}
