/** The measures of a plan that count what is done and what is on schedule, and words that say less. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '../../../src/language/language.js';
import { languageOf } from '../../../src/session/write-report.js';
import { memoryHost } from '../../memory-host.js';
import { MemoryProject } from '../../support/memory-project.js';
import { firstOf } from '../../support/runs.js';
import { planFiles } from './data/small-plan.js';

const plan = new MemoryProject({ id: 'progress', files: planFiles(), expects: ['plan/gap'] });
const languages = new Map<string, Language>();

beforeAll(async () => {
  for (const tag of ['en', 'sq', 'sr-Cyrl', 'sr-Latn'])
    languages.set(tag, await languageOf(tag, memoryHost({})));
});

const met = '{{value "plan-objectives" measure="met"}}';
const due = '{{value "plan-objectives" measure="due"}}';
const rate = '{{value "plan-objectives" measure="rate"}}';
const done = '{{value "plan-objectives" measure="implemented"}}';
const onSchedule = '{{value "plan-objectives" measure="on-schedule"}}';
const claim = (words: string): string =>
  `{{#claim "at-least-share" "plan-objectives" measure="met" share=10 of=(value "plan-objectives" measure="due")}}${words}{{/claim}}`;

/** The codes that are said of a sentence. */
async function codesOf(tag: string, sentence: string): Promise<string[]> {
  const language = languages.get(tag);
  if (language === undefined) throw new Error(tag);
  const { problems } = await plan.compose(`# A\n\n${sentence}\n`, {}, { language });
  return problems.map((problem) => / (?:error|warning|note) (\S+): /.exec(problem)?.[1] ?? problem);
}

describe.each(
  firstOf(
    [
      ['en', `${met} of ${due} actions were done.`],
      ['en', `Of the ${due} actions due, ${met} were carried out.`],
      ['en', `In 2015, ${rate} of the actions due were implemented.`],
      ['en', `Work that was completed: ${met} of ${due} actions.`],
      ['en', `| Objective | Completed |\n| :- | -: |\n| All | ${met} |`],
      ['sq', `Nga ${due} veprime të planifikuara, ${met} u zbatuan.`],
      ['sq', `${rate} e veprimeve u kryen.`],
      ['sr-Cyrl', `Спроведено је ${met} од ${due} активности.`],
      ['sr-Cyrl', `Од ${due} активности урађено је ${met}.`],
      ['sr-Latn', `Izvršeno je ${rate} aktivnosti.`],
    ],
    3,
  ),
)('in %s: %s', (tag, sentence) => {
  test('a number of what is done or on schedule is not that of what is done', async () => {
    expect(await codesOf(tag, sentence)).toEqual(['number/narrow']);
  });
});

describe.each(
  firstOf(
    [
      ['en', claim('A part of what was due was done')],
      ['en', `${claim('A part of what was due in 2015')} was carried out.`],
      ['sq', claim('Një pjesë e asaj që ishte planifikuar u krye')],
      ['sr-Cyrl', claim('Део предвиђеног је учињен')],
      ['sr-Latn', claim('Deo predviđenog je sproveden')],
    ],
    3,
  ),
)('in %s: %s', (tag, sentence) => {
  test('a claim on what is done or on schedule is none on what is done', async () => {
    expect(await codesOf(tag, sentence)).toEqual(['claim/scope']);
  });
});

describe.each(
  firstOf(
    [
      ['en', `Of ${due} actions due, ${met} were carried out (${done}) or on schedule (${onSchedule}).`],
      ['en', `${rate} of the actions due were implemented or on track.`],
      ['en', `Of the ${met} that met what was due, ${done} were implemented.`],
      ['en', `The plan has ${met} such actions of ${due}, and ${done} of them were completed.`],
      ['en', `Of the ${due} actions that should have been carried out, ${met} met what was due.`],
      ['en', `The implementation rate is ${rate}. The review was completed.`],
      ['en', `${done} of ${due} actions were done.`],
      ['en', `{{#unchecked "the words of the minister"}}${met} actions were done.{{/unchecked}}`],
      ['en', claim('A part of what was due was done or on schedule')],
      ['en', claim('{{#unchecked "the words of the minister"}}A part was done{{/unchecked}}')],
      ['sq', `Nga ${due} veprime, ${met} u zbatuan (${done}) ose janë sipas planit (${onSchedule}).`],
      [
        'sr-Cyrl',
        `Од ${due} активности, њих ${met} спроведено је (${done}) или тече по плану (${onSchedule}).`,
      ],
    ],
    3,
  ),
)('in %s: %s', (tag, sentence) => {
  test('is right', async () => {
    expect(await codesOf(tag, sentence)).toEqual([]);
  });
});
