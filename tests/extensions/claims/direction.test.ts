import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { composeClaims } from './claims-project.js';

/** What `{{direction ...}}` of children, 10 in 2010 and 31 in 2014, is published as. */
async function saidOf(call: string) {
  const { content, problems } = await composeClaims(`# A\n\n{{direction ${call}}}\n`);
  const said = (content?.claims ?? []).map(({ text, kind, verdict }) => [text, kind, verdict]);
  return { said, printed: inspect(content?.body, { depth: null }), problems };
}
const own = '(value "visits" reader="children" year=2014)';
const other = '(value "visits" reader="children" year=2010)';

test.each([
  [`${own} than=${other} better="more"`, '▲ Better', 'higher-than'],
  [`${own} than=${other} better="less"`, '▲ Worse', 'higher-than'],
  [`${other} than=${own} better="more"`, '▼ Worse', 'lower-than'],
  [`${other} than=${own} better="neither"`, '▼ Less', 'lower-than'],
  [`${own} than=${own} better="more"`, '■ The same', 'equal'],
  [`${other} share=20 of=${own} better="less"`, '▲ Worse', 'at-most-share'],
  [`${other} share=40 of=${own} better="more"`, '▼ Worse', 'at-least-share'],
  [`${other} share=100 of=${other} better="more"`, '■ The same', 'at-least-share'],
  [`${other} share=100 of=${other} better="less"`, '■ The same', 'at-least-share'],
  [`${own} better="less"`, '▲ Worse', 'none'],
  ['"visits" reader="guests" year=2014 better="less"', '■ The same', 'none'],
])('%s prints %s, whose word is a claim that holds', async (call, text, kind) => {
  const { said, printed, problems } = await saidOf(call);
  expect({ said, problems }).toEqual({ said: [[text.slice(2), kind, 'true']], problems: [] });
  expect(printed).toContain(text);
});

test('a direction that the figures leave open is told, as is a way that is none', async () => {
  const { problems } = await saidOf(`(value "visits" reader="adults" year=2012) than=${own} better="more"`);
  expect(problems.join()).toContain('claim/untestable');
  const wrong = await saidOf(`${own} than=${other} better="mor"`);
  expect(wrong.problems).toEqual([
    'templates/claims.md:3:108 error content/argument: `better` cannot be `mor`\n  hint: did you mean `more`?',
  ]);
});
