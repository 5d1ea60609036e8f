import type { Root } from 'mdast';
import type { Diagnostic, Outcome, Position } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import type { Language } from '../language/language.js';
import { emptyLexicon } from '../language/lexicon/lexicon.js';
import { inWords } from '../language/periods.js';
import { translationOf } from '../language/translated-path.js';
import type { About } from '../model/about.js';
import type { ClaimRecord, UncheckedPassage } from '../model/claim-record.js';
import type { PublishedData } from '../model/dataset.js';
import type { Editions } from '../model/editions.js';
import { entriesOf } from '../model/entries.js';
import type { MatrixItem } from '../model/matrix.js';
import type { ContentMeta } from '../model/nodes.js';
import type { Project, Report, TypedPolicy } from '../model/project.js';
import { isSameTarget, targetName } from '../model/target-name.js';
import { visit } from '../model/visit.js';
import { cite } from './citations/cite.js';
import { readLibrary } from './citations/read-library.js';
import type { Concluded, ResolvedReport, WordSurroundings } from './extension.js';
import { checkLookalikes } from './markdown/check-lookalikes.js';
import { checkHeadings, checkNesting, checkNotEmpty } from './markdown/check-structure.js';
import { makeRunning } from './markdown/citations.js';
import { attachClaims } from './markdown/claimed-titles.js';
import { inlineImages } from './markdown/images.js';
import { parseMarkdown } from './markdown/parse.js';
import { refuseExcess } from './markdown/refuse-excess.js';
import { Resolution } from './markdown/resolution.js';
import { resolveTree } from './markdown/resolve.js';
import { placeNameNote } from './names/place-note.js';
import { freedPlaces } from './neighbours/freed.js';
import { checkNeighbours } from './neighbours/neighbours.js';
import { checkTotals } from './neighbours/totals.js';
import { classifyNumerals } from './numbers/check-typed.js';
import { type LintInput, lintDataTexts, lintNumbers } from './numbers/lint/lint.js';
import { type Linted, numberWordNote } from './numbers/lint/report.js';
import { writtenText } from './numbers/lint/template.js';
import { fillLiterals } from './numbers/literals.js';
import type { Reader } from './numbers/read-numerals.js';
import { type Spoken, spokenOf } from './numbers/spoken.js';
import { SubjectsOfData } from './numbers/subjects.js';
import { inWordsOf } from './parameters/in-words.js';
import { type Parameters, parametersOf } from './parameters/parameters.js';
import { checkQuotations, type QuotedPassage } from './quotations/check.js';
import type { RowIndex } from './selection/row-index.js';
import { readSynonyms } from './synonyms/read.js';
import { checkNames } from './template/check-names.js';
import { type Expanded, expand } from './template/expand.js';
import { type LoadedTemplate, loadTemplate } from './template/load.js';
import type { ParsedTemplate } from './template/parse-template.js';
import { type PositionMap, placeText } from './template/positions.js';
import { type RewrittenTemplate, rewriteAll } from './template/rewrite-all.js';
import type { TemplateLanguage } from './template-language.js';
import { termsIn } from './terms/find-terms.js';

/** What a report is made from. */
export interface ComposeInput {
  readonly project: Project;
  readonly report: Report;
  /** Of a report that is made for many, the one that it is made for. */
  readonly item?: MatrixItem;
  readonly data: PublishedData;
  /** Rows of the data by their keys. */
  readonly rows: RowIndex;
  /** Remembers the names in the data; absent where nothing is remembered. */
  readonly subjects?: SubjectsOfData;
  /** The units and years of the data; found in them where nobody did before. */
  readonly spoken?: Spoken;
  /** What the data package says of itself; absent where nothing is known. */
  readonly about?: About;
  readonly language: Language;
  /** The helpers, those of features among them, and what features add. */
  readonly syntax: TemplateLanguage;
  readonly draft: boolean;
  /** List words that a claim could test, and numbers in words. */
  readonly words?: boolean;
  /** What is only said of the words and numbers, and changes nothing that is printed, is left out. */
  readonly hurried?: boolean;
  /** This edition beside the one before; absent where none is compared. */
  readonly editions?: Editions;
  /** Remembers what was found in written words; absent where nothing is remembered. */
  readonly keepLint?: KeepLint;
}

/**
 * Returns what `make` found in the same texts before, else finds it. Words that an author wrote do not change with the figures,
 * and it takes as long to read them all as to print the report; what of the data was looked at meanwhile still counts.
 */
export type KeepLint = (
  of: 'report' | 'data',
  texts: string,
  make: (host: Host, data: PublishedData) => Promise<Linted>,
) => Promise<Linted>;

/** A report as a tree whose numbers are nodes. */
export interface Content {
  readonly meta: ContentMeta;
  readonly body: Root;
  /** Every claim of the text as it was tested, those of others among them, in reading order. */
  readonly claims: readonly ClaimRecord[];
  /** The passages that no data can test, with the reasons of their author. */
  readonly unchecked: readonly UncheckedPassage[];
  /** The passages of sources whose text the project holds, in reading order. */
  readonly quoted: readonly QuotedPassage[];
  /** From offsets in the tree to positions in templates. */
  readonly positions: PositionMap;
}

/**
 * Expands a template with published data and parses the result. Every problem of the template, its partials and its
 * charts is reported; `value` is undefined when one of them does not parse.
 */
export async function compose(given: ComposeInput, host: Host): Promise<Outcome<Content | undefined>> {
  const shown = { ...given, data: inWords(given.data, given.language) };
  const { input, loaded, diagnostics: found } = await read(shown, host);
  if (loaded === undefined) return { value: undefined, diagnostics: found };
  const wrongTitles: Diagnostic[] = [];
  const meta = metaOf(input, loaded, wrongTitles);
  const diagnostics = [...found, ...wrongTitles];
  const names = checkAllNames(loaded, input);
  // A circle would expand for ever, and a decorator runs code of Handlebars' own: such templates are not expanded.
  if (names.some(({ code }) => code === 'content/partial-circle' || code === 'content/template-syntax')) {
    return { value: undefined, diagnostics: oncePerPlace([...diagnostics, ...names]) };
  }
  const rewritten = rewriteAll(loaded, input.syntax);
  const { marks } = rewritten.sites;
  const expanded = run(input, rewritten, meta);
  const start = { file: input.report.template, line: 1, column: 1 };
  const placed = placeText(expanded.marked, marks, start);
  const { data, language, syntax, report } = input;
  const resolution = new Resolution(placed, expanded.tokens, marks, data, language);
  const kept = expanded.kept.map(({ thing }) => placeText(thing.marked, marks, thing.at));
  const excess = refuseExcess([placed, ...kept, ...writtenTexts(rewritten, syntax)], host.limits);
  if (excess.length > 0) {
    return { value: undefined, diagnostics: oncePerPlace([...diagnostics, ...names, ...excess]) };
  }
  const parsed = parseMarkdown(placed.text);
  if (!checkNesting(parsed, resolution)) {
    return { value: undefined, diagnostics: oncePerPlace([...names, ...resolution.diagnostics]) };
  }
  const library = report.bibliography && (await readLibrary(report.bibliography, host));
  if (library !== undefined) makeRunning(parsed, placed.text, (key) => library.works.has(key));
  const lookalikes = checkLookalikes(parsed, placed);
  const body = resolveTree(parsed, resolution, syntax.blocks);
  const cited = cite(body, library, language, placed.map);
  const concluded = syntax.extensions.flatMap(
    ({ conclude }) => conclude?.(expanded.kept, expanded.tokens, language) ?? [],
  );
  const unchecked = concluded.flatMap((each) => each.unchecked);
  const claims = concluded.flatMap((each) => each.claims);
  attachClaims(body, claims);
  const reader = readerOf(input);
  const typed = typedPolicy(input);
  const { hurried = false } = input;
  // Where typed numbers pass, their number is printed.
  const linted = hurried && typed === 'error' ? nothingLinted : await lint(input, reader, rewritten, host);
  const passed = typed === 'error' ? 0 : linted.diagnostics.filter(isTyped).length;
  for (const { complete } of syntax.extensions)
    complete?.(body, { ...resolvedReport(input, meta, unchecked), typed: passed });
  checkNotEmpty(body, start, resolution);
  checkHeadings(body, resolution);
  await inlineImages(body, input.report.template, host, resolution);
  const isFreed = freedPlaces(rewritten.templates, syntax.freeing);
  const quoted = await checkQuotations(body, input.project.quotations ?? [], {
    language,
    positions: placed.map,
    host,
    isFreed,
  });
  const described = inData(input);
  const told = described.flatMap((each) => each.claims).filter(({ text }) => saysSo(body, text));
  const named = placeNameNote(body, input.project.nameNotes ?? [], {
    language: language.tag,
    reader,
    at: start,
  });
  const isMeant = ({ code, position }: Diagnostic): boolean => code !== 'language/term' || !isFreed(position);
  const all = oncePerPlace([
    ...diagnostics,
    ...names,
    ...expanded.diagnostics,
    ...concluded.flatMap((each) => each.diagnostics),
    ...resolution.diagnostics,
    ...lookalikes,
    ...cited,
    ...judgeTyped(linted.diagnostics.filter(isMeant), typed),
    ...wordProblems(linted, rewritten.templates, input),
    ...(hurried ? [] : besideNumbers(body, rewritten, input)),
    ...quoted.diagnostics,
    ...judgeTyped(named, typed),
    ...judgeTyped(classify(body, reader, input), typed),
    ...described.flatMap((each) => each.diagnostics),
  ]);
  const illustrative = entriesOf(body).some((entry) => entry.quantity.illustrative);
  return {
    value: {
      meta: { ...meta, illustrative },
      body,
      claims: [...claims, ...told],
      unchecked,
      quoted: quoted.value,
      positions: placed.map,
    },
    diagnostics: all,
  };
}

const nothingLinted: Linted = { diagnostics: [], watched: [], words: [] };

/** With what the report knows of itself. */
interface ItemInput extends ComposeInput {
  readonly parameters: Parameters;
}

/** The template, and the words of the project. */
async function read(given: ComposeInput, host: Host) {
  const { report, item } = given;
  const parameters = parametersOf({ matrix: report.matrix, item }, given.data);
  const { loaded, diagnostics } = await loadTemplate(
    given.report.template,
    host,
    translationOf(given.language.tag, given.project.languages),
    parameters,
  );
  const spoken = given.spoken ?? spokenOf(given.data);
  const own = await readSynonyms(spoken, given.language.tag, host);
  const input: ItemInput = {
    ...given,
    parameters,
    spoken: own.synonyms.length === 0 ? spoken : { ...spoken, synonyms: own.synonyms },
  };
  return { input, loaded, diagnostics: [...diagnostics, ...own.diagnostics] };
}

function metaOf(
  { project, report, language, draft, parameters }: ItemInput,
  { frontMatter, frontMatterText }: LoadedTemplate,
  diagnostics: Diagnostic[],
): ContentMeta {
  // The first line of the file is the fence.
  const inTemplate = (name: string): Position => ({
    file: report.template,
    line: frontMatterText.split('\n').findIndex((line) => line.includes(`{${name}}`)) + 2,
    column: 1,
  });
  const fill = (text: string, at: (name: string) => Position): string =>
    inWordsOf(text, parameters, at, diagnostics);
  const { title, subtitle } = frontMatter;
  return {
    title: title === undefined ? fill(report.title, () => report.position) : fill(title, inTemplate),
    ...(subtitle === undefined ? {} : { subtitle: fill(subtitle, inTemplate) }),
    publisher: frontMatter.publisher ?? report.publisher,
    ...(frontMatter.paragraphs === undefined ? {} : { paragraphs: frontMatter.paragraphs }),
    edition: project.edition,
    language: language.tag,
    ...(report.imprint && {
      imprint: { ...report.imprint, ...frontMatter.imprint, languages: project.languages },
    }),
    illustrative: false,
    draft,
    ...(report.audience && { audience: report.audience }),
  };
}

/** What features complete a report from. */
function resolvedReport(
  { project: { precision }, data, about, language, editions, syntax: { operations } }: ComposeInput,
  { publisher, edition }: ContentMeta,
  unchecked: readonly UncheckedPassage[],
): Omit<ResolvedReport, 'typed'> {
  return { data, about, language, operations, precision, publisher, edition, editions, unchecked };
}

/** What the recogniser of numerals reads a report with. */
function readerOf(input: ComposeInput): Reader {
  const { data, spoken = spokenOf(data), subjects = new SubjectsOfData(), project, language } = input;
  return subjects.reader(spoken, language.lexicon, project.edition);
}

async function lint(
  input: ComposeInput,
  reader: Reader,
  { loaded, templates, sites: { marks } }: RewrittenTemplate,
  host: Host,
): Promise<Linted> {
  const { report, spoken = spokenOf(input.data), language, syntax } = input;
  const aroundIn = (data: PublishedData): Omit<LintInput, 'loaded' | 'marks' | 'report'> => {
    const subjects = (input.subjects ?? new SubjectsOfData()).of(spoken, language.lexicon);
    const terms = termsIn(input.project.terms ?? [], language.tag);
    const isFirst = translationOf(language.tag, input.project.languages) === undefined;
    return { reader, spoken, subjects, data, language, syntax, isFirst, ...(terms && { terms }) };
  };
  const keep: KeepLint = input.keepLint ?? ((_, __, make) => make(host, input.data));
  const { synonyms } = spoken;
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

/** The words of every template as the lint parses them, in branches that are not taken too. */
const writtenTexts = (
  { loaded: { template, partials }, sites: { marks } }: RewrittenTemplate,
  syntax: TemplateLanguage,
) => [template, ...partials.values()].map(({ program, file }) => writtenText(program, file, marks, syntax));

/**
 * What is said of words by the rules of features, which look at all of them where the project requires claims or on
 * request, else at those within claims; on request, numbers in words too.
 */
function wordProblems(
  { watched, words }: Linted,
  templates: readonly ParsedTemplate[],
  { project, words: wanted, syntax, data }: ComposeInput,
): Diagnostic[] {
  const outside = project.claims === 'required' ? 'error' : wanted === true ? 'note' : undefined;
  const around: WordSurroundings = { templates, data, ...(outside !== undefined && { severity: outside }) };
  const judged = syntax.extensions.flatMap(({ words: rule }) => {
    const found = watched.filter((word) => word.rule === rule);
    return rule?.judge(found, around) ?? [];
  });
  return [...judged, ...(wanted === true ? words.map(numberWordNote) : [])];
}

/** What stands beside the numbers of the tree and is not theirs; before numerals are cut off the words. */
function besideNumbers(
  body: Root,
  { templates }: RewrittenTemplate,
  { data, spoken = spokenOf(data), language: { lexicon }, syntax: { freeing, foreign } }: ComposeInput,
): Diagnostic[] {
  const isFreed = freedPlaces(templates, new Set([...freeing, ...foreign]));
  return [...checkNeighbours(body, data, spoken, lexicon, isFreed), ...checkTotals(body, lexicon, isFreed)];
}

/** What the descriptions of datasets say of their rows, tested: what nobody prints is published all the same. */
function inData({
  data,
  rows,
  language,
  syntax,
  spoken = spokenOf(data),
}: ComposeInput): readonly Pick<Concluded, 'claims' | 'diagnostics'>[] {
  const datasets = spoken.claimed.flatMap((name) => (Object.hasOwn(data, name) ? (data[name] ?? []) : []));
  return syntax.extensions.flatMap((each) => each.inData?.(datasets, { data, rows, language }) ?? []);
}

/** True where a report prints these words of its data, as below a table. */
function saysSo(body: Root, words: string): boolean {
  let isSaid = false;
  visit(body, (node) => {
    isSaid ||= 'value' in node && typeof node.value === 'string' && node.value.includes(words);
  });
  return isSaid;
}

/** True of a number in digits or words that an author typed. */
const isTyped = ({ code, severity }: Diagnostic): boolean =>
  severity === 'error' && (code === 'number/hard-typed' || code === 'number/word');

/** Without a lexicon nobody can tell a statistic from a law or a date, so that no number ends the build. */
const typedPolicy = ({ report: { typed }, language }: ComposeInput): TypedPolicy =>
  typed ?? (language.lexicon === emptyLexicon ? 'warning' : 'error');

/** What a report makes of the numbers that its author typed. */
const judgeTyped = (found: readonly Diagnostic[], policy: TypedPolicy): readonly Diagnostic[] =>
  policy === 'error'
    ? found
    : found.flatMap((each) =>
        !isTyped(each) ? [each] : policy === 'off' ? [] : [{ ...each, severity: 'warning' as const }],
      );

/** The last step on the tree: numerals become nodes with their class. */
function classify(body: Root, reader: Reader, input: ComposeInput): Diagnostic[] {
  fillLiterals(body, input.language);
  return classifyNumerals(body, reader, input.data, input.language, typedPolicy(input));
}

function checkAllNames(
  { template, partials, charts, known }: LoadedTemplate,
  { data, syntax: { helpers } }: ComposeInput,
): Diagnostic[] {
  return [template, ...charts.values()].flatMap((each) =>
    each === undefined ? [] : checkNames({ template: each, partials, knownPartials: known, data, helpers }),
  );
}

function run(input: ItemInput, { loaded, sites }: RewrittenTemplate, meta: ContentMeta): Expanded {
  const { template, partials, charts, absent } = loaded;
  const { title, publisher, edition, language } = meta;
  const about = targetName({ ...input, language });
  const record = input.project.accessibility?.find((each) => isSameTarget(each, about));
  const contact = meta.imprint?.contact;
  return expand({
    program: template.program,
    partials: new Map([...partials].map(([name, partial]) => [name, partial.program])),
    charts,
    absent,
    sites,
    helpers: input.syntax.helpers,
    rows: input.rows,
    scope: {
      data: input.data,
      language: input.language,
      title,
      publisher,
      edition,
      operations: input.syntax.operations,
      parameters: input.parameters,
      precision: input.project.precision,
      ...(input.editions && { editions: input.editions }),
      formats: input.report.formats,
      ...(record && { accessibility: record }),
      ...(contact !== undefined && { contact }),
    },
  });
}

/** The check of names and the expansion see the same faults; each is reported once. */
function oncePerPlace(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const key = ({ code, position }: Diagnostic): string => `${code} ${positionKey(position)}`;
  const seen = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) if (!seen.has(key(diagnostic))) seen.set(key(diagnostic), diagnostic);
  return [...seen.values()];
}

const positionKey = ({ file, line, column }: Position): string => `${file}:${line}:${column}`;
