import type { Position } from '../../../diagnostics.js';
import { parseYaml } from '../../../yaml/positions.js';
import { lineStarts, locate, placeText } from '../../template/positions.js';
import { flatten } from '../flatten.js';
import { type LintContext, type Linted, lintText } from './report.js';

/** The place of a line and column (both from 1) of a YAML text. */
type Place = (line: number, column: number) => Position;

/** The words around a chart. Those inside the drawing are checked where it is drawn (`chart/literal-number`). */
const printedInCharts = new Set(['/title', '/title/text', '/title/subtitle', '/description']);

/** Lints what stands around a chart in words: its titles and its description. */
export function lintChart(text: string, place: Place, context: LintContext): Linted[] {
  return lintYaml(text, place, context, (pointer) => printedInCharts.has(pointer), true);
}

/** Lints a rewritten chart file. */
export function lintChartFile(
  program: hbs.AST.Program,
  file: string,
  marks: readonly Position[],
  context: LintContext,
): Linted[] {
  const { text, map } = placeText(flatten(program, context.syntax.quoting), marks, {
    file,
    line: 1,
    column: 1,
  });
  const starts = lineStarts(text);
  return lintChart(
    text,
    (line, column) => locate(map, (starts[line - 1] ?? text.length) + column - 1),
    context,
  );
}

/** Lints the texts of a YAML whose JSON pointer says that they are printed. YAML that does not parse is reported elsewhere. */
export function lintYaml(
  text: string,
  place: Place,
  context: LintContext,
  isPrinted: (pointer: string) => boolean,
  isTitle = false,
): Linted[] {
  const yaml = parseYaml(text, '');
  if (yaml.problems.length > 0) return [];
  const starts = lineStarts(text);
  const positions = yaml.pointers();
  return textsIn(yaml.value)
    .filter(({ pointer }) => isPrinted(pointer))
    .map(({ pointer, words }) => {
      const { line, column } = positions[pointer] ?? { line: 1, column: 1 };
      let from = (starts[line - 1] ?? 0) + column - 1;
      const at = (offset: number, length: number): Position => {
        const found = text.indexOf(words.slice(offset, offset + length), from);
        if (found >= 0) from = found + length;
        const start = found < 0 ? from : found;
        const row = starts.findLastIndex((each) => each <= start);
        return place(row + 1, start - (starts[row] ?? 0) + 1);
      };
      return lintText(words, context, at, { isTitle });
    });
}

function textsIn(value: unknown, pointer = ''): { pointer: string; words: string }[] {
  if (typeof value === 'string') return [{ pointer, words: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    textsIn(item, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}
