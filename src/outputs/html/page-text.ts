import type { Nodes } from 'hast';
import type { Language } from '../../language/language.js';
import type { HtmlReport } from './html-report.js';
import { originsOf } from './origins.js';

/** Every character that a report may show, for choosing font faces: its text, drawings, attributes and words of the page. */
export function pageText(document: HtmlReport, language: Language): string {
  const { title, subtitle = '', publisher } = document.meta;
  const ids = [
    'skip',
    'contents',
    'to-contents',
    'unfold',
    'download.pdf',
    'download.numbers',
    'illustrative',
    'illustrative-page',
    ...(document.meta.audience === 'confidential' ? (['confidential'] as const) : []),
    'draft',
    'hint',
  ] as const;
  const mark = language.message('document.illustrative-mark');
  const words = ids.map((id) => language.message(`html.${id}`, { mark }));
  const origins = withoutSigns(JSON.stringify(originsOf(document, language)));
  return [title, subtitle, publisher, ...words, wordsIn(document.body), origins].join('\n');
}

function wordsIn(node: Nodes): string {
  if (node.type === 'text' || node.type === 'raw') return node.value;
  if (!('children' in node)) return '';
  const title = node.type === 'element' ? node.properties.title : undefined;
  return [...(typeof title === 'string' ? [title] : []), ...node.children.map(wordsIn)].join('\n');
}

/** Answers that open on a screen: every system draws their ≈, and the face that has it would weigh more than the page. */
const withoutSigns = (text: string): string => text.replaceAll('≈', '');
