import { expect, test } from 'vitest';
import { composeSmall } from '../../../content/small-project.js';
import { composePlan } from './plan-project.js';

/** [what is wrong, template, line:column code, part of the message or hint] */
const faults: [string, string, string, RegExp][] = [
  [
    'unknown objective',
    '# A\n\n{{progress-board objective="9"}}',
    '3:18 error content/unknown-category',
    /`objective` has no category `9`/,
  ],
  [
    'the total, which is no objective',
    '{{scorecard objective="total"}}',
    '1:13 error content/unknown-category',
    /its categories are `1`, `2`, `3`/,
  ],
  [
    'misspelt status',
    '{{action-table status="implementd|late"}}',
    '1:16 error content/unknown-category',
    /did you mean `implemented`/,
  ],
  [
    'label of an institution',
    '{{action-table institution="Ministry of Justice"}}',
    '1:16 error content/unknown-category',
    /write `moj`, which has this label/,
  ],
  [
    'unknown objective in a branch that is not taken',
    '{{#if false}}{{timeline objective="7"}}{{/if}}',
    '1:25 error content/unknown-category',
    /`objective` has no category `7`/,
  ],
  [
    'unknown objective that only expansion knows',
    '{{#each (rows "plan-indicators" indicator="I1")}}{{scorecard objective=unit}}{{/each}}',
    '1:62 error content/unknown-category',
    /`objective` has no category `laws`/,
  ],
  [
    'unknown parameter',
    '{{timeline objectiv="1"}}',
    '1:12 error content/unknown-parameter',
    /did you mean `objective`/,
  ],
  ['argument without a name', '{{scorecard "1"}}', '1:1 error content/argument', /takes no unnamed argument/],
  ['empty caption', '{{action-table caption=""}}', '1:16 error content/argument', /`caption` is empty/],
  [
    'empty caption of a chart',
    '{{timeline caption=""}}',
    '1:12 error content/argument',
    /`caption` is empty/,
  ],
  ['bad id', '{{timeline id="The timeline"}}', '1:12 error content/argument', /is not an id/],
  [
    'table inside a sentence',
    'See {{scorecard}} here.',
    '1:1 error content/block-inline',
    /inside a sentence/,
  ],
  [
    'misspelt category of an attribute in rows',
    '{{#each (rows "plan-actions" status="lte")}}x{{/each}}',
    '1:30 error content/unknown-category',
    /did you mean `late`/,
  ],
  [
    'text that no row has in an attribute',
    '{{#each (rows "plan-actions" institution="Ministry of Justce")}}x{{/each}}',
    '1:30 error content/unknown-category',
    /did you mean `Ministry of Justice`/,
  ],
  [
    'attribute where only dimensions can be named',
    '{{value "plan-actions" objective="1" action="1.1.1" measure="spent" status="late"}}',
    '1:69 error content/unknown-parameter',
    /`value` has no parameter `status`/,
  ],
];

test.each(faults)('%s', async (_, template, start, detail) => {
  const { problems } = await composePlan(`${template}\n\nText.\n`);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(`templates/progress.md:${start}`);
  expect(problems[0]).toMatch(detail);
});

test.each(['progress-board', 'scorecard', 'action-table', 'timeline'])(
  '%s asks for a plan, in branches not taken too',
  async (name) => {
    const { problems } = await composeSmall(`{{${name}}}\n\n{{#if false}}{{${name} objective="1"}}{{/if}}`);
    expect(problems).toHaveLength(2);
    expect(problems).toContain(
      `templates/small.md:1:1 error content/no-plan: \`${name}\` prints the plan of a strategy, and this project has none\n` +
        '  hint: name the resources with objectives, institutions, actions and indicators under `plan` in the data package',
    );
    expect(problems.join()).toContain('3:14 error content/no-plan');
  },
);
