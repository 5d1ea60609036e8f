import { sha256 } from '../../sha256.js';

/** A template as a translator works on it: paragraph by paragraph, between blank lines, and section by section. */

/** Lines of a template without a blank one between them; front matter and fenced code are one each. */
interface Block {
  readonly text: string;
  /** Of its first line, from 1. */
  readonly line: number;
  readonly isHeading: boolean;
}

/** A heading and what follows it up to the next; the first has none where text stands before all headings. */
export interface TemplateSection {
  readonly blocks: readonly Block[];
  /** The hash of the section that it was translated from, where its translator left it. */
  readonly source?: string;
}

const mark = /^\{\{!-- source ([0-9a-f]{8}) --\}\}$/;

/** The line under a heading that says which text was translated. */
export const sourceMark = (hash: string): string => `{{!-- source ${hash} --}}`;

/** What tells one text from another: eight characters of its SHA-256. */
export const hashOfText = (text: string): string => sha256(text).slice(0, 8);

/** What tells one text of a section from another. */
export const hashOf = ({ blocks }: TemplateSection): string =>
  hashOfText(blocks.map(({ text }) => text).join('\n\n'));

/** Takes a template apart; marks of translated sections are no blocks. */
export function sectionsOf(template: string): readonly TemplateSection[] {
  const sections: { blocks: Block[]; source?: string }[] = [];
  for (const block of blocksOf(template)) {
    const current = sections.at(-1);
    const marked = mark.exec(block.text)?.[1];
    if (marked !== undefined && current !== undefined) current.source = marked;
    else if (current === undefined || block.isHeading) sections.push({ blocks: [block] });
    else current.blocks.push(block);
  }
  return sections;
}

function blocksOf(template: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: string[] = [];
  let start = 1;
  let end: RegExp | undefined;
  const close = (): void => {
    const text = open.join('\n').trimEnd();
    if (text !== '') blocks.push({ text, line: start, isHeading: /^#{1,6} /.test(text) });
    open = [];
  };
  template
    .replaceAll('\r\n', '\n')
    .split('\n')
    .forEach((line, index) => {
      const isFrontMatter = index === 0 && line === '---';
      if (end === undefined && (line.trim() === '' || /^#{1,6} /.test(line))) close();
      if (open.length === 0) {
        if (line.trim() === '') return;
        start = index + 1;
      }
      open.push(line);
      if (end !== undefined) {
        if (!end.test(line)) return;
        end = undefined;
        close();
        return;
      }
      const fence = /^(`{3,}|~{3,})/.exec(line)?.[1];
      if (isFrontMatter) end = /^---[ \t]*$/;
      else if (fence !== undefined) end = new RegExp(`^${fence[0] ?? ''}{${fence.length},}[ \\t]*$`);
      else if (/^#{1,6} /.test(line)) close();
    });
  close();
  return blocks;
}

/**
 * How far a text is translated: not at all; from an earlier text; nobody said from which; from the text that stands there now.
 */
export type TextState = 'missing' | 'changed' | 'unmarked' | 'current';

/** How far a translation is that says which text it was made from, or nothing of it. */
export const stateOf = (isThere: boolean, madeFrom: string | undefined, hash: string): TextState => {
  if (!isThere) return 'missing';
  if (madeFrom === undefined) return 'unmarked';
  return madeFrom === hash ? 'current' : 'changed';
};

/** A text and its translation. */
export interface TranslatedText {
  /** Of a text of the data, its place; of a template, its file and the number of the block. */
  readonly place: string;
  readonly state: TextState;
  readonly source: string;
  /** Empty where there is none. */
  readonly translation: string;
}
