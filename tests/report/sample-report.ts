import type { Root, RootContent } from 'mdast';
import type { RenderedChart } from '../../src/model/chart/chart.js';
import { dataTableNode } from '../../src/model/tree/data-table.js';
import { parseReport } from './markdown.js';
import { sampleChart, sampleDrawing, sampleStated, sampleTable } from './samples.js';

const cases = sampleTable(
  'tbl-cases',
  'Cases of human trafficking and related offences',
  `Offence | 2009 | 2010 | 2011 | 2012 | 2013 | 2014
  Human trafficking | 32 | 31 | 28 | 32 | 38 | 28
  Provision of prostitution | 4 | 8 | 11 | 26 | 18 | 24
  Dealing with prostitution | 11 | 14 | 17 | 30 | 15 | 21
  Other acts | 22 | 4 | 10 | 4 | 17 | 16
  Total | 69 | 57 | 66 | 92 | 88 | 89`,
);

const nationality = {
  ...sampleStated(
    'tbl-nationality',
    'Identified victims by nationality',
    `Year | Kosovar | Moldovan | Albanian | Romanian | Bulgarian | Serbian | Polish | Other | Total
    2009 | 16 | 8 | 3 | - | 1 | 1 | - | - | 29
    2010 | 28 | 1 | 7 | - | - | 2 | 1 | - | 39
    2011 | 35 | - | 1 | - | - | 3 | - | - | 39
    2012 | 29 | 23 | 1 | - | - | - | - | 1 | 54
    2013 | 44 | - | 7 | - | - | 1 | - | - | 52
    2014 | 36 | - | 4 | 1 | - | 1 | - | - | 42
    Total | 188 | 32 | 23 | 1 | 1 | 8 | 1 | 1 | 255`,
  ),
  subtitle: 'Kosovo, 2009\u20132014, number of victims',
  notes: [
    'In 2009 the printed layout of the source leaves the column of some cells in doubt.',
    'Nationality is recorded when a victim is first identified.',
  ],
};

const education = {
  ...sampleStated(
    'tbl-education',
    'Identified victims by level of education',
    `Level of education | Victims | Share
    Illiterate | 23 | 9.0
    Initial education | 158 | 62.0
    Secondary education | 70 | 27.5
    University | 4 | 1.6
    Total | 255 | 100.0`,
  ),
  illustrative: true,
};

const blocks: Readonly<Record<string, RootContent>> = {
  cases,
  nationality: dataTableNode(nationality),
  education: dataTableNode(education),
  wide: dataTableNode({ ...nationality, id: 'tbl-wide', caption: 'The same on a wide page' }),
  line: sampleChart(
    'fig-cases',
    'Trafficking cases peaked in 2013 and fell back to their lowest level in 2014',
  ),
  second: sampleChart('fig-second', 'Related offences have grown to two thirds of all cases'),
};

/** Drawings of the charts of `sampleReport`. */
export const sampleCharts: Readonly<Record<string, RenderedChart>> = {
  'fig-cases': sampleDrawing('fig-cases'),
  'fig-second': { ...sampleDrawing('fig-second'), illustrative: true },
};

/** A small report with one of everything. */
export function sampleReport(): Root {
  return parseReport(text, blocks);
}

const text = `
# Contents {#contents .unnumbered}

::contents

# Figures and tables {#lists .unnumbered}

## Figures {#list-figures}

::figures

## Tables {#list-tables}

::tables

# Summary {#summary .unnumbered}

:::summary
The police recorded %88 cases in 2013 and %89 in 2014. Trafficking itself fell from %38 cases to %28, while
related offences kept growing ([](#fig-cases)).

- Seven in ten victims held Kosovar nationality: %188 of %255.
- Most had no more than initial education.
:::

:::cards
- **%255** victims identified from 2009 to 2014
- **%927** arrests in the same six years
- **%28** trafficking cases in 2014, ten fewer than the year before
- **%74%** of identified victims held Kosovar nationality
- **2 to 4 million** people trafficked worldwide each year, as estimated by the United Nations
- **%52** victims supported in 2013
:::

# Scope and definitions {#sec-scope}

This report counts what institutions recorded. It does not estimate what stayed hidden. A *victim* here is a person whom the
police identified as one.[^identified] The legal basis is set out in [](#sec-law), the figures in [](#sec-cases), and all
tables again in [](#annex-tables).

## What counts as trafficking {#sec-trafficking}

Trafficking is the recruitment, transport, transfer, harbouring or receipt of persons by threat, force, fraud or abuse of
power, for the purpose of exploitation. Consent of the victim does not matter where any of these means is used.

### Exploitation

Exploitation includes, as a minimum:

1. the exploitation of the prostitution of others or other forms of sexual exploitation;
2. forced labour or services, slavery or practices similar to slavery;
3. servitude and the removal of organs.

### Recruitment

Recruitment takes many forms. The tables tell apart **job offers and promises**, promises of marriage, tourism, and others.

## Legal basis {#sec-law}

The law on preventing and combating trafficking in human beings and protecting its victims is the main source.[^law]
Other instruments are named in the [methods](#sec-methods).

:::note
Figures for one year can differ from earlier publications, since cases are re-classified as investigations go on.
:::

| Instrument | Year | Subject |
|---|---|---|
| Palermo Protocol | 2000 | Trafficking in persons, especially women and children |
| Convention of the Council of Europe | 2005 | Action against trafficking in human beings |

[^identified]: Identified victims are those whom police interviewed and registered; see [](#tbl-nationality).
[^law]: The law was adopted in 2013 and replaced the rules that stood in the criminal code. Its text is in the official gazette.

# Cases and arrests {#sec-cases}

The number of recorded cases rose from %69 in 2009 to %89 in 2014. The rise is not steady: %57 cases were recorded in 2010,
and %92 in 2012, the highest number of the six years ([](#tbl-cases)).

@line

In 2013 the police recorded %38 cases of human trafficking, more than in any other year ([](#fig-cases)). One year later the
number was back at %28, which had last been seen in 2011.

@cases

## Related offences

Provision of prostitution and dealing with prostitution are offences of their own. They are recorded together with
trafficking, because investigations often start with one and end with the other.

@second

The police count an arrest each time a person is arrested. One person can be arrested more than once in a year.

# Victims {#sec-victims}

Between 2009 and 2014, %255 victims were identified. Most of them, %188, held Kosovar nationality; %32 came from Moldova and %23
from Albania.[^law]

@nationality

## Education

@education

> "The number of victims identified says as much about the work of the police as about the crime."

:::landscape
## A wide page {#sec-wide}

@wide
:::

# Methods {#sec-methods}

Numbers were taken from the published tables by hand, and every sum was checked by the tool.[^methods]

[^methods]: A difference between a sum and its parts stops the report from being built.

::::annex
# All tables {#annex-tables}

## Age

Text of the annex with a reference to [](#annex-tables).

# Glossary

Words and what they mean.
::::
`;
