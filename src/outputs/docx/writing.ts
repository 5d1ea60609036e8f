import { extname } from 'node:path';
import type { PhrasingContent } from 'mdast';
import type { Element } from 'xast';
import type { Language } from '../../language/language.js';
import { contrast } from '../../model/chart/colour.js';
import type { House } from '../../model/project/house.js';
import type { TargetName } from '../../model/project/target-name.js';
import type { NumberForm } from '../../model/project/word.js';
import type { Document } from '../../model/tree/document.js';
import type { Side } from '../../model/tree/nodes.js';
import type { EndnoteNode } from '../../model/tree/part-nodes.js';
import type { Judgement } from '../../model/tree/table-parts.js';
import type { TreeHandlers } from '../../model/tree/tree-visitor.js';
import { longestTag, numberBookmark, numberTag, placeName } from './names.js';
import { DocxNumbering } from './numbering.js';
import {
  bookmarkOf,
  childrenOf,
  e,
  numberOf,
  paragraphId,
  rootAttributes,
  textIn,
  w,
  xmlOf,
} from './ooxml.js';
import { OfficePackage } from './package.js';
import type { Pictures } from './pictures.js';
import type { Marginal, Reference } from './reference.js';
import { signPlaces, unsigned } from './sign-places.js';
import { type DocxLook, DocxStyles } from './styles.js';

/** How the letters of some words look. */
export interface Marks {
  readonly bold?: true;
  readonly italic?: true;
  readonly strike?: true;
  readonly raised?: true;
  /** The name of a style of characters. */
  readonly style?: string;
  /** BCP 47, of words in another language than the report. */
  readonly language?: string;
  /** The ground behind the words, as `#rrggbb`. */
  readonly ground?: string;
  /** Of the words on paper, as `#rrggbb`. */
  readonly colour?: string;
}

/** What stands around a node. */
export interface Around {
  readonly marks: Marks;
  /** The name of the style of its paragraphs; that of plain text where nothing is said. */
  readonly style?: string;
  /** The list that its next paragraph is an item of. */
  readonly item?: { readonly list: number; readonly level: number };
  /** How far its paragraphs are set in. Twentieths of a point. */
  readonly indent?: number;
  /** In a box, whose edges items of lists have too. */
  readonly boxed?: true;
  /** Its paragraphs stay on the page of what follows. */
  readonly keepNext?: true;
  readonly align?: 'left' | 'center' | 'right';
  /** Its paragraphs stand in one frame at a side of the text, which goes on beside it. */
  readonly frame?: Frame;
}

/** A part of the width at a side of the text. */
export interface Frame {
  readonly side: Side;
  /** Twentieths of a point. */
  readonly width: number;
}

/** What becomes of a node: elements of its place, for whoever says what is around it. */
export type Made = (around: Around) => readonly Element[];

/** Handlers for some types of nodes. Together they are for every type, or they do not compile. */
export type Handlers<Types extends keyof TreeHandlers<Made>> = Pick<TreeHandlers<Made>, Types>;

/** Text without anything around it. */
export const plain: Around = { marks: {} };

/** A sheet and its edges in twentieths of a point, upright. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
  /** `top`, `right`, `bottom`, `left`, `header`, `footer`, `gutter`. */
  readonly margins: Readonly<Record<string, number>>;
}

/** What a Word file is made from. */
export interface DocxInput {
  readonly target: TargetName;
  readonly document: Document;
  readonly language: Language;
  readonly house: House;
  /** Of drawings, for programs that show no SVG. */
  readonly pictures: Pictures;
  readonly look: DocxLook;
  readonly numbers: NumberForm;
  /** What stands in the template is bookmarked, and bookmarks bear fingerprints of words and numbers as they are now. */
  readonly hasFingerprints: boolean;
  readonly page: PageSize;
  /** The document of an office whose look it takes. */
  readonly reference?: Reference;
  /** The colour of a judgement. */
  readonly groundOf: (judgement: Judgement) => string;
  /** Only of a template for Word, which is of no report: a sample of each style. They stand behind its cover, where a report has its text. */
  readonly samples?: (writing: Writing) => readonly Element[];
}

const mainPart = 'word/document.xml';

/** What lasts while a Word file is written: its parts, and what is counted through it. */
export class Writing {
  readonly pack = new OfficePackage();
  readonly styles: DocxStyles;
  readonly numbering: DocxNumbering;
  /** In the order of their marks. */
  readonly notes: { readonly note: EndnoteNode; readonly counted: boolean }[] = [];
  /** Notes by their ids, before the first of them is met. */
  readonly noteById = new Map<string, EndnoteNode>();
  /** The names of the places of finished parts, and the fingerprints of their other paragraphs. */
  readonly places: string[] = [];
  /** Width of the text. */
  width: number;
  #marks = 1;
  #pictures = 1;
  readonly #made = new Map<string, string>();
  readonly #names = new Map<string, number>();

  constructor(readonly input: DocxInput) {
    const { look, reference } = input;
    this.styles = new DocxStyles(look, reference);
    this.numbering = new DocxNumbering(reference?.numbering);
    this.width = this.widthOf(false);
  }

  /** How wide the text of a sheet is, upright or across. */
  widthOf(isWide: boolean): number {
    const { width, height, margins } = this.input.page;
    const { top = 0, right = 0, bottom = 0, left = 0, gutter = 0 } = margins;
    return isWide ? height - top - bottom - gutter : width - left - right - gutter;
  }

  /** How tall the text of an upright sheet is. */
  get height(): number {
    const { height, margins } = this.input.page;
    return height - (margins.top ?? 0) - (margins.bottom ?? 0);
  }

  get language(): Language {
    return this.input.language;
  }

  /** The name with a number behind it from its second use on. */
  #nth(name: string): string {
    const count = (this.#names.get(name) ?? 0) + 1;
    this.#names.set(name, count);
    return count === 1 ? name : `${name}:${count}`;
  }

  /** True the first time that a name is asked for. */
  isFirst(name: string): boolean {
    return this.#nth(name) === name;
  }

  /** What is made the first time that it is asked for. */
  once(name: string, make: () => string): string {
    const known = this.#made.get(name) ?? make();
    this.#made.set(name, known);
    return known;
  }

  nextPicture(): number {
    return this.#pictures++;
  }

  relate(type: string, target: string, external = false): string {
    return this.pack.relate(mainPart, type, target, external);
  }

  runProperties({ style, bold, italic, strike, raised, language, ground, colour }: Marks): Element[] {
    const properties = [
      style !== undefined && w('rStyle', this.styles.idOf(style)),
      bold && w('b'),
      italic && w('i'),
      strike && w('strike'),
      colour !== undefined && w('color', colour.slice(1).toUpperCase()),
      ground !== undefined && w('color', inkOn(ground)),
      ground !== undefined && w('shd', { val: 'clear', color: 'auto', fill: ground.slice(1).toUpperCase() }),
      raised && w('vertAlign', 'superscript'),
      language !== undefined && w('lang', wordLanguage(language)),
    ].filter((each): each is Element => typeof each === 'object');
    return properties.length === 0 ? [] : [w('rPr', {}, properties)];
  }

  run(text: string, marks: Marks = {}): Element {
    // A line end in the source is a space to a reader.
    const words = text.replace(/[ \t]*\n[ \t]*/g, ' ');
    const keeps = /^[ \t]|[ \t]$|[ \t]{2}/.test(words) ? { 'xml:space': 'preserve' } : {};
    return w('r', {}, this.runProperties(marks), w('t', keeps, words));
  }

  tab(marks: Marks): Element {
    return w('r', {}, this.runProperties(marks), w('tab'));
  }

  words(text: string, marks: Marks = {}): Element[] {
    return text === '' ? [] : [this.run(text, marks)];
  }

  /** A field with its result, so that no program asks to update it. */
  field(instruction: string, result: readonly Element[], marks: Marks = {}): Element[] {
    const { begin, end } = this.fieldEnds(instruction, marks);
    return [...begin, ...result, ...end];
  }

  fieldEnds(instruction: string, marks: Marks = {}): { readonly begin: Element[]; readonly end: Element[] } {
    const part = (child: Element): Element => w('r', {}, this.runProperties(marks), child);
    const character = (fldCharType: string): Element => part(w('fldChar', { fldCharType }));
    const words = w('instrText', { 'xml:space': 'preserve' }, ` ${instruction} `);
    return {
      begin: [character('begin'), part(words), character('separate')],
      end: [character('end')],
    };
  }

  /** Marks what links lead to, or what is looked for when the file comes back. */
  bookmark(name: string, inner: readonly Element[]): Element[] {
    const id = this.#marks++;
    return [w('bookmarkStart', { id, name }), ...inner, w('bookmarkEnd', { id })];
  }

  /** Marks what links to an id lead to. Where several bear one id the first keeps it. */
  target(id: string | undefined, inner: readonly Element[]): readonly Element[] {
    return id !== undefined && this.isFirst(`target ${id}`) ? this.bookmark(targetName(id), inner) : inner;
  }

  /** Marks words that stand in the template, by their offset in what it expands to. */
  written(offset: number | undefined, inner: readonly Element[]): readonly Element[] {
    return offset !== undefined && this.input.hasFingerprints && this.isFirst(`written ${offset}`)
      ? this.bookmark(placeName(offset, unsigned), inner)
      : inner;
  }

  /** A printed number with the id of its entry, as far as this report marks numbers. */
  number(id: string, title: string, inner: readonly Element[], marks: Marks): readonly Element[] {
    const { numbers, hasFingerprints } = this.input;
    if (numbers === 'plain') return inner;
    const nth = this.#nth(`number ${id}`);
    const text = hasFingerprints ? inner.map(textIn).join('') : undefined;
    const name = numberBookmark(id, text, Number(nth.slice(`number ${id}`.length + 1) || 1));
    if (numbers === 'bookmark') return this.bookmark(name, inner);
    const control = w(
      'sdt',
      {},
      w(
        'sdtPr',
        {},
        this.runProperties(marks),
        w('alias', title.slice(0, longestTag)),
        w('tag', numberTag(id)),
        w('id', numberOf(nth)),
        numbers === 'locked' && w('lock', 'sdtContentLocked'),
        e('w15:appearance', { 'w15:val': 'hidden' }),
        w('text'),
      ),
      w('sdtContent', {}, inner),
    );
    return this.bookmark(name, [control]);
  }

  paragraph(content: readonly Element[], around: Around, more: readonly Element[] = []): Element {
    const { style, item, indent, boxed, keepNext, align, frame } = around;
    const given = {
      pStyle: style !== undefined && w('pStyle', this.styles.idOf(style)),
      keepNext: keepNext && w('keepNext'),
      framePr: frame && frameOf(frame),
      numPr: item && w('numPr', {}, w('ilvl', item.level), w('numId', item.list)),
      ind: indentOf(indent, boxed === true && item !== undefined ? item.level : undefined),
      jc: align !== undefined && w('jc', align),
    };
    const own = Object.values(given).filter((each): each is Element => typeof each === 'object');
    const properties = [...own, ...more].sort((one, other) => placeOf(one) - placeOf(other));
    const name = this.#nth('paragraph');
    return w(
      'p',
      { 'w14:paraId': paragraphId(name), 'w14:textId': '77777777' },
      properties.length > 0 && w('pPr', {}, properties),
      content,
    );
  }

  /** Parts two tables, which Word would join. */
  spacer(): Element {
    return this.paragraph([], plain, [w('spacing', { before: 0, after: 0, line: 120, lineRule: 'exact' })]);
  }

  /** Adds a part that the document leads to. */
  addPart(type: string, root: Element, pictures: Marginal['pictures'] = []): string {
    const name = this.#nth(type).replace(':', '');
    const own = `${root.attributes['mc:Ignorable'] ?? ''} ${rootAttributes['mc:Ignorable'] ?? ''}`;
    root.attributes = { ...root.attributes, ...rootAttributes };
    // Word refuses a file that says to ignore a prefix which it does not declare.
    const ignored = [...new Set(own.split(/\s+/))].filter((prefix) => `xmlns:${prefix}` in root.attributes);
    root.attributes['mc:Ignorable'] = ignored.join(' ');
    const ids = new Map(
      pictures.map(({ id, name: file, bytes }, index) => {
        // A name of ours: the office's may be `Logo é.PNG`, and two folders of it may have one.
        const path = `media/${name}-${index + 1}${extname(file).toLowerCase()}`;
        this.pack.add(`word/${path}`, bytes);
        return [id, this.pack.relate(`word/${name}.xml`, 'image', path)];
      }),
    );
    if (ids.size > 0) relateAgain(root, ids);
    for (const place of signPlaces(root)) this.places.push(place);
    const contentType = `application/vnd.openxmlformats-officedocument.wordprocessingml.${type}+xml`;
    this.pack.add(`word/${name}.xml`, xmlOf(root), contentType);
    return this.relate(type, `${name}.xml`);
  }

  addDocument(body: readonly Element[]): void {
    const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
    const root = e('w:document', rootAttributes, w('body', {}, body));
    for (const place of signPlaces(root)) this.places.push(place);
    this.pack.add(mainPart, xmlOf(root), type);
    this.pack.relate('', 'officeDocument', mainPart);
  }
}

/** Paragraphs that follow each other with the same frame stand in one; text keeps a distance of 8 points. */
const frameOf = ({ side, width }: Frame): Element =>
  w('framePr', {
    w: width,
    hSpace: 160,
    wrap: 'around',
    vAnchor: 'text',
    hAnchor: 'margin',
    xAlign: side,
    y: 1,
  });

/** Puts the ids of the relations of a new part in the place of those of the old one. */
function relateAgain(element: Element, ids: ReadonlyMap<string, string>): void {
  for (const [name, id] of Object.entries(element.attributes))
    if (name.startsWith('r:')) element.attributes[name] = ids.get(id ?? '') ?? id;
  for (const child of childrenOf(element)) relateAgain(child, ids);
}

/** The bookmark of what links to an id lead to. */
export const targetName = (id: string): string => bookmarkOf(`target ${id}`);

/** The schema has an order for the properties of paragraphs. */
const order =
  'pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs spacing ind contextualSpacing jc outlineLvl sectPr';
const places = new Map(order.split(' ').map((name, index) => [`w:${name}`, index]));
const placeOf = ({ name }: Element): number => places.get(name) ?? places.size;

function indentOf(indent: number | undefined, boxedLevel: number | undefined): Element | false {
  // The edges of a box are those of its first line, so an item begins where its paragraphs do.
  if (boxedLevel !== undefined) return w('ind', { left: 502 + 360 * boxedLevel, right: 142, hanging: 360 });
  return indent !== undefined && indent > 0 && w('ind', { left: indent });
}

/** Nearly black or white, whichever is read better on a ground. */
function inkOn(ground: string): string {
  const contrastOf = (ink: string): number => contrast(`#${ink}`, ground) ?? 0;
  return contrastOf('1C1C28') > contrastOf('FFFFFF') ? '1C1C28' : 'FFFFFF';
}

/** Regions of languages for which Word wants one, since it checks no spelling without. */
const regions: Readonly<Record<string, string>> = {
  en: 'en-GB',
  sq: 'sq-AL',
  sr: 'sr-Cyrl-RS',
  'sr-Cyrl': 'sr-Cyrl-RS',
  'sr-Latn': 'sr-Latn-RS',
  de: 'de-DE',
  fr: 'fr-FR',
  es: 'es-ES',
  it: 'it-IT',
  ro: 'ro-RO',
  mk: 'mk-MK',
  bs: 'bs-Latn-BA',
  hr: 'hr-HR',
  tr: 'tr-TR',
};

/** A language as Word knows it. */
export const wordLanguage = (tag: string): string => regions[tag] ?? tag;

/** The plain words of some nodes. */
export function textOf(nodes: readonly PhrasingContent[]): string {
  return nodes
    .map((node): string => {
      if (node.type === 'value') return node.entry.text;
      if ('value' in node) return node.value;
      return 'children' in node ? textOf(node.children) : '';
    })
    .join('')
    .replace(/\s*\n\s*/g, ' ');
}
