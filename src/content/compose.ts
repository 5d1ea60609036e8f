import type { Root } from 'mdast';
import type { Diagnostic, Outcome } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import { inWords } from '../language/periods.js';
import { defined } from '../model/defined.js';
import { ownOf } from '../model/own.js';
import type { ClaimRecord, UncheckedPassage } from '../model/snapshot/claim-record.js';
import { entriesOf } from '../model/tree/entries.js';
import type { ContentMeta } from '../model/tree/nodes.js';
import { visit } from '../model/tree/visit.js';
import type { ComposeInput, ItemInput } from './compose-input.js';
import { type ExpandedReport, expandReport } from './expand-report.js';
import type { Concluded, ResolvedReport } from './extension.js';
import { attachClaims, attachNames } from './markdown/chart-words.js';
import { checkHeadings, checkNotEmpty } from './markdown/check-structure.js';
import { inlineImages } from './markdown/images.js';
import { placeNameNote } from './markdown/notes.js';
import { classifyNumerals, isTyped, judgeTyped, typedPolicy } from './numbers/check-typed.js';
import { freedPlaces } from './numbers/flatten.js';
import { lint } from './numbers/lint/lint.js';
import { type ParsedReport, parseReport } from './parse-report.js';
import { checkQuotations, type QuotedPassage } from './quotations/check.js';
import { type ReadReport, readReport } from './read-report.js';
import { besideNumbers, type ReadWith, readWords, type Unread } from './read-words.js';
import type { PositionMap } from './template/marks.js';

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
  const read = await readReport({ ...given, data: inWords(given.data, given.language) }, host);
  if (read.value === undefined) return unreadable(read.diagnostics);
  const expanded = expandReport(read.value, host.limits);
  const found = [...read.diagnostics, ...expanded.diagnostics];
  if (expanded.value === undefined) return unreadable(found);
  const parsed = await parseReport(expanded.value, read.value.input, host);
  if (parsed.value === undefined) return unreadable([...found, ...parsed.diagnostics]);

  const { told, last, unread, ...rest } = await completeTree(read.value, expanded.value, parsed.value, host);
  const { body, resolution } = parsed.value;
  const before = [...found, ...told, ...resolution.diagnostics, ...parsed.diagnostics];
  const illustrative = entriesOf(body).some(({ quantity }) => quantity.illustrative);
  return {
    value: {
      meta: { ...read.value.meta, illustrative },
      body,
      ...rest,
      positions: expanded.value.placed.map,
    },
    diagnostics: oncePerPlace([...before, ...last]),
    read: async (given) => oncePerPlace([...before, ...(await readWords(unread, given)), ...last]),
  };
}

/**
 * Completes the tree of a report in place, in the order in which the steps must run, each group with the reason for its place.
 * What is wrong goes into `resolution` or is returned.
 */
async function completeTree(
  { input, loaded, meta }: ReadReport,
  expanded: ExpandedReport,
  { body, resolution }: ParsedReport,
  host: Host,
) {
  const { data, language, project, spoken, subjects, syntax, keepLint } = input;
  const { lexicon } = language;
  const { placed, templates, marks, start } = expanded;
  const written = { loaded, templates, marks };
  const reader = subjects.reader(spoken, lexicon, project.edition);

  // Before literals are filled in, at the end: charts are told the words of their titles as authors wrote them.
  const { claims, unchecked, diagnostics: told } = conclude(expanded, input);
  attachClaims(body, claims);
  attachNames(body, () => subjects.of(spoken, lexicon), lexicon, data);

  // Before all that checks the tree: extensions fill their blocks. One of them prints how many numbers were typed, hence the lint.
  const typed = typedPolicy(input);
  const linted = typed === 'error' ? undefined : await lint(input, reader, written, { host, keepLint });
  completeReport(body, input, meta, { unchecked, typed: linted?.diagnostics.filter(isTyped).length ?? 0 });

  // After extensions, so that what they wrote is checked too.
  checkNotEmpty(body, start, resolution);
  checkHeadings(body, resolution);
  await inlineImages(body, start.file, host, resolution);

  // Passages get their notes before claims of data are looked up; names get theirs after, since the sign of a note divides a text
  // and a claim is found in one text alone.
  const isFreed = freedPlaces(templates, syntax.freeing);
  const quoted = await checkQuotations(body, project.quotations ?? [], {
    language,
    positions: placed.map,
    host,
    isFreed,
  });
  const ofData = claimsOfData(input, body);
  const names = placeNameNote(body, project.nameNotes ?? [], { language: language.tag, reader, at: start });

  // After all that adds words. Numerals are cut off the words last: what stands beside numbers is read in whole texts.
  const beside = besideNumbers(body, language);
  const classified = classifyNumerals(body, reader, data, language, typed);

  return {
    claims: [...claims, ...ofData.claims],
    unchecked,
    quoted: quoted.value,
    told,
    last: [...quoted.diagnostics, ...judgeTyped([...names, ...classified], typed), ...ofData.diagnostics],
    unread: defined<Unread>({ input, reader, written, isFreed, beside, linted }),
  };
}

/** Of a template that cannot be read as one. */
function unreadable(found: readonly Diagnostic[]): Composed {
  const diagnostics = oncePerPlace(found);
  return { value: undefined, diagnostics, read: async () => diagnostics };
}

/** What extensions add to a tree in which everything is resolved. */
function completeReport(
  body: Root,
  { data, about, language, editions, project: { precision }, syntax: { operations, extensions } }: ItemInput,
  { publisher, edition }: ContentMeta,
  found: Pick<ResolvedReport, 'unchecked' | 'typed'>,
): void {
  const report = { data, about, language, operations, precision, publisher, edition, editions, ...found };
  for (const { complete } of extensions) complete?.(body, report);
}

/** The check of names and the expansion see the same faults; each is reported once. */
function oncePerPlace(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const key = ({ code, position: { file, line, column } }: Diagnostic): string =>
    `${code} ${file}:${line}:${column}`;
  const seen = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) if (!seen.has(key(diagnostic))) seen.set(key(diagnostic), diagnostic);
  return [...seen.values()];
}

/** What extensions tell of an expanded report. */
function conclude({ kept, tokens }: ExpandedReport, { syntax, language }: ItemInput): Concluded {
  const told = syntax.extensions.flatMap((each) => each.conclude?.(kept, tokens, language) ?? []);
  return {
    claims: told.flatMap(({ claims }) => claims),
    unchecked: told.flatMap(({ unchecked }) => unchecked),
    diagnostics: told.flatMap(({ diagnostics }) => diagnostics),
  };
}

/**
 * What the descriptions of datasets say of their rows, tested: what nobody prints is published all the same. The claims
 * are those that the report prints, as below a table.
 */
function claimsOfData(
  { data, rows, language, syntax, spoken }: ItemInput,
  body: Root,
): { readonly claims: readonly ClaimRecord[]; readonly diagnostics: readonly Diagnostic[] } {
  const datasets = spoken.claimed.flatMap((name) => ownOf(data, name) ?? []);
  const told = syntax.extensions.flatMap((each) => each.inData?.(datasets, { data, rows, language }) ?? []);
  return {
    claims: printedClaims(
      told.flatMap(({ claims }) => claims),
      body,
    ),
    diagnostics: told.flatMap(({ diagnostics }) => diagnostics),
  };
}

function printedClaims(claims: readonly ClaimRecord[], body: Root): readonly ClaimRecord[] {
  const said: string[] = [];
  if (claims.length === 0) return claims;
  visit(body, (node) => {
    if ('value' in node && typeof node.value === 'string') said.push(node.value);
  });
  return claims.filter(({ text }) => said.some((words) => words.includes(text)));
}
