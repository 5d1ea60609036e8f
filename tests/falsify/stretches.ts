import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { lineStarts, locate } from '../../src/content/template/marks.js';
import type { Position } from '../../src/diagnostics.js';
import type { CompiledText } from './compile-report.js';
import { isCall, type PageSentence } from './page-sentences.js';

/** A stretch of a file of the project, by offsets. */
export interface Stretch {
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

/** The sources of a project: templates, and the data files whose words a page prints. */
export class Sources {
  readonly #texts = new Map<string, string>();
  readonly #bare = new Map<string, Bare>();
  readonly #lines = new Map<string, readonly number[]>();

  constructor(root: string) {
    for (const folder of ['templates', 'data']) {
      for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort()) {
        if (!/\.(?:md|csv|yaml|json)$/.test(name)) continue;
        const text = readFileSync(join(root, folder, name), 'utf8');
        this.#texts.set(posix.join(folder, name), text);
        this.#bare.set(posix.join(folder, name), withoutCalls(text));
      }
    }
  }

  text(file: string): string {
    return this.#texts.get(file) ?? '';
  }

  /** The offset of a position. */
  offset({ file, line, column }: Position): number {
    const starts = this.#lines.get(file) ?? lineStarts(this.text(file));
    this.#lines.set(file, starts);
    return (starts[line - 1] ?? 0) + column - 1;
  }

  /** Where words stand first at or after an offset: around calls, else in the words that a call prints. */
  find(words: string, file: string, from: number): Stretch | undefined {
    const pattern = new RegExp(words.trim().split(/\s+/).map(escaped).join('\\s+'), 'g');
    const bare = this.#bare.get(file) ?? withoutCalls('');
    const start = bare.offsets.findIndex((offset) => offset >= from);
    pattern.lastIndex = Math.max(0, start);
    const inBare = start < 0 ? null : pattern.exec(bare.text);
    if (inBare !== null) {
      const end = inBare.index + inBare[0].length;
      return { file, from: bare.offsets[inBare.index] ?? 0, to: (bare.offsets[end - 1] ?? 0) + 1 };
    }
    pattern.lastIndex = from;
    const match = pattern.exec(this.text(file));
    return match === null ? undefined : { file, from: match.index, to: match.index + match[0].length };
  }

  /** Where words stand first in a file of a project other than those of its templates that was looked at. */
  findAnywhere(words: string): Stretch | undefined {
    if (words.trim().length < 12) return undefined;
    for (const file of this.#texts.keys()) {
      const found = this.find(words, file, 0);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** A text without its calls of helpers, and where each of its characters stands. */
interface Bare {
  readonly text: string;
  readonly offsets: readonly number[];
}

function withoutCalls(text: string): Bare {
  const offsets: number[] = [];
  let at = 0;
  for (const part of text.split(/(\{\{[^{}]*\}\})/)) {
    if (!part.startsWith('{{')) for (let index = 0; index < part.length; index++) offsets.push(at + index);
    at += part.length;
  }
  return { text: offsets.map((offset) => text[offset]).join(''), offsets };
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Where the templates say each sentence: from the end of the sentence before it, so that a call that opens it counts, or
 * from the beginning of its paragraph. A figure, a table and a quotation with a verdict are the whole call that makes them.
 */
export function stretchesOf(
  sentences: readonly PageSentence[],
  { content }: CompiledText,
  sources: Sources,
): Map<PageSentence, readonly Stretch[]> {
  const found = new Map<PageSentence, Stretch[]>();
  const cursors = new Map<PageSentence['block'], { file: string; at: number }>();
  for (const sentence of sentences) {
    const { block } = sentence;
    if (isCall(block)) {
      const described = sentence.kind === 'note' ? claimsOf(sentence.text, sources) : [];
      found.set(sentence, [callAt(block.at, sources), ...specOf(block, sources), ...described]);
      continue;
    }
    if (sentence.kind === 'title') {
      const { file } = content.positions.start;
      found.set(sentence, [{ file, from: 0, to: Math.max(0, sources.text(file).indexOf('\n---')) }]);
      continue;
    }
    const position = locate(content.positions, block.position?.start.offset ?? 0);
    const cursor = cursors.get(block) ?? { file: position.file, at: sources.offset(position) };
    cursors.set(block, cursor);
    found.set(sentence, typedStretches(sentence, cursor, sources));
  }
  const all = [...found.values()].flat();
  return new Map(
    [...found].map(([sentence, own]) => [sentence, own.map((each) => widened(each, all, sources))]),
  );
}

/** One stretch for each file that the words of a sentence were typed in. */
function typedStretches(
  { pieces }: PageSentence,
  cursor: { file: string; at: number },
  sources: Sources,
): Stretch[] {
  const own = new Map<string, Stretch>();
  for (const { text, typed } of pieces) {
    if (text.trim() === '') continue;
    const here = typed ? sources.find(text, cursor.file, cursor.at) : undefined;
    // A piece that is far away is another place where the same words stand, such as a full stop.
    const isNear =
      here !== undefined && !/\n\s*\n/.test(sources.text(cursor.file).slice(cursor.at, here.from));
    const stretch = isNear ? here : sources.findAnywhere(text);
    if (stretch === undefined) continue;
    if (isNear) cursor.at = stretch.to;
    const before = own.get(stretch.file);
    own.set(
      stretch.file,
      before === undefined ? stretch : { ...before, to: Math.max(before.to, stretch.to) },
    );
  }
  return [...own.values()];
}

/** From the end of what stands before it in the file. */
function widened(stretch: Stretch, all: readonly Stretch[], sources: Sources): Stretch {
  const text = sources.text(stretch.file).slice(0, stretch.from);
  const paragraph = Math.max(text.lastIndexOf('\n\n'), text.lastIndexOf('\r\n\r\n'), 0);
  const ends = all.flatMap(({ file, to }) => (file === stretch.file && to <= stretch.from ? [to] : []));
  return { ...stretch, from: Math.max(paragraph, ...ends) };
}

/** The claims of a dataset that test words of this sentence of its description. */
function claimsOf(sentence: string, sources: Sources): Stretch[] {
  const description = sources.findAnywhere(sentence);
  if (description === undefined) return [];
  const { file, to } = description;
  const [resource = ''] = /^[\s\S]*?(?=\n {2}- name: |$)/.exec(sources.text(file).slice(to)) ?? [];
  return [...resource.matchAll(/^ *- \{words: (.*?), kind: .*$/gm)]
    .filter(([, words = '']) => sentence.includes(words))
    .map(({ 0: line, index }) => ({ file, from: to + index, to: to + index + line.length }));
}

/** A chart of a file of its own is all of that file. */
function specOf(block: PageSentence['block'], sources: Sources): Stretch[] {
  const places = block.type === 'chart' ? Object.values(block.positions) : [];
  const files = new Set(places.map(({ file }) => file).filter((file) => file.endsWith('.yaml')));
  return [...files].map((file) => ({ file, from: 0, to: sources.text(file).length }));
}

/** A fenced chart, a block, or a call, from its first character to its last. */
function callAt(at: Position, sources: Sources): Stretch {
  const from = sources.offset({ ...at, column: 1 });
  const rest = sources.text(at.file).slice(from);
  const fence = /^\s*(`{3,}|~{3,})/.exec(rest)?.[1];
  const block = /^\s*\{\{#([\w-]+)/.exec(rest)?.[1];
  const close = fence !== undefined ? `\n${fence}` : block !== undefined ? `{{/${block}}}` : '}}';
  const end = rest.indexOf(close, fence?.length ?? 0);
  return { file: at.file, from, to: from + (end < 0 ? rest.length : end + close.length) };
}
