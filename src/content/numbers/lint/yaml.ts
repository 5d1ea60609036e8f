import type { Position } from '../../../diagnostics.js';
import { remembered } from '../../../model/remembered.js';
import { parseYaml } from '../../../yaml/positions.js';
import { lineStarts, locate, type Marks } from '../../template/marks.js';
import type { ParsedTemplate } from '../../template/parse-template.js';
import { writtenText } from '../flatten.js';
import { type LintContext, type Linted, lintText } from './report.js';

/** The place of a line and column (both from 1) of a YAML text. */
type Place = (line: number, column: number) => Position;

/** The words around a chart. */
const printedInCharts = new Set(['/title', '/title/text', '/title/subtitle', '/description']);

/** The words inside a drawing: titles of axes, legends, panels and views, and what a text mark is given. */
const drawnInCharts =
  /\/(?:title|subtitle)(?:\/(?:text|subtitle))?(?:\/\d+)?$|\/text\/(?:value|datum)$|\/mark\/text$/;

/**
 * Lints what stands around a chart in words: its titles and its description. Of words inside the drawing only those are
 * told that rules of extensions look for, and those that are not the agreed terms: numbers are refused where it is drawn (`chart/literal-number`).
 */
export function lintChart(text: string, place: Place, context: LintContext): Linted[] {
  const isDrawn = (pointer: string): boolean => !printedInCharts.has(pointer) && drawnInCharts.test(pointer);
  return [
    ...lintYaml(text, place, context, (pointer) => printedInCharts.has(pointer), true),
    ...lintYaml(text, place, context, isDrawn, true).map((linted) => ({
      ...linted,
      diagnostics: linted.diagnostics.filter(({ code }) => code === 'language/term'),
      words: [],
    })),
  ];
}

/** Lints a chart file. */
export function lintChartFile(template: ParsedTemplate, marks: Marks, context: LintContext): Linted[] {
  const { text, map } = writtenText(template, marks, context.syntax);
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
  return yamlTexts(text, place)
    .filter(({ pointer }) => isPrinted(pointer))
    .map(({ words, at }) => lintText(words, context, at, { isTitle }));
}

/** A text of a YAML, and where a stretch of it stands. */
interface YamlText {
  readonly pointer: string;
  readonly words: string;
  at(offset: number, length: number): Position;
}

/** Every text of a YAML; none where it does not parse. */
export function yamlTexts(text: string, place: Place): YamlText[] {
  const { starts, texts } = readTexts(text);
  return texts.map(({ pointer, words, begin }) => {
    const at = (offset: number, length: number): Position => {
      // YAML only adds to a text (quotes, indentation), and rules ask for places in any order.
      const found = text.indexOf(words.slice(offset, offset + length), begin + offset);
      const start = found < 0 ? begin : found;
      const row = starts.findLastIndex((each) => each <= start);
      return place(row + 1, start - (starts[row] ?? 0) + 1);
    };
    return { pointer, words, at };
  });
}

/** Every report and language asks for the texts of the data package and the project file, and of its charts between. */
const readTexts = remembered((text: string) => {
  const starts = lineStarts(text);
  const yaml = parseYaml(text, '');
  if (yaml.problems.length > 0) return { starts, texts: [] };
  const positions = yaml.pointers();
  const texts = textsIn(yaml.value).map(({ pointer, words }) => {
    const { line, column } = positions[pointer] ?? { line: 1, column: 1 };
    return { pointer, words, begin: (starts[line - 1] ?? 0) + column - 1 };
  });
  return { starts, texts };
}, 64);

function textsIn(value: unknown, pointer = ''): { pointer: string; words: string }[] {
  if (typeof value === 'string') return [{ pointer, words: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    textsIn(item, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}
