import type { ContentStatement, MustacheStatement, Program, Statement } from './ast.js';

/** `{edition-1}` in text; what is left of `\{{edition}}` has two braces. */
const written = /(?<!\{)\{edition([+-]\d{1,3})?\}(?!\})/g;

/** Makes calls of `{edition-1}` in the text of a template, in place: captions, headings and text name years as arguments of helpers do. */
export function splitEditions(program: Program): void {
  Object.assign(program, { body: program.body.flatMap(splitStatement) });
}

function splitStatement(statement: Statement): Statement[] {
  if (statement.type === 'BlockStatement')
    for (const inside of [statement.program, statement.inverse]) if (inside) splitEditions(inside);
  return statement.type === 'ContentStatement' ? split(statement) : [statement];
}

function split(content: ContentStatement): Statement[] {
  const { value } = content;
  const found = [...value.matchAll(written)];
  if (found.length === 0) return [content];
  const ends = [...found.map(({ index }) => index), value.length];
  const text = (from: number, to: number): Statement[] => {
    const part = value.slice(from, to);
    return part === '' ? [] : [{ ...content, value: part, original: part, loc: locationOf(content, from) }];
  };
  return [
    ...text(0, ends[0] ?? 0),
    ...found.flatMap(({ 0: whole, 1: step, index }, place): Statement[] => [
      callOf(step, locationOf(content, index)),
      ...text(index + whole.length, ends[place + 1] ?? 0),
    ]),
  ];
}

/** Where a part of the text of a template begins; whitespace control may have cut what stands before it. */
function locationOf({ original, value, loc }: ContentStatement, offset: number): ContentStatement['loc'] {
  const before = original.slice(0, original.indexOf(value) + offset).split('\n');
  const last = before.at(-1)?.length ?? 0;
  const column = before.length === 1 ? loc.start.column + last : last;
  return { ...loc, start: { line: loc.start.line + before.length - 1, column } };
}

function callOf(step: string | undefined, loc: ContentStatement['loc']): MustacheStatement {
  const offset = Number(step ?? 0);
  return {
    type: 'MustacheStatement',
    path: { type: 'PathExpression', data: false, depth: 0, parts: ['edition'], original: 'edition', loc },
    params: step === undefined ? [] : [{ type: 'NumberLiteral', value: offset, original: offset, loc }],
    loc,
  };
}
