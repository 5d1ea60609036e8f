import { findNumerals } from '../../model/numerals.js';
import type { NumberClass } from '../../model/quantity.js';
import { hasClass, isText, type MarkupElement, type MarkupNode } from '../snapshot/read-markup.js';
import { frameAttribute } from '../snapshot/read-page.js';
import { classesOf } from './class-attribute.js';

/** A numeral of a finished page. */
export interface PageNumeral {
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

/** Attributes that a reader meets as text; the theme prints `data-code` and `data-head`. */
const spoken = ['alt', 'title', 'aria-label', 'aria-description', 'placeholder', 'data-code', 'data-head'];

interface Surroundings {
  readonly classes: string | undefined;
  readonly anchor: string | undefined;
  readonly inHead: boolean;
  /** Ids inside a drawing are of its parts; its figure is what a reader finds. */
  readonly inDrawing: boolean;
}

/**
 * Every numeral that a finished page shows or says, in its order: its text, and the attributes that take the place of text. Where a
 * number comes from is data of the page, and made of labels throughout. The drawings of a chart for windows of other widths repeat
 * what the first one prints: a list of numerals has them once.
 */
export function numeralsIn(page: readonly MarkupNode[], withRepeated = false): PageNumeral[] {
  const found: PageNumeral[] = [];
  let heading: string | undefined;
  const add = (words: string, classes: string | undefined, { anchor, inHead }: Surroundings): void => {
    const numerals = findNumerals(words);
    const names = classesOf(classes, numerals.length);
    for (const [index, { text }] of numerals.entries())
      found.push({ text, class: names[index], anchor: anchor ?? heading, words: words.trim(), inHead });
  };
  const visit = (nodes: readonly MarkupNode[], around: Surroundings): void => {
    for (const node of nodes) {
      if (isText(node)) {
        add(node.text, around.classes, around);
        continue;
      }
      if (!withRepeated && node.attributes.has(frameAttribute)) continue;
      const inner = inside(node, around);
      if (/^h[1-6]$/.test(node.name)) heading = node.attributes.get('id') ?? heading;
      for (const name of spoken)
        add(node.attributes.get(name) ?? '', node.attributes.get('data-n-alt'), inner);
      visit(node.children, inner);
    }
  };
  visit(page, { classes: undefined, anchor: undefined, inHead: false, inDrawing: false });
  return found;
}

function inside(element: MarkupElement, around: Surroundings): Surroundings {
  const { name, attributes } = element;
  const id = attributes.get('id');
  const isNumber = name === 'data' && hasClass(element, 'value');
  return {
    classes: isNumber ? 'ledger' : (attributes.get('data-n') ?? around.classes),
    anchor: id === undefined || id.startsWith('_') || around.inDrawing ? around.anchor : id,
    inHead: around.inHead || name === 'head',
    inDrawing: around.inDrawing || name === 'svg',
  };
}
