import { expect, test } from 'vitest';
import { oldWordsOfLines } from '../../../src/extensions/next/old-words.js';
import { loadLexicon } from '../../../src/language/lexicon/lexicon.js';
import { memoryHost } from '../../memory-host.js';

const found = async (tag: string, sentences: readonly string[]): Promise<string[]> => {
  const lexicon = await loadLexicon(tag, memoryHost({}).tool);
  const old = oldWordsOfLines(sentences, sentences, { edition: 2014, lexicon });
  return old.map(({ sentence }) => sentence);
};

/** What is true of one edition: of now, of what is to come, of what was so until now, of the how manyeth time. */
const old = {
  en: [
    'The laboratory will be able to test for more substances.',
    'The fee was last changed in 2009.',
    'Fees have remained unchanged since 2011.',
    'The shelter was full for the third year running.',
    'A plan is adopted by the end of the year.',
    'With these figures the line reached a record.',
    'Ms Berisha, head of the unit since March, signed it.',
    'The ministry is planning a campaign.',
    'Training goes on in the coming months.',
    'A year ago nobody asked for this.',
    'At the moment two posts are vacant.',
    'So far no municipality has applied.',
    'Mr Krasniqi has led the service for five years.',
    'The contract expires with the lease.',
    'Never before had so many schools taken part.',
    'It is the third full year of this pilot, our first year with films.',
  ],
  sq: [
    'Laboratori do të mund të testojë më shumë substanca.',
    'Për momentin dy vende pune janë të lira.',
    'Qendra ishte plot për të tretën herë rresht, për herë të tretë.',
    'Drejtorja e re mori detyrën në shtator.',
    'Plani miratohet deri në fund të vitit.',
    'Tarifa u ndryshua për herë të fundit në 2009.',
    'Ende nuk ka kërkesa.',
  ],
  'sr-Cyrl': [
    'Лабораторија ће моћи да испита више супстанци.',
    'Тренутно су два места упражњена.',
    'Центар је био пун трећу годину заредом.',
    'Нова директорка је ступила на дужност у септембру.',
    'План се усваја до краја године.',
    'Пре годину дана то нико није тражио.',
    'До сада није било захтева.',
  ],
} as const;

/** What says nothing of one edition, though a word of it is among those above. */
const lasting = {
  en: [
    'The report turns from the plan to the statistics.',
    'The value is missing.',
    'The office keeps a record of visitors.',
    'Act 5 of May 2009 says so.',
    'It opens on 1 May of each year.',
  ],
  sq: ['Kjo do të thotë se mungon.', 'Më shumë do të ishte shpenzuar njëtrajtësisht.'],
  'sr-Cyrl': ['Свака активност има буџет.', 'Закон је од маја 2009. године.'],
} as const;

test.each(Object.keys(old) as (keyof typeof old)[])(
  'words that are true of one edition are listed, one a sentence: %s',
  async (tag) => {
    expect(await found(tag, old[tag])).toEqual(old[tag]);
    expect(await found(tag, lasting[tag])).toEqual([]);
  },
);
