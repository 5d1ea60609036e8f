import type { Text } from 'mdast';
import type { TokenContent } from '../printable.js';

/** A label as text that knows whether it comes from the data or was typed; empty for anything else. */
export function labelText(token: TokenContent | undefined): Text {
  if (token?.kind !== 'label') return { type: 'text', value: '' };
  const { text, typedAt } = token;
  return { type: 'text', value: text, data: typedAt === undefined ? { fromData: true } : { typedAt } };
}
