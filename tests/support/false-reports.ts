import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { RowIndex } from '../../src/content/selection/row-index.js';
import { type Diagnostic, hasErrors, sortDiagnostics } from '../../src/diagnostics.js';
import { resolveProject } from '../../src/project/resolve.js';
import { plainText } from '../../src/report/tree.js';
import { drawCharts } from '../../src/session/chart-process.js';
import { prepareData } from '../../src/session/prepare-data.js';
import { languageOf } from '../../src/session/write-report.js';
import { memoryHost } from '../memory-host.js';
import { writeReport } from './written-report.js';

const texts = z.record(z.string(), z.string());
const entry = z.strictObject({
  name: z.string().min(1),
  /** What follows `before` in the template. */
  text: z.string(),
  /** Files in place of those of the base, or beside them. */
  files: texts.default({}),
  /** Per file, what is written in place of what; each must stand in the file. */
  replace: z.record(z.string(), z.array(z.tuple([z.string(), z.string()]))).default({}),
  /** Exactly what is said: `line:column code` of the template, or `file:line:column code`; `warning` before a code that is one. */
  expected: z.array(z.string()).default([]),
  /** Words that a message or a hint has. */
  says: z.array(z.string()).default([]),
  /** Words that the page prints, where the report is not stopped and the reader is told. */
  told: z.array(z.string()).default([]),
});
const sweep = z.strictObject({
  about: z.string(),
  /** How the template begins, in all entries. */
  before: z.string().default('# Report\n\n'),
  /** Files in place of those of `base.yaml`, or beside them. */
  files: texts.default({}),
  /** Texts that are right and must pass, so that a rule that is too wide is seen. */
  honest: z.array(entry).default([]),
  entries: z.array(entry),
});

/** A report that is false or misleading, or an honest one beside it, and what must be said of it. */
export type FalseReport = z.infer<typeof entry>;

/** One class of them over one small project. */
export type Sweep = z.infer<typeof sweep> & { readonly file: string };

const folder = join(import.meta.dirname, '../cases/false-reports');
const readYaml = (file: string): unknown => parse(readFileSync(join(folder, file), 'utf8'));
/** The project that all classes share, but for what they change. */
const base = texts.parse(readYaml('base.yaml'));

/** Every class that stands in `tests/cases/false-reports/`. */
export function readSweeps(): Sweep[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml') && file !== 'base.yaml');
  return files.sort().map((file) => {
    const read = sweep.safeParse(readYaml(file));
    if (!read.success) throw new Error(`${file}: ${z.prettifyError(read.error)}`);
    return { ...read.data, file };
  });
}

/**
 * Those that every run tries: two of each outcome of a class, which is the codes that are said and whether the reader is told,
 * and with honest reports two in all. The others differ in words alone, and are tried by `npm run test:deep`.
 */
export function inEveryRun(reports: readonly FalseReport[]): readonly FalseReport[] {
  const outcomes = new Map<string, number>();
  return reports.filter(({ expected, told }) => {
    const codes = expected.map((each) => each.replace(/^\S+ /, '')).sort();
    const outcome = JSON.stringify([codes, told.length > 0]);
    const before = outcomes.get(outcome) ?? 0;
    outcomes.set(outcome, before + 1);
    return process.env.DEEP || before < 2;
  });
}

const template = 'templates/report.md';
const rows = new RowIndex();
const language = languageOf('en', memoryHost({}));
const projects = new Map<string, ReturnType<typeof open>>();

/** What is said of a report, a line each, and what it prints. */
export async function judge({ files, before }: Sweep, { text, ...report }: FalseReport) {
  const changed: Record<string, string> = { ...base, ...files, ...report.files };
  for (const [file, pairs] of Object.entries(report.replace)) {
    for (const [old, other] of pairs) {
      const content = changed[file] ?? '';
      if (!content.includes(old)) throw new Error(`${file} has no \`${old}\``);
      changed[file] = content.replace(old, () => other);
    }
  }
  const key = JSON.stringify(changed);
  const opened = projects.get(key) ?? open(changed);
  projects.set(key, opened);
  const { project, prepared, diagnostics } = await opened;
  const [first] = project?.reports ?? [];
  if (project === undefined || first === undefined || prepared === undefined || hasErrors(diagnostics)) {
    return { said: sortDiagnostics(diagnostics), printed: '' };
  }
  const target = { report: { ...first, template }, language: 'en', formats: first.formats };
  const host = memoryHost({ ...changed, [template]: before + text });
  const { value: data, about } = prepared;
  const input = { project, target, data, rows, about, language: await language, draft: false };
  const drawn = await writeReport(input, host, { draw: drawCharts });
  const printed = drawn.value === undefined ? '' : plainText(drawn.value.document.tree.children);
  return { said: sortDiagnostics([...diagnostics, ...drawn.diagnostics]), printed };
}

async function open(files: Readonly<Record<string, string>>) {
  const host = memoryHost({ ...files, [template]: '' });
  const { value: project, diagnostics } = await resolveProject(host);
  if (project === undefined || hasErrors(diagnostics)) return { diagnostics };
  const source = { path: project.data, position: project.dataPosition, edition: project.edition };
  const prepared = await prepareData(source, host);
  return { project, prepared, diagnostics: [...diagnostics, ...prepared.diagnostics] };
}

/** `3:14 claim/word`, or `data/x.csv:3:1 warning data/total`. */
export function shortForm({ severity, code, position: { file, line, column } }: Diagnostic): string {
  const place = file === template ? `${line}:${column}` : `${file}:${line}:${column}`;
  return `${place} ${severity === 'error' ? '' : `${severity} `}${code}`;
}
