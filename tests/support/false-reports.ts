import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { spokenOf } from '../../src/content/numbers/spoken.js';
import { RowIndex } from '../../src/content/selection/fields.js';
import { type Diagnostic, hasErrors, sortDiagnostics } from '../../src/diagnostics.js';
import { translatedPath } from '../../src/language/language-tag.js';
import { writtenForm } from '../../src/language/serbian-latin.js';
import { resolveProject } from '../../src/project/resolve.js';
import { plainText } from '../../src/report/tree.js';
import { drawCharts } from '../../src/session/drawing/chart-process.js';
import { inLanguage } from '../../src/session/in-language.js';
import { Memory } from '../../src/session/memo/memory.js';
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
  /** What the reports are written in: the second language of the project, whose data are English and translated in `base.yaml`. */
  language: z.string().default('en'),
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
 * Those that every run tries: one of each outcome of a class, of three at most, which is the codes that are said and whether the reader
 * is told, and with honest reports one in all. The others differ in words alone, and are tried by `npm run test:deep`.
 */
export function inEveryRun(reports: readonly FalseReport[]): readonly FalseReport[] {
  const outcomes = new Map<string, number>();
  return reports.filter(({ expected, told }) => {
    const codes = expected.map((each) => each.replace(/^\S+ /, '')).sort();
    const outcome = JSON.stringify([codes, told.length > 0]);
    const before = outcomes.get(outcome) ?? 0;
    outcomes.set(outcome, before + 1);
    return process.env.DEEP || (before < 1 && outcomes.size <= 3);
  });
}

const template = 'templates/report.md';
const rows = new RowIndex();
const languages = new Map<string, ReturnType<typeof languageOf>>();
const projects = new Map<string, ReturnType<typeof open>>();

/** What is said of a report, a line each, and what it prints. */
export async function judge({ files, before, language: tag }: Sweep, { text, ...report }: FalseReport) {
  const changed: Record<string, string> = { ...base, ...files, ...report.files };
  for (const [file, pairs] of Object.entries(report.replace)) {
    for (const [old, other] of pairs) {
      const content = changed[file] ?? '';
      if (!content.includes(old)) throw new Error(`${file} has no \`${old}\``);
      changed[file] = content.replace(old, () => other);
    }
  }
  // A class whose project has languages of its own is written in the first of them.
  const isSecond = tag !== 'en' && !/^languages:/m.test(changed['tallybook.yaml'] ?? '');
  if (isSecond) changed['tallybook.yaml'] += `languages: [en, ${tag}]\n`;
  const own = translatedPath(template, tag);
  const translated = isSecond ? { [own]: '' } : {};
  const key = JSON.stringify([tag, changed]);
  const opened = projects.get(key) ?? open({ ...changed, ...translated }, tag);
  projects.set(key, opened);
  const { project, written, diagnostics } = await opened;
  const [first] = project?.reports ?? [];
  if (project === undefined || first === undefined || written === undefined || hasErrors(diagnostics)) {
    return { said: sortDiagnostics(diagnostics), printed: '' };
  }
  const file = isSecond ? own : template;
  const target = { report: { ...first, template: file }, language: tag, formats: first.formats };
  const host = memoryHost({ ...changed, [file]: before + text });
  const language = languages.get(tag) ?? languageOf(writtenForm(tag), host);
  languages.set(tag, language);
  const input = { project, target, ...written, rows, language: await language, draft: false };
  const drawn = await writeReport(input, host, { draw: drawCharts });
  const printed = drawn.value === undefined ? '' : plainText(drawn.value.document.tree.children);
  return { said: sortDiagnostics([...diagnostics, ...drawn.diagnostics]), printed };
}

async function open(files: Readonly<Record<string, string>>, tag: string) {
  const host = memoryHost({ ...files, [template]: '' });
  const { value: project, diagnostics } = await resolveProject(host);
  if (project === undefined || hasErrors(diagnostics)) return { diagnostics };
  const source = { path: project.data, position: project.dataPosition, edition: project.edition };
  const prepared = await prepareData(source, host);
  const said = [...diagnostics, ...prepared.diagnostics];
  if (prepared.value === undefined || hasErrors(said)) return { diagnostics: said };
  const { value: data, about } = prepared;
  const shared = {
    data,
    about,
    spoken: spokenOf(data),
    editions: { datasets: [], revisions: [], texts: [] },
  };
  const local = await inLanguage(tag, shared, project, { memory: new Memory(), root: '', host });
  return { project, written: local.written, diagnostics: [...said, ...local.diagnostics] };
}

/** `3:14 claim/word`, or `data/x.csv:3:1 warning data/total`. */
export function shortForm({ severity, code, position: { file, line, column } }: Diagnostic): string {
  const place = /^templates\/report(?:\.[\w-]+)?\.md$/.test(file)
    ? `${line}:${column}`
    : `${file}:${line}:${column}`;
  return `${place} ${severity === 'error' ? '' : `${severity} `}${code}`;
}
