import type { Root } from 'mdast';
import type { Diagnostic, Outcome, Position } from '../diagnostics.js';
import { wordlessProblem } from '../features/claims/explain.js';
import { numberWordNote, trendWordProblem } from '../features/claims/words/report.js';
import { testedPlaces } from '../features/claims/words/tested-spans.js';
import { claimRecord } from '../features/claims/words-of.js';
import { fillMethods } from '../features/methods/fill.js';
import type { Host } from '../host/host.js';
import type { Language } from '../language/language.js';
import type { About } from '../model/about.js';
import type { ClaimRecord } from '../model/claim-record.js';
import type { PublishedData } from '../model/dataset.js';
import type { Editions } from '../model/editions.js';
import type { ContentMeta } from '../model/nodes.js';
import type { Project, Report } from '../model/project.js';
import type { LedgerEntry } from '../model/quantity.js';
import { checkHeadings, checkNesting, checkNotEmpty } from './markdown/check-structure.js';
import { inlineImages } from './markdown/images.js';
import { parseMarkdown } from './markdown/parse.js';
import { refuseExcess } from './markdown/refuse-excess.js';
import { Resolution } from './markdown/resolution.js';
import { resolveTree } from './markdown/resolve.js';
import { classifyNumerals } from './numbers/check-typed.js';
import { lintNumbers } from './numbers/lint/lint.js';
import type { Linted } from './numbers/lint/report.js';
import { writtenText } from './numbers/lint/template.js';
import { fillLiterals } from './numbers/literals.js';
import { yearSpan } from './numbers/span.js';
import { unitNouns } from './numbers/units.js';
import { checkNames } from './template/check-names.js';
import { expand } from './template/expand.js';
import { type LoadedTemplate, loadTemplate } from './template/load.js';
import { type PositionMap, placeText } from './template/positions.js';
import { rewrite, type Sites } from './template/rewrite.js';

/** What a report is made from. */
export interface ComposeInput {
  readonly project: Project;
  readonly report: Report;
  readonly data: PublishedData;
  /** What the data package says of itself; absent where nothing is known. */
  readonly about?: About;
  readonly language: Language;
  readonly draft: boolean;
  /** List words that a claim could test, and numbers in words. */
  readonly words?: boolean;
  /** This edition beside the one before; absent where none is compared. */
  readonly editions?: Editions;
}

/** A report as a tree whose numbers are nodes, and the ledger of those numbers in reading order. */
export interface Content {
  readonly meta: ContentMeta;
  readonly body: Root;
  readonly ledger: readonly LedgerEntry[];
  /** Every claim of the text as it was tested, those of others among them, in reading order. */
  readonly claims: readonly ClaimRecord[];
  /** From offsets in the tree to positions in templates. */
  readonly positions: PositionMap;
}

/**
 * Expands a template with published data and parses the result. Every problem of the template, its partials and its
 * charts is reported; `value` is undefined when one of them does not parse.
 */
export async function compose(input: ComposeInput, host: Host): Promise<Outcome<Content | undefined>> {
  const { loaded, diagnostics, reads } = await loadTemplate(input.report.template, host);
  if (loaded === undefined) return { value: undefined, diagnostics, reads };
  const meta = metaOf(input, loaded);
  const names = checkAllNames(loaded, input.data);
  // A circle would expand for ever, and a decorator runs code of Handlebars' own: such templates are not expanded.
  if (names.some(({ code }) => code === 'content/partial-circle' || code === 'content/template-syntax')) {
    return { value: undefined, diagnostics: unique([...diagnostics, ...names]), reads };
  }
  const { expanded, marks } = run(input, loaded, meta);
  const start = { file: input.report.template, line: 1, column: 1 };
  const placed = placeText(expanded.marked, marks, start);
  const resolution = new Resolution(placed, expanded.tokens, marks, input.data, input.language);
  const quoted = expanded.claims.map((claim) => placeText(claim.marked, marks, claim.at));
  const excess = refuseExcess([placed, ...quoted, ...writtenTexts(loaded, marks)], host.limits);
  if (excess.length > 0) {
    return { value: undefined, diagnostics: unique([...diagnostics, ...names, ...excess]), reads };
  }
  const parsed = parseMarkdown(placed.text);
  if (!checkNesting(parsed, resolution)) {
    return { value: undefined, diagnostics: unique([...names, ...resolution.diagnostics]), reads };
  }
  const body = resolveTree(parsed, resolution);
  fillMethods(body, methodsOf(input, meta), resolution);
  checkNotEmpty(body, start, resolution);
  checkHeadings(body, resolution);
  for (const each of await inlineImages(body, input.report.template, host, resolution)) reads.push(each);
  const linted = await lint(input, loaded, marks, host);
  const claims = expanded.claims.map((claim) => claimRecord(claim, expanded.tokens, input.language));
  const all = unique([
    ...diagnostics,
    ...names,
    ...expanded.diagnostics,
    ...claims.flatMap(wordlessProblem),
    ...resolution.diagnostics,
    ...linted.diagnostics,
    ...wordProblems(linted, loaded, input),
    ...classify(body, input),
  ]);
  const { ledger } = resolution;
  const illustrative = ledger.some((entry) => entry.quantity.illustrative);
  return {
    value: { meta: { ...meta, illustrative }, body, ledger, claims, positions: placed.map },
    diagnostics: all,
    reads,
  };
}

function metaOf(
  { project, report, language, draft }: ComposeInput,
  { frontMatter }: LoadedTemplate,
): ContentMeta {
  return {
    title: frontMatter.title ?? report.title,
    ...(frontMatter.subtitle === undefined ? {} : { subtitle: frontMatter.subtitle }),
    publisher: frontMatter.publisher ?? report.publisher,
    ...(frontMatter.paragraphs === undefined ? {} : { paragraphs: frontMatter.paragraphs }),
    edition: project.edition,
    language: language.tag,
    illustrative: false,
    draft,
  };
}

/** What a methods annex can be written from. */
function methodsOf({ data, about, language, editions }: ComposeInput, { publisher, edition }: ContentMeta) {
  return { data, about, language, publisher, edition, editions };
}

/** What the recogniser of numerals reads a report with. */
function readerOf({ data, project, language }: ComposeInput) {
  const { lexicon } = language;
  return { lexicon, span: yearSpan(data, project.edition), units: unitNouns(data, lexicon) };
}

function lint(
  input: ComposeInput,
  loaded: LoadedTemplate,
  marks: readonly Position[],
  host: Host,
): Promise<Linted> {
  const { report, data, language } = input;
  return lintNumbers({ loaded, marks, report, reader: readerOf(input), data, language }, host);
}

/** The words of every template as the lint parses them, in branches that are not taken too. */
const writtenTexts = ({ template, partials }: LoadedTemplate, marks: readonly Position[]) =>
  [template, ...partials.values()].map(({ program, file }) => writtenText(program, file, marks));

/** What is said of words: trends outside claims where claims are required, else on request, with numbers in words. */
function wordProblems(
  { trends, words }: Linted,
  { template, partials, charts }: LoadedTemplate,
  { project, words: wanted }: ComposeInput,
): Diagnostic[] {
  const isRequired = project.claims === 'required';
  if (!isRequired && wanted !== true) return [];
  const files = [template, ...partials.values(), ...[...charts.values()].flatMap((chart) => chart ?? [])];
  const isTested = testedPlaces(files);
  return [
    ...trends
      .filter(({ position }) => !isTested(position))
      .map((word) => trendWordProblem(word, isRequired ? 'error' : 'note')),
    ...(wanted === true ? words.map(numberWordNote) : []),
  ];
}

/** The last step on the tree: numerals become nodes with their class. */
function classify(body: Root, input: ComposeInput): Diagnostic[] {
  fillLiterals(body, input.language);
  return classifyNumerals(body, readerOf(input), input.data, input.language);
}

function checkAllNames(
  { template, partials, charts, known }: LoadedTemplate,
  data: PublishedData,
): Diagnostic[] {
  return [template, ...charts.values()].flatMap((each) =>
    each === undefined ? [] : checkNames({ template: each, partials, knownPartials: known, data }),
  );
}

function run(input: ComposeInput, { template, partials, charts, absent }: LoadedTemplate, meta: ContentMeta) {
  const sites: Sites = { calls: [], marks: [] };
  const { title, publisher, edition } = meta;
  const expanded = expand({
    program: rewrite(template, sites),
    partials: new Map([...partials].map(([name, partial]) => [name, rewrite(partial, sites)])),
    charts: new Map(
      [...charts].map(([path, chart]) => [
        path,
        chart && { file: chart.file, program: rewrite(chart, sites) },
      ]),
    ),
    absent,
    sites,
    scope: {
      data: input.data,
      language: input.language,
      title,
      publisher,
      edition,
      ...(input.editions && { editions: input.editions }),
    },
  });
  return { expanded, marks: sites.marks };
}

/** The check of names and the expansion see the same faults; each is reported once. */
function unique(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const key = ({ code, position }: Diagnostic): string => `${code} ${positionKey(position)}`;
  const seen = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) if (!seen.has(key(diagnostic))) seen.set(key(diagnostic), diagnostic);
  return [...seen.values()];
}

const positionKey = ({ file, line, column }: Position): string => `${file}:${line}:${column}`;
