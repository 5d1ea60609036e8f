import { describe, expect, test } from 'vitest';
import { draw } from './draw-charts.js';
import { flagshipDataset, sketchDataset } from './fixtures.js';

const cases = flagshipDataset('cases-by-offence');

async function words(yaml: string, dataset = cases) {
  const { alternative, description } = await draw(yaml, dataset);
  return { alternative, description };
}

describe('the text alternative', () => {
  test('of bars names the extremes, lists the rest, and says what is missing', async () => {
    const yaml = `
encoding: {y: {field: recruitment, sort: -x}}
layer:
  - {mark: bar, encoding: {x: {field: victims}}}
  - mark: text
    transform: [{filter: "!isValid(datum.victims)"}]
    encoding: {x: {value: 0}, text: {field: victims}}
`;
    expect(await words(yaml, flagshipDataset('victims-by-recruitment'))).toEqual({
      alternative:
        'Bar chart of the number of victims. Means of recruitment: Job offers or promises, Promise of marriage, Tourism and Other.',
      description:
        'The number of victims was highest for Job offers or promises (141) and lowest for Other (39), of those with a figure. ' +
        'One by one: Job offers or promises: 141; Promise of marriage: 75; Tourism: none recorded; Other: 39.',
    });
  });

  test('of a line tells first and last, change, extremes and trend', async () => {
    expect(await words('mark: line\nencoding: {x: {field: year}, y: {field: cases}}')).toEqual({
      alternative: 'Line chart of the number of cases. Year: 2009 to 2014.',
      description:
        'The number of cases was 69 in 2009 and 89 in 2014, a change of +20. ' +
        'It was highest in 2012 (92) and lowest in 2010 (57).',
    });
  });

  test('of stacked bars tells one series after another', async () => {
    const yaml = `
mark: bar
transform: [{filter: {field: offence, oneOf: [trafficking, other]}}, {filter: {field: year, oneOf: [2009, 2010, 2011]}}]
encoding: {x: {field: year}, y: {field: cases}, color: {field: offence}}
`;
    expect(await words(yaml)).toEqual({
      alternative:
        'Stacked bar chart of the number of cases. Year: 2009 to 2011. Offence: Human trafficking and Other offences.',
      description:
        'Human trafficking: the number of cases was 32 in 2009 and 28 in 2011, a change of \u22124. ' +
        'It was highest in 2009 (32) and lowest in 2011 (28). It fell at every step. ' +
        'Other offences: the number of cases was 22 in 2009 and 10 in 2011, a change of \u221212. ' +
        'It was highest in 2009 (22) and lowest in 2010 (4).',
    });
  });

  test('of a slope chart tells both ends and leaves out what they say already', async () => {
    const yaml = `
form: slope
mark: line
transform: [{filter: {field: year, oneOf: [2009, 2014]}}, {filter: {field: offence, oneOf: [trafficking, other]}}]
encoding: {x: {field: year, type: ordinal}, y: {field: cases}, detail: {field: offence}}
`;
    expect(await words(yaml)).toEqual({
      alternative:
        'Slope chart of the number of cases. Year: 2009 and 2014. Offence: Human trafficking and Other offences.',
      description:
        'Human trafficking: the number of cases was 32 in 2009 and 28 in 2014, a change of \u22124. ' +
        'Other offences: the number of cases was 22 in 2009 and 16 in 2014, a change of \u22126.',
    });
  });

  test('of small multiples names the panels, and the years without a number', async () => {
    const yaml = `
mark: bar
transform: [{filter: {field: nationality, oneOf: [moldovan, albanian]}}]
encoding: {x: {field: year}, y: {field: victims}, facet: {field: nationality}}
`;
    expect(await words(yaml, flagshipDataset('victims-by-nationality'))).toEqual({
      alternative:
        'Bar chart of the number of victims. Year: 2009 to 2014. One panel each. Nationality: Moldovan and Albanian.',
      description:
        'Moldovan: the number of victims was 8 in 2009 and 23 in 2012, a change of +15. ' +
        'Of the years with a figure, it was highest in 2012 (23) and lowest in 2010 (1). ' +
        'For 2011, 2013 and 2014: none recorded. ' +
        'Albanian: the number of victims was 3 in 2009 and 4 in 2014, a change of +1. ' +
        'It was highest in 2010 and 2013 (7) and lowest in 2011 and 2012 (1).',
    });
  });

  test('tells the plots of one figure apart', async () => {
    const plot = (offence: string) =>
      `{mark: bar, transform: [{filter: "datum.offence == '${offence}' && datum.year > 2012"}], encoding: {x: {field: year}, y: {field: cases}}}`;
    const { description } = await words(
      `resolve: {scale: {y: shared}}\nhconcat:\n  - ${plot('trafficking')}\n  - ${plot('other')}\n`,
    );
    expect(description).toBe(
      'The number of cases was 38 in 2013 and 28 in 2014, a change of \u221210. ' +
        'The number of cases was 17 in 2013 and 16 in 2014, a change of \u22121.',
    );
  });

  test('says of calculated numbers what their title says, and where they are highest, without a number', async () => {
    const yaml =
      'mark: bar\nencoding: {x: {field: year}, y: {field: cases, aggregate: mean, title: Mean of cases}}';
    expect(await words(yaml)).toEqual({
      alternative: 'Bar chart: Mean of cases. Year: 2009 to 2014.',
      description: 'It is highest for 2012 and lowest for 2010.',
    });
  });

  test('ends with what the author adds', async () => {
    const { description } = await words(
      'mark: point\ndescription: By the police.\nencoding: {x: {field: year}, y: {field: cases}}',
    );
    expect(description).toMatch(/lowest in 2010 \(57\)\. By the police\.$/);
  });

  test('has the change as an operation on both cells', async () => {
    const { entries } = await draw('mark: line\nencoding: {x: {field: year}, y: {field: cases}}', cases);
    const change = entries.find(({ quantity }) => quantity.operation === 'change');
    expect(change).toMatchObject({
      text: '+20',
      place: 'alternative',
      quantity: { signed: true, unit: 'cases' },
    });
    expect(change?.quantity.cells.map(({ keys }) => keys)).toEqual([
      { year: '2014', offence: 'total' },
      { year: '2009', offence: 'total' },
    ]);
  });
});

describe('a band around a line', () => {
  const persons = { role: 'measure', type: 'integer', unit: 'persons' } as const;
  const people = sketchDataset(
    'people',
    [
      { name: 'year', type: 'year', title: 'Year' },
      { ...persons, name: 'persons' },
      { ...persons, name: 'lower', title: 'Lower' },
      { ...persons, name: 'upper', title: 'Upper' },
    ],
    [2011, 2012, 2013].map((year, at) => [year, 20 + at, 10 + at, 30 + at]),
  );
  const band = (y: string, y2: string, more = ''): string =>
    `encoding: {x: {field: year}}\nlayer:\n  - {${more}mark: area, encoding: {y: {field: ${y}}, y2: {field: ${y2}}}}\n  - {mark: line, encoding: {y: {field: persons}}}`;

  test.each([
    ['lower', 'upper'],
    ['upper', 'lower'],
  ])('is told from its lower to its upper end, in whatever order it is drawn: %s', async (y, y2) => {
    const { alternative, description } = await words(band(y, y2), people);
    expect(alternative).toContain('with a band around it: Lower and Upper.');
    expect(description).toContain(
      'in brackets Lower and Upper: 2011: 20 (10 to 30); 2012: 21 (11 to 31); 2013: 22 (12 to 32).',
    );
  });

  test('is told only where it is drawn', async () => {
    const after = "transform: [{filter: 'datum.year > 2011'}], ";
    const { description } = await words(band('lower', 'upper', after), people);
    expect(description).toContain('2011: 20; 2012: 21 (11 to 31); 2013: 22 (12 to 32).');
    const nowhere = "transform: [{filter: 'datum.persons > 90'}], ";
    const none = await words(band('lower', 'upper', nowhere), people);
    expect(`${none.alternative} ${none.description}`).not.toMatch(/band|brackets/);
  });
});

describe('a title', () => {
  test('is that of the measure, its unit added where it says more', async () => {
    const fields = cases.fields.map((field) =>
      field.name === 'cases' ? { ...field, title: 'Reported', unit: 'cases' } : field,
    );
    const { labels } = await draw('mark: bar\nencoding: {x: {field: year}, y: {field: cases}}', {
      ...cases,
      fields,
    });
    expect(labels.map(({ text }) => text)).toContain('Reported (cases)');
  });
});
