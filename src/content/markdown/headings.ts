import type { Heading } from 'mdast';
import type { DefinitionTermNode } from '../../model/tree/part-nodes.js';
import { hasToken } from '../template/marks.js';
import type { Resolution } from './resolution.js';

const suffix = /\s*\{\s*((?:[#.][^\s{}]*\s*)+)\}\s*$/;

/** Takes `{#id}` and `{.unnumbered}` off the end of a heading and keeps them as its data. */
export function resolveHeadingId(heading: Heading, resolution: Resolution): void {
  const last = heading.children.at(-1);
  if (last?.type !== 'text') return;
  const match = suffix.exec(last.value);
  if (match !== null) last.value = last.value.slice(0, match.index);
  const left = /\{[#.][^{}]*\}\s*$/.exec(last.value)?.[0].trim();
  if (left !== undefined) refuseSuffix(left, heading, resolution);
  if (match === null) return;
  if (last.value === '') heading.children.pop();
  const data = heading.data ?? {};
  for (const part of (match[1] ?? '').trim().split(/\s+/)) {
    if (part === '.unnumbered') data.unnumbered = true;
    else if (hasToken(part)) {
      resolution.refuse(heading, 'content/token-in-url.helper');
    } else if (/^#[a-z][a-z0-9-]*$/.test(part)) data.id = part.slice(1);
    else refuseSuffix(part, heading, resolution);
  }
  heading.data = data;
}

function refuseSuffix(written: string, heading: Heading, resolution: Resolution): void {
  resolution.refuse(heading, 'content/argument.unnumbered', { written });
}

/** Takes `{#id}` off the end of a term; without it the id is made of its words. */
export function resolveTermId(term: DefinitionTermNode, resolution: Resolution): void {
  const last = term.children.at(-1);
  const match = last?.type === 'text' ? /\s*\{#([^\s{}]*)\s*\}$/.exec(last.value) : null;
  if (last?.type !== 'text' || match === null) return;
  last.value = last.value.slice(0, match.index);
  const id = match[1] ?? '';
  if (/^[a-z][a-z0-9-]*$/.test(id)) term.id = id;
  else {
    resolution.refuse(term, 'content/argument.term', { id: hasToken(id) ? '…' : id });
  }
}
