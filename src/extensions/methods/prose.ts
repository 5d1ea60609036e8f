/** The few kinds of node that a methods annex is written with. */

import type { PhrasingContent } from 'mdast';
import { furniture } from '../../content/markdown/prose.js';
import type { Language, MessageArguments } from '../../language/language.js';
import type { MessageIn } from '../../language/message-id.js';

export {
  furniture,
  list,
  paragraph,
  quoted,
  strong,
  table,
  type Words,
} from '../../content/markdown/prose.js';

/** A sentence of the tool; the numerals in it, such as those of a formula, are furniture. */
export function say(
  language: Language,
  id: MessageIn<'content.methods'>,
  values: MessageArguments = {},
): PhrasingContent[] {
  return furniture(language.message(`content.methods.${id}`, values));
}
