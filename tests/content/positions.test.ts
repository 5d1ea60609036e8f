import { expect, test } from 'vitest';
import { RowIndex } from '../../src/content/selection/fields.js';
import { expand } from '../../src/content/template/expand.js';
import { findMarks, locate, Marks, placeText } from '../../src/content/template/marks.js';
import { type ParsedTemplate, parseTemplate } from '../../src/content/template/parse-template.js';
import { templateSyntax } from '../../src/extensions/extensions.js';
import { operations } from '../../src/extensions/operations.js';
import { defaultPrecision } from '../../src/model/project/precision.js';
import { english } from '../support/english.js';
import { smallData } from './small-project.js';

const main = `

# Head {#sec-a}

{{#each (rows "cases" year=2010)}}
  - {{offence}}: **{{cases}}**
{{else}}
none
{{/each}}
{{~#if (eq 1 2)}} a {{else if (eq 1 1)}}

b
 c{{/if}}

  {{> item name="x"}}
tail {{~ title ~}}   end
`;
const item = 'first {{name}}\n\n{{#if true}}\n  second\n{{/if}}\nlast\n';

async function run(keepMarks: boolean) {
  const marks = keepMarks ? new Marks() : new NoMarks();
  const parse = (text: string, file: string): ParsedTemplate => {
    const parsed = parseTemplate(text, file);
    if (!('program' in parsed)) throw new Error(parsed.message);
    return parsed;
  };
  const scope = {
    data: await smallData(),
    language: english,
    title: 'T',
    publisher: 'P',
    edition: 2012,
    formats: [],
    parameters: new Map(),
    operations,
    precision: defaultPrecision,
    target: { report: 'r', language: 'en' },
  };
  const input = { template: parse(main, 'main.md'), partials: new Map([['item', parse(item, 'item.md')]]) };
  const expanded = expand({
    most: Number.POSITIVE_INFINITY,
    ...input,
    charts: new Map(),
    marks,
    rows: new RowIndex(),
    helpers: templateSyntax.helpers,
    scope,
  });
  return placeText(expanded.marked, marks.positions, { file: 'main.md', line: 1, column: 1 });
}

/** Text as it is written. */
class NoMarks extends Marks {
  override before({ value }: Parameters<Marks['before']>[0]): string {
    return value;
  }
}

test('marks change nothing of the expansion', async () => {
  const [marked, plain] = [await run(true), await run(false)];
  expect(marked.text).toBe(plain.text);
  expect([...findMarks(marked.text)]).toEqual([]);
  expect(marked.map.stretches.length).toBeGreaterThan(10);
});

test('every word of the expansion stands where its template has it', async () => {
  const { text, map } = await run(true);
  const at = (word: string): string => {
    const { file, line, column } = locate(map, text.indexOf(word));
    return `${file}:${line}:${column}`;
  };
  expect(at('# Head')).toBe('main.md:3:1');
  expect(at('- ')).toBe('main.md:6:3');
  expect(at('b\n')).toBe('main.md:12:1');
  expect(at('c\n')).toBe('main.md:13:2');
  expect(at('first')).toBe('item.md:1:1');
  expect(at('second')).toBe('item.md:4:3');
  expect(at('last')).toBe('item.md:6:1');
  expect(at('tail')).toBe('main.md:16:1');
  expect(at('end')).toBe('main.md:16:22');
});
