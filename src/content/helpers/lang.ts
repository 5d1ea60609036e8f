import type { Position } from '../../diagnostics.js';
import { canonicalTag, isKnownLanguage, isSameLanguage } from '../../language/language-tag.js';
import { withoutMarks } from '../template/marks.js';
import type { HelperDefinition } from './definition.js';
import { fail } from './problem.js';

/**
 * `{{#lang "sq"}}…{{/lang}}`: words in another language, in a sentence or, with blank lines around them, paragraphs. Who hears the
 * page hears them in that language. Rules on the words of the report's own do not look into them; a number typed there is one all
 * the same.
 */
export const lang: HelperDefinition = {
  name: 'lang',
  first: 'any',
  arity: [1, 1],
  parameters: [],
  foreign: true,
  run(call) {
    return fail('content/argument.lang', call.at);
  },
  runBlock(call, scope, body): string {
    const written = call.textParam(0, 'the language of the words');
    const tag = checkedTag(written, scope.language.tag, call.paramAt(0));
    const edge = (opens: boolean): string => scope.token({ kind: 'language', tag, opens, at: call.at });
    const words = body();
    return isOfParagraphs(words)
      ? `\n\n${edge(true)}\n\n${words}\n\n${edge(false)}\n\n`
      : edge(true) + endedAddress(words) + edge(false);
  },
};

/** The tag, where it is one of another language than that of the report. */
function checkedTag(written: string, own: string, at: Position): string {
  const tag = canonicalTag(written);
  if (tag === undefined || !isKnownLanguage(tag)) return fail('content/language.bcp', at, { written });
  if (tag !== written) return fail('content/language.language', at, { written, tag });
  if (isSameLanguage(tag, own)) return fail('content/language.passage', at, { tag, own });
  return tag;
}

const isOfParagraphs = (words: string): boolean => /^\s*\n|\n[ \t]*\n/.test(withoutMarks(words));

/**
 * A bare address at the end would run on into the edge behind it, which is no space, so it is put between angle
 * brackets. One that begins with `www.`, which they do not take, becomes a link. Before it stands a space, or the mark
 * of a line (`marks.ts`).
 */
const endedAddress = (words: string): string =>
  words.replace(
    /(?<![^\s\uE102])(https?:\/\/|www\.)([^\s<>]*[^\s<>?!.,:*_~'")])([?!.,:*_~'")]*)$/i,
    (_, start: string, rest: string, end: string) =>
      start.endsWith('/')
        ? `<${start}${rest}>${end}`
        : `[${start}${rest.replace(/[\\[\]*_`~]/g, '\\$&')}](<http://${start}${rest}>)${end}`,
  );
