import type { Element } from 'xast';
import { neutral } from '../../model/chart/palette.js';
import { attributeOf, childOf, childrenOf, w } from './ooxml.js';
import { signStyle } from './printed-text.js';
import type { Reference } from './reference.js';
import { tidy } from './tidy.js';

/** What the default styles are made of. */
export interface DocxLook {
  /** Colours as `#rrggbb`. */
  readonly accent: string;
  readonly soft: string;
  readonly fonts: { readonly text: string; readonly headings: string };
  /** Half points. */
  readonly size: number;
  /** Of notes, where that is not left to the size of the text. */
  readonly noteSize?: number;
  readonly justified?: boolean;
  /** The title stands on a page of its own. */
  readonly hasCover: boolean;
  /** Of the text, as Word knows it: `en-GB`. */
  readonly language: string;
}

type StyleType = 'paragraph' | 'character' | 'table';

interface Style {
  readonly type: StyleType;
  /** As Word names it whatever its language, or ours. */
  readonly name: string;
  readonly basedOn?: string;
  readonly next?: string;
  readonly isDefault?: true;
  /** Properties of paragraphs, runs and tables, in the order of the schema. */
  readonly p?: readonly Element[];
  readonly r?: readonly Element[];
  readonly rest?: readonly Element[];
}

/** A colour as Word writes it. */
const colourOf = (colour: string): string => colour.replace('#', '').toUpperCase();

const spacing = (before: number, after: number, line?: number): Element =>
  w('spacing', { before, after, line, lineRule: line && 'auto' });
const keepNext = w('keepNext');

/** A number stands at `start`, and its words, on all lines, behind a tab. Twentieths of a point. */
const hanging = (start: number, number: number): Element =>
  w('ind', { left: start + number, hanging: number });

/** A line on one side of a paragraph or table. `size` in eighths of a point. */
export const border = (side: string, size: number, colour: string, space = 0): Element =>
  w(side, { val: size === 0 ? 'nil' : 'single', sz: size, space, color: colourOf(colour) });

/** A font for every script that a report is in. */
const fontOf = (name: string): Element => w('rFonts', { ascii: name, hAnsi: name, cs: name });
/** A ground behind words or cells. */
const ground = (colour: string): Element => w('shd', { val: 'clear', color: 'auto', fill: colourOf(colour) });
const inColour = (colour: string): Element => w('color', colourOf(colour));
const paragraph = (name: string, p: readonly Element[] = [], r: readonly Element[] = []): Style => ({
  type: 'paragraph',
  name,
  p,
  r,
});
const character = (name: string, r: readonly Element[] = []): Style => ({ type: 'character', name, r });

const headingSizes = [32, 26, 23, 21, 21, 21] as const;

/** The styles that Word has a name for, whatever its language. */
function wordStyles({ accent, fonts, size, noteSize, justified = false, hasCover }: DocxLook): Style[] {
  const small = w('sz', size - 3);
  const quiet = inColour(neutral.muted);
  const head = [fontOf(fonts.headings), w('b'), inColour(accent)];
  // The gap is below the last item alone, as where Word makes a list.
  const items = [spacing(0, 120, 271), w('contextualSpacing')];
  const rule = w('pBdr', {}, border('bottom', 8, accent, 4));
  const levels = headingSizes.map((letters, index): Style => {
    const before = index === 0 ? 0 : 320 - 40 * index;
    const p = [keepNext, w('keepLines'), spacing(before, 120), w('outlineLvl', index)];
    return { ...paragraph(`heading ${index + 1}`, p, [...head, w('sz', letters)]), next: 'Normal' };
  });
  return [
    {
      ...paragraph('Normal', [spacing(0, 120, 271), ...(justified ? [w('jc', 'both')] : [])]),
      isDefault: true,
    },
    { ...character('Default Paragraph Font'), isDefault: true },
    paragraph('Title', [spacing(hasCover ? 3600 : 240, 120)], [...head, w('sz', 56)]),
    paragraph('Subtitle', [spacing(0, 240)], [quiet, w('sz', 28)]),
    ...levels,
    // Not a level of the outline, so that the contents do not list themselves.
    paragraph(listHeading, [keepNext, w('keepLines'), spacing(0, 120)], [...head, w('sz', headingSizes[0])]),
    paragraph('caption', [keepNext, w('keepLines'), spacing(240, 40)], [w('b')]),
    paragraph('footnote text', [spacing(0, 40)], [noteSize === undefined ? small : w('sz', noteSize)]),
    character('footnote reference', [w('vertAlign', 'superscript')]),
    paragraph('Quote', [
      w('pBdr', {}, border('left', 18, neutral.rule, 10)),
      spacing(60, 120),
      w('ind', { left: 340, right: 340 }),
    ]),
    paragraph('List Bullet', items),
    paragraph('List Number', items),
    paragraph('toc 1', [spacing(80, 20), hanging(0, 454)], [w('b')]),
    paragraph('toc 2', [spacing(0, 20), hanging(454, 624)]),
    paragraph('toc 3', [spacing(0, 20), hanging(1078, 794)]),
    paragraph('table of figures', [spacing(0, 40)]),
    paragraph('Bibliography', [spacing(0, 80), hanging(0, 340)]),
    paragraph('header', [rule, spacing(0, 160), w('contextualSpacing')], [small, quiet]),
    paragraph('footer', [spacing(0, 0)], [small, quiet]),
    character('Hyperlink', [inColour(accent), w('u', 'single')]),
  ];
}

/** The styles of ours, for what Word has no name for. */
function ownStyles({ accent, soft, fonts, size }: DocxLook): Style[] {
  const quiet = [inColour(neutral.muted), w('sz', size - 3)];
  const box = ['top', 'left', 'bottom', 'right'].map((side) => border(side, 4, accent, 6));
  const edges = [spacing(0, 160, 271), w('ind', { left: 142, right: 142 }), w('contextualSpacing')];
  return [
    paragraph('Tallybook Cell', [spacing(0, 0)], [w('sz', size - 2)]),
    paragraph('Tallybook Note', [w('keepLines'), spacing(40, 0)], quiet),
    paragraph('Tallybook Source', [w('keepLines'), spacing(40, 240)], quiet),
    paragraph('Tallybook Measure', [keepNext, spacing(0, 80)], quiet),
    paragraph('Tallybook Term', [keepNext, spacing(80, 0)], [w('b')]),
    paragraph('Tallybook Meaning', [spacing(0, 80), w('ind', { left: 340 })]),
    paragraph('Tallybook Code', [spacing(0, 120)], [fontOf('Consolas'), w('sz', size - 3)]),
    paragraph('Tallybook Cover', [spacing(240, 120)], [w('b'), inColour(accent), w('sz', size + 4)]),
    paragraph(
      'Tallybook Imprint',
      [w('pBdr', {}, border('between', 4, neutral.rule, 2)), spacing(0, 60), hanging(0, 2268)],
      [w('sz', size - 2)],
    ),
    character('Tallybook Badge', [w('b'), inColour(neutral.warn)]),
    paragraph('Tallybook Banner', [spacing(120, 120)], [w('b'), inColour(neutral.warn)]),
    paragraph('Tallybook Box', [w('keepLines'), w('pBdr', {}, box), ground(soft), ...edges]),
    paragraph('Tallybook Figure', [
      w('keepLines'),
      // Word draws one frame round paragraphs of one style, and what is between them by itself.
      w('pBdr', {}, border('bottom', 4, neutral.rule, 4), border('between', 4, neutral.rule, 4)),
      w('tabs', {}, w('tab', { val: 'left', pos: figureWidth })),
      spacing(0, 120),
      w('ind', { left: figureWidth, hanging: figureWidth }),
    ]),
    character(signStyle),
    character('Tallybook Number', [fontOf(fonts.headings), w('b'), inColour(accent), w('sz', 40)]),
  ];
}

/** The name of the style of a heading above contents or lists. */
export const listHeading = 'TOC Heading';

/** How far the words of a key figure are set in, to stand beside it. Twentieths of a point. */
const figureWidth = 2400;

/** The style of every table. */
const tableStyle = 'Tallybook Table';

function tableStyles({ soft }: DocxLook): Style[] {
  const margins = (upright: number, across: number): Element =>
    w(
      'tblCellMar',
      {},
      ['top', 'left', 'bottom', 'right'].map((side, index) =>
        w(side, { w: index % 2 === 0 ? upright : across, type: 'dxa' }),
      ),
    );
  const strong = (side: string): Element => border(side, 8, neutral.ink);
  const lines = [strong('top'), strong('bottom'), border('insideH', 4, neutral.rule)];
  const edged = (side: string, ...more: Element[]): Element[] => [
    w('rPr', {}, w('b')),
    w('tcPr', {}, w('tcBorders', {}, strong(side)), more),
  ];
  const usual = [w('tblInd', { w: 0, type: 'dxa' }), margins(0, 108)];
  return [
    { type: 'table', name: 'Normal Table', isDefault: true, rest: [w('tblPr', {}, usual)] },
    {
      type: 'table',
      name: tableStyle,
      rest: [
        w('tblPr', {}, w('tblBorders', {}, lines), margins(30, 80)),
        w('tblStylePr', { type: 'firstRow' }, edged('bottom', ground(soft))),
        w('tblStylePr', { type: 'lastRow' }, edged('top')),
      ],
    },
  ];
}

/** Styles by their names, which are English in every Word; what follows a comma is an alias. Ids differ by language. */
export const keyOf = (name: string): string => (name.split(',')[0] ?? '').trim().toLowerCase();

/** The styles of a document: those of a reference, and of the default what it lacks. */
export class DocxStyles {
  readonly #ids = new Map<string, string>();
  readonly root: Element;

  constructor(look: DocxLook, reference?: Pick<Reference, 'styles' | 'tableStyle'>) {
    this.root = reference?.styles ?? emptyStyles(look);
    if (reference?.styles !== undefined) speak(this.root, look.language);
    const taken = new Set<string>();
    for (const style of childrenOf(this.root, 'w:style')) {
      const id = attributeOf(style, 'w:styleId') ?? '';
      taken.add(id);
      this.#ids.set(keyOf(attributeOf(childOf(style, 'w:name')) ?? ''), id);
    }
    // The tables of an office that has no style of ours look as the first one in its document.
    const table = reference?.tableStyle;
    if (table !== undefined && taken.has(table) && !this.#ids.has(keyOf(tableStyle)))
      this.#ids.set(keyOf(tableStyle), table);
    const own = [...wordStyles(look), ...ownStyles(look), ...tableStyles(look)].filter(
      ({ name }) => !this.#ids.has(keyOf(name)),
    );
    for (const { name } of own) this.#ids.set(keyOf(name), freeId(name, taken));
    for (const style of own) this.root.children.push(this.#element(style));
  }

  /** The id of a style by its name. Throws for a style that no report has. */
  idOf(name: string): string {
    const id = this.#ids.get(keyOf(name));
    if (id === undefined) throw new TypeError(`No style "${name}"`);
    return id;
  }

  /** The style of a name. */
  named(name: string): Element | undefined {
    const id = this.#ids.get(keyOf(name));
    return childrenOf(this.root, 'w:style').find((style) => attributeOf(style, 'w:styleId') === id);
  }

  #element({ type, name, next, isDefault, p = [], r = [], rest = [] }: Style): Element {
    const parent = { paragraph: 'Normal', character: 'Default Paragraph Font', table: 'Normal Table' }[type];
    return w(
      'style',
      {
        type,
        default: isDefault && 1,
        customStyle: name.startsWith('Tallybook') ? 1 : undefined,
        styleId: this.idOf(name),
      },
      w('name', name),
      !isDefault && w('basedOn', this.idOf(parent)),
      next !== undefined && w('next', this.idOf(next)),
      w('qFormat'),
      p.length > 0 && w('pPr', {}, p),
      r.length > 0 && w('rPr', {}, r),
      rest,
    );
  }
}

/** Makes the language of a report that of its text, whatever that of an office's document is. */
function speak(styles: Element, language: string): void {
  const forget = (element: Element): void => {
    element.children = element.children.filter(
      (child) => child.type !== 'element' || child.name !== 'w:lang',
    );
    for (const child of childrenOf(element)) forget(child);
  };
  forget(styles);
  let place = styles;
  for (const name of ['docDefaults', 'rPrDefault', 'rPr']) {
    const next = childOf(place, `w:${name}`) ?? w(name);
    if (!place.children.includes(next)) place.children.unshift(next);
    place = next;
  }
  place.children.push(w('lang', languageOf(language)));
  tidy(place);
}

const languageOf = (language: string) => ({ val: language, eastAsia: language, bidi: 'ar-SA' });

/** `heading 1` -> `Heading1`, as Word writes it in English. */
function freeId(name: string, taken: Set<string>): string {
  let id = name.replace(/(?:^|\W+)(\w)/g, (_, letter: string) => letter.toUpperCase());
  while (taken.has(id)) id += 'x';
  taken.add(id);
  return id;
}

function emptyStyles({ fonts, size, language }: DocxLook): Element {
  const { text } = fonts;
  return w(
    'styles',
    {},
    w(
      'docDefaults',
      {},
      w(
        'rPrDefault',
        {},
        w(
          'rPr',
          {},
          w('rFonts', { ascii: text, hAnsi: text, cs: text, eastAsia: text }),
          w('color', colourOf(neutral.ink)),
          w('sz', size),
          w('szCs', size),
          w('lang', languageOf(language)),
        ),
      ),
      w('pPrDefault'),
    ),
  );
}
