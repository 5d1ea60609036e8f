import fc from 'fast-check';
import Handlebars from 'handlebars';
import { expect, test } from 'vitest';
import {
  type Interpreter,
  interpret,
  type TemplateFunction,
  TooLong,
} from '../../src/content/template/interpret.js';
import { type ParsedTemplate, parseTemplate } from '../../src/content/template/parse-template.js';
import { runs } from '../support/runs.js';

/** What a template is held against: the same functions, called by what the compiler of Handlebars makes of it. */
function byHandlebars(text: string, partials: Readonly<Record<string, string>>, context: unknown): string {
  const handlebars = Handlebars.create();
  for (const [name, helper] of functions)
    handlebars.registerHelper(name, helper as Handlebars.HelperDelegate);
  for (const [name, partial] of Object.entries(partials))
    handlebars.registerPartial(name, handlebars.compile(partial, settings));
  return handlebars.compile(text, settings)(context, {
    allowProtoPropertiesByDefault: false,
    allowProtoMethodsByDefault: false,
  });
}

const settings = { noEscape: true } as const;

/** Values are printed as they are. */
const asItIs: Omit<Interpreter, 'helpers' | 'partials' | 'most'> = {
  missing: undefined,
  within: (_partial, _file, expanded) => expanded(),
  text: ({ value }) => value,
  print: (value) => value as string,
};

const parsed = (text: string): ParsedTemplate => {
  const template = parseTemplate(text, 'a.md');
  if (!('program' in template)) throw new Error(template.message);
  return template;
};

const interpreted = (text: string, partials: Readonly<Record<string, string>>, context: unknown): string =>
  interpret(parsed(text), context, {
    ...asItIs,
    helpers: functions,
    partials: new Map(Object.entries(partials).map(([name, partial]) => [name, parsed(partial)])),
    most: Number.POSITIVE_INFINITY,
  });

/** What is given, written out in the order in which it is given. */
const show = (value: unknown): string =>
  value === undefined ? 'undefined' : Object.is(value, -0) ? '-0' : JSON.stringify(value);

type Options = Handlebars.HelperOptions;

const { each, with: inside, if: when, unless } = Handlebars.helpers as Record<string, TemplateFunction>;
const functions = new Map<string, TemplateFunction>([
  ...Object.entries({ each, with: inside, if: when, unless }).flatMap(([name, helper]) =>
    helper === undefined ? [] : [[name, helper] as const],
  ),
  [
    'show',
    function (...args) {
      const options = args.pop() as Options;
      return `<${show(this)}: ${args.map(show).join(' ')} ${show(options.hash)}>`;
    },
  ],
  ['rows', () => [{ a: 1, b: 'x' }, { a: null }, { a: { b: 2 } }]],
  ['nothing', () => undefined],
  [
    'twice',
    function (...args) {
      const { fn, inverse } = args.pop() as Options;
      return `${fn(this)}|${fn({ a: 'own' })}|${inverse(this)}`;
    },
  ],
]);

const name = fc.constantFrom('a', 'b', 'c', 'length', 'constructor', '__proto__', 'p', 'index', 'show');
const path = fc.oneof(
  name,
  fc.tuple(name, name).map((parts) => parts.join('.')),
  fc
    .tuple(fc.constantFrom('../', '../../', 'this.', './', '@', '@../', '@root.', '@index.'), name)
    .map((parts) => parts.join('')),
  fc.constantFrom('this', '.', '..', '@index', '@first', '@last', '@key', '@root', '@../index', 'p.a', 'p.b'),
);
const literal = fc.constantFrom('1', '-2.5', '-0', '"text"', 'true', 'false', 'null', 'undefined');

interface Written {
  readonly expression: string;
  readonly body: string;
}

const { expression, body } = fc.letrec<Written>((tie) => {
  const hash = fc.array(fc.tuple(fc.constantFrom('a', 'x', 'y'), tie('expression')), { maxLength: 3 });
  const call = fc
    .tuple(fc.array(tie('expression'), { maxLength: 2 }), hash)
    .map(([params, pairs]) =>
      ['show', ...params, ...pairs.map(([key, value]) => `${key}=${value}`)].join(' '),
    );
  const block = fc
    .tuple(
      fc.constantFrom('each', 'with', 'if', 'unless', 'twice'),
      fc.oneof(tie('expression'), fc.constant('(rows)')),
      fc.constantFrom('', ' as |p|', ' as |p q|'),
      tie('body'),
      fc.option(tie('body'), { nil: undefined }),
      fc.constantFrom('', '\n'),
    )
    .map(([named, given, as, within, other, line]) => {
      // Those give nothing to names.
      const names = named === 'each' || named === 'with' ? as : '';
      const otherwise = other === undefined ? '' : `{{else}}${line}${other}`;
      return `{{#${named} ${given}${names}}}${line}${within}${otherwise}{{/${named}}}${line}`;
    });
  const partial = fc
    .tuple(
      fc.constantFrom('one', 'two'),
      fc.constantFrom('', ' this', ' a', ' (rows)'),
      hash,
      fc.constantFrom('', '\n  ', '\n'),
    )
    .map(([named, given, pairs, line]) => {
      const own = pairs.map(([key, value]) => ` ${key}=${value}`).join('');
      return `${line}{{> ${named}${given}${own}}}${line.slice(0, 1)}`;
    });
  const statement = fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom('text', ' ', '\n', 'a\n\nb', '{{! note }}'),
    // A bare name is first one of the row, and no call.
    call.map((each) => `{{show ${each.slice(5) || '1'} }}`),
    call.map((each) => `{{show (${each})}}`),
    partial,
    block,
  );
  return {
    expression: fc.oneof(
      { maxDepth: 3 },
      path,
      literal,
      call.map((each) => `(${each})`),
      fc.constant('(nothing)'),
    ),
    body: fc.array(statement, { maxLength: 4 }).map((all) => all.join('')),
  };
});
void expression;

test('a program runs as what the compiler of Handlebars makes of it', () => {
  const partials = {
    one: 'one {{show this a ../a @index p}}\nsecond\n',
    two: '{{#each (rows)}}{{> one a=b}}\n{{/each}}{{show @root a}}',
  };
  fc.assert(
    fc.property(body, (text) => {
      const context = { a: [{ a: 'inner', b: [1, 2] }], b: { a: 0, c: 'deep' }, c: '' };
      expect(interpreted(text, partials, context)).toBe(byHandlebars(text, partials, context));
    }),
    runs(100, 3000),
  );
});

test('a partial that is not there expands to nothing', () => {
  expect(interpreted('a{{> none}}b', {}, {})).toBe('ab');
});

test.each(['a', '{{name}}'])(
  'loops in each other that write `%s` end where they have written more than they may',
  (inside) => {
    const depth = 30;
    const text = `${'{{#each all}}'.repeat(depth)}${inside}${'{{/each}}'.repeat(depth)}`;
    const row: Record<string, unknown> = { name: 'a' };
    row.all = [row, row, row];
    expect(() =>
      interpret(parsed(text), row, { ...asItIs, helpers: functions, partials: new Map(), most: 1000 }),
    ).toThrow(TooLong);
  },
);
