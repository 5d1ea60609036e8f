import type { Heading, Nodes, PhrasingContent, Root } from 'mdast';
import type { Diagnostic, Position } from '../diagnostics.js';
import type { Language } from '../language/language.js';
import { plainMark } from '../language/print.js';
import type { RenderedChart } from '../model/chart/chart.js';
import type { PublishedData } from '../model/dataset/dataset.js';
import { bracketed } from '../model/dataset/missing.js';
import type { Operations } from '../model/operations/operations.js';
import { isIllustrativeNumber, type LedgerEntry } from '../model/quantity.js';
import { type Float, kindOfFloat } from '../model/tree/floats.js';
import type { OnlyChapter, SectionNode } from '../model/tree/nodes.js';

/** "Figure 3", "Table 2". */
export function floatLabel(float: Float, language: Language): string {
  return language.message(`document.${kindOfFloat(float)}`, { number: float.enumerator ?? '' });
}

/** The text of phrasing content, note marks left out. What a reader sees is `markedText`. */
export function plainText(nodes: readonly Nodes[]): string {
  return joinText(nodes, { mark: '' });
}

/** The words of phrasing content without the numbers that helpers print in it: for ids, which are the same when a number changes. */
export function wordsAlone(nodes: readonly Nodes[]): string {
  return joinText(nodes, { mark: '', withoutNumbers: true });
}

/** The text of phrasing content as plain text shows it, illustrative numbers marked: for running heads, references. */
export function markedText(nodes: readonly Nodes[], language: Language): string {
  return joinText(nodes, { mark: plainMark(language) });
}

/** How text is made of nodes. */
interface TextStyle {
  /** Beside each illustrative number. */
  readonly mark: string;
  readonly withoutNumbers?: true;
}

function joinText(nodes: readonly Nodes[], style: TextStyle): string {
  return nodes
    .map((node) => textIn(node, style))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

function textIn(node: Nodes, style: TextStyle): string {
  const { mark, withoutNumbers } = style;
  if (withoutNumbers && (node.type === 'value' || (node.type === 'numeral' && node.literal))) return '';
  if (node.type === 'numeral') return node.value + (node.marked === true ? mark : '');
  if (node.type === 'value') return node.entry.text + (isIllustrativeNumber(node.entry) ? mark : '');
  if (node.type === 'break') return ' ';
  if (node.type === 'image') return node.alt ?? '';
  if ('value' in node && typeof node.value === 'string') return node.value;
  return 'children' in node ? node.children.map((child) => textIn(child, style)).join('') : '';
}

/** The chapters of a sectionized report in order. */
export function chaptersOf(root: Root): SectionNode[] {
  return root.children.filter((node): node is SectionNode => node.type === 'section');
}

/** The sections directly below a section, those on wide pages included. */
export function sectionsBelow(nodes: readonly Nodes[]): SectionNode[] {
  return nodes.flatMap((node): SectionNode[] => {
    if (node.type === 'section') return [node];
    return node.type === 'container' && node.name === 'landscape' ? sectionsBelow(node.children) : [];
  });
}

/** The heading that opens a section. */
export function headingOf(section: SectionNode): Heading | undefined {
  const first: Nodes | undefined = section.children[0];
  return first?.type === 'heading' ? first : undefined;
}

/**
 * Phrasing content for a second printing, such as a list of figures: numbers and references become their text
 * (each is counted once, where it stands), and note marks go.
 */
export function copyForListing(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    switch (node.type) {
      case 'value': {
        const { entry } = node;
        const text: PhrasingContent = { type: 'numeral', class: 'ledger', value: entry.text, entry };
        return [isIllustrativeNumber(entry) ? { ...text, marked: true } : text];
      }
      case 'noteMark':
      case 'footnoteReference':
        return [];
      case 'reference':
      case 'link':
      case 'linkReference':
        return copyForListing(node.children);
      case 'emphasis':
      case 'strong':
      case 'delete':
      case 'foreign':
        return [{ ...node, children: copyForListing(node.children) }];
      default:
        return [node];
    }
  });
}

/** What the transforms of one report share: the tree that they change in place, and where they report. */
export interface TransformState {
  readonly root: Root;
  readonly language: Language;
  readonly operations: Operations;
  /** The one chapter that is printed; absent where all are. */
  readonly only?: OnlyChapter;
  /** The data behind the numbers, for the words in which they answer; absent where only their addresses are known. */
  readonly data?: PublishedData;
  /** Drawn charts by id. */
  readonly charts: Readonly<Record<string, RenderedChart>>;
  /** `numbered`: the report asks for numbers at its paragraphs. */
  readonly paragraphs?: 'numbered';
  /** Where a node stands in the template. */
  positionOf(node: Nodes): Position;
  report(diagnostic: Diagnostic): void;
}

/** One step from content to a finished report. It changes `state.root` in place. */
export type Transform = (state: TransformState) => void;

/** The text of a node as paper shows it, with the marks beside its numbers: for how much room it takes. */
export function printedText(node: Nodes, language: Language): string {
  if (node.type === 'value') return entryText(node.entry) + markText(node.marked, language);
  if (node.type === 'numeral') return node.value + markText(node.marked, language);
  if (node.type === 'noteMark') return node.label;
  if (node.type === 'break') return '\n';
  if ('value' in node && typeof node.value === 'string') return node.value;
  return 'children' in node ? node.children.map((child) => printedText(child, language)).join('') : '';
}

/** A number with its status marks: "29 [p]". */
const entryText = ({ text, quantity: { marks = [] } }: LedgerEntry): string =>
  marks.length === 0 ? text : `${text}\u00A0${marks.map(bracketed).join('')}`;

const markText = (marked: true | undefined, language: Language): string =>
  marked === true ? language.message('document.illustrative-mark') : '';
