import { posix } from 'node:path';
import { isPair, isScalar, isSeq, parseDocument, type Scalar, visit } from 'yaml';
import { loadTemplate } from '../../content/template/load.js';
import type { Diagnostic } from '../../diagnostics.js';
import { type Host, ifReadable } from '../../host/host.js';
import { translatedPath } from '../../language/language-tag.js';
import { isChartWords } from '../../model/chart/chart.js';
import { problem } from '../../problems/problem.js';
import { hashOfText, sourceMark, stateOf, type TextState, type TranslatedText } from './blocks.js';

/** Partials and chart files as a translator works on them: a partial as a whole, a chart by its words. */

/** The words of a chart file, and the file with other words in their places. */

/** Words of a chart file. */
interface ChartText {
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
const hasWords = (text: string): boolean =>
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

/** A partial or a chart file and its translation. */
export interface PieceState {
  readonly kind: 'partial' | 'chart';
  readonly source: string;
  readonly file: string;
  readonly state: TextState;
  readonly texts: readonly TranslatedText[];
}

/** Says in its first line which text a file was translated from. */
const markOf = {
  partial: /^\{\{!-- source ([0-9a-f]{8}) --\}\}\r?\n/,
  chart: /^# source ([0-9a-f]{8})\r?\n/,
};

/** How far the partials and chart files that templates draw in are translated; those without words need no translation. */
export async function pieceStates(
  drawn: readonly DrawnFile[],
  language: string,
  host: Host,
): Promise<readonly PieceState[]> {
  const pieces: PieceState[] = [];
  for (const each of drawn) {
    const words = wordsOf(each);
    const file = translatedPath(each.file, language);
    const translated = await ifReadable(host.project.readText(file, host.limits.textBytes));
    if (words.length === 0 && translated === undefined) continue;
    pieces.push(pieceState(each, words, file, translated));
  }
  return pieces;
}

/** The words of a partial or of a chart that cannot be taken apart are all of it. */
function wordsOf({ kind, text }: Pick<DrawnFile, 'kind' | 'text'>): readonly ChartText[] {
  const words = kind === 'chart' ? chartTexts(text) : undefined;
  if (words !== undefined) return words;
  const whole = text.replaceAll('\r\n', '\n').trimEnd();
  return hasWords(whole) ? [{ pointer: '', text: whole }] : [];
}

const hashOf = (words: readonly ChartText[]): string =>
  hashOfText(words.map(({ pointer, text }) => `${pointer} ${text}`).join('\n'));

function pieceState(
  { kind, file: source }: DrawnFile,
  words: readonly ChartText[],
  file: string,
  translated: string | undefined,
): PieceState {
  const marked = translated === undefined ? undefined : markOf[kind].exec(translated)?.[1];
  const theirs = new Map(
    wordsOf({ kind, text: (translated ?? '').replace(markOf[kind], '') }).map((each) => [
      each.pointer,
      each.text,
    ]),
  );
  const lacks = words.some(({ pointer }) => !theirs.has(pointer));
  const state = stateOf(translated !== undefined && !lacks, marked, hashOf(words));
  return {
    kind,
    source,
    file,
    state,
    texts: words.map(({ pointer, text: own }) => {
      const translation = theirs.get(pointer) ?? '';
      return {
        place: `${file}${pointer}`,
        state: translation === '' ? 'missing' : state === 'missing' ? 'unmarked' : state,
        source: own,
        translation,
      };
    }),
  };
}

/** A translated file with the translations that came back; what nobody translated stands in the words of the source, without a mark. */
export function translatedPiece(
  { kind, file, texts, state }: PieceState,
  taken: ReadonlyMap<string, string>,
  source: string,
  before = '',
): string {
  const words = wordsOf({ kind, text: source });
  const isWhole = texts.every(({ place }) => taken.has(place)) || state === 'current';
  // A file that says what came back already keeps its own lines and comments.
  if (
    before !== '' &&
    texts.every(({ place, translation }) => (taken.get(place) ?? translation) === translation)
  ) {
    const own = before.replace(markOf[kind], '');
    if (!isWhole) return before;
    return kind === 'partial' ? `${sourceMark(hashOf(words))}\n${own}` : `# source ${hashOf(words)}\n${own}`;
  }
  const known = new Map(texts.map(({ place, translation }) => [place, taken.get(place) ?? translation]));
  const written = new Map(
    words.map(({ pointer, text }) => [pointer, known.get(`${file}${pointer}`) || text]),
  );
  const hash = hashOf(words);
  const whole = written.get('');
  if (kind === 'partial') return `${isWhole ? `${sourceMark(hash)}\n` : ''}${whole ?? source.trimEnd()}\n`;
  const text = whole === undefined ? withChartTexts(source, written) : `${whole}\n`;
  return isWhole ? `# source ${hash}\n${text}` : text;
}

/** Files with the tag of a language beside partials and chart files, whose first ones no template draws in. */
export async function unusedPieces(
  drawn: readonly DrawnFile[],
  templates: readonly string[],
  language: string,
  { project }: Host,
): Promise<readonly Diagnostic[]> {
  const used = new Set(drawn.map(({ file }) => translatedPath(file, language)));
  const folders = new Set([
    ...templates.map((template) => posix.join(posix.dirname(template), 'partials')),
    ...drawn.map(({ file }) => posix.dirname(file)),
  ]);
  const found: Diagnostic[] = [];
  for (const folder of folders) {
    for (const name of await project.list(folder)) {
      const file = posix.join(folder, name);
      const isOfLanguage = name.endsWith(`.${language}.md`) || name.endsWith(`.${language}.yaml`);
      const isTemplate = templates.some((template) => translatedPath(template, language) === file);
      if (!isOfLanguage || isTemplate || used.has(file)) continue;
      found.push(problem('translation/unused.partial', { file, line: 1, column: 1 }, { file }));
    }
  }
  return found;
}

/** A partial or chart file that a template draws in, as the first language of the project has it. */
interface DrawnFile {
  readonly kind: 'partial' | 'chart';
  /** Relative to the project. */
  readonly file: string;
  readonly text: string;
}

/** The partials and chart files of the project that templates draw in, in any branch, each once; of a template that cannot be parsed, none. */
export async function drawnFiles(templates: readonly string[], host: Host): Promise<readonly DrawnFile[]> {
  const found = new Map<string, DrawnFile>();
  for (const template of new Set(templates)) {
    const { loaded } = await loadTemplate(template, host);
    const partials = [...(loaded?.partials.values() ?? [])].map(
      ({ file }) => ({ kind: 'partial', file }) as const,
    );
    const charts = [...(loaded?.charts.values() ?? [])].flatMap((chart) =>
      chart === undefined ? [] : [{ kind: 'chart', file: chart.file } as const],
    );
    for (const each of [...partials, ...charts]) {
      if (found.has(each.file) || !(await host.project.exists(each.file))) continue;
      // As it is written: what was parsed has one kind of line end.
      const text = await ifReadable(host.project.readText(each.file, host.limits.textBytes));
      if (text !== undefined) found.set(each.file, { ...each, text });
    }
  }
  return [...found.values()];
}
