import type { Nodes } from 'hast';
import type { Language } from '../../language/language.js';
import type { HtmlReport } from './html-report.js';

/** Every character that a report may show, for choosing font faces: its text, drawings, attributes and words of the page. */
export function pageText(document: HtmlReport, language: Language): string {
  const { title, subtitle = '', publisher } = document.meta;
  const words = ['skip', 'contents', 'to-contents', 'illustrative', 'illustrative-page', 'draft', 'hint'].map(
    (id) => language.message(`html.${id}`, { mark: language.message('document.illustrative-mark') }),
  );
  return [title, subtitle, publisher, ...words, wordsIn(document.body)].join('\n');
}

function wordsIn(node: Nodes): string {
  if (node.type === 'text' || node.type === 'raw') return node.value;
  if (!('children' in node)) return '';
  const shown = node.type === 'element' ? [node.properties.dataFrom, node.properties.title] : [];
  return [
    ...shown.filter((text) => typeof text === 'string').map(withoutSigns),
    ...node.children.map(wordsIn),
  ].join('\n');
}

/** Answers that open on a screen: every system draws their ≈, and the face that has it would weigh more than the page. */
const withoutSigns = (text: string): string => text.replaceAll('≈', '');
