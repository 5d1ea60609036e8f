import type { Diagnostic, Position } from '../../../diagnostics.js';
import type { Host } from '../../../host/host.js';
import type { Language } from '../../../language/language.js';
import { translationOf } from '../../../language/language-tag.js';
import type { PublishedData } from '../../../model/dataset/dataset.js';
import { defined } from '../../../model/defined.js';
import type { Report } from '../../../model/project/project.js';
import type { ItemInput, KeepLint } from '../../compose-input.js';
import type { ExpandedReport } from '../../expand-report.js';
import { callsIn, nameOf, startOf, stringIn } from '../../template/ast.js';
import type { LoadedTemplate } from '../../template/load.js';
import type { Marks } from '../../template/marks.js';
import type { ParsedTemplate } from '../../template/parse-template.js';
import type { TemplateLanguage } from '../../template-language.js';
import { type Terms, termProblems, termsIn } from '../../terms/find-terms.js';
import { ownNames } from '../own-names.js';
import { type Reader, type ReadNumeral, readNumerals } from '../read-numerals.js';
import type { Spoken } from '../spoken.js';
import { Subjects } from '../subjects.js';
import { lintDataNumbers } from './data-numbers.js';
import { type DataTexts, readDataTexts } from './data-texts.js';
import { wordsOfData } from './data-words.js';
import { type LintContext, type Linted, lintText } from './report.js';
import { lintTemplate } from './template.js';
import { lintChartFile, lintYaml } from './yaml.js';

/** What is linted, and with what. */
export interface LintInput {
  readonly loaded: LoadedTemplate;
  readonly marks: Marks;
  readonly report: Report;
  readonly reader: Reader;
  readonly spoken: Spoken;
  readonly subjects: Subjects;
  readonly data: PublishedData;
  readonly language: Language;
  readonly syntax: TemplateLanguage;
  /** Words that the project has agreed not to use; absent where there are none. */
  readonly terms?: Terms;
  /** True where the texts of the data package are those of the language, and not a translation of them. */
  readonly isFirst: boolean;
}

/** The templates of a report as their authors wrote them. */
export interface Written extends Pick<ExpandedReport, 'templates' | 'marks'> {
  readonly loaded: LoadedTemplate;
}

/** What is found in the words of templates and data. */
export async function lint(
  input: ItemInput,
  reader: Reader,
  { loaded, templates, marks }: Written,
  { host, keepLint }: { readonly host: Host; readonly keepLint?: KeepLint | undefined },
): Promise<Linted> {
  const { report, spoken, language, syntax } = input;
  const aroundIn = (data: PublishedData): Omit<LintInput, 'loaded' | 'marks' | 'report'> => {
    const named = input.subjects.of(spoken, language.lexicon);
    const own = ownNames(words, named, spoken, language);
    const subjects =
      own === undefined
        ? named
        : new Subjects({ ...spoken, names: [...spoken.names, own] }, language.lexicon);
    const terms = termsIn(input.project.terms ?? [], language.tag);
    const isFirst = translationOf(language.tag, input.project.languages) === undefined;
    return defined({ reader, spoken, subjects, data, language, syntax, isFirst, terms });
  };
  const keep: KeepLint = keepLint ?? ((_, __, make) => make(host, input.data));
  const { synonyms } = spoken;
  const words = templates.map(({ text }) => text);
  const texts = [loaded.frontMatterText, ...templates.flatMap(({ file, text }) => [file, text])];
  const own = await keep('report', JSON.stringify([synonyms, texts]), (files, data) =>
    lintNumbers({ loaded, marks, report, ...aroundIn(data) }, files),
  );
  const inData = await keep('data', JSON.stringify(synonyms), (files, data) =>
    lintDataTexts(aroundIn(data), files),
  );
  return {
    diagnostics: [...own.diagnostics, ...inData.diagnostics],
    words: own.words,
    watched: [...own.watched, ...inData.watched],
  };
}

/** The project file. Its titles are printed where the template has none of its own. */
const projectFile = 'tallybook.yaml';

/**
 * Finds every number that an author typed into printed words. It looks at templates, partials and chart files (branches
 * that are not taken too), front matter, the project file, and arguments that helpers print.
 */
async function lintNumbers(input: LintInput, host: Host): Promise<Linted> {
  const { loaded, marks, reader, subjects, data, language, syntax, terms } = input;
  const charts = [...loaded.charts.values()].flatMap((chart) => chart ?? []);
  const templates = [loaded.template, ...loaded.partials.values()];
  const nearby = datasetsAround([...templates, ...charts], data);
  const context: LintContext = defined({ reader, subjects, data, language, syntax, nearby, terms });
  const linted = [
    ...templates.flatMap((each) => lintTemplate(each, marks, context)),
    ...charts.flatMap((each) => lintChartFile(each, marks, context)),
    ...[...templates, ...charts].flatMap((each) => lintArguments(each, context)),
    ...lintFrontMatter(loaded, context),
    ...(await lintProjectFile(input, context, host)),
  ];
  return {
    diagnostics: linted.flatMap(({ diagnostics }) => diagnostics),
    words: linted.flatMap(({ words }) => words),
    watched: linted.flatMap(({ watched }) => watched),
  };
}

/** The same for what the data say in words, which every report of a language prints or publishes. */
async function lintDataTexts(
  { terms, ...input }: Omit<LintInput, 'loaded' | 'marks' | 'report'>,
  host: Host,
): Promise<Linted> {
  const texts = await readDataTexts(input.spoken, host);
  if (texts === undefined) return { diagnostics: [], words: [], watched: [] };
  // Both ask for the numerals of the same texts.
  const known = new Map<string, readonly ReadNumeral[]>();
  // A label does not answer for its own numbers.
  const { labels: _, numeralsIn: __, ...reader } = input.reader;
  const numeralsOf = (words: string): readonly ReadNumeral[] => {
    const found = known.get(words) ?? readNumerals(words, reader);
    known.set(words, found);
    return found;
  };
  const [numbers, watched] = await Promise.all([
    lintDataNumbers(texts, { reader: input.reader, numeralsOf }, host),
    wordsOfData(texts, { ...input, numeralsOf }, host),
  ]);
  const named = terms === undefined || !input.isFirst ? [] : termsOfData(texts, terms);
  return { diagnostics: [...numbers, ...named], words: [], watched };
}

/** Words in texts of the data that the project has agreed not to use. */
const termsOfData = (texts: DataTexts, terms: Terms): readonly Diagnostic[] =>
  [...texts.inPackage, ...texts.cells('unchecked')].flatMap(({ words, at }) =>
    termProblems(words, terms, at),
  );

const frontMatterTexts = new Set(['/title', '/subtitle', '/publisher']);

function lintFrontMatter({ frontMatterText, template }: LoadedTemplate, context: LintContext): Linted[] {
  const { file } = template;
  // The first line of the file is the fence.
  const place = (line: number, column: number): Position => ({ file, line: line + 1, column });
  return lintYaml(frontMatterText, place, context, (pointer) => frontMatterTexts.has(pointer));
}

/** The title and the publisher that are printed, where the project file says them. */
async function lintProjectFile(
  { loaded: { frontMatter }, report }: LintInput,
  context: LintContext,
  { project, limits }: Host,
): Promise<Linted[]> {
  if (!(await project.exists(projectFile))) return [];
  const text = await project.readText(projectFile, limits.textBytes);
  const own = (key: string): string => `/reports/${report.id}/${key}`;
  const printed = (['title', 'publisher'] as const)
    .filter((key) => frontMatter[key] === undefined)
    .flatMap((key) => [`/${key}`, own(key)]);
  const place = (line: number, column: number): Position => ({ file: projectFile, line, column });
  return lintYaml(text, place, context, (pointer) => printed.includes(pointer));
}

/** Named arguments of helpers that are printed as they are written. A `source` is a citation and may have numbers in it. */
const printedArguments = new Set([
  'caption',
  'title',
  'subtitle',
  'note',
  'unlike',
  'text',
  'official',
  'own',
  'description',
]);

/** Those that stand over data. */
const titles = new Set(['caption', 'title', 'subtitle', 'description']);

/** Lints what helpers of a template are told to print. */
function lintArguments({ program, file }: ParsedTemplate, context: LintContext): Linted[] {
  return [...callsIn(program)].flatMap((call) => {
    const own = context.syntax.helpers.get(nameOf(call))?.parameters ?? [];
    return (call.hash?.pairs ?? []).flatMap(({ key, value }) => {
      const words = stringIn(value);
      if (words === undefined || !printedArguments.has(key) || !own.includes(key)) return [];
      const start = startOf(value, file);
      return [lintText(words, context, (offset) => after(start, offset), { isTitle: titles.has(key) })];
    });
  });
}

/** A literal begins with its quote. */
function after(start: Position, offset: number): Position {
  return { ...start, column: start.column + 1 + offset };
}

/** How many lines away a helper may stand and still say what a sentence is about. */
const reach = 12;

/** For a place in a template, the datasets that helpers around it name, the nearest first. */
function datasetsAround(
  templates: readonly ParsedTemplate[],
  data: PublishedData,
): (position: Position) => string[] {
  const uses = templates.flatMap(({ program, file }) =>
    [...callsIn(program)].flatMap((call) => {
      const name = stringIn(call.params[0]) ?? '';
      return Object.hasOwn(data, name) ? [{ name, position: startOf(call, file) }] : [];
    }),
  );
  return ({ file, line }) => {
    const near = uses
      .filter(({ position }) => position.file === file && Math.abs(position.line - line) <= reach)
      .sort((a, b) => Math.abs(a.position.line - line) - Math.abs(b.position.line - line));
    return [...new Set(near.map(({ name }) => name))];
  };
}
