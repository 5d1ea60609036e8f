/**
 * Published reports that the check of typed numbers is measured on, and how their paragraphs are taken out of the files in which
 * they stand in public repositories. No text of theirs is kept here: `REPORTS` names a folder with their clones.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A report, as it stood in a repository at a commit. */
export interface Source {
  readonly name: string;
  readonly language: string;
  /** Of GitHub: owner and name. */
  readonly repository: string;
  readonly commit: string;
  readonly files: RegExp;
  readonly format: keyof typeof paragraphsIn;
  readonly licence: string;
  /** What shows that a paragraph is in another language. */
  readonly foreign?: RegExp;
  /** How many words of its beginning are left out. */
  readonly after?: number;
  /** True where the words of the language were mended until it was read well; the others were read once, when that was done. */
  readonly isMendedOn: boolean;
}

/** Documents of the United Nations about one country. */
export const slovenia = {
  language: 'en',
  repository: 'Tony33344/slovenia-human-rights-tracker',
  commit: '78eab45b9f42b5e8bd7b5efc85f47eb4e7a8c1a2',
  format: 'un',
  licence: 'document of the United Nations',
  isMendedOn: true,
} as const;
const britain = { language: 'en', format: 'html', licence: 'Open Government Licence v3.0' } as const;
const poverty = {
  ...britain,
  repository: 'ScotGovAnalysis/poverty-publications',
  commit: '8fd28c1ac61910d8ef5b88f8bf75e10767c8dbd7',
} as const;
const kosovo = {
  repository: 'opendatakosovo/kosovo-trust-building',
  commit: 'b349af2a628aef961a259fa766dc77360ad385e1',
  format: 'html',
  licence: 'MIT',
  isMendedOn: true,
} as const;
const america = { language: 'en', format: 'markdown', licence: 'public domain (United States)' } as const;

export const sources: readonly Source[] = [
  // The names of the first two files are exchanged in the repository.
  { ...slovenia, name: 'en-slovenia-state', files: /cycle4\/A_HRC_WG_6_48_SVN_2_/ },
  { ...slovenia, name: 'en-slovenia-un', files: /cycle4\/A_HRC_WG_6_48_SVN_1_/ },
  { ...slovenia, name: 'en-slovenia-ngo', files: /cycle4\/A_HRC_WG_6_48_SVN_3_/ },
  {
    ...america,
    name: 'en-us-data',
    repository: 'GSA/data-strategy',
    commit: '7fbdc39cc4238a6b9f9d5ecce1f29a949f2b650c',
    files: /^pages\/2020\/action-plan\/index\.md$/,
    licence: 'CC0 1.0',
    isMendedOn: true,
  },
  { ...poverty, name: 'en-scotland', files: /^website\/_site\/index\.html$/, isMendedOn: true },
  { ...poverty, name: 'en-scotland-persistent', files: /_site\/persistent\.html$/, isMendedOn: true },
  {
    name: 'en-new-orleans',
    language: 'en',
    repository: 'marvinmarnold/oipm-annual-report-2021',
    commit: 'ae748ba38b5d7a7969970667c669c664acf0cfd2',
    files: /^web\/src\/(?!.*(?:plot|using-ssr|404)).*(?:pages|section|introduction|details).*\.js$/,
    format: 'html',
    licence: 'AGPL-3.0',
    isMendedOn: true,
  },
  {
    ...kosovo,
    name: 'en-kosovo',
    language: 'en',
    foreign: /[ëçžšćđč]|Prill|april\b/,
    files:
      /frontend\/(?:(?:.*\/)?en[-.].*|(?:.*\/)?(?:digital-agenda|youthparticipation|multilingualism-story|language-story|journalism-story|germanstory|ngostory|wateraidstory|who-we-are|understanding-story)\.blade.*)$/,
  },
  { ...kosovo, name: 'sq-kosovo', language: 'sq', files: /views\/frontend\/(?:.*\/)?(?:sq|al)[-.]/ },
  { ...kosovo, name: 'sr-Latn-kosovo', language: 'sr-Latn', files: /views\/frontend\/(?:.*\/)?sr[-.]/ },
  {
    name: 'sr-Latn-setimes',
    language: 'sr-Latn',
    repository: 'UniversalDependencies/UD_Serbian-SET',
    commit: 'c88193deceecd1c5332f927c1aa0f888085f63f7',
    files: /^sr_set-ud-dev\.conllu$/,
    format: 'sentences',
    licence: 'CC BY-SA 4.0',
    isMendedOn: true,
  },
  {
    ...britain,
    name: 'en-drug-deaths',
    repository: 'ScotGovAnalysis/suspected_drug_deaths',
    commit: 'd393dbc18c53e4450d85043578ee708f9ad01707',
    files: /^Markdown\/Backgrounddoc\.Rmd$/,
    format: 'markdown',
    isMendedOn: true,
  },
  {
    ...britain,
    name: 'en-farming',
    repository: 'ScotGovAnalysis/agriculture-ghg-emissions-and-nitrogen-use',
    commit: '67099d1d48664245402efb054bbc2f1838fa500a',
    files: /^index\.Rmd$/,
    format: 'markdown',
    isMendedOn: true,
  },
  {
    ...britain,
    name: 'en-digital',
    repository: 'alphagov/government-digital-strategy',
    commit: '9652f246b4c262a12889679d155952e22aca4fe8',
    files: /^source\/digital\/efficiency\/0.*\.md$/,
    format: 'markdown',
    isMendedOn: true,
  },
  {
    ...america,
    name: 'en-extractives',
    repository: 'DOI-ONRR/doi-extractives-data',
    commit: 'b0f9e0cade8a5b5fb161c390d5f9a342974bbd6a',
    files: /^src\/markdown\/(?:how-it-works\/(?:federal-laws|tribal-production)|states\/AK)\.md$/,
    isMendedOn: true,
  },
  {
    ...america,
    name: 'en-us-law',
    repository: 'codexstanford/markdonw-chunck-of-the-usa-code',
    commit: '66d0b20a5e0521c0ffa33fe40368e4148bff046b',
    files: /^chuncks\/title-22\/chunck-60[12]\d\.md$/,
    isMendedOn: true,
  },
  {
    name: 'sq-news',
    language: 'sq',
    repository: 'lucky-media/yjn',
    commit: 'bd01c28027b36080a5da77b5f94afa788e008104',
    files: /^content\/blog\/al\/[a-q].*\.md$/,
    format: 'markdown',
    licence: 'none stated',
    isMendedOn: true,
  },
  {
    name: 'sr-Latn-budget',
    language: 'sr-Latn',
    repository: 'CRTA1/vodite-racuna',
    commit: 'd00be25dcab364f259da4da67473bb8c4df1c551',
    files: /^stranice\/.*\.md$/,
    format: 'markdown',
    licence: 'none stated',
    isMendedOn: true,
  },
  {
    ...britain,
    name: 'en-digital-landscape',
    repository: 'alphagov/government-digital-strategy',
    commit: '9652f246b4c262a12889679d155952e22aca4fe8',
    files: /^source\/digital\/research\/0[1-5].*\.md$/,
    format: 'markdown',
    isMendedOn: true,
  },
  {
    ...britain,
    name: 'en-identity',
    repository: 'alphagov/government-digital-strategy',
    commit: '9652f246b4c262a12889679d155952e22aca4fe8',
    files: /^source\/la-ida-review\/(?:0[1-9]|1[01]).*\.md$/,
    format: 'markdown',
    isMendedOn: true,
  },
  { ...poverty, name: 'en-scotland-children', files: /_site\/cpupdate\.html$/, isMendedOn: true },
  {
    ...britain,
    name: 'en-farming-methods',
    repository: 'ScotGovAnalysis/agriculture-ghg-emissions-and-nitrogen-use',
    commit: '67099d1d48664245402efb054bbc2f1838fa500a',
    files: /^methodology\.Rmd$/,
    format: 'markdown',
    isMendedOn: true,
  },
  {
    ...america,
    name: 'en-mining-counties',
    repository: 'DOI-ONRR/doi-extractives-data',
    commit: 'b0f9e0cade8a5b5fb161c390d5f9a342974bbd6a',
    files:
      /^src\/markdown\/archive\/case-studies\/(?:elko-and-eureka|humboldt-and-lander|campbell|pima)\.md$/,
    isMendedOn: true,
  },
  {
    ...america,
    name: 'en-us-law-crime',
    repository: 'codexstanford/markdonw-chunck-of-the-usa-code',
    commit: '66d0b20a5e0521c0ffa33fe40368e4148bff046b',
    files: /^chuncks\/title-34\/chunck-5\d\d\.md$/,
    isMendedOn: true,
  },
  {
    name: 'sq-wikipedia',
    language: 'sq',
    repository: 'UniversalDependencies/UD_Albanian-TSA',
    commit: 'f9f4cf1be5564b5d50bafe7d4d6234d5552cdfce',
    files: /\.conllu$/,
    format: 'sentences',
    licence: 'CC BY-SA 4.0',
    isMendedOn: true,
  },
  {
    name: 'sq-news-later',
    language: 'sq',
    repository: 'lucky-media/yjn',
    commit: 'bd01c28027b36080a5da77b5f94afa788e008104',
    files: /^content\/blog\/al\/[r-z].*\.md$/,
    format: 'markdown',
    licence: 'none stated',
    isMendedOn: true,
  },
  {
    name: 'sr-Latn-setimes-later',
    language: 'sr-Latn',
    repository: 'UniversalDependencies/UD_Serbian-SET',
    commit: 'c88193deceecd1c5332f927c1aa0f888085f63f7',
    files: /^sr_set-ud-test\.conllu$/,
    format: 'sentences',
    licence: 'CC BY-SA 4.0',
    isMendedOn: true,
  },
  {
    ...america,
    name: 'en-identity-standard',
    repository: 'usnistgov/800-63-3',
    commit: 'ce8ada6277a2948308d85b16a4c568874f7d5abb',
    files: /^sp800-63a\/sec[45]_.*\.md$/,
    isMendedOn: true,
  },
  {
    ...america,
    name: 'en-source-code',
    repository: 'WhiteHouse/source-code-policy',
    commit: '4d860321a9dbf543e7269a3514a731954f17c788',
    files: /^pages\/.*\.md$/,
    isMendedOn: true,
  },
  {
    ...america,
    name: 'en-revenues',
    repository: 'DOI-ONRR/doi-extractives-data',
    commit: 'b0f9e0cade8a5b5fb161c390d5f9a342974bbd6a',
    files:
      /^src\/markdown\/how-it-works\/(?:revenues|coal|aml-reclamation-program|lwcf|hpf|disbursements|coal-excise-tax|gomesa)\.md$/,
    isMendedOn: true,
  },
  {
    ...america,
    name: 'en-mining-states',
    repository: 'DOI-ONRR/doi-extractives-data',
    commit: 'b0f9e0cade8a5b5fb161c390d5f9a342974bbd6a',
    files: /^src\/markdown\/states\/(?:CO|MT|WY)\.md$/,
    isMendedOn: true,
  },
  {
    ...britain,
    name: 'en-digital-strategy',
    repository: 'alphagov/government-digital-strategy',
    commit: '9652f246b4c262a12889679d155952e22aca4fe8',
    files: /^source\/digital\/strategy\/0[1-8].*\.md$/,
    format: 'markdown',
    isMendedOn: true,
  },
  {
    ...america,
    name: 'en-metrics',
    repository: 'GSA/digitalgov.gov',
    commit: '4979583206d90ff1707b097454a9b169ca9e95e4',
    files: /^content\/news\/2013\/07\/2013-07-15-digital-metrics.*\.md$/,
    isMendedOn: true,
  },
  {
    ...britain,
    name: 'en-standards-board',
    repository: 'alphagov/open-standards',
    commit: '2c58d53256cf4a40bc32e194dd3d41e6e2892205',
    files: /^docs\/_meetings\/.*\.md$/,
    format: 'markdown',
    isMendedOn: true,
  },
  {
    name: 'sq-prose',
    language: 'sq',
    repository: 'UniversalDependencies/UD_Albanian-STAF',
    commit: '22ae839b1d7c78005e900dd97747f0739b233c42',
    files: /^sq_staf-ud-train\.conllu$/,
    format: 'sentences',
    licence: 'CC BY-SA 4.0',
    isMendedOn: false,
  },
  {
    name: 'sr-Latn-budget-news',
    language: 'sr-Latn',
    repository: 'CRTA1/vodite-racuna',
    commit: 'd00be25dcab364f259da4da67473bb8c4df1c551',
    files: /^_posts\/.*\.(?:md|markdown)$/,
    format: 'markdown',
    licence: 'none stated',
    isMendedOn: false,
  },
  {
    ...britain,
    name: 'en-digital-assisted',
    repository: 'alphagov/government-digital-strategy',
    commit: '9652f246b4c262a12889679d155952e22aca4fe8',
    files: /^source\/digital\/assisted\/(?:0[1-4]|annex1).*\.md$/,
    format: 'markdown',
    isMendedOn: false,
  },
  {
    ...america,
    name: 'en-extractives-report',
    repository: 'DOI-ONRR/doi-extractives-data',
    commit: 'b0f9e0cade8a5b5fb161c390d5f9a342974bbd6a',
    files:
      /^src\/markdown\/archive\/(?:fossil-fuels|nonenergy-minerals|renewables|report|reconciliation)\.md$/,
    isMendedOn: false,
  },
  {
    ...america,
    name: 'en-us-data-2021',
    repository: 'GSA/data-strategy',
    commit: '7fbdc39cc4238a6b9f9d5ecce1f29a949f2b650c',
    files: /^pages\/2021\/action-plan\/.*\.md$/,
    licence: 'CC0 1.0',
    isMendedOn: false,
  },
  {
    ...america,
    name: 'en-data-federation',
    repository: 'GSA/us-data-federation',
    commit: '95e1df5d416a9fb970d13541c20585e5cc4e590a',
    files: /^(?!README|CONTRIB|LICENSE|node_modules).*\.md$/,
    isMendedOn: false,
  },
  { ...poverty, name: 'en-scotland-uncertainty', files: /_site\/uncertainty\.html$/, isMendedOn: false },
  {
    ...america,
    name: 'en-social-media',
    repository: 'GSA/digitalgov.gov',
    commit: '4979583206d90ff1707b097454a9b169ca9e95e4',
    files: /^content\/news\/2013\/04\/2013-04-19-social-media-metrics.*\.md$/,
    isMendedOn: false,
  },
  {
    ...america,
    name: 'en-contact-centers',
    repository: 'GSA/digitalgov.gov',
    commit: '4979583206d90ff1707b097454a9b169ca9e95e4',
    files: /^content\/resources\/contact-center-.*\.md$/,
    isMendedOn: false,
  },
  {
    ...america,
    name: 'en-18f',
    repository: 'GSA/digitalgov.gov',
    commit: '4979583206d90ff1707b097454a9b169ca9e95e4',
    files: /^content\/news\/2015\/12\/2015-12-29-18f-reflects.*\.md$/,
    isMendedOn: false,
  },
];

/** Words enough of one report, so that none outweighs the others. */
const most = 5000;

/** The paragraphs of a report: undefined where its clone is not there. */
export function paragraphsOf(
  {
    repository,
    commit,
    files,
    format,
    foreign,
    after = 0,
  }: Pick<Source, 'repository' | 'commit' | 'files' | 'format' | 'foreign' | 'after'>,
  folder: string,
): string[] | undefined {
  const clone = ['repo/.git', 'repo', '.git', '']
    .map((inside) => join(folder, repository.replace('/', '+'), inside))
    .find((path) => existsSync(join(path, 'HEAD')));
  if (clone === undefined) return undefined;
  const git = (...args: string[]): string =>
    execFileSync('git', [`--git-dir=${clone}`, ...args], { encoding: 'utf8', maxBuffer: 1e9 });
  const textOf = (blob: string): string =>
    format === 'pdf'
      ? execFileSync(
          'sh',
          ['-c', `git --git-dir="$1" show "$2" | pdftotext - - 2>/dev/null`, 'sh', clone, blob],
          { encoding: 'utf8' },
        )
      : git('show', blob);
  const names = git('ls-tree', '-r', '-z', '--name-only', commit).split('\0');
  const texts = names.filter((name) => files.test(name)).map((name) => textOf(`${commit}:${name}`));
  const paragraphs = new Set(texts.flatMap(paragraphsIn[format]).map(asTyped));
  let words = 0;
  return [...paragraphs].filter((text) => {
    const count = wordsIn(text);
    if (count < 4 || words >= after + most || /^Copyright/.test(text) || foreign?.test(text) === true)
      return false;
    words += count;
    return words > after;
  });
}

export const wordsIn = (text: string): number =>
  text.split(/\s+/u).filter((word) => /\p{L}/u.test(word)).length;

const paragraphsIn = {
  html: (page: string): string[] =>
    [...withoutMachinery(page).matchAll(/<(p|li|h[1-6]|blockquote)\b[^>]*>([\s\S]*?)<\/\1>/gi)].map(
      ([, , text = '']) => characters(text.replace(/<[^>]*>|\{[^}]*\}/g, ' ')).replace(/\s+([,.;:])/g, '$1'),
    ),
  /** Paragraphs, items and headings; tables, code and calls of code are left out. */
  markdown: (text: string): string[] =>
    withoutMachinery(text)
      .replace(/^---[\s\S]*?\n---\n/, '')
      .replace(/^```[\s\S]*?^```/gm, '')
      .split(/\n\s*\n|\n(?=\s*[-*+] |\s*\d+\. |#)/)
      .filter((part) => !/^\s*\||---/m.test(part))
      .map((part) =>
        characters(part)
          .replace(/`[^`]*`|<[^>]*>|\{[^}]*\}/g, ' ')
          .replace(/\[\^?\d+\](?::.*)?|^\s*!\[.*$/gm, '')
          .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
          .replace(/~(\d)~/g, '$1')
          .replace(/[*_`#>~]+/g, '')
          .replace(/^\s*[-+]\s/, ''),
      ),
  /** Lines of pages whose paragraphs have numbers; the notes at the end and the marks of notes are left out. */
  un: (text: string): string[] => {
    const lines = text
      .split('\n')
      .filter((line) => !/^\s*(?:A\/HRC\/|GE\.\d|\d+\s+GE\.)|^\s*\d+\s*$/.test(line));
    const body = lines.slice(lines.findIndex((line) => /^\s*I\.\s/.test(line)));
    const notes = body.findIndex((line) => /^\s*Notes\s*$/.test(line));
    return (notes > 0 ? body.slice(0, notes) : body)
      .join('\n')
      .split(/\n\s*\n|\n(?=\s*(?:\d{1,3}\.\s+[A-Z]|[IVX]+\.\s|[A-Z]\.\s|\([a-z]\)\s|[•-]\s))/)
      .map((part) =>
        part
          .replace(/\s+/g, ' ')
          .replace(/(?<=[\p{L}).”’,;:])(?<!\d[.,:])\d{1,3}(?=[\s,;]|$)(?!\s*(?:per|%))/gu, '')
          .replace(/(?<=\b(?:19|20)\d{2}[.,])\d{1,3}(?=\s|$)/g, ''),
      );
  },
  /** Paragraphs as `pdftotext` (of poppler) writes them, without numbers of pages and rows of dots. */
  pdf: (text: string): string[] =>
    text
      .split(/\n\s*\n|\f|\n(?=\s*(?:\d{1,3}\.\s+\p{Lu}|[•-]\s|\([a-zç]\)\s))/u)
      .map((part) => part.replace(/(?<=\p{Ll})-\n(?=\p{Ll})/gu, '').replace(/\s+/gu, ' '))
      .map((part) =>
        part
          .replace(/(?<=\p{L}[.,”)]|\.[”)])\d{1,2}(?=\s|$)/gu, '')
          .replace(/^\d{1,3} (?=Monitorimi)|(?<=administrative) 20\d\d \d+$/gu, ''),
      )
      .filter((part) => !/\.{4}|^\s*\d{1,3}\.\s.*(?:\bfq|gjendet|[Nn]eni|Document|Manual)/.test(part)),
  /** The texts in quotation marks of a program, a line each. */
  answers: (text: string): string[] =>
    [...text.matchAll(/^\s+"((?:[^"\\]|\\.)+)",?$/gm)].flatMap(([, quoted = '']) =>
      quoted.split('\\n').map((line) => line.replace(/^-\s*/, '')),
    ),
  sentences: (text: string): string[] =>
    [...text.matchAll(/^# text = (.*)$/gm)].map(([, sentence = '']) => sentence),
};

function withoutMachinery(page: string): string {
  return page
    .replace(/<!--[\s\S]*?-->|<sup\b[\s\S]*?<\/sup>/g, '')
    .replace(/<(script|style|table|nav|footer|svg|head)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/\{\{[\s\S]*?\}\}|@\w+\([^)]*\)|\{\s*["'`] ["'`]\s*\}/g, ' ');
}

const named: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  pound: '£',
  ndash: '–',
  mdash: '—',
  euml: 'ë',
};
const characters = (text: string): string =>
  text
    .replace(/&(\w+);/g, (whole, name: string) => named[name] ?? whole)
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));

/** As an author of Markdown would have typed it: addresses and marks of notes are no words, and an ordinal is one. */
const asTyped = (text: string): string =>
  text
    .replace(/https?:\/\/\S+|\bbit\.ly\/\S+/gu, '…')
    .replace(/\s+/gu, ' ')
    .replace(/(?<=\d) ?\^?(st|nd|rd|th)\b\^?/gu, '$1')
    .replace(/(?<=[.”’)]) \d{1,3}$/u, '')
    .replace(/(?<=(?:\p{L}{3}|\d{4})[.”’)]{1,2}) \d{1,3} (?=\p{Lu})/gu, ' ')
    .trim();
