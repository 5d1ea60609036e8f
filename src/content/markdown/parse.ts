import type { Root } from 'mdast';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';
import { remembered } from '../../model/remembered.js';
import { makeEditsCheap } from './cheap-edits.js';
import { makeCitations } from './citations.js';
import { makeDefinitionLists } from './definition-lists.js';
import { parseSections } from './parse-sections.js';

makeEditsCheap();

const parser = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  .use(remarkDirective)
  .use(withoutInlineDirectives)
  .freeze();

/**
 * Parses expanded text as CommonMark with GFM, footnotes, and container and leaf directives, and lists of terms. Inline directives are
 * off: they would eat `10:30` and `Total:28`. Raw HTML is kept as nodes, to be refused with a position.
 */
export function parseMarkdown(text: string): Root {
  return makeDefinitionLists(makeCitations(parseSections(text, parseSection), text), text);
}

/** The tree of a text as the parser makes it. */
export const parseAnew = (text: string): Root => parser.parse(text);

/** In a session, most sections of a text that changed are those that they were: as many are kept as a long report has. */
const parseSection = remembered(parseAnew, 400);

/** Takes the inline construct out of the extension before it: it bears no name by which `disable` would find it. */
function withoutInlineDirectives(this: Processor): void {
  const directives = this.data('micromarkExtensions')?.at(-1);
  if (directives !== undefined && 'text' in directives) delete directives.text;
}
