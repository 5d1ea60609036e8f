import { join } from 'node:path';
import { type Diagnostic, hasErrors, type Position } from '../../diagnostics.js';
import { readPrevious } from '../../host/files/read-previous.js';
import { labelOf } from '../../model/dataset/category.js';
import { cellOrigin, isSameOrigin } from '../../model/dataset/cell.js';
import type { Field, PublishedData, Row } from '../../model/dataset/dataset.js';
import { formatsWith } from '../../model/dataset/formats.js';
import { isNumeric, toExact, type Value } from '../../model/dataset/value.js';
import type { StepValue } from '../../model/operations/steps.js';
import type { Project, Target } from '../../model/project/project.js';
import { reportName, targetName } from '../../model/project/target-name.js';
import { htmlReport } from '../../outputs/html/html-report.js';
import { screenContent } from '../../outputs/html/page.js';
import { printContent } from '../../outputs/html/print-page.js';
import type { PrintedNumeral } from '../../outputs/ledger/numeral.js';
import { collectNumerals, paperNumerals } from '../../outputs/ledger/printed-numerals.js';
import { readNumbers } from '../../outputs/ledger/schema.js';
import type { FinishedReport } from '../../outputs/output.js';
import { parsePageMaps } from '../../outputs/page-maps.js';
import { pagesFile, targetPaths } from '../../outputs/paths.js';
import { problem } from '../../problems/problem.js';
import { targets } from '../../project/targets.js';
import { compileUnchecked } from '../../session/compile.js';
import { finishedReport } from '../../session/finished-report.js';
import { openProject, partsOf } from '../../session/open-project.js';
import { openSession, type Session } from '../../session/session.js';
import { type Answer, answersOf } from './answer.js';
import { findNumbers, readQuery } from './query.js';
import type { LookUp, TracedNumber } from './traced.js';

/** Looks cells up in the data of a project, by dataset, categories and field. */
function lookUpIn(data: PublishedData, previous?: LookUp['previous']): LookUp {
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

export interface TraceOptions {
  /** The project folder, absolute. */
  readonly root: string;
  readonly report: string;
  /** Undefined for the first language of the project. */
  readonly language: string | undefined;
  /** As typed: `54`, `page 12`, `templates/x.md:41`. */
  readonly query: string;
  /** The variables of the environment. */
  readonly env: NodeJS.ProcessEnv;
  /** One that is open already; it is put to rest. */
  readonly session?: Session;
}

export interface TraceResult {
  readonly diagnostics: readonly Diagnostic[];
  readonly answers: readonly Answer[];
}

/**
 * Where a report prints a number and how that came about, from the project as it is now: it is written again, without a
 * browser. Pages are those of the last PDF that was built. Rejects with an `EnvironmentProblem`.
 */
export async function trace({ query, ...options }: TraceOptions): Promise<TraceResult> {
  const { traced, diagnostics } = await traceable(options);
  if (traced === undefined) return { diagnostics, answers: [] };
  const found = findNumbers(readQuery(query), traced.numbers, (cell) => traced.lookUp(cell)?.sources ?? []);
  if (found.length === 0) return { diagnostics: [nothing(query, traced.target)], answers: [] };
  return { diagnostics: [], answers: answersOf(found, traced.numbers, traced.lookUp) };
}

/** Everything that can be asked of a report. */
export interface Traced {
  readonly target: Target;
  /** Every numeral of the page, then those that only the PDF shows: what `numbers.json` lists. */
  readonly numbers: readonly TracedNumber[];
  readonly lookUp: LookUp;
}

interface Outcome {
  readonly traced?: Traced;
  readonly diagnostics: readonly Diagnostic[];
}

/** The numerals of a report with their places, in the order of `numbers.json`. Rejects with an `EnvironmentProblem`. */
export async function traceable({
  root,
  report,
  language,
  env,
  session: own,
}: Omit<TraceOptions, 'query'>): Promise<Outcome> {
  const found = await openProject(root, { only: [report], languages: [], formats: [] });
  const [opened] = partsOf(found);
  if (opened === undefined) return { diagnostics: found.diagnostics };
  const { project } = opened;
  const languages = language === undefined ? project.languages.slice(0, 1) : [language];
  const selected = targets(project, { only: [report], languages, formats: [] });
  const [target] = selected.value;
  if (hasErrors(selected.diagnostics) || target === undefined) return { diagnostics: selected.diagnostics };
  if (selected.value.length > 1) return { diagnostics: [oneOfMany(selected.value, target)] };
  const session = own ?? openSession(env);
  try {
    // What is only said of a report changes no number.
    const compiled = await compileUnchecked(session, { ...opened, targets: [target] }, { tolerant: false });
    if (hasErrors(compiled.aboutData)) return { diagnostics: compiled.aboutData };
    // Templates with errors can be traced as far as they are understood.
    const [made] = compiled.made;
    if (made?.report === undefined) return { diagnostics: made?.diagnostics ?? [] };
    const { report, data, editions } = made;
    const finished = finishedReport(report, { data, editions, source: compiled.data }, session);
    const numbers = await numbersOf(finished, root, project);
    return { traced: { target, numbers, lookUp: lookUpIn(data, editions.previous) }, diagnostics: [] };
  } finally {
    await session.rest();
  }
}

/** Of a report that is made for many, each item has numbers of its own. */
function oneOfMany(targets: readonly Target[], { report, item }: Target): Diagnostic {
  const example = `${report.id}/${item?.slug}`;
  return problem('project/unknown-target.report', report.position, {
    id: report.id,
    count: targets.length,
    example,
  });
}

function nothing(query: string, target: Target): Diagnostic {
  const { report } = target;
  return problem(
    'trace/nothing',
    { file: report.template, line: 1, column: 1 },
    { query, reportName: reportName(targetName(target)) },
  );
}

export type { Answer, AnswerCell, AnswerPlace, AnswerStep } from './answer.js';

/** The numerals of a report as `numbers.json` lists them, on the pages of its last PDF. */
async function numbersOf(
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
    positionOf,
  });
}

interface Known {
  /** Page by id, of the last PDF. */
  readonly pages: Readonly<Record<string, number>>;
  /** Where an offset of the text stands in the templates. */
  positionOf(offset: number): Position;
}

/**
 * The numerals of a report with their places in the templates and, as far as they are known, their pages. Pages run
 * from that of the figure, paragraph or heading to that of the next part.
 */
function traceNumbers(numerals: readonly PrintedNumeral[], { pages, positionOf }: Known): TracedNumber[] {
  const sections = [...new Set(numerals.flatMap(({ section }) => section?.id ?? []))];
  return numerals.map((numeral): TracedNumber => {
    const { text, class: name, place, anchor, section, entry, offset, only } = numeral;
    const at = entry?.quantity.at ?? (offset === undefined ? undefined : positionOf(offset));
    const range = pagesOf(anchor, section?.id, sections, pages);
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
  pages: Known['pages'],
): readonly [number, number] | undefined {
  const own = id === undefined || id === section ? undefined : pages[id];
  if (own !== undefined) return [own, own];
  const first = section === undefined ? undefined : pages[section];
  if (section === undefined || first === undefined) return undefined;
  const later = sections.slice(sections.indexOf(section) + 1).flatMap((next) => pages[next] ?? []);
  const next = later[0];
  return [first, next === undefined ? first : Math.max(first, next)];
}
