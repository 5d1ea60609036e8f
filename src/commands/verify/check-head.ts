import type { Diagnostic } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import { audienceOf, type Snapshot } from '../../model/snapshot/snapshot.js';
import {
  findElement,
  hasClass,
  type MarkupElement,
  type MarkupNode,
  textIn,
} from '../../outputs/snapshot/read-markup.js';
import { phrase } from '../../problems/problem.js';
import { problemAt } from './problem.js';

interface HeadInput {
  readonly html: string;
  readonly file: string;
  readonly snapshot: Snapshot;
  readonly nodes: readonly MarkupNode[];
  /** That of the page, for its own words. */
  readonly speech: Language;
}

/** Holds what a page says of its report as a whole, its title, edition, language, draft and audience, against the snapshot. */
export function checkHead({ html, file, snapshot, nodes, speech }: HeadInput): Diagnostic[] {
  const { title, edition, language, draft } = snapshot;
  const facts: readonly (readonly [what: string, element: MarkupElement | undefined, expected: string])[] = [
    ['title', findElement(nodes, ({ name }) => name === 'h1'), title],
    ['title of the window', findElement(nodes, ({ name }) => name === 'title'), title],
    ['edition', findElement(nodes, (each) => hasClass(each, 'edition')), `${edition}`],
  ];
  const fault = (message: string, at?: MarkupElement): Diagnostic =>
    problemAt({ severity: 'error', code: 'verify/text', message }, file, {
      text: html,
      offset: at?.start ?? 0,
    });
  const wrong = facts.flatMap(([what, element, expected]) => {
    const words = element === undefined ? 'page without one' : textIn(element.children).trim();
    // The word for an edition stands before the year.
    if (what === 'edition' ? words.split(/\s+/).at(-1) === expected : words === expected) return [];
    return [fault(phrase('verify/text.json', { what, words, expected }), element)];
  });
  const root = findElement(nodes, ({ name }) => name === 'html');
  const said = root?.attributes.get('lang');
  if (said !== language)
    wrong.push(fault(phrase('verify/text.language', { said: said ?? 'none', language }), root));
  const banner = findElement(nodes, (each) => hasClass(each, 'draft'));
  if ((banner !== undefined) !== draft) {
    const [actual, expected] = draft ? ['page without', 'it'] : ['page with', 'none'];
    wrong.push(fault(phrase('verify/text.word', { actual, expected }), banner));
  }
  const isConfidential = audienceOf(snapshot) === 'confidential';
  const mark = findElement(nodes, (each) => hasClass(each, 'confidential'));
  const words = speech.message('html.confidential');
  if (isConfidential ? mark === undefined || textIn(mark.children) !== words : mark !== undefined) {
    const [actual, expected] = isConfidential ? ['page without', 'it'] : ['page with', 'none'];
    wrong.push(fault(phrase('verify/text.words', { actual, expected }), mark));
  }
  return wrong;
}
