import type { Element, ElementContent } from 'xast';
import { attributeOf, childOf, childrenOf, textIn } from '../../../../outputs/docx/ooxml.js';
import type { Relation } from '../../../../outputs/docx/read/read-package.js';
import { type Block, isText, noteName, type Span, type TextBlock } from './blocks.js';
import { type IsOrdered, outlineLevel, type StyleSheet, wholeOf } from './styles.js';

interface Surroundings {
  readonly styles: StyleSheet;
  readonly isOrdered: IsOrdered;
  readonly links: ReadonlyMap<string, Relation>;
  /** What was left out or changed. */
  readonly leftOut: Set<string>;
}

/** How words are set. */
interface Look {
  readonly isBold?: true;
  readonly isItalic?: true;
  readonly href?: string;
  readonly isRaised?: true;
}

interface OpenParagraph {
  text: string;
  readonly spans: Span[];
  bold: number;
}

type Handler = (node: Element, look: Look) => void;

/** Reads a body, or a note, as blocks. Changes that were tracked count as accepted. */
export class BlockReader {
  #blocks: Block[] = [];
  #open: OpenParagraph | undefined;
  /** Fields inside each other, and whether their results have begun. */
  readonly #fields: { hasResult: boolean }[] = [];

  constructor(private readonly around: Surroundings) {}

  read(root: Element): readonly Block[] {
    this.#visitAll(root, {});
    return this.#blocks;
  }

  readonly #handlers: Readonly<Record<string, Handler>> = {
    'w:p': (node) => this.#paragraph(node),
    'w:tbl': (node, look) => this.#table(node, look),
    'w:r': (node, look) => this.#run(node, look),
    'w:t': (node, look) => this.#words(look.isRaised ? raised(textIn(node)) : textIn(node), look),
    'w:tab': (_, look) => this.#words(' ', look),
    'w:br': (node, look) => attributeOf(node, 'w:type') !== 'page' && this.#words(' ', look),
    'w:cr': (_, look) => this.#words(' ', look),
    'w:noBreakHyphen': (_, look) => this.#words('\u2011', look),
    'w:sym': () => this.#tell('signs of a symbol font are left out'),
    'w:sdt': (node, look) => this.#control(node, look),
    'w:hyperlink': (node, look) => this.#link(node, look),
    'w:fldChar': (node) => this.#field(node),
    'w:footnoteReference': (node) => this.#note('footnote', node),
    'w:endnoteReference': (node) => this.#note('endnote', node),
    'w:drawing': (node, look) => this.#drawing(node, look),
    'w:pict': (node, look) => this.#drawing(node, look),
    'w:object': (node, look) => this.#drawing(node, look),
    'm:oMath': (node, look) => this.#equation(node, look),
    'w:ins': (node, look) => this.#changed(node, look, true),
    'w:moveTo': (node, look) => this.#changed(node, look, true),
    'w:del': (node, look) => this.#changed(node, look, false),
    'w:moveFrom': (node, look) => this.#changed(node, look, false),
    'w:commentReference': () => this.#tell('comments are left out'),
    // The same twice, for programs that know more and for those that know less.
    'mc:AlternateContent': (node, look) =>
      this.#visitAll(childOf(node, 'mc:Choice') ?? childOf(node, 'mc:Fallback'), look),
    'w:ruby': (node, look) => this.#visitAll(childOf(node, 'w:rubyBase'), look),
    ...Object.fromEntries(
      [
        'w:instrText',
        'w:delText',
        'w:pPr',
        'w:rPr',
        'w:sectPr',
        'w:tblPr',
        'w:tblGrid',
        'w:trPr',
        'w:tcPr',
      ].map((name) => [name, () => {}]),
    ),
  };

  #visitAll(node: Element | undefined, look: Look): void {
    for (const child of node?.children ?? []) this.#visit(child, look);
  }

  #visit(node: ElementContent, look: Look): void {
    if (node.type !== 'element') return;
    const handler = Object.hasOwn(this.#handlers, node.name) ? this.#handlers[node.name] : undefined;
    if (handler === undefined) this.#visitAll(node, look);
    else handler(node, look);
  }

  #paragraph(node: Element): void {
    const outer = this.#open;
    const paragraph: OpenParagraph = { text: '', spans: [], bold: 0 };
    this.#open = paragraph;
    this.#visitAll(node, {});
    this.#open = outer;
    const block = this.#blockOf(paragraph, childOf(node, 'w:pPr'));
    if (block !== undefined) this.#blocks.push(block);
  }

  #blockOf({ text, spans, bold }: OpenParagraph, properties: Element | undefined): TextBlock | undefined {
    const { styles, isOrdered } = this.around;
    const style = attributeOf(childOf(properties, 'w:pStyle'));
    // Lists of contents are made anew.
    if (styles.isNamed(style, /^(?:toc \d|toc heading|table of figures)/)) return undefined;
    if (text.trim() === '' && !hasPicture({ spans })) return undefined;
    const made = {
      text,
      spans,
      isOrdered: false,
      isBold: bold > 0 && bold >= text.replace(/\s/g, '').length,
      level: 1,
    };
    const level = outlineLevel(properties) ?? styles.headingLevel(style);
    if (level !== undefined) return { ...made, kind: 'heading', level };
    if (styles.isNamed(style, /caption/)) return { ...made, kind: 'caption' };
    if (styles.isNamed(style, /^title$/)) return { ...made, kind: 'title' };
    const own = childOf(properties, 'w:numPr');
    const list = attributeOf(childOf(own, 'w:numId')) ?? styles.listOf(style) ?? '0';
    if (list === '0') return { ...made, kind: 'paragraph' };
    const depth = wholeOf(attributeOf(childOf(own, 'w:ilvl')), 0, 8);
    return { ...made, kind: 'item', level: depth + 1, isOrdered: isOrdered(list, `${depth}`) };
  }

  #table(node: Element, look: Look): void {
    const outer = this.#blocks;
    const inner: Block[] = [];
    const rows: string[][] = [];
    let heads = 1;
    for (const row of contentOf(node, 'w:tr')) {
      if (isOn(childOf(row, 'w:trPr'), 'w:tblHeader')) heads = rows.length + 1;
      rows.push(this.#row(row, look, inner, (rows.length > heads && rows.at(-1)) || []));
    }
    this.#blocks = outer;
    // A table that only lays out what stands in it is what stands in it.
    const isLayout = inner.length > 0 && rows.flat().every((text) => text === '');
    if (!isLayout) this.#blocks.push({ kind: 'table', rows });
    for (const block of inner) this.#blocks.push(block);
  }

  /** The texts of a row. */
  #row(row: Element, look: Look, inner: Block[], above: readonly string[]): string[] {
    const made: string[] = [];
    for (const cell of contentOf(row, 'w:tc')) {
      const properties = childOf(cell, 'w:tcPr');
      this.#blocks = [];
      this.#visitAll(cell, look);
      const texts = this.#blocks.filter(isText);
      for (const { note } of texts.flatMap(({ spans }) => spans))
        if (note !== undefined) this.#tell(`the mark \`[^${note}]\` of a note in a table is left out`);
      const words = texts.map(({ text }) => text.trim());
      for (const block of this.#blocks) if (!isText(block) || hasPicture(block)) inner.push(block);
      const merged = childOf(properties, 'w:vMerge');
      const isCovered = merged !== undefined && attributeOf(merged) !== 'restart';
      const span = wholeOf(attributeOf(childOf(properties, 'w:gridSpan')), 1, 100);
      made.push(
        isCovered ? carried(above, made.length) : words.join(' '),
        ...Array<string>(span - 1).fill(''),
      );
    }
    return made;
  }

  #run(node: Element, look: Look): void {
    const properties = childOf(node, 'w:rPr');
    if (isOn(properties, 'w:vanish')) return;
    this.#visitAll(node, {
      ...look,
      ...(isOn(properties, 'w:b') && { isBold: true as const }),
      ...(isOn(properties, 'w:i') && { isItalic: true as const }),
      ...(attributeOf(childOf(properties, 'w:vertAlign')) === 'superscript' && { isRaised: true as const }),
    });
  }

  #control(node: Element, look: Look): void {
    const gallery = childOf(childOf(childOf(node, 'w:sdtPr'), 'w:docPartObj'), 'w:docPartGallery');
    if (/table of contents/i.test(attributeOf(gallery) ?? '')) return;
    this.#visitAll(childOf(node, 'w:sdtContent'), look);
  }

  #link(node: Element, look: Look): void {
    const link = this.around.links.get(attributeOf(node, 'r:id') ?? '');
    this.#visitAll(node, link?.outside === undefined ? look : { ...look, href: link.outside });
  }

  #field(node: Element): void {
    const type = attributeOf(node, 'w:fldCharType');
    const last = this.#fields.at(-1);
    if (type === 'begin') this.#fields.push({ hasResult: false });
    else if (type === 'end') this.#fields.pop();
    else if (last !== undefined) last.hasResult = true;
  }

  #note(kind: 'footnote' | 'endnote', node: Element): void {
    const at = this.#open?.text.length ?? 0;
    this.#open?.spans.push({ at, end: at, note: noteName(kind, attributeOf(node, 'w:id') ?? '') });
  }

  #drawing(node: Element, look: Look): void {
    const [blip] = find(node, ['a:blip', 'v:imagedata']);
    const id = attributeOf(blip, 'r:embed') ?? attributeOf(blip, 'r:id') ?? '';
    const part = this.around.links.get(id)?.path ?? '';
    if (part !== '' && this.#open !== undefined) {
      const at = this.#open.text.length;
      const [about] = find(node, ['wp:docPr']);
      const alternative = attributeOf(about, 'descr') ?? '';
      this.#open.spans.push({ at, end: at, picture: { part, alternative } });
    } else if (find(node, ['c:chart']).length > 0)
      this.#tell('a chart that Word drew is left out: its numbers are in its workbook');
    // A text box has paragraphs of its own.
    for (const box of find(node, ['w:txbxContent'])) {
      this.#tell('a text box is before the paragraph that it belongs to');
      this.#visitAll(box, look);
    }
  }

  #equation(node: Element, look: Look): void {
    this.#tell('an equation is kept as text');
    const [before, all] = [this.#open?.text ?? '', textIn(node)];
    this.#words(before.endsWith(' ') || before === '' ? all : ` ${all}`, look);
  }

  #changed(node: Element, look: Look, stays: boolean): void {
    this.#tell('tracked changes are read as accepted');
    if (stays) this.#visitAll(node, look);
  }

  #tell(what: string): void {
    this.around.leftOut.add(what);
  }

  #words(text: string, { isBold, isItalic, href }: Look): void {
    const open = this.#open;
    if (open === undefined || text === '' || this.#fields.some(({ hasResult }) => !hasResult)) return;
    const at = open.text.length;
    open.text += text;
    if (isBold) open.bold += text.replace(/\s/g, '').length;
    if (isBold === undefined && isItalic === undefined && href === undefined) return;
    const look = { ...(isBold && { isBold }), ...(isItalic && { isItalic }), ...(href && { href }) };
    const last = open.spans.at(-1);
    const goesOn =
      last?.end === at && last.isBold === isBold && last.isItalic === isItalic && last.href === href;
    if (goesOn) open.spans[open.spans.length - 1] = { ...last, end: open.text.length };
    else open.spans.push({ at, end: open.text.length, ...look });
  }
}

/** What is merged down the side of a body is said of each of its rows; a number would count twice. */
function carried(above: readonly string[], at: number): string {
  const text = above[at] ?? '';
  return at === 0 || /\p{L}/u.test(text) ? text : '';
}

/** A property that is there, and not switched off. */
function isOn(properties: Element | undefined, name: string): boolean {
  const property = childOf(properties, name);
  return property !== undefined && !['0', 'false', 'off', 'none'].includes(attributeOf(property) ?? '1');
}

/** Digits that are set high, so that the mark of a note does not become a figure of the number before it. */
const raised = (text: string): string => text.replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? digit);

const hasPicture = ({ spans }: Pick<TextBlock, 'spans'>): boolean =>
  spans.some(({ picture }) => picture !== undefined);

/** The rows of a table or the cells of a row, also those in controls. */
const contentOf = (node: Element, name: string): Element[] =>
  childrenOf(node).flatMap((child) => {
    if (child.name === name) return [child];
    return child.name === 'w:sdt' || child.name === 'w:sdtContent' ? contentOf(child, name) : [];
  });

/** The outermost elements of these names inside a drawing; what is there twice counts once. */
function find(node: Element, names: readonly string[]): Element[] {
  return childrenOf(node).flatMap((child) => {
    if (names.includes(child.name)) return [child];
    return child.name === 'mc:Fallback' ? [] : find(child, names);
  });
}
