import { parse } from 'yaml';
import { oncePerText } from './once-per-text.js';

/** ICU message sources of one language by id (`document.figure`). */
export type MessageCatalogue = Readonly<Record<string, string>>;

/**
 * The catalogue in the text of a message file: YAML whose nested keys join with a point.
 * Throws when a leaf is not a string: message files ship with the tool, so that is a fault of the tool.
 */
export const parseCatalogue = oncePerText((text): MessageCatalogue => {
  const catalogue: Record<string, string> = {};
  const visit = (node: unknown, path: string): void => {
    if (typeof node === 'string') catalogue[path] = node;
    else if (typeof node === 'object' && node !== null) {
      for (const [key, child] of Object.entries(node)) visit(child, path === '' ? key : `${path}.${key}`);
    } else throw new Error(`Message \`${path}\` is not a string`);
  };
  visit(parse(text), '');
  return catalogue;
});
