import type { Element } from 'hast';
import type { HtmlReport } from '../html/html-report.js';
import { collectNumerals } from './collect.js';
import type { PrintedNumeral } from './numeral.js';

/** What the PDF has beside the text, known when it is printed. */
export interface PrintedPages {
  /** Page by id. */
  readonly pages: Readonly<Record<string, number>>;
  readonly pageCount: number;
}

/** Every numeral of a page on a screen, whose content is given, in reading order. */
export const screenNumerals = (content: readonly Element[]): PrintedNumeral[] => collectNumerals(content);

/**
 * What only the PDF shows: its cover and contents with page numbers, the running heads, one a chapter, and the number
 * at the foot of each page. The text between them is the one of the screen.
 *
 * @param content What is printed.
 */
export function paperNumerals(
  document: HtmlReport,
  content: readonly Element[],
  { pages, pageCount }: PrintedPages,
): PrintedNumeral[] {
  const numerals = collectNumerals(content);
  const front = numerals.filter(({ place }) => place === 'cover' || place === 'contents');
  const chapters = new Set(document.chapters.map(({ id }) => id));
  const heads = numerals
    .filter(({ place, anchor = '' }) => place === 'heading' && chapters.has(anchor))
    .map(
      (numeral): PrintedNumeral => ({
        ...numeral,
        ...(numeral.entry && { repeats: true }),
        place: 'running-head',
      }),
    );
  const numbered = (text: number, anchor?: string): PrintedNumeral => ({
    text: `${text}`,
    class: 'enumerator',
    place: anchor === undefined ? 'page-number' : 'contents',
    anchor,
    section: undefined,
  });
  const listed = listedIds(document).flatMap((id) =>
    pages[id] === undefined ? [] : [numbered(pages[id], id)],
  );
  const feet = Array.from({ length: pageCount }, (_, index) => [numbered(index + 1), numbered(pageCount)]);
  return [...front, ...listed, ...heads, ...feet.flat()].map((numeral) => ({ ...numeral, only: 'pdf' }));
}

/** The ids whose page the lists of the report name, as often as they do. */
function listedIds({ body }: HtmlReport): string[] {
  const ids: string[] = [];
  const visit = (node: HtmlReport['body'] | HtmlReport['body']['children'][number]): void => {
    if (node.type === 'element' && typeof node.properties.dataPageOf === 'string')
      ids.push(node.properties.dataPageOf);
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(body);
  return ids;
}
