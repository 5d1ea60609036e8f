import { join } from 'node:path';
import type { Position } from '../../diagnostics.js';
import { readPrevious } from '../../host/files/read-previous.js';
import { labelOf } from '../../model/dataset/category.js';
import { cellOrigin, isSameOrigin } from '../../model/dataset/cell.js';
import type { Field, PublishedData, Row } from '../../model/dataset/dataset.js';
import { type Format, formatsWith } from '../../model/dataset/formats.js';
import { isNumeric, toExact, type Value } from '../../model/dataset/value.js';
import type { StepValue } from '../../model/operations/steps.js';
import type { Project } from '../../model/project/project.js';
import type { CellKey, FinishedEntry, NumberClass, Origin } from '../../model/quantity.js';
import { htmlReport } from '../../outputs/html/html-report.js';
import { screenContent } from '../../outputs/html/page.js';
import { printContent } from '../../outputs/html/print-page.js';
import type { PrintedNumeral } from '../../outputs/ledger/numeral.js';
import { collectNumerals, paperNumerals } from '../../outputs/ledger/printed-numerals.js';
import { readNumbers } from '../../outputs/ledger/schema.js';
import type { FinishedReport } from '../../outputs/output.js';
import { parsePageMaps } from '../../outputs/page-maps.js';
import { pagesFile, targetPaths } from '../../outputs/paths.js';

/** A numeral as a report prints it, with where it stands. */
export interface TracedNumber {
  readonly text: string;
  readonly class: NumberClass | undefined;
  readonly place: string;
  /** Id of the element around it, else of the heading above. */
  readonly anchor: string | undefined;
  readonly section: { readonly id: string; readonly title: string } | undefined;
  readonly entry?: FinishedEntry;
  /** The format that alone shows it. */
  readonly only?: Format;
  /** Where the template asks for it. */
  readonly at?: Position;
  /** The first and the last page that it may be on, in the PDF of the last build; undefined without one. */
  readonly pages?: readonly [number, number];
}

/** What a trace must know of a cell. */
export interface TracedCell {
  readonly value: StepValue;
  /** The title of the dataset. */
  readonly title: string;
  /** Its categories in words: "Nationality: Kosovar". */
  readonly keys: readonly string[];
  /** As it stands in the file, where it is no number. */
  readonly text?: string;
  /** Of a cell that is the result of a query or a sum of rows, those that it was made from, where it is known. */
  readonly sources?: readonly Origin[];
  /** The file of that query. */
  readonly query?: string;
}

/** The data behind a report. */
export interface LookUp {
  (cell: CellKey): TracedCell | undefined;
  /** The edition before and its snapshot, where the project names one. */
  readonly previous?: { readonly edition: number; readonly file: string };
}

/** Looks cells up in the data of a project, by dataset, categories and field. */
export function lookUpIn(data: PublishedData, previous?: LookUp['previous']): LookUp {
  const look: LookUp = ({ dataset: name, field, keys, origin }) => {
    const dataset = Object.hasOwn(data, name) ? data[name] : undefined;
    if (dataset === undefined) return undefined;
    const row =
      dataset.rows.find((each) => sameKeys(each, keys)) ??
      dataset.rows.find((each) => isSameOrigin(cellOrigin(each, field), origin));
    if (row === undefined) return undefined;
    const value = Object.hasOwn(row.measures, field) ? row.measures[field] : undefined;
    const isText = value === undefined && Object.hasOwn(row.attributes, field);
    const text = isText ? row.attributes[field] : undefined;
    return {
      value: value === undefined ? undefined : stepValue(value),
      title: dataset.title,
      keys: Object.entries(keys).map(([dimension, key]) => describeKey(dataset.fields, dimension, key)),
      ...(text === undefined ? {} : { text }),
      ...(dataset.query && { query: dataset.query.file }),
      ...(row.sources === undefined ? {} : { sources: row.sources }),
    };
  };
  return Object.assign(look, previous === undefined ? {} : { previous });
}

function sameKeys(row: Row, keys: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(row.keys);
  return names.length > 0 && names.every((name) => row.keys[name] === keys[name]);
}

function describeKey(fields: readonly Field[], dimension: string, key: string): string {
  const field = fields.find(({ name }) => name === dimension);
  return field === undefined ? `${dimension}: ${key}` : `${field.title}: ${labelOf(field, key)}`;
}

const stepValue = (value: Value): StepValue => (isNumeric(value) ? toExact(value) : value);

/** The numerals of a report as `numbers.json` lists them, on the pages of its last PDF. */
export async function numbersOf(
  report: FinishedReport,
  root: string,
  project: Project,
): Promise<readonly TracedNumber[]> {
  const { language, target, positionOf } = report;
  const output = join(root, project.output);
  const paths = targetPaths(target);
  const known = parsePageMaps(await readPrevious(output, pagesFile));
  const pages = known[paths.folder] ?? {};
  const bytes = await readPrevious(output, paths.json);
  const printed = bytes && readNumbers(new TextDecoder().decode(bytes)).value;
  // Two at the foot of each page: its number, and that of the last.
  const pageCount = (printed?.numbers.filter(({ place }) => place === 'page-number').length ?? 0) / 2;
  const elements = htmlReport(report);
  const paper = formatsWith('hasPages', target.formats).flatMap((format) =>
    paperNumerals(elements, printContent(elements, language), { format, pages, pageCount }),
  );
  return traceNumbers([...collectNumerals(screenContent(elements, language)), ...paper], {
    pages,
    pageCount,
    positionOf,
  });
}

interface Known {
  /** Page by id, of the last PDF. */
  readonly pages: Readonly<Record<string, number>>;
  readonly pageCount: number;
  /** Where an offset of the text stands in the templates. */
  positionOf(offset: number): Position;
}

/**
 * The numerals of a report with their places in the templates and, where they are known, their pages. These are that of the figure or
 * paragraph around, else those from the heading above to the next section.
 */
function traceNumbers(numerals: readonly PrintedNumeral[], { positionOf, ...known }: Known): TracedNumber[] {
  const sections = [...new Set(numerals.flatMap(({ section }) => section?.id ?? []))];
  return numerals.map((numeral): TracedNumber => {
    const { text, class: name, place, anchor, section, entry, offset, only } = numeral;
    const at = entry?.quantity.at ?? (offset === undefined ? undefined : positionOf(offset));
    const range = pagesOf(anchor, section?.id, sections, known);
    return {
      text,
      class: name,
      place,
      anchor,
      section,
      ...(entry === undefined ? {} : { entry }),
      ...(only === undefined ? {} : { only }),
      ...(at === undefined ? {} : { at }),
      ...(range === undefined ? {} : { pages: range }),
    };
  });
}

function pagesOf(
  id: string | undefined,
  section: string | undefined,
  sections: readonly string[],
  { pages, pageCount }: Omit<Known, 'positionOf'>,
): readonly [number, number] | undefined {
  const own = id === undefined || id === section ? undefined : pages[id];
  if (own !== undefined) return [own, own];
  const first = section === undefined ? undefined : pages[section];
  if (section === undefined || first === undefined) return undefined;
  const later = sections.slice(sections.indexOf(section) + 1).flatMap((next) => pages[next] ?? []);
  return [first, Math.max(first, later[0] ?? pageCount)];
}
