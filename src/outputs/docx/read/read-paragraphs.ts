import type { Element, ElementContent } from 'xast';
import { numberPattern, placePattern, tagPattern } from '../names.js';
import { attributeOf, childOf, childrenOf, textIn } from '../ooxml.js';
import { type Author, authorOf } from './read-comments.js';

/** A tracked change. */
export interface Change extends Author {
  /** It is the old or the new place of words that were moved. */
  readonly moves?: true;
}

/**
 * Words of one kind that were changed by one person, or by none. `field` is a result that the program calculates (`SEQ`, `REF`),
 * `mark` that of a note, and `object` a picture or equation; neither has words.
 */
export interface Piece {
  readonly kind: 'words' | 'number' | 'field' | 'mark' | 'object';
  readonly text: string;
  /** Of a number: the id in its control, or the name in its bookmark. */
  readonly id?: string;
  /** Of a number: the fingerprint that it had when it left. */
  readonly left?: string;
  /** Of a result: what calculates it, such as `SEQ`. */
  readonly field?: string;
  readonly inserted?: Change;
  readonly deleted?: Change;
}

/** A paragraph of a Word file, also one in a cell, a note or a text box. */
export interface ReadParagraph {
  /** `document`, `footnotes`, `endnotes`, `header` or `footer`. */
  readonly part: string;
  /** The lines of templates that begin in it, by the names of their bookmarks. */
  readonly places: readonly string[];
  /** By which Word knows it. */
  readonly paraId?: string;
  /** The id of its style. */
  readonly style?: string;
  /** It has a number or a bullet. */
  readonly isItem?: true;
  /** Tables are counted through a part; rows and cells from 0. */
  readonly cell?: CellPlace;
  /** It stands in a text box. */
  readonly isInBox?: true;
  readonly pieces: readonly Piece[];
  /** A paragraph that was tracked as new or gone: the change of its end. */
  readonly end: Pick<Piece, 'inserted' | 'deleted'>;
}

export interface CellPlace {
  readonly table: number;
  readonly row: number;
  readonly column: number;
}

/** Where a comment begins, and the words that it is about. */
export interface PlacedComment {
  readonly paragraph: ReadParagraph;
  readonly about: string;
}

/** A paragraph while it is read. */
type OpenParagraph = ReadParagraph & { readonly places: string[]; readonly pieces: Piece[] };

/** What is around an element. */
interface Around {
  readonly inserted?: Change;
  readonly deleted?: Change;
  readonly number?: string;
  readonly cell?: CellPlace;
  readonly isInBox?: true;
}

/** Reads the paragraphs of a part, and where its comments begin. */
export function readParagraphs(
  root: Element,
  part: string,
): { readonly paragraphs: ReadParagraph[]; readonly comments: ReadonlyMap<string, PlacedComment> } {
  const reader = new ParagraphReader(part);
  reader.visitAll(root, {});
  return {
    paragraphs: reader.paragraphs,
    comments: new Map(
      [...reader.comments].map(([id, { paragraph, about }]) => [
        id,
        { paragraph, about: about.replace(/\s+/gu, ' ').trim() },
      ]),
    ),
  };
}

type Handler = (node: Element, around: Around) => void;

class ParagraphReader {
  readonly paragraphs: OpenParagraph[] = [];
  readonly comments = new Map<string, { paragraph: OpenParagraph; about: string }>();
  /** Those whose words are being read. */
  readonly #talking = new Set<string>();
  /** Fields inside each other, with what they are and whether their result has begun. */
  readonly #fields: { instruction: string; hasResult: boolean }[] = [];
  /** Bookmarks of numbers that are open, by the id that ends them. */
  readonly #numbers = new Map<string, Pick<Piece, 'id' | 'left'>>();
  /** Bookmarks and starts of comments between paragraphs, which belong to the next. */
  readonly #waiting: Element[] = [];
  #open: OpenParagraph | undefined;
  #tables = 0;

  constructor(private readonly part: string) {}

  visitAll(node: Element | undefined, around: Around): void {
    for (const child of node?.children ?? []) this.visit(child, around);
  }

  visit(node: ElementContent, around: Around): void {
    if (node.type !== 'element') return;
    const handler = Object.hasOwn(this.#handlers, node.name) ? this.#handlers[node.name] : undefined;
    if (handler === undefined) this.visitAll(node, around);
    else handler(node, around);
  }

  readonly #handlers: Readonly<Record<string, Handler>> = {
    'w:p': (node, around) => this.#paragraph(node, around),
    'w:tbl': (node, around) => this.#table(node, around),
    'w:t': (node, around) => this.#words(textIn(node), around),
    'w:delText': (node, around) => this.#words(textIn(node), around),
    'w:tab': (_, around) => this.#words('\t', around),
    'w:br': (_, around) => this.#words('\n', around),
    'w:cr': (_, around) => this.#words('\n', around),
    'w:noBreakHyphen': (_, around) => this.#words('\u2011', around),
    'w:softHyphen': (_, around) => this.#words('\u00ad', around),
    'w:sym': (_, around) => this.#add({ kind: 'object', text: '' }, around),
    'w:footnoteReference': (_, around) => this.#add({ kind: 'mark', text: '' }, around),
    'w:endnoteReference': (_, around) => this.#add({ kind: 'mark', text: '' }, around),
    'w:ins': (node, around) => this.visitAll(node, { ...around, inserted: authorOf(node) }),
    'w:del': (node, around) => this.visitAll(node, { ...around, deleted: authorOf(node) }),
    'w:moveTo': (node, around) =>
      this.visitAll(node, { ...around, inserted: { ...authorOf(node), moves: true } }),
    'w:moveFrom': (node, around) =>
      this.visitAll(node, { ...around, deleted: { ...authorOf(node), moves: true } }),
    'w:sdt': (node, around) => this.#control(node, around),
    'w:bookmarkStart': (node) => this.#bookmark(node),
    'w:bookmarkEnd': (node) => void this.#numbers.delete(attributeOf(node, 'w:id') ?? ''),
    'w:commentRangeStart': (node) => this.#comment(node, true),
    'w:commentRangeEnd': (node) => void this.#talking.delete(attributeOf(node, 'w:id') ?? ''),
    'w:commentReference': (node) => this.#comment(node, false),
    'w:fldChar': (node) => this.#field(node),
    'w:instrText': (node) => this.#instruction(textIn(node)),
    'w:fldSimple': (node, around) => {
      this.#fields.push({ instruction: attributeOf(node, 'w:instr') ?? '', hasResult: true });
      this.visitAll(node, around);
      this.#fields.pop();
    },
    'w:drawing': (node, around) => this.#object(node, around),
    'w:pict': (node, around) => this.#object(node, around),
    'w:object': (node, around) => this.#object(node, around),
    'm:oMath': (_, around) => this.#add({ kind: 'object', text: '' }, around),
    // The same twice, for programs that know more and for those that know less.
    'mc:AlternateContent': (node, around) =>
      this.visitAll(childOf(node, 'mc:Choice') ?? childOf(node, 'mc:Fallback'), around),
    'w:pPr': () => {},
    'w:rPr': () => {},
    'w:sectPr': () => {},
    'w:tblPr': () => {},
    'w:tblGrid': () => {},
    'w:trPr': () => {},
    'w:tcPr': () => {},
    'w:ruby': (node, around) => this.visitAll(childOf(node, 'w:rubyBase'), around),
  };

  #paragraph(node: Element, around: Around): void {
    const outer = this.#open;
    const properties = childOf(node, 'w:pPr');
    const style = attributeOf(childOf(properties, 'w:pStyle'));
    const list = attributeOf(childOf(childOf(properties, 'w:numPr'), 'w:numId')) ?? '0';
    const paraId = attributeOf(node, 'w14:paraId');
    this.#open = {
      part: this.part,
      places: [],
      ...(paraId !== undefined && { paraId }),
      ...(style !== undefined && { style }),
      ...(list !== '0' && { isItem: true as const }),
      ...(around.cell && { cell: around.cell }),
      ...(around.isInBox && { isInBox: around.isInBox }),
      pieces: [],
      end: endOf(childOf(properties, 'w:rPr'), around),
    };
    this.paragraphs.push(this.#open);
    for (const mark of this.#waiting.splice(0)) this.visit(mark, around);
    this.visitAll(node, around);
    for (const id of this.#talking) this.#say(id, ' ');
    this.#open = outer;
  }

  #table(node: Element, around: Around): void {
    const table = this.#tables++;
    let row = 0;
    for (const child of contentOf(node)) {
      if (child.name !== 'w:tr') {
        this.visit(child, around);
        continue;
      }
      let column = 0;
      const ofRow = { ...around, ...endOf(childOf(child, 'w:trPr'), around) };
      for (const each of contentOf(child)) {
        if (each.name !== 'w:tc') this.visit(each, ofRow);
        else this.visitAll(each, { ...ofRow, cell: { table, row, column: column++ } });
      }
      row++;
    }
  }

  #control(node: Element, around: Around): void {
    const tag = attributeOf(childOf(childOf(node, 'w:sdtPr'), 'w:tag')) ?? '';
    const number = tagPattern.exec(tag)?.[1] ?? around.number;
    this.visitAll(childOf(node, 'w:sdtContent'), number === undefined ? around : { ...around, number });
  }

  #bookmark(node: Element): void {
    if (this.#open === undefined) {
      this.#waiting.push(node);
      return;
    }
    const name = attributeOf(node, 'w:name') ?? '';
    const [, number, left] = numberPattern.exec(name) ?? [];
    if (number !== undefined)
      this.#numbers.set(attributeOf(node, 'w:id') ?? '', { id: number, ...(left !== undefined && { left }) });
    const [, place, copy] = placePattern.exec(name) ?? [];
    const isNote = /notes$/.test(this.part);
    if (place !== undefined && (copy === undefined || isNote)) this.#open.places.push(place);
  }

  #comment(node: Element, begins: boolean): void {
    if (begins && this.#open === undefined) {
      this.#waiting.push(node);
      return;
    }
    const id = attributeOf(node, 'w:id') ?? '';
    if (this.#open !== undefined && !this.comments.has(id))
      this.comments.set(id, { paragraph: this.#open, about: '' });
    if (begins) this.#talking.add(id);
  }

  #field(node: Element): void {
    const type = attributeOf(node, 'w:fldCharType');
    const last = this.#fields.at(-1);
    if (type === 'begin') this.#fields.push({ instruction: '', hasResult: false });
    else if (type === 'end') this.#fields.pop();
    else if (last !== undefined) last.hasResult = true;
  }

  #instruction(text: string): void {
    const last = this.#fields.at(-1);
    if (last !== undefined) last.instruction += text;
  }

  #object(node: Element, around: Around): void {
    this.#add({ kind: 'object', text: '' }, around);
    // A text box has paragraphs of its own.
    for (const box of boxesIn(node)) this.visitAll(box, { ...around, isInBox: true });
  }

  #words(text: string, around: Around): void {
    // A link is the words of its author, whichever way it is written.
    const names = this.#fields.map(
      ({ instruction }) => /\w*/.exec(instruction.trim())?.[0].toUpperCase() ?? '',
    );
    const field = names.find((name) => name !== 'HYPERLINK');
    if (field !== undefined) {
      this.#add({ kind: 'field', text, field }, around);
      return;
    }
    const marked = [...this.#numbers.values()].at(-1);
    const id = around.number ?? marked?.id;
    this.#add(
      id === undefined
        ? { kind: 'words', text }
        : { kind: 'number', text, id, ...(marked?.left !== undefined && { left: marked.left }) },
      around,
    );
    if (around.deleted === undefined) for (const each of this.#talking) this.#say(each, text);
  }

  #say(id: string, text: string): void {
    const comment = this.comments.get(id);
    if (comment !== undefined && comment.about.length < mostQuoted) comment.about += text;
  }

  /** Adds a piece to the one before where nothing tells them apart: Word cuts words into runs as it likes. */
  #add(piece: Piece, { inserted, deleted }: Around): void {
    const pieces = this.#open?.pieces;
    if (pieces === undefined) return;
    const added = { ...piece, ...(inserted && { inserted }), ...(deleted && { deleted }) };
    const last = pieces.at(-1);
    if (last !== undefined && piece.text !== '' && last.text !== '' && isSamePiece(last, added))
      pieces[pieces.length - 1] = { ...last, text: last.text + added.text };
    else pieces.push(added);
  }
}

/** Characters that are quoted of what a comment is about. */
const mostQuoted = 200;

const isSameChange = (one?: Change, other?: Change): boolean =>
  one?.author === other?.author && one?.day === other?.day && one?.moves === other?.moves;

const isSamePiece = (one: Piece, other: Piece): boolean =>
  one.kind === other.kind &&
  one.id === other.id &&
  one.left === other.left &&
  one.field === other.field &&
  isSameChange(one.inserted, other.inserted) &&
  isSameChange(one.deleted, other.deleted);

/** The tracked change of the end of a paragraph, or of a row. */
function endOf(properties: Element | undefined, around: Around): Pick<Piece, 'inserted' | 'deleted'> {
  const find = (plain: string, moved: string): Change | undefined => {
    const [change, move] = [childOf(properties, plain), childOf(properties, moved)];
    return move === undefined ? change && authorOf(change) : { ...authorOf(move), moves: true };
  };
  const inserted = find('w:ins', 'w:moveTo') ?? around.inserted;
  const deleted = find('w:del', 'w:moveFrom') ?? around.deleted;
  return { ...(inserted && { inserted }), ...(deleted && { deleted }) };
}

/** The rows of a table or the cells of a row, also those in controls. */
const contentOf = (node: Element): Element[] =>
  childrenOf(node).flatMap((child) =>
    child.name === 'w:sdt' ? contentOf(childOf(child, 'w:sdtContent') ?? child) : [child],
  );

function* boxesIn(node: Element): Generator<Element> {
  for (const child of childrenOf(node)) {
    if (child.name === 'w:txbxContent') yield child;
    else if (child.name === 'mc:AlternateContent')
      yield* boxesIn(childOf(child, 'mc:Choice') ?? childOf(child, 'mc:Fallback') ?? child);
    else yield* boxesIn(child);
  }
}
