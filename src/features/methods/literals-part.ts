import type { BlockContent } from 'mdast';
import { literalsNode } from '../../content/numbers/literals.js';
import type { MethodsRun } from './run.js';

/** ESMS 18.1, source data that are no dataset: the numbers that the text declares, under an id of its own. */
export function literalsPart({ language, block }: MethodsRun): BlockContent[] {
  const caption = language.message('content.literals.caption');
  return [literalsNode({ kind: 'literals', id: 'tbl-methods-literals', caption, at: block.at })];
}
