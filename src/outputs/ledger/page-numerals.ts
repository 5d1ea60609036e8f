import { findNumerals } from '../../model/numerals.js';
import type { NumberClass } from '../../model/quantity.js';
import { hasClass, isText, type MarkupElement, type MarkupNode, textIn } from '../snapshot/read-markup.js';
import { frameAttribute, headingIn, isHeading, sectionId } from '../snapshot/read-page.js';
import { classesOf, type PrintedSection } from './numeral.js';

/** A numeral of a finished page. */
interface PageNumeral {
  readonly text: string;
  /** Undefined where nothing says what it is. */
  readonly class: NumberClass | undefined;
  /** The id of the element around it, else of the nearest heading above; undefined before the first. */
  readonly anchor: string | undefined;
  /** The words around it, for a message. */
  readonly words: string;
  /** True in the name of the window, which is no part of the content. */
  readonly inHead: boolean;
}

/** A printed quantity of a finished page. */
interface PageQuantity {
  readonly text: string;
  readonly id: string | undefined;
  /** As of a numeral. */
  readonly anchor: string | undefined;
  /** What stands in brackets beside it: `[p][r]`; nothing where nothing does. */
  readonly marks: string;
}

/** What a finished page prints of all that the list of numbers of its report has. */
export interface PageList {
  /** Every numeral that it shows or says: its text, and the attributes that take the place of text. */
  readonly numerals: readonly PageNumeral[];
  readonly quantities: readonly PageQuantity[];
  /** Chapters and sections, as `numbers.json` names them. */
  readonly sections: readonly PrintedSection[];
}

/** Attributes that a reader meets as text; the theme prints `data-code` and `data-head`. */
const spoken = ['alt', 'title', 'aria-label', 'aria-description', 'placeholder', 'data-code', 'data-head'];

interface Surroundings {
  readonly classes: string | undefined;
  readonly anchor: string | undefined;
  readonly marks: string;
  readonly inHead: boolean;
  /** Ids inside a drawing are of its parts; its figure is what a reader finds. */
  readonly inDrawing: boolean;
}

/**
 * Reads the numerals, quantities and sections of a finished page in its order. Where a number comes from is data of the page, and made of
 * labels throughout. The drawings of a chart for windows of other widths repeat what the first one prints: a list has them once.
 */
export function readPageList(page: readonly MarkupNode[], withRepeated = false): PageList {
  const numerals: PageNumeral[] = [];
  const quantities: PageQuantity[] = [];
  const sections: PrintedSection[] = [];
  let heading: string | undefined;
  const add = (words: string, classes: string | undefined, { anchor, inHead }: Surroundings): void => {
    const found = findNumerals(words);
    const names = classesOf(classes, found.length);
    for (const [index, { text }] of found.entries())
      numerals.push({ text, class: names[index], anchor: anchor ?? heading, words: words.trim(), inHead });
  };
  const visit = (nodes: readonly MarkupNode[], around: Surroundings): void => {
    for (const node of nodes) {
      if (isText(node)) {
        add(node.text, around.classes, around);
        continue;
      }
      const { attributes, children } = node;
      if (!withRepeated && attributes.has(frameAttribute)) continue;
      const inner = inside(node, around);
      if (isHeading(node)) heading = attributes.get('id') ?? heading;
      const id = sectionId(node);
      if (id !== undefined) sections.push({ id, title: textIn(headingIn(children)?.children ?? []).trim() });
      if (isQuantity(node))
        quantities.push({
          text: textIn(children),
          id: attributes.get('data-id'),
          anchor: inner.anchor ?? heading,
          marks: around.marks,
        });
      for (const name of spoken) add(attributes.get(name) ?? '', attributes.get('data-n-alt'), inner);
      visit(children, inner);
    }
  };
  visit(page, { classes: undefined, anchor: undefined, marks: '', inHead: false, inDrawing: false });
  return { numerals, quantities, sections };
}

function inside(element: MarkupElement, around: Surroundings): Surroundings {
  const { name, attributes } = element;
  const id = attributes.get('id');
  return {
    classes: isQuantity(element) ? 'ledger' : (attributes.get('data-n') ?? around.classes),
    anchor: id === undefined || id.startsWith('_') || around.inDrawing ? around.anchor : id,
    marks: marksIn(element) || around.marks,
    inHead: around.inHead || name === 'head',
    inDrawing: around.inDrawing || name === 'svg',
  };
}

const isQuantity = (element: MarkupElement): boolean => element.name === 'data' && hasClass(element, 'value');

/** A number may be marked twice over: with what it is in data, and as an illustration. */
function marksIn({ children }: MarkupElement): string {
  const beside = children.find(
    (child): child is MarkupElement => !isText(child) && hasClass(child, 'status-marks'),
  );
  return beside === undefined ? '' : (textIn(beside.children).match(/\[\w+\]/g) ?? []).join('');
}
