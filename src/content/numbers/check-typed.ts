import type { Root } from 'mdast';
import type { Diagnostic } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import type { PublishedData } from '../../model/dataset.js';
import type { TypedPolicy } from '../../model/project.js';
import { typedNumber } from './lint/report.js';
import { splitNumerals } from './numeral-nodes.js';
import type { Reader } from './read-numerals.js';

/**
 * Gives every numeral of a resolved tree its class, in place, and reports what only expansion can know. That is a
 * number typed as an argument, such as `{{> part count="12"}}`, where a helper prints it.
 */
export function classifyNumerals(
  body: Root,
  reader: Reader,
  data: PublishedData,
  language: Language,
  policy: TypedPolicy = 'error',
): Diagnostic[] {
  const context = { reader, data, language, nearby: () => [] };
  return splitNumerals(body, reader, policy === 'error' ? undefined : 'typed').flatMap(
    ({ numeral, around, node }) => {
      const at = node.type === 'text' ? node.data?.typedAt : undefined;
      return at === undefined ? [] : [typedNumber(numeral, around, at, context)];
    },
  );
}
