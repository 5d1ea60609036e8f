import type { Root } from 'mdast';
import { directiveFromMarkdown } from 'mdast-util-directive';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { directive } from 'micromark-extension-directive';
import { gfm } from 'micromark-extension-gfm';
import { makeEditsCheap } from './cheap-edits.js';

makeEditsCheap();

// The inline construct bears no name by which `disable` would find it.
const { text: _inline, ...blockDirectives } = directive();

/**
 * Parses expanded text as CommonMark with GFM, footnotes, and container and leaf directives. Inline directives are
 * off: they would eat `10:30` and `Total:28`. Raw HTML is kept as nodes, to be refused with a position.
 */
export function parseMarkdown(text: string): Root {
  return fromMarkdown(text, {
    extensions: [gfm({ singleTilde: false }), blockDirectives],
    mdastExtensions: [gfmFromMarkdown(), directiveFromMarkdown()],
  });
}
