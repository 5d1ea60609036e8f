import type { Position } from '../../../diagnostics.js';
import type { PublishedData } from '../../../model/dataset/dataset.js';
import { startOf } from '../../template/call-site.js';
import type { ParsedTemplate } from '../../template/parse-template.js';
import { callsIn } from '../flatten.js';

/** How many lines away a helper may stand and still say what a sentence is about. */
const reach = 12;

/** For a place in a template, the datasets that helpers around it name, the nearest first. */
export function datasetsAround(
  templates: readonly ParsedTemplate[],
  data: PublishedData,
): (position: Position) => string[] {
  const uses = templates.flatMap(({ program, file }) =>
    [...callsIn(program)].flatMap((call) => {
      const [first] = call.params;
      const name = first?.type === 'StringLiteral' ? (first as hbs.AST.StringLiteral).value : '';
      return Object.hasOwn(data, name) ? [{ name, position: startOf(call, file) }] : [];
    }),
  );
  return ({ file, line }) => {
    const near = uses
      .filter(({ position }) => position.file === file && Math.abs(position.line - line) <= reach)
      .sort((a, b) => Math.abs(a.position.line - line) - Math.abs(b.position.line - line));
    return [...new Set(near.map(({ name }) => name))];
  };
}
