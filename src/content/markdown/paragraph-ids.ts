import type { Paragraph } from 'mdast';

/** `{#par-x}` at the end of a paragraph. Numbers alone are left to the numbering: `par-12` is its own. */
const suffix = /\s*\{\s*#(par-[a-z][a-z0-9-]*)\s*\}\s*$/;

/** Takes `{#par-...}` off the end of a paragraph and keeps it as its data, for references by number. */
export function resolveParagraphId(paragraph: Paragraph): void {
  const last = paragraph.children.at(-1);
  if (last?.type !== 'text') return;
  const match = suffix.exec(last.value);
  if (match?.[1] === undefined) return;
  last.value = last.value.slice(0, match.index);
  if (last.value === '') paragraph.children.pop();
  paragraph.data = { ...paragraph.data, id: match[1] };
}
