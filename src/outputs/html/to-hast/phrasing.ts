import type { ElementContent } from 'hast';
import type { Language, MessageArguments } from '../../../language/language.js';
import type { MessageId } from '../../../language/message-id.js';

/** What a node became, as a list. */
export function elements(made: ElementContent | ElementContent[] | undefined): ElementContent[] {
  return made === undefined ? [] : [made].flat();
}

/** A private-use character that no message contains. */
const mark = '\uE000';

/**
 * A message with elements in place of its argument `slot`, wherever the language puts it. The other arguments
 * are filled in as usual.
 */
export function messageAround(
  language: Language,
  id: MessageId,
  slot: string,
  content: readonly ElementContent[],
  values: MessageArguments = {},
): ElementContent[] {
  const [before = '', after = ''] = language.message(id, { ...values, [slot]: mark }).split(mark);
  const text = (value: string): ElementContent[] => (value === '' ? [] : [{ type: 'text', value }]);
  return [...text(before), ...content, ...text(after)];
}
