import type { Diagnostic } from '../../diagnostics.js';
import { groupBy } from '../../model/group-by.js';
import { type Fault, faultOf, problem } from '../../problems/problem.js';
import { standardLimits } from '../../resource-limits.js';
import { stampsOf } from '../html/stamps.js';
import type { PublishedFile, PublishedReport } from '../output.js';
import {
  elementsIn,
  hasClass,
  isText,
  MarkupFault,
  type MarkupNode,
  readMarkup,
  textIn,
} from '../snapshot/read-markup.js';
import { differences, Letters, lettersOf } from '../words/letters.js';
import { pageAsPaper } from '../words/page-as-paper.js';
import { type ShownWords, shownWords } from '../words/paper-words.js';
import { numberName } from './names.js';
import { isPrinted, type PrintedText, paintedIn, readPrinted } from './printed-text.js';
import { type ReadDocument, readDocument } from './read/read-document.js';
import { type Parts, readPackage } from './read/read-package.js';
import { signs, waySigns } from './tables/table-foot.js';

/** More would say the same over and over. */
const mostShown = 20;

/**
 * Reads a Word file and holds its words, numbers, notes, drawings and what is read in place of pictures against the page
 * beside it. Heads and feet of its pages may be those of an office: of them only what each page must say is looked for.
 */
export function verifyDocx({ bytes, file }: PublishedFile, about: PublishedReport): readonly Diagnostic[] {
  const position = { file, line: 1, column: 1 };
  const faultAt = (fault: Fault): Diagnostic => ({ ...fault, position });
  const document = readDocument(bytes, standardLimits);
  if ('message' in document) return [{ ...faultAt(document), code: 'verify/form' }];
  const parts = readPackage(bytes, standardLimits, isPrinted, (found) => found);
  if ('message' in parts) return [{ ...faultAt(parts), code: 'verify/form' }];
  try {
    return [...faultsOf(parts, document, about)].slice(0, mostShown).map(faultAt);
  } catch (error) {
    // What is wrong with the page has been reported.
    if (error instanceof MarkupFault) return [];
    return [{ ...problem('verify/paper.word', position), code: 'verify/form' }];
  }
}

function* faultsOf(
  parts: Parts,
  document: ReadDocument,
  { page, snapshot, language }: PublishedReport,
): Generator<Fault> {
  const whole = readMarkup(page.html);
  const [nodes, notes] = withoutNotes(whole);
  const numbered = headingsOf(nodes);
  const printed = readPrinted(parts, (words) => numbered.get(lettersOf(words)) ?? words);
  const outline = [
    snapshot.title,
    ...printed.headings.map((words) => numbered.get(lettersOf(words)) ?? words),
  ];
  const moves = pageAsPaper(page.html, nodes, outline);
  const shown = shownWords(moves.content);
  if (printed.title !== snapshot.title)
    yield faultOf('verify/paper.word-title', { title: printed.title, expectedTitle: snapshot.title });
  for (const { words: mark } of stampsOf(snapshot, language))
    if (!printed.heads.every((head) => head.includes(mark)))
      yield faultOf('verify/paper.word-mark', { mark });
  yield* wordFaults(shown, printed);
  yield* unlike(notes, printed.notes, 'verify/paper.word-note');
  yield* signFaults(shown, printed);
  for (const extra of printed.hidden) yield faultOf('verify/paper.word-extra', { extra });
  yield* numberFaults(whole, document);
  yield* drawingFaults(shown, nodes, printed);
  // The sign of the publisher stands first, and is missing where an office has one in its own document.
  const { alternatives } = moves;
  const hasAll = printed.alternatives.length === alternatives.length;
  yield* unlike(
    hasAll ? alternatives : alternatives.slice(1),
    printed.alternatives,
    'verify/paper.word-spoken',
  );
}

/** The page without the keys of what Word does not draw, and without the notes of its chapters, which Word has at the foot of pages; and these notes. */
function withoutNotes(nodes: readonly MarkupNode[]): readonly [rest: MarkupNode[], notes: string[]] {
  const notes: string[] = [];
  const strip = (list: readonly MarkupNode[]): MarkupNode[] =>
    list.flatMap((node): MarkupNode[] => {
      if (isText(node)) return [node];
      if (hasClass(node, 'drawn')) return [];
      if (!hasClass(node, 'endnotes')) return [{ ...node, children: strip(node.children) }];
      for (const each of elementsIn(node.children))
        if (each.name === 'li' || hasClass(each, 'signed-note'))
          notes.push(textIn(withoutBack(each.children)));
      return [];
    });
  return [strip(nodes), notes];
}

const withoutBack = (nodes: readonly MarkupNode[]): MarkupNode[] =>
  nodes.flatMap((node): MarkupNode[] => {
    if (isText(node)) return [node];
    return hasClass(node, 'back') ? [] : [{ ...node, children: withoutBack(node.children) }];
  });

/** The headings of the page with their numbers, which a list of Word makes, by their words. */
const headingsOf = (nodes: readonly MarkupNode[]): ReadonlyMap<string, string> =>
  new Map(
    elementsIn(nodes).flatMap((heading): [string, string][] => {
      if (!/^h[2-6]$/.test(heading.name)) return [];
      const [words] = elementsIn(heading.children).filter((each) => hasClass(each, 'words'));
      return words === undefined
        ? []
        : [[lettersOf(textIn(words.children)), textIn(heading.children).trim()]];
    }),
  );

function* wordFaults({ reading }: ShownWords, { words }: PrintedText): Generator<Fault> {
  const [expected, actual] = [new Letters(reading), new Letters(words.map((text) => ({ text })))];
  for (const difference of differences(expected, actual)) {
    const missing = expected.quote(...difference.expected);
    const extra = actual.quote(...difference.actual);
    if (missing === '') yield faultOf('verify/paper.word-extra', { extra });
    else if (extra === '') yield faultOf('verify/paper.word-gap', { missing });
    else yield faultOf('verify/paper.word-words', { extra, missing });
  }
}

/** The first place at which two lists of texts part, in whatever order notes of one chapter stand. */
function* unlike(
  expected: readonly string[],
  actual: readonly string[],
  id: 'verify/paper.word-note' | 'verify/paper.word-spoken',
): Generator<Fault> {
  const rest = actual.map(lettersOf);
  for (const text of expected) {
    const at = rest.indexOf(lettersOf(text));
    if (at < 0) {
      yield faultOf(id, { expected: cut(text) });
      return;
    }
    rest.splice(at, 1);
  }
  if (rest.length > 0) yield faultOf('verify/paper.word-extra', { extra: cut(rest[0] ?? '') });
}

const cut = (text: string): string => (text.length <= 80 ? text : `${text.slice(0, 80)}…`);

/** Signs say nothing of their own: each is one of ours, or the code of a tile that the page paints. */
function* signFaults({ aside }: ShownWords, printed: PrintedText): Generator<Fault> {
  const known = new Set(
    [...Object.values(signs), ...Object.values(waySigns), ...aside.map(({ text }) => text)].map(lettersOf),
  );
  for (const sign of printed.signs)
    if (lettersOf(sign) !== '' && !known.has(lettersOf(sign)))
      yield faultOf('verify/paper.word-extra', { extra: sign });
}

/** A number bears the name of one that the page prints with these digits. */
function* numberFaults(nodes: readonly MarkupNode[], { paragraphs }: ReadDocument): Generator<Fault> {
  const texts = groupBy(
    elementsIn(nodes).flatMap(({ attributes, children }) => {
      const id = attributes.get('data-id');
      const text = lettersOf(textIn(children));
      return id === undefined ? [] : [id, numberName(id)].map((name) => ({ name, text }));
    }),
    ({ name }) => name,
  );
  for (const { id, text } of paragraphs.flatMap(({ pieces }) => pieces)) {
    if (id === undefined) continue;
    const isKnown = (texts.get(id) ?? []).some((each) => each.text === lettersOf(text));
    if (!isKnown) yield faultOf('verify/paper.word-number', { id, text });
  }
}

/** Each drawing of the page is in the file with its words, and the file has no other. */
function* drawingFaults(
  { pictures }: ShownWords,
  nodes: readonly MarkupNode[],
  { drawings }: PrintedText,
): Generator<Fault> {
  const charts = pictures.flatMap((words) =>
    words === undefined ? [] : [words.map(({ text }) => text).join('')],
  );
  const files = elementsIn(nodes).flatMap(({ name, attributes }) => {
    const [, data] = /^data:image\/svg\+xml;base64,(.*)$/s.exec(attributes.get('src') ?? '') ?? [];
    return name === 'img' && data !== undefined
      ? [paintedIn(Buffer.from(data, 'base64').toString('utf8'))]
      : [];
  });
  const actual = new Set(drawings.map(lettersOf));
  const expected = new Set([...charts, ...files].map(lettersOf));
  for (const words of charts)
    if (!actual.has(lettersOf(words))) yield faultOf('verify/paper.word-drawing', { words: cut(words) });
  for (const words of drawings)
    if (!expected.has(lettersOf(words))) yield faultOf('verify/paper.word-extra', { extra: cut(words) });
}
