import type { Nodes } from 'mdast';
import type { Element } from 'xast';
import { bracketed } from '../../model/dataset/missing.js';
import { finished, type LedgerEntry } from '../../model/quantity.js';
import type { ClassedPart } from '../../model/tree/classed-text.js';
import type { ValueNode } from '../../model/tree/phrasing-nodes.js';
import { equationOf } from './equations.js';
import { w } from './ooxml.js';
import {
  type Around,
  type Handlers,
  type Made,
  type Marks,
  targetName,
  textOf,
  type Writing,
} from './writing.js';

type Phrasing =
  | 'text'
  | 'value'
  | 'numeral'
  | 'label'
  | 'reference'
  | 'foreign'
  | 'noteMark'
  | 'strong'
  | 'emphasis'
  | 'delete'
  | 'inlineCode'
  | 'link'
  | 'linkReference'
  | 'inlineMath'
  | 'break';

/** Nodes that stand in a line of text. */
export function phrasingHandlers(writing: Writing, labels: Labels): Handlers<Phrasing> {
  const { language } = writing;
  return {
    text:
      (node) =>
      ({ marks }) =>
        writing.words(node.value, marks),
    value:
      (node) =>
      ({ marks }) =>
        valueRuns(writing, node, marks),
    numeral:
      ({ value, entry, marked }) =>
      ({ marks }) => [
        ...(entry === undefined ? writing.words(value, marks) : entryRuns(writing, entry, marks)),
        ...(marked === true ? illustrativeMark(writing, marks) : []),
      ],
    label:
      ({ value }) =>
      ({ marks }) =>
        writing.words(value, marks),
    reference:
      (node) =>
      ({ marks }) =>
        referenceRuns(writing, labels, node.target, textOf(node.children), marks),
    foreign: within(({ marks }, { lang }) => ({ ...marks, language: lang })),
    noteMark:
      (node) =>
      ({ marks }) =>
        noteMark(writing, node, marks),
    strong: within(({ marks }) => ({ ...marks, bold: true })),
    emphasis: within(({ marks }) => ({ ...marks, italic: true })),
    delete: within(({ marks }) => ({ ...marks, strike: true })),
    inlineCode:
      ({ value, data }) =>
      ({ marks }) =>
        printedRuns(writing, value, data?.printed, marks),
    link: (node, visit) => (around) => linkRuns(writing, node.url, inline(node, visit), around),
    linkReference: (node, visit) => (around) => {
      const url = labels.definitions.get(node.identifier.toUpperCase());
      const content = inline(node, visit);
      return url === undefined ? content(around) : linkRuns(writing, url, content, around);
    },
    inlineMath:
      ({ mathml }) =>
      () =>
        mathml === undefined ? [] : [equationOf(mathml)],
    break: () => () => [w('r', {}, w('br'))],
  };

  function within<Node extends Nodes & { children: Nodes[] }>(change: (around: Around, node: Node) => Marks) {
    return (node: Node, visit: (node: Nodes) => Made): Made =>
      (around) =>
        inline(node, visit)({ ...around, marks: change(around, node) });
  }

  function illustrativeMark({ language: _ }: Writing, marks: Marks): Element[] {
    return [writing.run(language.message('document.illustrative-mark'), { ...marks, raised: true })];
  }
}

/** What is known of the report before it is written. */
export interface Labels {
  /** "Figure 3" by the id of the figure or table. */
  readonly floats: ReadonlyMap<string, string>;
  /** "3.2" by the id of the section, "12" by that of a numbered paragraph. */
  readonly enumerators: ReadonlyMap<string, string>;
  /** Addresses by the identifiers of link definitions in capitals. */
  readonly definitions: ReadonlyMap<string, string>;
}

/** What becomes of the children of a node. */
export const inline =
  (node: { readonly children: readonly Nodes[] }, visit: (node: Nodes) => Made): Made =>
  (around) =>
    node.children.flatMap((child) => visit(child)(around));

/** A printed number or symbol with its marks and the letters of notes behind it, all on one line. */
export function valueRuns(writing: Writing, node: ValueNode, marks: Marks, letters?: string): Element[] {
  const { entry, marked } = node;
  const { marks: states = [] } = entry.quantity;
  const raised: Marks = { ...marks, raised: true };
  return [
    ...entryRuns(writing, entry, marks),
    ...(marked === true ? [writing.run(writing.language.message('document.illustrative-mark'), raised)] : []),
    ...(states.length === 0 ? [] : [writing.run(`\u00A0${states.map(bracketed).join('')}`, marks)]),
    ...(letters?.split(' ') ?? []).map((letter) => writing.run(`\u00A0${letter}`, raised)),
  ];
}

/** The text of an entry, which is found again by its id. */
function entryRuns(writing: Writing, printed: LedgerEntry, marks: Marks): readonly Element[] {
  const { id, text, quantity } = finished(printed);
  const title = [quantity.dataset, quantity.unit].filter((each) => each !== '').join(', ');
  return writing.number(id, title, writing.words(text, marks), marks);
}

/** Code, in which helpers may print numbers. */
export function printedRuns(
  writing: Writing,
  value: string,
  printed: readonly ClassedPart[] | undefined,
  marks: Marks,
): Element[] {
  if (printed === undefined) return writing.words(value, marks);
  return printed.flatMap(({ text, entry }) =>
    entry === undefined ? writing.words(text, marks) : entryRuns(writing, entry, marks),
  );
}

function linkRuns(writing: Writing, url: string, content: Made, around: Around): Element[] {
  const linked = { ...around, marks: { ...around.marks, style: 'Hyperlink' } };
  const to = url.startsWith('#')
    ? { anchor: targetName(decode(url.slice(1))) }
    : { 'r:id': writing.relate('hyperlink', url, true) };
  return [w('hyperlink', { ...to, history: 1 }, content(linked))];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** "Figure 3" as a field that follows its target; a title, which may be inflected, as a link. */
function referenceRuns(
  writing: Writing,
  { floats, enumerators }: Labels,
  target: string,
  words: string,
  marks: Marks,
): Element[] {
  const name = targetName(target);
  if (floats.get(target) === words)
    return writing.field(`REF ${name} \\h`, writing.words(words, marks), marks);
  const number = enumerators.get(target);
  const at = number === undefined ? -1 : words.lastIndexOf(number);
  if (number === undefined || at < 0)
    return linkRuns(writing, `#${target}`, () => writing.words(words, marks), { marks });
  return [
    ...writing.words(words.slice(0, at), marks),
    ...writing.field(`REF ${name} \\n \\h`, writing.words(number, marks), marks),
    ...writing.words(words.slice(at + number.length), marks),
  ];
}

/** The mark of a footnote, which Word counts. A second mark of one note repeats its number. */
function noteMark(
  writing: Writing,
  { target, label }: { readonly target: string; readonly label: string },
  marks: Marks,
): Element[] {
  const raised = { ...marks, style: 'footnote reference' };
  const note = writing.noteById.get(target);
  if (note === undefined) return writing.words(label, { ...marks, raised: true });
  if (!writing.isFirst(`note ${target}`))
    return writing.field(`NOTEREF ${targetName(target)} \\h`, writing.words(label, raised), raised);
  const counted = note.number === 1 + writing.notes.filter((each) => each.counted).length;
  writing.notes.push({ note, counted });
  const id = writing.notes.length;
  const reference = w('footnoteReference', counted ? { id } : { customMarkFollows: 1, id });
  const sign = counted ? [] : [w('t', {}, label)];
  const run = w('r', {}, writing.runProperties(raised), reference, sign);
  return [...writing.target(target, [run])];
}
