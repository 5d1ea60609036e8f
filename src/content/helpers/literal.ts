import type { Literal, LiteralsBlock } from '../printable.js';
import { type Call, parseNumber } from './call.js';
import type { HelperDefinition } from './definition.js';
import { fail } from './problem.js';
import { idOf } from './table.js';

/** `{{literal "350" unit="metres" source="Criminal Code, Article 171"}}`: a number that no dataset holds, with its source. */
export const literal: HelperDefinition = {
  name: 'literal',
  first: 'any',
  arity: [1, 1],
  parameters: ['unit', 'source'],
  run(call, { language }): Literal {
    const written = call.textParam(0, 'a number');
    const number = parseNumber(written);
    if (number === undefined) {
      const message = `Unexpected \`${written}\` in \`literal\`, expected a number such as \`350\` or \`12.5\``;
      fail('content/argument', message, call.paramAt(0));
    }
    const unit = required(call, 'unit', 'what is counted, such as `metres`');
    const source = required(call, 'source', 'where the number comes from');
    const digits = written.split('.')[1]?.length ?? 0;
    const style = { digits, grouping: !language.lexicon.yearUnits.has(unit) };
    const text = unit === '%' ? language.percent(number, style) : language.number(number, style);
    return { kind: 'literal', number, text, unit, source, at: call.at };
  },
};

function required(call: Call, name: string, what: string): string {
  const text = call.requiredText(name).trim();
  if (text !== '') return text;
  return fail(
    'content/argument',
    `Unexpected empty \`${name}\` of \`literal\`, expected ${what}`,
    call.hashAt(name),
  );
}

/** `{{literals}}`: every number that was declared so, with its unit, its source and where it is used. */
export const literals: HelperDefinition = {
  name: 'literals',
  first: 'none',
  arity: [0, 0],
  parameters: ['caption', 'id'],
  run(call, { language }): LiteralsBlock {
    const caption = call.text('caption') ?? language.message('content.literals.caption');
    return { kind: 'literals', id: idOf(call, 'tbl-literals'), caption, at: call.at };
  },
};
