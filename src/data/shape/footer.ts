import type { SourceRow } from '../../model/source-table.js';
import type { TableContext } from '../table-context.js';
import type { Shape } from './contract.js';
import type { Layout } from './layout.js';

/** True for a row of notes; a row with numbers in it is data that nobody would miss, and is reported. */
export function checkFooter(
  { texts, at }: SourceRow,
  { numbers }: Layout,
  { footer }: Shape,
  { fault, contract }: TableContext,
): boolean {
  const said = texts.filter((text) => text.trim() !== '');
  const [only = ''] = said;
  // A note may stand in any column, alone in its row.
  if (said.length === 1 && /\p{L}/u.test(only)) return true;
  const number = numbers.find(({ index }) => (texts[index] ?? '').trim() !== '');
  if (number === undefined) return true;
  const quoted = contract.confidential ? 'value' : `\`${(texts[number.index] ?? '').slice(0, 60)}\``;
  const message = `Unexpected ${quoted} under \`${number.text}\` in the footer of ${footer}, expected notes without numbers`;
  fault('data/shape', at(number.index), message, {
    hint: 'rows in which nothing stands are not counted in `footer`',
  });
  return false;
}
