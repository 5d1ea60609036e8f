import type { Root } from 'mdast';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';
import { makeEditsCheap } from './cheap-edits.js';
import { makeCitations } from './citations.js';
import { makeDefinitionLists } from './definition-lists.js';

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
  return makeDefinitionLists(makeCitations(parser.parse(text), text), text);
}

/** Takes the inline construct out of the extension before it: it bears no name by which `disable` would find it. */
function withoutInlineDirectives(this: Processor): void {
  const directives = this.data('micromarkExtensions')?.at(-1);
  if (directives !== undefined && 'text' in directives) delete directives.text;
}
