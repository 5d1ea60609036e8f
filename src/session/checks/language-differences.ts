import type { Heading, Nodes } from 'mdast';
import type { Content } from '../../content/compose.js';
import { chartsOf } from '../../content/markdown/chart-words.js';
import { isNoteOfOriginal, isNoteOnName } from '../../content/markdown/notes.js';
import type { QuotedPassage } from '../../content/quotations/check.js';
import { locate } from '../../content/template/marks.js';
import type { Diagnostic, Position } from '../../diagnostics.js';
import { writtenForm } from '../../language/serbian-latin.js';
import { toFractionText } from '../../model/exact.js';
import { reportName, targetName } from '../../model/project/target-name.js';
import { isExact, type LedgerEntry } from '../../model/quantity.js';
import { SKIP, visit } from '../../model/tree/visit.js';
import { phrase, problem } from '../../problems/problem.js';
import type { MadeReport } from '../made-report.js';
import { ofItem } from './of-item.js';
import { chartProblem } from './parity-charts.js';

/** A translation quotes what its source quotes: each passage of a source whose text the project holds. */

/** The quotations of a report in a language. */
interface QuotingReport {
  readonly language: string;
  readonly template: string;
  readonly quoted: readonly QuotedPassage[];
}

/**
 * What one of two reports quotes and the other does not. A quotation may be shorter in one language than in the other, so that
 * either may be part of the other.
 */
function quotationProblems(source: QuotingReport, other: QuotingReport): readonly Diagnostic[] {
  const left = [...other.quoted];
  const missing = source.quoted.filter((passage) => {
    const at = left.findIndex((each) => isSame(passage, each));
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
  return [
    ...missing.map(
      ({ words, file, at }): Diagnostic =>
        problem(
          'translation/parity.text',
          { file: other.template, line: 1, column: 1 },
          { language: other.language, words: shortened(words), file, sourceLanguage: source.language },
          { see: at },
        ),
    ),
    ...left.map(
      ({ words, file, at }): Diagnostic =>
        problem('translation/parity.quotes', at, {
          words: shortened(words),
          file,
          language: other.language,
          sourceLanguage: source.language,
        }),
    ),
  ];
}

function isSame(one: QuotedPassage, other: QuotedPassage): boolean {
  const [own, theirs] = [lettersOf(one.words), lettersOf(other.words)];
  return one.file === other.file && (own.includes(theirs) || theirs.includes(own));
}

const lettersOf = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const shortened = (words: string): string => (words.length > 80 ? `${words.slice(0, 80)}…` : words);

/**
 * Reports of one source in several languages say the same: the same chapters, tables, figures and references, and in each part the
 * same numbers and claims. Words differ, and the order of numbers in a sentence may.
 */

/** A report in a language, as far as it is compared. */
interface ComparedReport {
  readonly language: string;
  /** Relative to the project. */
  readonly template: string;
  readonly content: Content;
}

/** Something that a part of a report holds: what it is in any language, how a message calls it, and where it stands. */
interface Held {
  readonly same: string;
  readonly called: string;
  readonly at: Position;
}

/** What stands between one heading and the next. */
interface Part {
  /** Of its heading: "2", or "" for what stands before the first. */
  readonly level: string;
  readonly id: string;
  readonly called: string;
  readonly at: Position;
  readonly holds: readonly Held[];
}

/** What a translation lacks or has beside its source, part by part: an error for each, at its place, with the other's. */
function parityProblems(source: ComparedReport, other: ComparedReport): readonly Diagnostic[] {
  const [own, theirs] = [partsOf(source), partsOf(other)];
  const at = own.findIndex((part, index) => !isSamePart(part, theirs[index]));
  const differs = at === -1 && theirs.length > own.length ? own.length : at;
  if (differs !== -1) return [otherParts(own[differs], theirs[differs], source, other)];
  return [
    ...own.flatMap((part, index) => {
      const translated = theirs[index];
      return translated === undefined ? [] : compareHeld(part, translated, source, other);
    }),
    ...compareHeld(claimsOf(source), claimsOf(other), source, other),
    ...chartProblems(source, other),
    ...quotationProblems(quotingOf(source), quotingOf(other)),
  ];
}

const quotingOf = ({ language, template, content }: ComparedReport): QuotingReport => ({
  language,
  template,
  quoted: content.quoted,
});

/** Charts that both have; which of them one lacks has been told. */
function chartProblems(source: ComparedReport, other: ComparedReport): readonly Diagnostic[] {
  const own = new Map(chartsOf(source.content.body).map((chart) => [chart.id, chart]));
  const languages = { source: source.language, other: other.language };
  return chartsOf(other.content.body).flatMap((chart) => {
    const first = own.get(chart.id);
    return (first && chartProblem(first, chart, languages)) ?? [];
  });
}

const isSamePart = (own: Part, other: Part | undefined): boolean =>
  other !== undefined && own.level === other.level && own.id === other.id;

function otherParts(
  own: Part | undefined,
  theirs: Part | undefined,
  source: ComparedReport,
  other: ComparedReport,
): Diagnostic {
  const startOf = ({ template: file }: ComparedReport): Position => ({ file, line: 1, column: 1 });
  const found = theirs?.called ?? 'the end of the report';
  return problem(
    'translation/parity.headings',
    theirs?.at ?? startOf(other),
    {
      found,
      language: other.language,
      called: own?.called ?? 'the end of the report',
      sourceLanguage: source.language,
    },
    {
      see: [
        { position: own?.at ?? startOf(source), note: own?.called ?? phrase('translation/parity.report') },
      ],
    },
  );
}

function compareHeld(
  own: Part,
  theirs: Part,
  source: ComparedReport,
  other: ComparedReport,
): readonly Diagnostic[] {
  const missing = without(own.holds, theirs.holds);
  const added = without(theirs.holds, own.holds);
  const where = own.called === '' ? '' : ` under ${own.called}`;
  return [
    ...missing.map(
      ({ called, at }): Diagnostic =>
        problem(
          'translation/parity.language',
          theirs.at,
          { language: other.language, called, where, sourceLanguage: source.language },
          { see: at },
        ),
    ),
    ...added.map(
      ({ called, at }): Diagnostic =>
        problem(
          'translation/parity.part',
          at,
          { called, language: other.language, where, sourceLanguage: source.language },
          { see: own.at },
        ),
    ),
  ];
}

/** What the first list holds oftener than the second. */
function without(held: readonly Held[], other: readonly Held[]): readonly Held[] {
  const left = new Map<string, number>();
  for (const { same } of other) left.set(same, (left.get(same) ?? 0) + 1);
  return held.filter(({ same }) => {
    const count = left.get(same) ?? 0;
    left.set(same, count - 1);
    return count <= 0;
  });
}

function partsOf({ content: { body, positions }, template }: ComparedReport): readonly Part[] {
  const start: Position = { file: template, line: 1, column: 1 };
  const placeOf = (node: Nodes): Position => {
    const offset = node.position?.start.offset;
    return offset === undefined ? start : locate(positions, offset);
  };
  const parts: { part: Omit<Part, 'holds'>; holds: Held[] }[] = [
    { part: { level: '', id: '', called: 'the title', at: start }, holds: [] },
  ];
  visit(body, (node) => {
    if (node.type === 'heading') parts.push({ part: partOf(node, placeOf(node)), holds: [] });
    const held = heldBy(node, placeOf);
    if (held !== undefined) parts.at(-1)?.holds.push(held);
    // Their cells follow from the call, which has the same name and id.
    return node.type === 'dataTable' ? SKIP : undefined;
  });
  return parts.map(({ part, holds }) => ({ ...part, holds }));
}

function partOf({ depth, data }: Heading, at: Position): Omit<Part, 'holds'> {
  const id = data?.id ?? '';
  return {
    level: String(depth),
    id,
    called: id === '' ? `a heading of level ${depth}` : `the heading \`${id}\``,
    at,
  };
}

function heldBy(node: Nodes, placeOf: (node: Nodes) => Position): Held | undefined {
  switch (node.type) {
    case 'dataTable':
    case 'captionedTable':
      return { same: `table ${node.id}`, called: `table \`${node.id}\``, at: node.at };
    case 'chart':
      return { same: `figure ${node.id}`, called: `figure \`${node.id}\``, at: node.at };
    case 'picture':
      return { same: `figure ${node.id}`, called: `figure \`${node.id}\``, at: placeOf(node) };
    case 'reference':
      return { same: `reference ${node.target}`, called: `reference to \`${node.target}\``, at: node.at };
    case 'footnoteReference':
      // Those behind translated quotations are the tool's, and the first language has none; that on a name stands where each
      // language has the name first.
      return isNoteOfOriginal(node.identifier) || isNoteOnName(node.identifier)
        ? undefined
        : { same: 'note', called: 'footnote', at: placeOf(node) };
    case 'link': {
      // Where in the work is said in the words of each language.
      const cites = node.data?.cites;
      return cites === undefined
        ? undefined
        : { same: `work ${cites}`, called: `citation \`@${cites}\``, at: placeOf(node) };
    }
    case 'testedQuotation':
      return { same: 'quoted', called: 'quoted claim', at: placeOf(node) };
    case 'value':
      return numberOf(node.entry);
    default:
      return undefined;
  }
}

/** A number is the same where it comes from the same cells by the same operation. */
function numberOf({ text, quantity }: LedgerEntry): Held {
  const { value, operation, cells, declared } = quantity;
  const number = isExact(value) ? toFractionText(value) : value.symbol;
  const from = cells.map(({ dataset, field, keys }) => JSON.stringify([dataset, field, keys])).sort();
  return {
    same: JSON.stringify([operation, number, from, declared?.number]),
    called: `number \`${text}\` (${operation})`,
    at: quantity.at,
  };
}

function claimsOf({ content: { claims }, template }: ComparedReport): Part {
  const holds = claims.map(({ kind, dataset, keys, test, at }): Held => {
    const named = Object.entries(keys).map(([key, value]) => `${key} ${value}`);
    return {
      same: JSON.stringify([kind, dataset, named.toSorted(), test.not === true]),
      called: `claim \`${kind}\` on \`${dataset}\`${named.length > 0 ? ` (${named.join(', ')})` : ''}`,
      at,
    };
  });
  return { level: '', id: '', called: '', at: { file: template, line: 1, column: 1 }, holds };
}

/** Where reports of one source differ in more than their language. Serbian in Latin letters is what it is in Cyrillic. */
export function languageDifferences(made: readonly MadeReport[]): readonly Diagnostic[] {
  const [first] = made.map(({ target }) => target.language);
  const compared = made.flatMap(({ target, report }) =>
    report === undefined
      ? []
      : [
          {
            target,
            id: reportName(targetName(target)),
            language: target.language,
            template: target.report.template,
            content: report.content,
          },
        ],
  );
  const sources = new Map(
    compared.flatMap((each) => (each.language === first ? [[each.id, each] as const] : [])),
  );
  const languages = new Set(compared.map(({ language }) => language));
  return compared.flatMap((other) => {
    const source = sources.get(other.id);
    const isOwn = source === undefined || writtenForm(source.language) === writtenForm(other.language);
    const isLatin = writtenForm(other.language) !== other.language;
    const hasCyrillic = isLatin && languages.has(writtenForm(other.language));
    return isOwn || hasCyrillic ? [] : ofItem(other.target, parityProblems(source, other));
  });
}
