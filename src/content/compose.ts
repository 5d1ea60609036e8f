import type { Root } from 'mdast';
import type { Diagnostic, Outcome, Position } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import { inWords } from '../language/periods.js';
import { translationOf } from '../language/translated-path.js';
import { isSameTarget, targetName } from '../model/project/target-name.js';
import type { ClaimRecord, UncheckedPassage } from '../model/snapshot/claim-record.js';
import { entriesOf } from '../model/tree/entries.js';
import type { ContentMeta } from '../model/tree/nodes.js';
import { visit } from '../model/tree/visit.js';
import { limitProblem, type ResourceLimits } from '../resource-limits.js';
import { cite } from './citations/cite.js';
import { readLibrary } from './citations/read-library.js';
import type { ComposeInput, ItemInput } from './compose-input.js';
import type { Concluded, ResolvedReport } from './extension.js';
import { checkLookalikes } from './markdown/check-lookalikes.js';
import { checkHeadings, checkNesting, checkNotEmpty } from './markdown/check-structure.js';
import { makeRunning } from './markdown/citations.js';
import { attachClaims } from './markdown/claimed-titles.js';
import { inlineImages } from './markdown/images.js';
import { attachNames } from './markdown/named-words.js';
import { parseMarkdown } from './markdown/parse.js';
import { refuseExcess } from './markdown/refuse-excess.js';
import { Resolution } from './markdown/resolution.js';
import { resolveTree } from './markdown/resolve.js';
import { placeNameNote } from './names/place-note.js';
import { freedPlaces } from './neighbours/freed.js';
import { printedIn } from './neighbours/neighbours.js';
import { checkTotals } from './neighbours/totals.js';
import { classifyNumerals } from './numbers/check-typed.js';
import { writtenText } from './numbers/lint/template.js';
import { fillLiterals } from './numbers/literals.js';
import type { Reader } from './numbers/read-numerals.js';
import { spokenOf } from './numbers/spoken.js';
import { SubjectsOfData } from './numbers/subjects.js';
import { isTyped, judgeTyped, typedPolicy } from './numbers/typed-policy.js';
import { inWordsOf } from './parameters/in-words.js';
import { parametersOf } from './parameters/parameters.js';
import { checkQuotations, type QuotedPassage } from './quotations/check.js';
import { lint, type ReadWith, readWords } from './read-words.js';
import { readSynonyms } from './synonyms/read.js';
import { checkNames } from './template/check-names.js';
import { type Expanded, expand } from './template/expand.js';
import { type LoadedTemplate, loadTemplate } from './template/load.js';
import { type PositionMap, placeText } from './template/positions.js';
import { type RewrittenTemplate, rewriteAll } from './template/rewrite-all.js';
import type { TemplateLanguage } from './template-language.js';

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

/** A report whose tree stands; its diagnostics are those that were found on the way. */
export interface Composed extends Outcome<Content | undefined> {
  /** All that is to be said of it, once its words are read too; what was found on the way is among it, in its place. */
  read(given: ReadWith): Promise<readonly Diagnostic[]>;
}

/**
 * Expands a template with published data and parses the result. Every problem of the template, its partials and its
 * charts is reported; `value` is undefined when one of them does not parse. What nothing that is printed hangs on is left to `read`: whoever
 * waits for charts and pages has them begun before.
 */
export async function compose(given: ComposeInput, host: Host): Promise<Composed> {
  const shown = { ...given, data: inWords(given.data, given.language) };
  const { input, loaded, diagnostics: found } = await read(shown, host);
  if (loaded === undefined) return unreadable(found);
  const wrongTitles: Diagnostic[] = [];
  const meta = metaOf(input, loaded, wrongTitles);
  const longTitle = longTitles(input, loaded, meta, host.limits);
  if (longTitle.length > 0) return unreadable([...found, ...longTitle]);
  const diagnostics = [...found, ...wrongTitles];
  const names = checkAllNames(loaded, input);
  // A circle would expand for ever, and a decorator runs code of Handlebars' own: such templates are not expanded.
  if (names.some(({ code }) => code === 'content/partial-circle' || code === 'content/template-syntax')) {
    return unreadable([...diagnostics, ...names]);
  }
  const rewritten = rewriteAll(loaded, input.syntax);
  const { marks } = rewritten.sites;
  // Beside each text stand marks of where it came from, which are not printed.
  const most = 2 * host.limits.reportCharacters;
  const expanded = run(input, rewritten, meta, most);
  const start = { file: input.report.template, line: 1, column: 1 };
  if (expanded.isCut)
    return unreadable([
      ...diagnostics,
      ...names,
      limitProblem({
        name: 'reportCharacters',
        limits: host.limits,
        position: start,
        found: 'loops that write more characters',
      }),
    ]);
  const placed = placeText(expanded.marked, marks, start);
  const { data, language, syntax, report } = input;
  const { lexicon } = language;
  const resolution = new Resolution(placed, expanded.tokens, marks, data, language);
  const kept = expanded.kept.map(({ thing }) => placeText(thing.marked, marks, thing.at));
  const excess = refuseExcess([placed, ...kept, ...writtenTexts(rewritten, syntax)], host.limits);
  if (excess.length > 0) return unreadable([...diagnostics, ...names, ...excess]);
  const parsed = parseMarkdown(placed.text);
  if (!checkNesting(parsed, resolution)) return unreadable([...names, ...resolution.diagnostics]);
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
  const { subjects = new SubjectsOfData(), spoken = spokenOf(data) } = input;
  attachNames(body, () => subjects.of(spoken, lexicon), lexicon, data);
  const reader = readerOf(input);
  const typed = typedPolicy(input);
  // Where typed numbers pass, their number is printed.
  const linted =
    typed === 'error' ? undefined : await lint(input, reader, rewritten, { host, keepLint: given.keepLint });
  const passed = linted?.diagnostics.filter(isTyped).length ?? 0;
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
  const told = whatIsSaid(
    described.flatMap((each) => each.claims),
    body,
  );
  const named = placeNameNote(body, input.project.nameNotes ?? [], {
    language: language.tag,
    reader,
    at: start,
  });
  const printed = printedIn(body, lexicon);
  const totals = checkTotals(body, lexicon);
  const unread = { input, reader, rewritten, isFreed, printed, totals, ...(linted && { linted }) };
  const before = [
    ...diagnostics,
    ...names,
    ...expanded.diagnostics,
    ...concluded.flatMap((each) => each.diagnostics),
    ...resolution.diagnostics,
    ...lookalikes,
    ...cited,
  ];
  const after = [
    ...quoted.diagnostics,
    ...judgeTyped(named, typed),
    ...judgeTyped(classify(body, reader, input), typed),
    ...described.flatMap((each) => each.diagnostics),
  ];
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
    diagnostics: oncePerPlace([...before, ...after]),
    read: async (given) => oncePerPlace([...before, ...(await readWords(unread, given)), ...after]),
  };
}

/** Of a template that cannot be read as one. */
function unreadable(found: readonly Diagnostic[]): Composed {
  const diagnostics = oncePerPlace(found);
  return { value: undefined, diagnostics, read: async () => diagnostics };
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

/** The words of every template as the lint parses them, in branches that are not taken too. */
const writtenTexts = (
  { loaded: { template, partials }, sites: { marks } }: RewrittenTemplate,
  syntax: TemplateLanguage,
) => [template, ...partials.values()].map(({ program, file }) => writtenText(program, file, marks, syntax));

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

/** The claims of its data that a report prints, as below a table. */
function whatIsSaid(claims: readonly ClaimRecord[], body: Root): readonly ClaimRecord[] {
  const said: string[] = [];
  if (claims.length === 0) return claims;
  visit(body, (node) => {
    if ('value' in node && typeof node.value === 'string') said.push(node.value);
  });
  return claims.filter(({ text }) => said.some((words) => words.includes(text)));
}

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

function run(
  input: ItemInput,
  { loaded, sites }: RewrittenTemplate,
  meta: ContentMeta,
  most: number,
): Expanded {
  const { template, partials, charts } = loaded;
  const { title, publisher, edition, language } = meta;
  const about = targetName({ ...input, language });
  const record = input.project.accessibility?.find((each) => isSameTarget(each, about));
  const contact = meta.imprint?.contact;
  return expand({
    program: template.program,
    partials: new Map([...partials].map(([name, partial]) => [name, partial.program])),
    charts,
    sites,
    helpers: input.syntax.helpers,
    rows: input.rows,
    most,
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

/** What a report says of itself on its cover and in its imprint; `diagnostics` takes what is wrong with the parameters in its titles. */
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

/** A title or subtitle that is longer than any, which a browser takes minutes to print. */
function longTitles(
  { report }: ItemInput,
  { frontMatter }: LoadedTemplate,
  { title, subtitle = '' }: ContentMeta,
  limits: ResourceLimits,
): readonly Diagnostic[] {
  const start = { file: report.template, line: 1, column: 1 };
  return [
    { text: title, position: frontMatter.title === undefined ? report.position : start },
    { text: subtitle, position: start },
  ].flatMap(({ text, position }) =>
    text.length > limits.titleCharacters
      ? [limitProblem({ name: 'titleCharacters', limits, position, found: 'longer title' })]
      : [],
  );
}
