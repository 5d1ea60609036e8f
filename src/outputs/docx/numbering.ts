import type { Element } from 'xast';
import { attributeOf, childOf, childrenOf, paragraphId, w } from './ooxml.js';
import type { DocxStyles } from './styles.js';

/** The levels of headings that bear numbers. */
const headingLevels = [1, 2, 3, 4, 5, 6] as const;
/** How deep lists may be in each other, of which Word knows nine. */
const listLevels = Array.from({ length: 9 }, (_, index) => index);
const step = 360;

/** The lists of a document: those of a reference, and ours with ids above its own. */
export class DocxNumbering {
  readonly root: Element;
  #abstract: number;
  #number: number;
  readonly #named = new Map<string, number>();

  constructor(reference?: Element) {
    this.root = reference ?? w('numbering');
    this.#abstract = this.#greatest('w:abstractNum', 'w:abstractNumId') + 1;
    this.#number = this.#greatest('w:num', 'w:numId') + 1;
  }

  /** The bullets that all lists without numbers share. */
  bullets(): number {
    return this.#once('bullets', () =>
      listLevels.map((level) => listLevel(level, 'bullet', level % 2 === 0 ? '\u2022' : '\u2013')),
    );
  }

  /** A list that counts by itself. @param key Tells it from every other. */
  ordered(key: string, start: number): number {
    return this.#once(`list ${key}`, () =>
      listLevels.map((level) => listLevel(level, 'decimal', `%${level + 1}.`, level === 0 ? start : 1)),
    );
  }

  /** Paragraphs that are numbered through the report: "12." */
  paragraphs(): number {
    return this.#once('paragraphs', () => [
      w(
        'lvl',
        { ilvl: 0 },
        w('start', 1),
        w('numFmt', 'decimal'),
        w('suff', 'tab'),
        w('lvlText', '%1'),
        w('lvlJc', 'left'),
        w('pPr', {}, w('tabs', {}, w('tab', { val: 'num', pos: 567 })), w('ind', { left: 0, firstLine: 0 })),
      ),
    ]);
  }

  /** The list of levels that numbers headings: "3.2". One that a reference ties to its headings stays. */
  headings(styles: DocxStyles): number {
    const own = attributeOf(
      childOf(childOf(childOf(styles.named('heading 1'), 'w:pPr'), 'w:numPr'), 'w:numId'),
    );
    if (own !== undefined) return Number(own);
    const numId = this.#once('headings', () =>
      headingLevels.map((level) => headingLevel(level, undefined, styles)),
    );
    for (const level of headingLevels) tieToStyle(styles.named(`heading ${level}`), level - 1, numId);
    return numId;
  }

  /** The list of the headings of an annex: "A", "A.1". Its letter is of the language, which Word cannot count in. */
  annex(letter: string): number {
    return this.#once(`annex ${letter}`, () => headingLevels.map((level) => headingLevel(level, letter)));
  }

  #greatest(name: string, attribute: string): number {
    return childrenOf(this.root, name).reduce(
      (greatest, node) => Math.max(greatest, Number(attributeOf(node, attribute)) || 0),
      0,
    );
  }

  #once(key: string, levels: () => readonly Element[]): number {
    const known = this.#named.get(key);
    if (known !== undefined) return known;
    const [abstract, number] = [this.#abstract++, this.#number++];
    this.#named.set(key, number);
    const made = w(
      'abstractNum',
      { abstractNumId: abstract },
      w('nsid', paragraphId(key)),
      w('multiLevelType', 'multilevel'),
      w('tmpl', paragraphId(`${key} template`)),
      levels(),
    );
    // The schema wants every abstract list before all lists, and one thing behind them.
    this.#insertBefore(['w:num', 'w:numIdMacAtCleanup'], made);
    this.#insertBefore(['w:numIdMacAtCleanup'], w('num', { numId: number }, w('abstractNumId', abstract)));
    return number;
  }

  #insertBefore(names: readonly string[], node: Element): void {
    const { children } = this.root;
    const at = children.findIndex((child) => child.type === 'element' && names.includes(child.name));
    children.splice(at < 0 ? children.length : at, 0, node);
  }
}

function listLevel(level: number, format: string, text: string, start = 1): Element {
  return w(
    'lvl',
    { ilvl: level },
    w('start', start),
    w('numFmt', format),
    w('lvlText', text),
    w('lvlJc', 'left'),
    w('pPr', {}, w('ind', { left: step * (level + 1), hanging: step })),
  );
}

/** How far the words of a heading stand behind its number: "3", "3.2". */
const headingStep = (level: number): number => 340 + 227 * level;

/** @param letter In place of the number of the first level. */
function headingLevel(level: number, letter?: string, styles?: DocxStyles): Element {
  const numbers = Array.from({ length: level }, (_, index) => `%${index + 1}`);
  return w(
    'lvl',
    { ilvl: level - 1 },
    w('start', 1),
    w('numFmt', 'decimal'),
    styles !== undefined && w('pStyle', styles.idOf(`heading ${level}`)),
    w('lvlText', (letter === undefined ? numbers : [letter, ...numbers.slice(1)]).join('.')),
    w('lvlJc', 'left'),
    w('pPr', {}, w('ind', { left: headingStep(level), hanging: headingStep(level) })),
  );
}

const beforeNumbers = [
  'w:pStyle',
  'w:keepNext',
  'w:keepLines',
  'w:pageBreakBefore',
  'w:framePr',
  'w:widowControl',
];
const afterParagraph = ['w:rPr', 'w:tblPr', 'w:trPr', 'w:tcPr', 'w:tblStylePr'];

/** Makes a style number its paragraphs. The schema has its place between others. */
function tieToStyle(style: Element | undefined, level: number, numId: number): void {
  if (style === undefined) return;
  let properties = childOf(style, 'w:pPr');
  if (properties === undefined) {
    properties = w('pPr');
    insertBefore(style, (name) => afterParagraph.includes(name), properties);
  }
  const numbers = w('numPr', {}, w('ilvl', level), w('numId', numId));
  insertBefore(properties, (name) => !beforeNumbers.includes(name), numbers);
}

function insertBefore({ children }: Element, isBehind: (name: string) => boolean, node: Element): void {
  const at = children.findIndex((child) => child.type === 'element' && isBehind(child.name));
  children.splice(at < 0 ? children.length : at, 0, node);
}
