import type { InlineCode, Nodes, PhrasingContent, Root, Text } from 'mdast';
import type { Diagnostic } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import { emptyLexicon } from '../../language/lexicon/lexicon.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import { defined } from '../../model/defined.js';
import type { Report, TypedPolicy } from '../../model/project/project.js';
import type { NumberClass } from '../../model/quantity.js';
import { type ClassedPart, classList } from '../../model/tree/classed-text.js';
import { visit } from '../../model/tree/visit.js';
import { typedNumber } from './lint/report.js';
import { fillLiterals } from './literals.js';
import { type Reader, type ReadNumeral, readNumerals } from './read-numerals.js';
import { type TextRun, textRuns } from './text-runs.js';

/**
 * The last step on the tree: fills in the words of literals and gives every numeral its class, in place. Reports what only
 * expansion can know, a number typed as an argument, such as `{{> part count="12"}}`, where a helper prints it.
 */
export function classifyNumerals(
  body: Root,
  reader: Reader,
  data: PublishedData,
  language: Language,
  policy: TypedPolicy = 'error',
): Diagnostic[] {
  fillLiterals(body, language);
  const context = { reader, data, language, nearby: () => [] };
  return splitNumerals(body, reader, policy === 'error' ? undefined : 'typed').flatMap(
    ({ numeral, around, node }) => {
      const at = node.type === 'text' ? node.data?.typedAt : undefined;
      return at === undefined ? [] : [typedNumber(numeral, around, at, context)];
    },
  );
}

/** A figure that stands in printed words without being declared, and the node that it begins in. */
interface LooseFigure {
  readonly numeral: ReadNumeral;
  /** The words of its block. */
  readonly around: string;
  readonly node: Text | InlineCode;
}

/**
 * Splits the numerals off the words of a resolved tree, in place, as nodes with their class. What is undefined for the
 * reader stays text and is returned, or is of the class `otherwise`.
 */
function splitNumerals(root: Root, reader: Reader, otherwise?: NumberClass): LooseFigure[] {
  const parts = new Map<Text, PhrasingContent[]>();
  const loose = textRuns(root, reader.lexicon).flatMap((run) => splitRun(run, reader, parts, otherwise));
  if (parts.size > 0) replaceIn(root, parts);
  // What is set as code is a sample, and its numerals are part of it.
  visit(root, 'code', (code) => {
    code.data = { ...code.data, hProperties: { dataN: 'label' } };
  });
  visit(root, 'image', (image) => {
    const alt = readSpoken(image.data?.spoken?.alt ?? [], reader, otherwise);
    const title = readSpoken(image.data?.spoken?.title ?? [], reader, otherwise);
    const [altClasses, titleClasses] = [classList(alt), classList(title)];
    image.data = defined({
      ...image.data,
      spoken: { alt, title },
      altClasses,
      titleClasses,
    });
  });
  visit(root, (node) => {
    if ((node.type !== 'link' && node.type !== 'definition') || node.data?.spokenTitle === undefined) return;
    const spokenTitle = readSpoken(node.data.spokenTitle, reader, otherwise);
    const titleClasses = classList(spokenTitle);
    node.data = defined({ ...node.data, spokenTitle, titleClasses });
  });
  return loose;
}

/** Words that cannot hold a node, with the classes of their numerals: helpers gave theirs, the author's are read. */
function readSpoken(
  parts: readonly ClassedPart[],
  reader: Reader,
  otherwise: NumberClass | undefined,
): ClassedPart[] {
  return parts.flatMap((part): ClassedPart[] => {
    if (part.class !== undefined) return [part];
    let from = 0;
    const read = readNumerals(part.text, reader).flatMap(
      ({ text, offset, class: own = otherwise }): ClassedPart[] => {
        const before = part.text.slice(from, offset);
        from = offset + text.length;
        return [{ text: before }, defined({ text, class: own })];
      },
    );
    return [...read, { text: part.text.slice(from) }];
  });
}

function splitRun(
  run: TextRun,
  reader: Reader,
  parts: Map<Text, PhrasingContent[]>,
  otherwise: NumberClass | undefined,
): LooseFigure[] {
  const numerals = readNumerals(run.text, reader);
  if (numerals.length === 0) return [];
  return run.pieces.flatMap(({ node, from, address }): LooseFigure[] => {
    const end = from + node.value.length;
    const inside = numerals.filter(({ offset }) => offset >= from && offset < end);
    const classed = inside.map((numeral) => ({
      ...numeral,
      offset: numeral.offset - from,
      class: address ? ('label' as const) : (classOf(numeral, node, run.otherwise) ?? otherwise),
    }));
    if (node.type === 'text') parts.set(node, splitText(node, classed));
    else markCode(node, classed);
    return inside.flatMap((numeral, index) =>
      classed[index]?.class === otherwise ? [{ numeral, around: run.text, node }] : [],
    );
  });
}

/** Words that come from the data are names and remarks; somebody else's words are declared with their source. */
function classOf(
  numeral: ReadNumeral,
  node: Text | InlineCode,
  otherwise: NumberClass | undefined,
): NumberClass | undefined {
  if (numeral.class !== undefined) return numeral.class;
  if (node.type === 'text' && node.data?.fromData === true) return 'label';
  return otherwise;
}

function splitText(node: Text, numerals: readonly ReadNumeral[]): PhrasingContent[] {
  const position = node.position === undefined ? {} : { position: node.position };
  const result: PhrasingContent[] = [];
  let from = 0;
  for (const { text, offset, class: found } of numerals) {
    if (found === undefined) continue;
    if (offset > from) result.push({ ...node, value: node.value.slice(from, offset) });
    // A numeral that runs on into the next node is cut where its own node ends.
    const value = node.value.slice(offset, offset + text.length);
    result.push({ type: 'numeral', class: found, value, ...position });
    from = offset + value.length;
  }
  if (from < node.value.length) result.push({ ...node, value: node.value.slice(from) });
  return result;
}

/** Code cannot hold a node, so it bears the class of its first numeral itself. */
function markCode(node: InlineCode, numerals: readonly ReadNumeral[]): void {
  const first = numerals.find((numeral) => numeral.class !== undefined)?.class;
  if (first !== undefined) node.data = { ...node.data, hProperties: { dataN: first } };
}

function replaceIn(node: Nodes, parts: ReadonlyMap<Text, PhrasingContent[]>): void {
  if (!('children' in node)) return;
  const nodes: readonly Nodes[] = node.children;
  // A text stands among phrasing content, and so does what comes in its place.
  node.children = nodes.flatMap((child): Nodes[] =>
    child.type === 'text' ? [...(parts.get(child) ?? [child])] : [child],
  ) as never;
  for (const child of nodes) replaceIn(child, parts);
}

/** True of a number in digits or words that an author typed. */
export const isTyped = ({ code, severity }: Diagnostic): boolean =>
  severity === 'error' && (code === 'number/hard-typed' || code === 'number/word');

/** Without a lexicon nobody can tell a statistic from a law or a date, so that no number ends the build. */
export const typedPolicy = ({
  report: { typed },
  language,
}: {
  readonly report: Pick<Report, 'typed'>;
  readonly language: Language;
}): TypedPolicy => typed ?? (language.lexicon === emptyLexicon ? 'warning' : 'error');

/** What a report makes of the numbers that its author typed. */
export const judgeTyped = (found: readonly Diagnostic[], policy: TypedPolicy): readonly Diagnostic[] =>
  policy === 'error'
    ? found
    : found.flatMap((each) =>
        !isTyped(each) ? [each] : policy === 'off' ? [] : [{ ...each, severity: 'warning' as const }],
      );
