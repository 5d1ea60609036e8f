import { type Diagnostic, didYouMean, listNames, type Position } from '../../diagnostics.js';
import { problem } from '../../problems/problem.js';
import type { Parameters } from './parameters.js';

/** `{municipality}` in a title or another text that is written out. */
const named = /\{(\p{L}[\p{L}\p{N}_-]*)\}/gu;

/** A text with the words of the parameters that it names; one that the report has not is added to `diagnostics`. Reports that are not made for many have braces as they are. */
export function inWordsOf(
  text: string,
  parameters: Parameters,
  at: (name: string) => Position,
  diagnostics: Diagnostic[],
): string {
  if (parameters.size === 0) return text;
  return text.replace(named, (whole, name: string) => {
    const parameter = parameters.get(name);
    if (parameter === undefined) diagnostics.push(unknownParameter(name, parameters, at(name)));
    return parameter?.text ?? whole;
  });
}

/** The fault of a parameter that the report has not. */
export function unknownParameter(name: string, parameters: Parameters, position: Position): Diagnostic {
  const known = [...parameters.keys()];
  const expected = known.length === 0 ? 'a report with a `matrix`' : `one of ${listNames(known)}`;
  return problem('matrix/parameter', position, { name, expected }, didYouMean(name, known));
}
