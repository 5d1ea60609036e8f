import type { Heading, Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { parseMarkdown } from '../../src/content/markdown/parse.js';
import type { Position } from '../../src/diagnostics.js';
import type { ContainerName, ContainerNode, ListingName } from '../../src/model/tree/nodes.js';
import { recordedEntry } from './samples.js';

/**
 * Markdown as content would hand it on: `{#id}`, `[](#id)`, containers, listings; `@name` alone in a paragraph
 * is the block of that name, and `%12` a printed number.
 */
export function parseReport(text: string, blocks: Readonly<Record<string, RootContent>> = {}): Root {
  const root = parseMarkdown(text);
  convertChildren(root, blocks);
  return root;
}

/** Positions of the parsed text itself. */
export function positionOf(node: Nodes): Position {
  const { line = 1, column = 1 } = node.position?.start ?? {};
  return { file: 'report.md', line, column };
}

function convertChildren(parent: Nodes, blocks: Readonly<Record<string, RootContent>>): void {
  if (!('children' in parent)) return;
  const children = parent.children as RootContent[];
  const converted = children.flatMap((child) => convert(child, blocks));
  children.splice(0, children.length, ...converted);
  for (const child of children) convertChildren(child, blocks);
}

function convert(node: RootContent, blocks: Readonly<Record<string, RootContent>>): RootContent[] {
  const at = positionOf(node);
  switch (node.type) {
    case 'containerDirective': {
      const { name, children } = node;
      return [
        {
          type: 'container',
          name: name as ContainerName,
          children: children as ContainerNode['children'],
          at,
        },
      ];
    }
    case 'leafDirective':
      return [{ type: 'listing', name: node.name as ListingName, children: [], at }];
  }
  if (node.type === 'heading') return [withId(node)];
  if (node.type === 'link' && node.children.length === 0 && node.url.startsWith('#')) {
    return [{ type: 'reference', target: node.url.slice(1), children: [], at }];
  }
  if (node.type === 'text') return numbersIn(node.value, node.position);
  const only = node.type === 'paragraph' && node.children.length === 1 ? node.children[0] : undefined;
  const block = only?.type === 'text' && only.value.startsWith('@') ? blocks[only.value.slice(1)] : undefined;
  return [block ?? node];
}

function withId(node: Heading): Heading {
  const last = node.children.at(-1);
  if (last?.type !== 'text') return node;
  const match = /\s*\{(?:#([\w-]+))?\s*(\.unnumbered|\.brief)?\}$/.exec(last.value);
  if (match === null) return node;
  last.value = last.value.slice(0, match.index);
  node.data = {
    ...(match[1] === undefined ? {} : { id: match[1] }),
    ...(match[2] === undefined ? {} : { unnumbered: true }),
    ...(match[2] === '.brief' ? { brief: true } : {}),
  };
  return node;
}

function numbersIn(text: string, position: Nodes['position']): PhrasingContent[] {
  const parts = text.split(/%([\d,.]+\d|\d)/);
  if (parts.length === 1) return [{ type: 'text', value: text, ...(position && { position }) }];
  return parts.flatMap((part, index): PhrasingContent[] => {
    if (index % 2 === 1) return [{ type: 'value', entry: recordedEntry(part) }];
    return part === '' ? [] : [{ type: 'text', value: part }];
  });
}
