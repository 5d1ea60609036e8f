import { describe, expect, test } from 'vitest';
import { plainText } from '../../../src/report/tree.js';
import { composeSmall } from '../small-project.js';

const wordsOf = async (template: string): Promise<string> => {
  const { content, problems } = await composeSmall(template);
  expect(problems).toEqual([]);
  return plainText(content?.body.children ?? []);
};

const firstLine = async (template: string): Promise<string> =>
  ((await composeSmall(template)).problems[0] ?? '').split('\n')[0] ?? '';

describe('literal', () => {
  test('prints a number in the language', async () => {
    const source = 'source="Criminal Code, Article 171"';
    expect(await wordsOf(`{{literal "2350" unit="metres" ${source}}}`)).toBe('2,350');
    expect(await wordsOf(`{{literal "12.50" unit="metres" ${source}}}`)).toBe('12.50');
    expect(await wordsOf(`{{literal "50" unit="%" ${source}}}`)).toBe('50%');
    expect(await wordsOf(`{{literal "1999" unit="year" ${source}}}`)).toBe('1999');
  });

  test.each(['04', '100 000', '0800 77777', '1,500', '+383 38 500', '007.50', '\u00BD'])(
    'prints %s exactly as given',
    async (written) => {
      expect(await wordsOf(`{{literal "${written}" unit="calls" source="Code"}}`)).toBe(written);
    },
  );

  test('takes no number without quotation marks, which has lost its zeros already', async () => {
    expect(await firstLine('{{literal 04 unit="calls" source="Code"}}')).toBe(
      'templates/small.md:1:11 error content/argument: `4` has no quotation marks, so it may lose its last digits',
    );
  });

  test.each(['+', '-', '12 apples', '4%', ''])('refuses %j, which is no number', async (written) => {
    expect(await firstLine(`{{literal "${written}" unit="calls" source="Code"}}`)).toContain(
      'content/argument',
    );
  });

  test('is a node of its class', async () => {
    const { content } = await composeSmall('At {{literal "350" unit="metres" source="Code"}} metres.');
    const [paragraph] = content?.body.children ?? [];
    expect(paragraph).toMatchObject({
      children: [
        { value: 'At ' },
        { type: 'numeral', class: 'literal', value: '350' },
        { value: ' metres.' },
      ],
    });
  });

  test('needs a number, a unit and a source', async () => {
    expect(await firstLine('{{literal "many" unit="metres" source="Code"}}')).toBe(
      'templates/small.md:1:11 error content/argument: `many` is not a number',
    );
    expect(await firstLine('{{literal "350" source="Code"}}')).toBe(
      'templates/small.md:1:1 error content/argument: `literal` has no `unit`',
    );
    expect(await firstLine('{{literal "350" unit="metres"}}')).toBe(
      'templates/small.md:1:1 error content/argument: `literal` has no `source`',
    );
    expect(await firstLine('{{literal "350" unit="metres" source=" "}}')).toBe(
      'templates/small.md:1:31 error content/argument: `source` of `literal` is empty',
    );
  });

  test('is no operand of a calculation', async () => {
    expect(await firstLine('{{share (literal "350" unit="cases" source="Code") of="total"}}')).toContain(
      'content/argument',
    );
  });
});

describe('literals', () => {
  test('lists each with its unit, its source and the places where it is used', async () => {
    const words = await wordsOf(`# One {#sec-one}

{{literal "350" unit="metres" source="Code, Article 171"}} and again
{{literal "350" unit="metres" source="Code, Article 171"}}

# Two

{{literal "350" unit="metres" source="Code, Article 171"}} or {{literal "7" unit="days" source="Rules"}},
{{literal "9" unit="days" source="Rules"}}

# List

{{literals}}
`);
    expect(words).toContain(
      'NumberUnitSourceWhere it is used350metresCode, Article 171; Two7, 9daysRulesTwo',
    );
  });

  test('says so where there are none', async () => {
    expect(await wordsOf('{{literals}}')).toBe(
      'Every number in this report comes from a dataset or is calculated from one.',
    );
  });

  test('stands alone in its paragraph', async () => {
    expect(await firstLine('See {{literals}}')).toContain('content/block-inline');
  });
});
