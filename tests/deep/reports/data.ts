/** What the data of each report count and tell apart, as its data package would say it: written before anything was measured. */
import type { Spoken, SpokenNames } from '../../../src/content/numbers/spoken.js';

/** A dataset: what it counts, and the categories that it tells apart. */
interface Counted {
  readonly unit: string;
  readonly title: string;
  readonly by?: string;
  readonly categories?: readonly string[];
}

/** The names of some datasets, and the years that they cover. */
function spoken(years: readonly [number, number], datasets: readonly Counted[]): Spoken {
  const names = datasets.map(({ unit, title, by = 'Group', categories = [] }): SpokenNames => {
    const dataset = unit.replace(/\P{L}+/gu, '-');
    return {
      dataset,
      title,
      units: [unit],
      measures: [{ name: dataset, title, unit }],
      titles: [title],
      categories: categories.map((label) => ({ dimension: 'group', value: label, label, isYear: false })),
      dimensions: categories.length === 0 ? [] : [{ name: 'group', title: by }],
    };
  });
  const units = datasets.map(({ unit }) => unit);
  return { units, years, names, file: undefined, claimed: [], texts: [], synonyms: [] };
}

const rights = spoken(
  [2019, 2025],
  [
    {
      unit: 'complaints',
      title: 'Complaints',
      by: 'Ground',
      categories: ['Disability', 'Ethnic origin', 'Religion'],
    },
    { unit: 'victims', title: 'Victims of trafficking', by: 'Sex', categories: ['Women', 'Men', 'Children'] },
    {
      unit: 'cases',
      title: 'Cases of domestic violence',
      by: 'Outcome',
      categories: ['Convicted', 'Dismissed'],
    },
  ],
);

const victims = (unit: string, cases: string, complaints: string, groups: readonly string[]): Spoken =>
  spoken(
    [2019, 2023],
    [
      { unit, title: unit, by: 'Sex', categories: groups },
      { unit: cases, title: cases },
      { unit: complaints, title: complaints },
    ],
  );

/** The data of each text, by its name. */
export const dataOf: Readonly<Record<string, Spoken>> = {
  'en-slovenia-state': rights,
  'en-slovenia-un': rights,
  'en-slovenia-ngo': rights,
  'en-us-data': spoken(
    [2019, 2021],
    [
      {
        unit: 'actions',
        title: 'Actions',
        by: 'Status',
        categories: ['Completed', 'In progress', 'Delayed'],
      },
      { unit: 'agencies', title: 'Agencies' },
      { unit: 'datasets', title: 'Datasets' },
    ],
  ),
  'en-scotland': spoken(
    [1994, 2022],
    [
      {
        unit: 'people',
        title: 'People in poverty',
        by: 'Age',
        categories: ['Children', 'Working-age adults', 'Pensioners'],
      },
      {
        unit: 'households',
        title: 'Households',
        by: 'Tenure',
        categories: ['Owners', 'Social renters', 'Private renters'],
      },
    ],
  ),
  'en-new-orleans': spoken(
    [2016, 2021],
    [
      { unit: 'allegations', title: 'Allegations', by: 'Race', categories: ['Black', 'White', 'Hispanic'] },
      { unit: 'complaints', title: 'Complaints', by: 'Disposition', categories: ['Sustained', 'Unfounded'] },
      { unit: 'uses of force', title: 'Use of force', by: 'Level', categories: ['Level 1', 'Level 4'] },
      { unit: 'officers', title: 'Officers', by: 'Sex', categories: ['Male', 'Female'] },
    ],
  ),
  'en-kosovo': spoken(
    [2019, 2021],
    [
      {
        unit: 'packages',
        title: 'Food and hygiene packages',
        by: 'Municipality',
        categories: ['Prishtinë', 'Mitrovica'],
      },
      {
        unit: 'people',
        title: 'People reached',
        by: 'Community',
        categories: ['Roma', 'Ashkali', 'Egyptian'],
      },
      { unit: 'households', title: 'Households' },
    ],
  ),
  'sq-kosovo': spoken(
    [2019, 2021],
    [
      { unit: 'pakove', title: 'Pakot ushqimore', by: 'Komuna', categories: ['Prishtinë', 'Mitrovicë'] },
      {
        unit: 'personave',
        title: 'Personat e ndihmuar',
        by: 'Komuniteti',
        categories: ['Romë', 'Ashkali', 'Egjiptianë'],
      },
      { unit: 'familjeve', title: 'Familjet' },
    ],
  ),
  'sr-Latn-kosovo': spoken(
    [2019, 2021],
    [
      { unit: 'paketa', title: 'Paketi hrane', by: 'Opština', categories: ['Priština', 'Mitrovica'] },
      {
        unit: 'lica',
        title: 'Lica kojima je pomognuto',
        by: 'Zajednica',
        categories: ['Romi', 'Aškalije', 'Egipćani'],
      },
      { unit: 'domaćinstava', title: 'Domaćinstva' },
    ],
  ),
  'sr-Latn-setimes': spoken(
    [2008, 2012],
    [
      { unit: 'radnika', title: 'Radnici', by: 'Sektor', categories: ['Industrija', 'Turizam'] },
      { unit: 'žrtava', title: 'Žrtve', by: 'Pol', categories: ['Žene', 'Muškarci'] },
      { unit: 'preduzeća', title: 'Preduzeća' },
    ],
  ),
  'en-scotland-persistent': spoken(
    [2010, 2021],
    [
      {
        unit: 'people',
        title: 'People in persistent poverty',
        by: 'Age',
        categories: ['Children', 'Pensioners'],
      },
    ],
  ),
  'en-drug-deaths': spoken(
    [1996, 2023],
    [
      { unit: 'deaths', title: 'Suspected drug deaths', by: 'Sex', categories: ['Males', 'Females'] },
      { unit: 'divisions', title: 'Police divisions' },
    ],
  ),
  'en-farming': spoken(
    [1990, 2024],
    [
      {
        unit: 'MtCO2e',
        title: 'Emissions from agriculture',
        by: 'Subsector',
        categories: ['Dairy', 'Suckler beef', 'Sheep', 'Arable'],
      },
      { unit: 'farms', title: 'Farms', by: 'Farm type', categories: ['Cereals', 'Dairy', 'Mixed'] },
    ],
  ),
  'en-digital': spoken(
    [2008, 2013],
    [
      {
        unit: 'transactions',
        title: 'Transactions',
        by: 'Channel',
        categories: ['Digital', 'Telephone', 'Post'],
      },
      { unit: 'services', title: 'Services', by: 'Department', categories: ['DVLA', 'HMRC'] },
      { unit: 'savings', title: 'Savings' },
    ],
  ),
  'en-extractives': spoken(
    [2003, 2018],
    [
      { unit: 'jobs', title: 'Jobs', by: 'Industry', categories: ['Oil', 'Gas', 'Coal', 'Mining'] },
      { unit: 'barrels', title: 'Production' },
      { unit: 'leases', title: 'Leases' },
    ],
  ),
  'en-us-law': spoken(
    [2015, 2022],
    [
      { unit: 'victims', title: 'Victims of trafficking', by: 'Age', categories: ['Adults', 'Children'] },
      { unit: 'countries', title: 'Countries', by: 'Tier', categories: ['Tier 1', 'Tier 2', 'Tier 3'] },
    ],
  ),
  'sq-news': spoken(
    [2015, 2021],
    [
      { unit: 'rasteve', title: 'Rastet e dhunës', by: 'Gjinia', categories: ['Gra', 'Burra'] },
      { unit: 'personave', title: 'Personat e papunë' },
    ],
  ),
  'sr-Latn-budget': spoken(
    [2008, 2014],
    [
      { unit: 'dinara', title: 'Rashodi budžeta', by: 'Namena', categories: ['Obrazovanje', 'Zdravstvo'] },
      { unit: 'korisnika', title: 'Budžetski korisnici' },
    ],
  ),
  'en-digital-landscape': spoken(
    [2009, 2013],
    [
      { unit: 'people', title: 'People online', by: 'Age', categories: ['Young people', 'Pensioners'] },
      {
        unit: 'users',
        title: 'Users of government services',
        by: 'Channel',
        categories: ['Online', 'Telephone'],
      },
    ],
  ),
  'en-identity': spoken(
    [2011, 2014],
    [
      {
        unit: 'authorities',
        title: 'Local authorities',
        by: 'Type',
        categories: ['Unitary', 'County', 'District'],
      },
      { unit: 'services', title: 'Services' },
    ],
  ),
  'en-scotland-children': spoken(
    [2009, 2022],
    [
      {
        unit: 'children',
        title: 'Children in poverty',
        by: 'Priority group',
        categories: ['Lone parents', 'Disabled', 'Minority ethnic'],
      },
      { unit: 'households', title: 'Households' },
    ],
  ),
  'en-farming-methods': spoken(
    [1990, 2024],
    [
      {
        unit: 'MtCO2e',
        title: 'Emissions from agriculture',
        by: 'Subsector',
        categories: ['Dairy', 'Suckler beef', 'Sheep', 'Arable'],
      },
      { unit: 'farms', title: 'Farms', by: 'Farm type', categories: ['Cereals', 'Dairy', 'Mixed'] },
    ],
  ),
  'en-mining-counties': spoken(
    [2004, 2016],
    [
      { unit: 'jobs', title: 'Jobs', by: 'Industry', categories: ['Gold', 'Coal', 'Copper', 'Mining'] },
      { unit: 'ounces', title: 'Production of gold' },
    ],
  ),
  'en-us-law-crime': spoken(
    [2015, 2022],
    [
      { unit: 'victims', title: 'Victims', by: 'Age', categories: ['Adults', 'Children'] },
      { unit: 'grants', title: 'Grants' },
    ],
  ),
  'sq-wikipedia': spoken(
    [2000, 2019],
    [{ unit: 'banorëve', title: 'Banorët', by: 'Gjinia', categories: ['Gra', 'Burra'] }],
  ),
  'sq-news-later': spoken(
    [2015, 2021],
    [
      { unit: 'rasteve', title: 'Rastet e dhunës', by: 'Gjinia', categories: ['Gra', 'Burra'] },
      { unit: 'personave', title: 'Personat e papunë' },
    ],
  ),
  'sr-Latn-setimes-later': spoken(
    [2008, 2012],
    [
      { unit: 'radnika', title: 'Radnici', by: 'Sektor', categories: ['Industrija', 'Turizam'] },
      { unit: 'žrtava', title: 'Žrtve', by: 'Pol', categories: ['Žene', 'Muškarci'] },
      { unit: 'preduzeća', title: 'Preduzeća' },
    ],
  ),
  'en-identity-standard': spoken(
    [2015, 2018],
    [
      { unit: 'applicants', title: 'Applicants', by: 'Level', categories: ['IAL1', 'IAL2', 'IAL3'] },
      { unit: 'agencies', title: 'Agencies' },
    ],
  ),
  'en-source-code': spoken(
    [2014, 2016],
    [
      { unit: 'agencies', title: 'Agencies', by: 'Status', categories: ['Compliant', 'Partly compliant'] },
      { unit: 'projects', title: 'Projects released as open source' },
    ],
  ),
  'en-revenues': spoken(
    [2009, 2018],
    [
      {
        unit: 'dollars',
        title: 'Federal revenue',
        by: 'Commodity',
        categories: ['Oil', 'Gas', 'Coal', 'Wind'],
      },
      { unit: 'leases', title: 'Leases' },
    ],
  ),
  'en-mining-states': spoken(
    [2004, 2016],
    [
      { unit: 'jobs', title: 'Jobs', by: 'Industry', categories: ['Oil', 'Gas', 'Coal'] },
      { unit: 'acres', title: 'Land' },
    ],
  ),
  'en-digital-strategy': spoken(
    [2008, 2013],
    [
      {
        unit: 'transactions',
        title: 'Transactions',
        by: 'Channel',
        categories: ['Digital', 'Telephone', 'Post'],
      },
      { unit: 'services', title: 'Services' },
      { unit: 'people', title: 'People online' },
    ],
  ),
  'en-metrics': spoken(
    [2011, 2013],
    [
      { unit: 'visits', title: 'Visits', by: 'Channel', categories: ['Web', 'Mobile', 'Social media'] },
      { unit: 'agencies', title: 'Agencies' },
    ],
  ),
  'en-standards-board': spoken(
    [2012, 2018],
    [
      { unit: 'standards', title: 'Open standards', by: 'Decision', categories: ['Adopted', 'Rejected'] },
      { unit: 'members', title: 'Members of the board' },
    ],
  ),
  'sq-prose': spoken(
    [2015, 2021],
    [{ unit: 'personave', title: 'Personat', by: 'Gjinia', categories: ['Gra', 'Burra'] }],
  ),
  'sr-Latn-budget-news': spoken(
    [2008, 2015],
    [
      { unit: 'dinara', title: 'Rashodi budžeta', by: 'Namena', categories: ['Obrazovanje', 'Zdravstvo'] },
      { unit: 'korisnika', title: 'Budžetski korisnici' },
    ],
  ),
  'en-digital-assisted': spoken(
    [2009, 2014],
    [
      { unit: 'people', title: 'People who need help', by: 'Reason', categories: ['Disability', 'Age'] },
      { unit: 'services', title: 'Services' },
    ],
  ),
  'en-extractives-report': spoken(
    [2006, 2016],
    [
      {
        unit: 'dollars',
        title: 'Federal revenue',
        by: 'Commodity',
        categories: ['Oil', 'Gas', 'Coal', 'Wind'],
      },
      { unit: 'jobs', title: 'Jobs' },
      { unit: 'companies', title: 'Companies that report' },
    ],
  ),
  'en-us-data-2021': spoken(
    [2019, 2021],
    [
      {
        unit: 'actions',
        title: 'Actions',
        by: 'Status',
        categories: ['Completed', 'In progress', 'Delayed'],
      },
      { unit: 'agencies', title: 'Agencies' },
    ],
  ),
  'en-data-federation': spoken(
    [2014, 2019],
    [
      { unit: 'datasets', title: 'Datasets', by: 'Agency', categories: ['Education', 'Transport'] },
      { unit: 'projects', title: 'Projects' },
    ],
  ),
  'en-scotland-uncertainty': spoken(
    [2010, 2021],
    [
      {
        unit: 'people',
        title: 'People in poverty',
        by: 'Age',
        categories: ['Children', 'Working-age adults', 'Pensioners'],
      },
    ],
  ),
  'en-social-media': spoken(
    [2011, 2013],
    [
      {
        unit: 'followers',
        title: 'Followers',
        by: 'Channel',
        categories: ['Facebook', 'Twitter', 'YouTube'],
      },
      { unit: 'agencies', title: 'Agencies' },
    ],
  ),
  'en-contact-centers': spoken(
    [2010, 2015],
    [
      { unit: 'calls', title: 'Calls', by: 'Channel', categories: ['Telephone', 'Email', 'Chat'] },
      { unit: 'customers', title: 'Customers' },
    ],
  ),
  'en-18f': spoken(
    [2013, 2015],
    [
      { unit: 'projects', title: 'Projects', by: 'Agency', categories: ['Treasury', 'Interior'] },
      { unit: 'users', title: 'Users' },
    ],
  ),
  en: victims('victims', 'cases', 'complaints', ['Women', 'Men', 'Girls', 'Boys']),
  sq: victims('viktimave', 'rasteve', 'ankesave', ['Gra', 'Burra', 'Vajza', 'Djem']),
  'sr-Cyrl': victims('жртава', 'предмета', 'притужби', ['Жене', 'Мушкарци', 'Девојчице', 'Дечаци']),
};
