import type { Element } from 'xast';
import { attributeOf, childOf, childrenOf } from '../../../../outputs/docx/ooxml.js';

/** What the style of a paragraph says it is. */
export interface StyleSheet {
  /** The level of a heading, from 1. */
  headingLevel(style: string | undefined): number | undefined;
  /** Whether it, or a style that it is based on, has such a name. */
  isNamed(style: string | undefined, name: RegExp): boolean;
  /** The list that it is an item of. */
  listOf(style: string | undefined): string | undefined;
}

/** Styles may be based on one another, and in a damaged file in a circle. */
const mostBases = 20;

/** Reads styles. Their names are English in every language of Word, while their ids are not: `berschrift1`. */
export function readStyles(root: Element | undefined): StyleSheet {
  const styles = new Map(
    childrenOf(root, 'w:style').map((style) => [attributeOf(style, 'w:styleId') ?? '', style]),
  );
  const find = <Found>(
    id: string | undefined,
    what: (style: Element) => Found | undefined,
    depth = 0,
  ): Found | undefined => {
    const style = styles.get(id ?? '');
    if (style === undefined || depth > mostBases) return undefined;
    return what(style) ?? find(attributeOf(childOf(style, 'w:basedOn')), what, depth + 1);
  };
  const nameOf = (style: Element): string => (attributeOf(childOf(style, 'w:name')) ?? '').toLowerCase();
  return {
    headingLevel: (id) =>
      find(id, (style) => {
        const named = /^heading (\d)$/.exec(nameOf(style))?.[1];
        return named === undefined ? outlineLevel(childOf(style, 'w:pPr')) : Number(named);
      }),
    isNamed: (id, name) => find(id, (style) => name.test(nameOf(style)) || undefined) ?? false,
    listOf: (id) =>
      find(id, (style) => attributeOf(childOf(childOf(childOf(style, 'w:pPr'), 'w:numPr'), 'w:numId'))),
  };
}

/** The level that properties of a paragraph give it in the outline, from 1; level 9 is body text. */
export function outlineLevel(properties: Element | undefined): number | undefined {
  const level = wholeOf(attributeOf(childOf(properties, 'w:outlineLvl')), 0, 9, 9);
  return level > 8 ? undefined : level + 1;
}

/** A whole number within bounds; `other` where a damaged file has none. */
export function wholeOf(text: string | undefined, least: number, most: number, other = least): number {
  const number = Number(text);
  return Number.isInteger(number) ? Math.min(Math.max(number, least), most) : other;
}

/** Whether an item of a list, at a level from 0, has a number. */
export type IsOrdered = (list: string, level: string) => boolean;

export function readNumbering(root: Element | undefined): IsOrdered {
  const forms = new Map(
    childrenOf(root, 'w:abstractNum').map((each) => [
      attributeOf(each, 'w:abstractNumId') ?? '',
      new Map(
        childrenOf(each, 'w:lvl').map((level) => [
          attributeOf(level, 'w:ilvl') ?? '0',
          attributeOf(childOf(level, 'w:numFmt')),
        ]),
      ),
    ]),
  );
  const lists = new Map(
    childrenOf(root, 'w:num').map((each) => [
      attributeOf(each, 'w:numId') ?? '',
      attributeOf(childOf(each, 'w:abstractNumId')) ?? '',
    ]),
  );
  return (list, level) => {
    const form = forms.get(lists.get(list) ?? '')?.get(level);
    return form !== undefined && form !== 'bullet' && form !== 'none';
  };
}
