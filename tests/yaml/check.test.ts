import { expect, test } from 'vitest';
import { z } from 'zod';
import { checkSchema } from '../../src/yaml/check.js';
import { parseYaml } from '../../src/yaml/positions.js';

const category = z.union([
  z.string({ error: 'a value' }),
  z.strictObject({ value: z.string({ error: 'a value' }), label: z.string({ error: 'a label' }) }),
]);
const schema = z.strictObject({
  name: z.string({ error: 'a name' }),
  fields: z
    .array(
      z.strictObject({
        type: z.enum(['year', 'integer'], { error: '`year` or `integer`' }).default('integer'),
        categories: z.array(category, { error: 'a list' }).optional(),
      }),
      { error: 'a list of fields' },
    )
    .optional(),
  people: z
    .record(
      z.string().regex(/^[a-z]+$/, { error: 'small letters' }),
      z.strictObject({ age: z.int({ error: 'a whole number' }) }),
    )
    .optional(),
});

function faults(text: string): string[] {
  return checkSchema(schema, parseYaml(text, 'f.yaml'), 'f.yaml').faults.map(
    ({ kind, message, hint, position }) =>
      `${position.line}:${position.column} ${kind}: ${message}${hint === undefined ? '' : ` (${hint})`}`,
  );
}

test('gives the value with its defaults when there is no fault', () => {
  const checked = checkSchema(schema, parseYaml('name: a\nfields: [{}]\n', 'f.yaml'), 'f.yaml');
  expect(checked).toEqual({ value: { name: 'a', fields: [{ type: 'integer' }] }, faults: [] });
});

test.each([
  ['name: [a]', '1:7 value: `name` cannot be a list (write a name)'],
  ['name: {a: 1}', '1:7 value: `name` cannot be a mapping (write a name)'],
  ['name: 1', '1:7 value: `name` cannot be `1` (write a name)'],
  ['name: a\nfields:\n  - {type: "1"}', '3:12 value: `type` cannot be `"1"` (write `year` or `integer`)'],
  ['fields: []', '1:1 value: `f.yaml` has no `name` (add `name:` with a name)'],
  ['name:', '1:1 value: `name` is empty (write a name)'],
  [
    'name: a\npeople:\n  ann: {age: 1, and the rest}',
    '3:17 unknown-key: `and the rest` is not a key of `people.ann` (put quotation marks around a text that has a comma: `{title: "Office, estimates"}`)',
  ],
])('words %j as a diagnostic', (text, expected) => {
  expect(faults(text)).toEqual([expected]);
});

test('finds the keys that a list, a record and a union know, and suggests the nearest', () => {
  expect(
    faults(`name: a
fields:
  - {typ: year, categories: [{value: a, lable: b, label: c}]}
people:
  ann: {age: 1, aeg: 2}
`),
  ).toEqual([
    '3:41 unknown-key: `lable` is not a key of item 1 of `categories` (did you mean `label`?)',
    '3:6 unknown-key: `typ` is not a key of item 1 of `fields` (did you mean `type`?)',
    '5:17 unknown-key: `aeg` is not a key of `people.ann` (did you mean `age`?)',
  ]);
});

test('says what is wrong inside the branch of a union that fits on the outside', () => {
  expect(faults('name: a\nfields:\n  - categories: [{value: 1}, ok]\n')).toEqual([
    '3:26 value: `value` cannot be `1` (write a value)',
    '3:18 value: Item 1 of `categories` has no `label` (add `label:` with a label)',
  ]);
});

test('reports the key of a record, not its value, when the key is wrong', () => {
  expect(faults('name: a\npeople: {Ann: {age: 1}}\n')).toEqual([
    '2:10 value: `Ann` cannot be a key of `people` (write small letters)',
  ]);
});

test('lists no more faults than anybody reads, and says that there are more', () => {
  const found = faults(`name: a\nfields: [${'1, '.repeat(3_000)}]\n${'x'.repeat(3)}: 1\n`);
  expect(found).toHaveLength(201);
  expect(found.at(-1)).toBe(
    '1:1 value: More than 200 faults are in this file (correct those that are listed first)',
  );
});
