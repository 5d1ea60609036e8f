import type { Position } from '../../diagnostics.js';
import { agreeHelper } from '../helpers/count.js';
import { printedWords } from '../parameters.js';
import { type BlockStatement, callsIn, type MustacheStatement, nameOf, startOf } from '../template/ast.js';
import { type Marks, type PlacedText, placeText, withoutLastMark } from '../template/marks.js';
import type { ParsedTemplate } from '../template/parse-template.js';
import type { TemplateLanguage } from '../template-language.js';
import { placeholder } from './number-words.js';

/**
 * The helpers around words that are somebody else's, which are not the author's to change, and those around words in another
 * language.
 */
type Apart = Pick<TemplateLanguage, 'quoting' | 'foreign'>;

/** The words of a template or partial in every branch, each once. */
export const writtenText = (template: ParsedTemplate, marks: Marks, apart: Apart): PlacedText =>
  placeText(flatten(template, marks, apart), marks.positions, { file: template.file, line: 1, column: 1 });

/**
 * The words of a template, in every branch and each once, with a mark before each line. Whatever prints is a
 * placeholder; partials have files of their own.
 */
function flatten(
  { program, file }: Pick<ParsedTemplate, 'program' | 'file'>,
  marks: Marks,
  apart: Apart,
): string {
  return program.body.reduce((text, statement) => {
    switch (statement.type) {
      case 'ContentStatement':
        return text + marks.before(statement, file);
      case 'MustacheStatement':
        return text + (printedWords(statement) ?? wordsThatAgree(statement, text) ?? placeholder);
      case 'PartialStatement':
        return text + separator(text);
      case 'BlockStatement':
        return text + flattenBlock(statement, text);
      default:
        return text;
    }
  }, '');

  /** Every form of words that hang on a number: whichever it prints, its author wrote them. */
  function wordsThatAgree(call: MustacheStatement, before: string): string | undefined {
    if (nameOf(call) !== agreeHelper) return undefined;
    return (call.hash?.pairs ?? []).reduce((text, { value }) => {
      if (value.type !== 'StringLiteral') return text;
      return text + (text === '' ? '' : separator(before + text)) + marks.before(value, file);
    }, '');
  }

  function flattenBlock(block: BlockStatement, before: string): string {
    const name = nameOf(block);
    if (apart.quoting.has(name)) return placeholder;
    const [first, second] = [block.program, block.inverse].map((body) =>
      body ? flatten({ program: body, file }, marks, apart) : '',
    );
    if (apart.foreign.has(name)) return disguised(first ?? '');
    return second ? first + separator(before + first) + second : (first ?? '');
  }
}

/** Letters that no word of any language is made of. */
const [capital, small] = ['\uA7B0', '\u029E'];

/**
 * Words in another language for who reads them as words of the report's own. Figures are figures in every language, and
 * a letter beside one makes a code of it, but no rule knows any of the words. Addresses and the marks of footnotes keep
 * their letters.
 */
const disguised = (text: string): string =>
  text.replace(/\[\^[^\]]*\]|\S+(?::\/\/|@)\S+|(?<!\S)www\.\S+|\p{L}/giu, (found) => {
    if ([...found].length > 1) return found;
    return /\p{Lu}/u.test(found) ? capital : small;
  });

/** Keeps apart what is never printed side by side, without changing what begins a line. */
function separator(before: string): string {
  const plain = withoutLastMark(before);
  return plain === '' || plain.endsWith('\n') ? '' : placeholder;
}

/** Tells which places stand in a block whose author says why its words cannot be tested. */
export function freedPlaces(
  templates: readonly ParsedTemplate[],
  freeing: ReadonlySet<string>,
): (place: Position) => boolean {
  const spans = templates.flatMap(({ program, file }) =>
    [...callsIn(program)]
      .filter((call) => freeing.has(nameOf(call)))
      .map((call) => ({ file, start: startOf(call, file), end: call.loc.end })),
  );
  return (place) =>
    spans.some(
      ({ file, start, end }) =>
        file === place.file &&
        isBefore(start, place) &&
        isBefore(place, { line: end.line, column: end.column + 1 }),
    );
}

type Point = Pick<Position, 'line' | 'column'>;

const isBefore = (a: Point, b: Point): boolean =>
  a.line < b.line || (a.line === b.line && a.column < b.column);
