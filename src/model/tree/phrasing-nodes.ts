/** The nodes that stand in a line of text: numbers, numerals, labels, references and the marks of footnotes. */
import type { Node, Parent, PhrasingContent } from 'mdast';
import type { Position } from '../../diagnostics.js';
import type { LedgerEntry, NumberClass } from '../quantity.js';
import type { Provenance } from '../snapshot/provenance.js';
import type { Cited } from './bibliography.js';
import type { Literal } from './literal.js';
import type { MathElement } from './mathml.js';
import type { Judgement } from './table-parts.js';

/** A printed number. `entry` is its line of the ledger; `entry.text` is what the page shows. */
export interface ValueNode extends Node {
  type: 'value';
  entry: LedgerEntry;
  /** Set by report: the mark of illustrative data stands beside it, since nothing around it says so. */
  marked?: true;
  /** Set by report: where it comes from. */
  provenance?: Provenance;
}

/** A numeral in the words of the author or of a label: a date, an enumerator, a declared literal. `value` is its text. */
export interface NumeralNode extends Node {
  type: 'numeral';
  class: NumberClass;
  value: string;
  /** What was declared, of class `literal`. */
  literal?: Literal;
  /** The quantity, where a list repeats a number that stands elsewhere. Made by report. */
  entry?: LedgerEntry;
  /** The mark of illustrative data stands beside it. Made by report. */
  marked?: true;
}

/** Words of the data or of the tool: whatever numerals are in them are part of a name. `as`: what it is beside a label. */
export interface LabelNode extends Node {
  type: 'label';
  value: string;
  as?: 'cause' | 'code' | 'detail' | 'group' | 'letters' | 'statement' | 'symbol' | 'unit';
  /** Of a note on some cells of a table: the letter that stands beside them. */
  letter?: string;
  /** What the words judge. */
  tone?: Judgement;
  /** Of a citation that has no words yet. */
  cited?: Cited;
}

/** `[](#id)`: document fills `children` with "Figure 3". */
export interface ReferenceNode extends Parent {
  type: 'reference';
  target: string;
  children: PhrasingContent[];
  at: Position;
}

/** Words in another language than the report. */
export interface ForeignNode extends Parent {
  type: 'foreign';
  /** BCP 47. */
  lang: string;
  children: PhrasingContent[];
}

/** The mark of a footnote. Made by report from `footnoteReference`. */
export interface NoteMarkNode extends Node {
  type: 'noteMark';
  id: string;
  target: string;
  /** Its number, or the sign of a note that has one of its own. */
  label: string;
}

/** What an equation holds. */
interface Equation extends Node {
  /** As written, in TeX. */
  value: string;
  /** Set by content. */
  mathml?: MathElement;
  /** The equation in one line, as it is read aloud. Set by content. */
  text?: string;
}

/** An equation in a line of text. */
export interface InlineMathNode extends Equation {
  type: 'inlineMath';
}

/** An equation that stands by itself. */
export interface MathNode extends Equation {
  type: 'math';
}

/** The nodes that stand in a line of text, by the name of their type. */
export interface PhrasingNodes {
  value: ValueNode;
  numeral: NumeralNode;
  reference: ReferenceNode;
  foreign: ForeignNode;
  noteMark: NoteMarkNode;
  label: LabelNode;
  inlineMath: InlineMathNode;
}
