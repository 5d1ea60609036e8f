import type { Language } from '../../language/language.js';
import { defined } from '../../model/defined.js';
import type { Exact } from '../../model/exact.js';
import { isNumeral } from '../../model/numerals.js';
import type { Literal } from '../../model/tree/literal.js';
import type { LiteralsBlock } from '../printable.js';
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
    if (typeof call.params[0] === 'number') {
      fail('content/argument.quotation', call.paramAt(0), { written });
    }
    if (!isNumeral(written)) {
      fail('content/argument.literal', call.paramAt(0), { written });
    }
    const unit = required(call, 'unit', 'what is counted, such as `metres`');
    const source = required(call, 'source', 'where the number comes from');
    const number = plainNumber(written);
    const text = printed(written, unit, language);
    return defined({ kind: 'literal', number, text, unit, source, at: call.at });
  },
};

/** A plain number is printed as the language writes it; any other, such as a telephone number, exactly as given. */
function printed(written: string, unit: string, language: Language): string {
  const number = plainNumber(written);
  if (number === undefined) return unit === '%' ? language.withPercentSign(written) : written;
  const digits = written.split('.')[1]?.length ?? 0;
  const style = { digits, grouping: !language.lexicon.yearUnits.has(unit) };
  return unit === '%' ? language.percent(number, style) : language.number(number, style);
}

/** The number of a text without separators and needless zeros. */
const plainNumber = (written: string): Exact | undefined =>
  /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(written) ? parseNumber(written) : undefined;

function required(call: Call, name: string, what: string): string {
  const text = call.requiredText(name).trim();
  if (text !== '') return text;
  return fail('content/argument.empty-literal', call.hashAt(name), { name, what });
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
