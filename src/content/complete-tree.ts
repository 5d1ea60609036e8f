import type { Nodes, Root } from 'mdast';
import type { Diagnostic } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import { defined } from '../model/defined.js';
import { ownOf } from '../model/own.js';
import type { ClaimRecord, UncheckedPassage } from '../model/snapshot/claim-record.js';
import type { ContentMeta } from '../model/tree/nodes.js';
import { visit } from '../model/tree/visit.js';
import { problem } from '../problems/problem.js';
import type { ItemInput } from './compose-input.js';
import type { ExpandedReport } from './expand-report.js';
import type { Concluded, ResolvedReport } from './extension.js';
import { besideNumbers, type UnjudgedWords } from './judge-words.js';
import { attachClaims, attachNames } from './markdown/chart-words.js';
import { checkHeadings, checkNotEmpty } from './markdown/check-structure.js';
import { inlineImages } from './markdown/images.js';
import { placeNameNote } from './markdown/notes.js';
import { classifyNumerals, isTyped, judgeTyped, typedPolicy } from './numbers/check-typed.js';
import { freedPlaces } from './numbers/flatten.js';
import { lint } from './numbers/lint/lint.js';
import type { ParsedReport } from './parse-report.js';
import { checkQuotations, type QuotedPassage } from './quotations/check.js';
import type { ReadReport } from './read-report.js';

/** What is known of a tree once it is complete. */
interface CompletedTree {
  readonly claims: readonly ClaimRecord[];
  readonly unchecked: readonly UncheckedPassage[];
  readonly quoted: readonly QuotedPassage[];
  /** What `judgeWords` judges later. */
  readonly words: UnjudgedWords;
  readonly found: {
    /** What is wrong with the claims of the text. */
    readonly claims: readonly Diagnostic[];
    /** All that `resolution` has taken, from the first token that it resolved. */
    readonly tree: readonly Diagnostic[];
    readonly quotations: readonly Diagnostic[];
    /** Of typed numbers, and of notes on names that nothing mentions. */
    readonly typed: readonly Diagnostic[];
    /** What is wrong with what datasets say of their rows. */
    readonly data: readonly Diagnostic[];
  };
}

/**
 * Completes the tree of a report, in five steps whose order matters.
 *
 * @param changed Its body is changed in place; its resolution takes what is wrong with the structure of the tree.
 */
export async function completeTree(
  changed: ParsedReport,
  { input, loaded, meta }: ReadReport,
  expanded: ExpandedReport,
  host: Host,
): Promise<CompletedTree> {
  const { body, resolution } = changed;
  const { data, language, project, report, spoken, subjects, syntax, keepLint } = input;
  const { templates, marks, start, placed } = expanded;
  const written = { loaded, templates, marks };
  const reader = subjects.reader(spoken, language.lexicon, project.edition);
  const policy = typedPolicy(input);
  const isFreed = freedPlaces(templates, syntax.freeing);

  // 1. Charts are told the words of their titles as authors wrote them: before step 5, which fills in literals.
  const concluded = conclude(expanded, input);
  attachClaims(body, concluded.claims);
  attachNames(body, () => subjects.of(spoken, language.lexicon), language.lexicon, data);

  // 2. Extensions fill their blocks. One of them prints how many numbers were typed, so words are read first where typing is let pass.
  const linted = policy === 'error' ? undefined : await lint(input, reader, written, { host, keepLint });
  const typed = linted?.diagnostics.filter(isTyped).length ?? 0;
  const at = (node: Nodes) => resolution.at(node);
  fillBlocks(body, input, meta, { unchecked: concluded.unchecked, typed, at });

  // 3. The structure is checked, that of the filled blocks too.
  checkNotEmpty(body, start, resolution);
  checkHeadings(body, resolution);
  await inlineImages(body, start.file, host, resolution);

  // 4. Notes are added, those on quotations before claims of data are looked up and that on names after: its sign divides a
  // text in two, and a claim is found in one text alone.
  const sources = project.quotations ?? [];
  const quoted = await checkQuotations(body, sources, { language, positions: placed.map, host, isFreed });
  const ofData = claimsOfData(input, body);
  const names = placeNameNote(body, project.nameNotes ?? [], {
    ...{ language: language.tag, reader, at: start },
    only: report.only?.chapter,
  });

  // 5. No words are added any more. Numerals are cut off them last: what stands beside numbers is read in whole texts.
  const beside = besideNumbers(body, language);
  const classified = classifyNumerals(body, reader, data, language, policy);

  return {
    claims: [...concluded.claims, ...ofData.claims],
    unchecked: concluded.unchecked,
    quoted: quoted.value,
    words: defined<UnjudgedWords>({ input, reader, written, isFreed, beside, linted }),
    found: {
      claims: [...concluded.diagnostics, ...(input.words === true ? concluded.unchecked.map(untested) : [])],
      tree: resolution.diagnostics,
      quotations: quoted.diagnostics,
      typed: judgeTyped([...names, ...classified], policy),
      data: ofData.diagnostics,
    },
  };
}

/** For editors, who look at what no data can test. */
const untested = ({ text, reason, at }: UncheckedPassage): Diagnostic =>
  problem('claim/word.untested', at, { passage: text.replace(/\s+/g, ' ').trim(), reason });

/** What extensions tell of an expanded report. */
function conclude({ kept, tokens }: ExpandedReport, { syntax, language }: ItemInput): Concluded {
  const told = syntax.extensions.flatMap((each) => each.conclude?.(kept, tokens, language) ?? []);
  return {
    claims: told.flatMap(({ claims }) => claims),
    unchecked: told.flatMap(({ unchecked }) => unchecked),
    diagnostics: told.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** What extensions add to a tree in which everything is resolved. */
function fillBlocks(
  body: Root,
  { data, about, language, editions, project: { precision }, syntax: { operations, extensions } }: ItemInput,
  { publisher, edition }: ContentMeta,
  found: Pick<ResolvedReport, 'unchecked' | 'typed' | 'at'>,
): void {
  const report = { data, about, language, operations, precision, publisher, edition, editions, ...found };
  for (const { complete } of extensions) complete?.(body, report);
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
