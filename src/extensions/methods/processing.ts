/** What was done to the figures: rounding and formulas. */
import type { BlockContent } from 'mdast';
import { furniture, paragraph, say, table } from './prose.js';
import type { MethodsRun } from './run.js';

/** ESMS 18: how a number becomes the one that is printed. */
export function rounding({ language, used }: MethodsRun): BlockContent[] {
  const shares = used.operations.has('share') ? say(language, 'rounding-shares') : [];
  const byVega = used.operations.has('vega') ? say(language, 'rounding-vega') : [];
  return [paragraph(say(language, 'rounding'), byVega, shares)];
}

/** ESMS 18: the formula of every operation by which a number of this report came about. */
export function formulas({ language, operations, used }: MethodsRun): BlockContent[] {
  const head = (['figure', 'formula', 'decimals'] as const).map((name) => say(language, `column.${name}`));
  const rows = [...used.operations].flatMap((name) => {
    const { explained, digits } = operations[name];
    if (explained === undefined) return [];
    return [
      [
        furniture(language.message(explained.name)),
        furniture(language.message(explained.formula)),
        digits === undefined ? say(language, 'decimals-of-data') : furniture(`${digits}`),
      ],
    ];
  });
  return rows.length === 0 ? [] : [paragraph(say(language, 'formulas')), ...table(head, rows)];
}
