/** The words of a chart file, and the file with other words in their places. */
import { isPair, isScalar, isSeq, parseDocument, type Scalar, visit } from 'yaml';
import { isChartWords } from '../../model/chart-words.js';

/** Words of a chart file. */
export interface ChartText {
  /** JSON pointer: "/title/text". */
  readonly pointer: string;
  /** As one line, calls of helpers as they are written. */
  readonly text: string;
}

interface PlacedChartText extends ChartText {
  readonly from: number;
  readonly to: number;
  /** Of a block scalar, how far its lines are indented. */
  readonly indent?: number;
}

/** The words of a chart file, in their order; undefined where it is no YAML before helpers are called. */
export const chartTexts = (file: string): readonly ChartText[] | undefined => placedTexts(hide(file))?.texts;

/** A chart file with other words; what is not named stays, to the character. */
export function withChartTexts(file: string, words: ReadonlyMap<string, string>): string {
  const hidden = hide(file);
  const { texts } = placedTexts(hidden) ?? { texts: [] };
  const result = texts.toReversed().reduce((text, { pointer, from, to, indent }) => {
    const word = words.get(pointer);
    if (word === undefined) return text;
    const line = word.replace(/\s+/gu, ' ').trim();
    // A block takes any character but the end of a line; a text in quotation marks is left as YAML has it.
    const written = indent === undefined ? quoted(line) : `>-\n${' '.repeat(indent)}${line}\n`;
    return text.slice(0, from) + written + text.slice(to);
  }, hidden.text);
  return show(result, hidden.calls);
}

/** Calls of helpers have quotation marks of their own, which YAML never meets: they are called before it is read. */
const quoted = (line: string): string => {
  const { text, calls } = hide(line);
  return show(JSON.stringify(text), calls);
};

interface Hidden {
  readonly text: string;
  readonly calls: readonly string[];
}

/** A text with one private-use character and a number in the place of each call of a helper. */
function hide(text: string): Hidden {
  const calls: string[] = [];
  const without = text.replaceAll('\r\n', '\n').replace(/\{\{(?:.|\n)*?\}\}/gu, (call) => {
    calls.push(call);
    return `\uE000${calls.length - 1}\uE001`;
  });
  return { text: without, calls };
}

const show = (text: string, calls: readonly string[]): string =>
  text.replace(/\uE000(\d+)\uE001/gu, (_, index: string) => calls[Number(index)] ?? '');

function placedTexts({ text, calls }: Hidden): { readonly texts: readonly PlacedChartText[] } | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  const texts: PlacedChartText[] = [];
  visit(document, {
    Scalar: (key, node, path) => {
      const pointer = pointerOf(key, path);
      if (typeof node.value !== 'string' || !isChartWords(pointer) || node.range == null) return;
      const shown = show(node.value, calls).replace(/\s+/gu, ' ').trim();
      const [from, to] = node.range;
      if (hasWords(shown)) texts.push({ pointer, text: shown, from, to, ...indentOf(node, text) });
    },
  });
  return { texts };
}

/** True of a text that is more than calls of helpers: in another language it is another one. */
export const hasWords = (text: string): boolean =>
  /\p{L}/u.test(text.replace(/\{\{(?:.|\n)*?\}\}/gu, '')) ||
  // What helpers are told to print.
  /\{\{[^}]*=(?:"[^"]*\p{L}[^"]* [^"]*"|'[^']*\p{L}[^']* [^']*')/u.test(text);

function pointerOf(key: number | 'key' | 'value' | null, path: readonly unknown[]): string {
  if (key === 'key') return '';
  const keys: string[] = [];
  for (const [index, parent] of path.entries()) {
    const child = path[index + 1];
    if (isPair(parent)) keys.push(String(isScalar(parent.key) ? parent.key.value : ''));
    else if (isSeq(parent)) {
      const at = child === undefined ? key : parent.items.indexOf(child);
      keys.push(String(at));
    }
  }
  return keys.map((each) => `/${each.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function indentOf({ type, range }: Scalar, text: string): { readonly indent?: number } {
  if (range == null || (type !== 'BLOCK_FOLDED' && type !== 'BLOCK_LITERAL')) return {};
  const first = text.slice(range[0]).split('\n')[1] ?? '';
  return { indent: first.search(/\S|$/u) };
}
