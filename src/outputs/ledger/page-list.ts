import { headingIn, isHeading, sectionId } from '../snapshot/part-id.js';
import { hasClass, isText, type MarkupElement, type MarkupNode, textIn } from '../snapshot/read-markup.js';
import type { PrintedSection } from './numeral.js';

/** A printed quantity of a finished page. */
export interface PageQuantity {
  readonly text: string;
  readonly id: string | undefined;
  /** As for a numeral: the id of the element around it, else of the nearest heading above. */
  readonly anchor: string | undefined;
  /** What stands in brackets beside it: `[p][r]`; nothing where nothing does. */
  readonly marks: string;
}

/** What the list of numbers of a report says of its page, beside its numerals. */
export interface PageList {
  readonly quantities: readonly PageQuantity[];
  /** Chapters and sections, as `numbers.json` names them. */
  readonly sections: readonly PrintedSection[];
}

/** Reads the quantities and sections of a finished page. */
export function readPageList(nodes: readonly MarkupNode[]): PageList {
  const quantities: PageQuantity[] = [];
  const sections: PrintedSection[] = [];
  let heading: string | undefined;
  const visit = (within: readonly MarkupNode[], around: string | undefined, marks: string): void => {
    for (const node of within) {
      if (isText(node)) continue;
      const own = node.attributes.get('id');
      const anchor = own === undefined || own.startsWith('_') ? around : own;
      if (isHeading(node)) heading = own ?? heading;
      const section = sectionOf(node);
      if (section !== undefined) sections.push(section);
      if (isQuantity(node)) {
        const id = node.attributes.get('data-id');
        quantities.push({ text: textIn(node.children), id, anchor: anchor ?? heading, marks });
      } else visit(node.children, anchor, marksIn(node) || marks);
    }
  };
  visit(nodes, undefined, '');
  return { quantities, sections };
}

const isQuantity = (element: MarkupElement): boolean => element.name === 'data' && hasClass(element, 'value');

function sectionOf(element: MarkupElement): PrintedSection | undefined {
  const id = sectionId(element);
  if (id === undefined) return undefined;
  return { id, title: textIn(headingIn(element.children)?.children ?? []).trim() };
}

/** A number may be marked twice over: with what it is in data, and as an illustration. */
function marksIn({ children }: MarkupElement): string {
  const beside = children.find(
    (child): child is MarkupElement => !isText(child) && hasClass(child, 'status-marks'),
  );
  return beside === undefined ? '' : (textIn(beside.children).match(/\[\w+\]/g) ?? []).join('');
}
