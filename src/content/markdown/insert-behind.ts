import type { Nodes, PhrasingContent, Text } from 'mdast';

/** Puts a node into a text, behind so many of its characters. */
export function insertBehind(siblings: Nodes[], text: Text, offset: number, inserted: PhrasingContent): void {
  const at = siblings.indexOf(text);
  const rest = cutOff(text, offset);
  siblings.splice(at + 1, 0, inserted);
  if (rest !== undefined) siblings.splice(at + 2, 0, rest);
}

/** Takes the end of a text off it, from an offset on; nothing where the text ends there. */
function cutOff(node: Text, offset: number): Text | undefined {
  const value = node.value.slice(offset);
  node.value = node.value.slice(0, offset);
  if (value === '') return undefined;
  const { position } = node;
  const from = position?.start.offset;
  if (position === undefined || from === undefined) return { ...node, value };
  return { ...node, value, position: { ...position, start: { ...position.start, offset: from + offset } } };
}
