import type { Root } from 'mdast';
import type { Diagnostic, Outcome, Position } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import { inWords } from '../language/periods.js';
import type { ClaimRecord, UncheckedPassage } from '../model/snapshot/claim-record.js';
import { entriesOf } from '../model/tree/entries.js';
import type { ContentMeta } from '../model/tree/nodes.js';
import type { ComposeInput, ItemInput } from './compose-input.js';
import { claimsOfData, conclude } from './conclude.js';
import { expandReport } from './expand-report.js';
import type { ResolvedReport } from './extension.js';
import { checkHeadings, checkNotEmpty } from './markdown/check-structure.js';
import { attachClaims } from './markdown/claimed-titles.js';
import { inlineImages } from './markdown/images.js';
import { attachNames } from './markdown/named-words.js';
import { placeNameNote } from './names/place-note.js';
import { freedPlaces } from './neighbours/freed.js';
import { classifyNumerals } from './numbers/check-typed.js';
import { isTyped, judgeTyped, typedPolicy } from './numbers/typed-policy.js';
import { parseReport } from './parse-report.js';
import { checkQuotations, type QuotedPassage } from './quotations/check.js';
import { readReport } from './read-report.js';
import { besideNumbers, lint, type ReadWith, readWords } from './read-words.js';
import type { PositionMap } from './template/positions.js';

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
  const { input, meta } = read.value;
  const parsed = await parseReport(expanded.value, input, host);
  if (parsed.value === undefined) return unreadable([...found, ...parsed.diagnostics]);

  const { placed, rewritten, start } = expanded.value;
  const { body, resolution } = parsed.value;
  const { data, language, syntax, project, spoken, subjects } = input;
  const { lexicon } = language;
  const concluded = conclude(expanded.value, input);
  attachClaims(body, concluded.claims);
  attachNames(body, () => subjects.of(spoken, lexicon), lexicon, data);
  const reader = subjects.reader(spoken, lexicon, project.edition);
  const typed = typedPolicy(input);
  // Where typed numbers pass, their number is printed.
  const linted =
    typed === 'error' ? undefined : await lint(input, reader, rewritten, { host, keepLint: given.keepLint });
  completeReport(body, input, meta, {
    unchecked: concluded.unchecked,
    typed: linted?.diagnostics.filter(isTyped).length ?? 0,
  });
  checkNotEmpty(body, start, resolution);
  checkHeadings(body, resolution);
  await inlineImages(body, start.file, host, resolution);
  const isFreed = freedPlaces(rewritten.templates, syntax.freeing);
  const quoted = await checkQuotations(body, project.quotations ?? [], {
    language,
    positions: placed.map,
    host,
    isFreed,
  });
  const ofData = claimsOfData(input, body);
  const names = placeNameNote(body, project.nameNotes ?? [], { language: language.tag, reader, at: start });
  const beside = besideNumbers(body, language);
  const classified = classifyNumerals(body, reader, data, language, typed);

  const unread = { input, reader, rewritten, isFreed, beside, ...(linted && { linted }) };
  const before = [...found, ...concluded.diagnostics, ...resolution.diagnostics, ...parsed.diagnostics];
  const judged = judgeTyped([...names, ...classified], typed);
  const after = [...quoted.diagnostics, ...judged, ...ofData.diagnostics];
  const illustrative = entriesOf(body).some((entry) => entry.quantity.illustrative);
  return {
    value: {
      meta: { ...meta, illustrative },
      body,
      claims: [...concluded.claims, ...ofData.claims],
      unchecked: concluded.unchecked,
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

/** What features add to a tree in which everything is resolved. */
function completeReport(
  body: Root,
  { data, about, language, editions, project: { precision }, syntax }: ItemInput,
  { publisher, edition }: ContentMeta,
  found: Pick<ResolvedReport, 'unchecked' | 'typed'>,
): void {
  const { operations, extensions } = syntax;
  const report = { data, about, language, operations, precision, publisher, edition, editions, ...found };
  for (const { complete } of extensions) complete?.(body, report);
}

/** The check of names and the expansion see the same faults; each is reported once. */
function oncePerPlace(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const key = ({ code, position }: Diagnostic): string => `${code} ${positionKey(position)}`;
  const seen = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) if (!seen.has(key(diagnostic))) seen.set(key(diagnostic), diagnostic);
  return [...seen.values()];
}

const positionKey = ({ file, line, column }: Position): string => `${file}:${line}:${column}`;
