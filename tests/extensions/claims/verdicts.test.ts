import { describe, expect, test } from 'vitest';
import { composeClaims, visits } from './claims-project.js';

/** The verdict on one claim, written as its arguments. */
async function verdict(claim: string, rows = visits): Promise<string> {
  const { verdicts, problems } = await composeClaims(`# A\n\n{{claim ${claim} text="Said."}}\n`, rows);
  return verdicts[0] ?? problems.join('\n');
}

const children = '"visits" reader="children"';
const adults = '"visits" reader="adults"';

describe.each([
  ['every year above the one before', `"increasing" ${children} from=2010 to=2012`, 'true'],
  ['an equal year is no increase', `"increasing" ${adults} from=2010 to=2011`, 'false'],
  ['unless the author says not strictly', `"increasing" ${children} from=2010 to=2012 strict=false`, 'true'],
  [
    'but nothing that stays level increases',
    `"increasing" ${adults} from=2010 to=2011 strict=false`,
    'false',
  ],
  ['a year without a row is a gap', `"increasing" ${children}`, 'untestable'],
  ['every year below the one before', `"decreasing" ${children} from=2010 to=2012`, 'false'],
  ['equal years', `"unchanged" ${adults} from=2010 to=2011`, 'true'],
  ['unequal years', `"unchanged" ${children} from=2010 to=2011`, 'false'],
  ['a margin that is reached exactly', `"stable-within" ${children} from=2010 to=2011 share=100`, 'true'],
  ['a margin that is passed', `"stable-within" ${children} from=2010 to=2011 share=99.9`, 'false'],
  [
    'no margin around nothing',
    '"stable-within" "visits" reader="guests" from=2010 to=2011 share=10',
    'untestable',
  ],
  ['two years, whatever lies between', `"rose" ${children} from=2010 to=2014`, 'true'],
  ['two years, whatever is missing between', `"fell" ${adults} from=2010 to=2014`, 'true'],
  ['an equal year did not rise', `"rose" ${adults} from=2010 to=2011`, 'false'],
  ['a year whose figure is missing', `"rose" ${adults} from=2010 to=2012`, 'untestable'],
  ['exactly twice is doubled', `"doubled" ${children} from=2010 to=2011`, 'true'],
  ['less than twice is not', `"doubled" ${children} from=2011 to=2012`, 'false'],
  ['nothing doubles from 0', '"doubled" "visits" reader="guests" from=2010 to=2011', 'untestable'],
  ['exactly half is halved', '"halved" "visits" reader="guests" from=2012 to=2014', 'true'],
  ['more than half is not', `"halved" ${adults} from=2010 to=2014`, 'false'],
  ['three times in two years', `"at-least-times" ${children} from=2010 to=2012 times=3`, 'true'],
  ['not 3.1 times', `"at-least-times" ${children} from=2010 to=2012 times=3.1`, 'false'],
  ['twice another', `"at-least-times" ${adults} year=2010 than="children" times=2`, 'true'],
  ['not 2.5 times another', `"at-least-times" ${adults} year=2010 than="children" times=2.5`, 'false'],
  ['above another category', `"higher-than" ${adults} year=2010 than="children"`, 'true'],
  ['not above an equal', `"higher-than" ${adults} year=2011 than="children"`, 'false'],
  ['above another year', `"higher-than" ${children} year=2011 than="year=2010"`, 'true'],
  ['below a quantity', `"lower-than" ${children} year=2010 than=(value "visits" year=2010)`, 'true'],
  ['below another in each year', `"lower-than" ${children} from=2010 to=2011 than="total"`, 'true'],
  ['not below it in one of the years', `"lower-than" ${children} from=2010 to=2011 than="adults"`, 'false'],
  [
    'between two, both included',
    `"between" ${adults} year=2011 least="children" most=(value "visits" year=2011)`,
    'true',
  ],
  [
    'not between two',
    `"between" ${adults} year=2014 least="children" most=(value "visits" year=2014)`,
    'false',
  ],
  ['above all others of its dimension', `"highest" ${adults} year=2010`, 'true'],
  ['not alone at the top', `"highest" ${adults} year=2011`, 'false'],
  ['at the top with another', `"highest" ${adults} year=2011 strict=false`, 'true'],
  ['above what was not recorded', '"lowest" "visits" reader="guests" year=2010', 'true'],
  ['one of the others is missing', `"highest" ${children} year=2012`, 'untestable'],
  ['another is higher, whatever is missing', '"highest" "visits" reader="guests" year=2012', 'false'],
  ['the highest of some years', `"highest" ${children} year=2012 among="year" from=2010 to=2012`, 'true'],
  ['the only dimension named', '"highest" "visits" year=2011 from=2010 to=2011', 'true'],
  ['in each year', `"highest" ${adults} from=2010 to=2011 strict=false`, 'true'],
  ['second of three', `"rank" ${children} year=2010 rank=2`, 'true'],
  ['not second', `"rank" "visits" reader="guests" year=2010 rank=2`, 'false'],
  ['nobody is first beside an equal', `"rank" ${adults} year=2011 rank=1`, 'false'],
  ['first beside an equal', `"rank" ${adults} year=2011 rank=1 strict=false`, 'true'],
  ['last whatever is missing between', `"rank" "visits" reader="guests" year=2012 rank=1`, 'false'],
  ['more than half', `"majority" ${adults} year=2010`, 'true'],
  ['less than half', `"majority" ${adults} year=2011`, 'false'],
  [
    'half is no majority',
    `"majority" ${children} year=2010 of=(value "visits" reader="adults" year=2010)`,
    'false',
  ],
  ['a whole that is missing', `"majority" ${children} year=2012`, 'untestable'],
  ['a third of the total', `"at-least-share" ${children} year=2010 share=33.3`, 'true'],
  ['not more than a third', `"at-least-share" ${children} year=2010 share=33.4`, 'false'],
  ['at most a third', `"at-most-share" ${children} year=2010 share=33.4`, 'true'],
  ['not at most less than a third', `"at-most-share" ${children} year=2010 share=33.3`, 'false'],
  ['within a range of a source', `"lower-than" ${children} year=2010 than=(fact "range")`, 'true'],
  ['inside a range nothing is known', '"higher-than" "visits" year=2010 than=(fact "range")', 'untestable'],
  ['overlapping a range', `"higher-than" (value "visits" year=2010) than=(fact "up-to")`, 'true'],
  ['about is no number', `"lower-than" ${children} year=2010 than=(fact "about")`, 'untestable'],
  ['at least is enough to be lower', `"lower-than" ${children} year=2010 than=(fact "at-least")`, 'true'],
  [
    'at least is not enough to be higher',
    `"higher-than" (value "visits" year=2010) than=(fact "at-least")`,
    'untestable',
  ],
])('%s', (_, claim, expected) => {
  test(`${claim} is ${expected}`, async () => {
    expect(await verdict(claim)).toBe(expected);
  });
});

/** Of the readers of 2011 some numbers are hidden. */
const hidden = visits
  .replace('2011,children,20', '2011,children,[c]')
  .replace('2011,guests,1', '2011,guests,[c]');

describe.each([
  ['a hidden number is not absent', '"missing" "visits" reader="children" year=2011', 'untestable'],
  ['and nobody can see that it is there', '"known" "visits" reader="children" year=2011', 'untestable'],
  ['nor when the first was counted', '"first-known" "visits" reader="guests" year=2012', 'untestable'],
  [
    'of two that are shown the later is not the first',
    '"first-known" "visits" reader="adults" year=2011',
    'false',
  ],
  ['a hidden number may be 0', '"none" "visits" reader="guests" year=2011', 'untestable'],
  [
    'years in which something was counted',
    '"recorded" "visits" reader="guests" from=2010 to=2012 times=2',
    'untestable',
  ],
  ['more than could have been', '"recorded" "visits" reader="guests" from=2010 to=2012 times=3', 'false'],
  ['rows that have a number', '"count-rows" "visits" year=2011 has="visits" times=2', 'untestable'],
  ['fewer than are shown', '"count-rows" "visits" year=2011 has="visits" times=4', 'false'],
  ['rows that have none', '"no-row" "visits" year=2011 lacks="visits"', 'untestable'],
  ['one that has a number', '"some-rows" "visits" year=2011 has="visits"', 'true'],
  ['each has one', '"every-row" "visits" year=2011 has="visits"', 'untestable'],
  [
    'the symbol itself is there for all to see',
    '"count-rows" "visits" year=2011 has="visits=[c]" times=2',
    'true',
  ],
])('%s', (_, claim, expected) => {
  test(`${claim} is ${expected}`, async () => {
    expect(await verdict(claim, hidden)).toBe(expected);
  });
});
