/**
 * Public documents that nobody had read when the words of the languages were written: reports, laws, guides and papers of
 * offices. `REPORTS` names a folder with their clones; `unread.yaml` keeps what was counted. Half of a language were held back
 * until the words were mended on the others.
 */
import { type Source, slovenia } from './sources.js';

/** What shows that lines are the cells of a table, which have lost their columns. */
const cells =
  /(?:\b\d{4}\b[^.;]{0,30}){4}|\d{2} Dec\b.*\d{2} Dec|–.*–.*–|\b20\d{4}\b|^Republic of Slovenia Human Rights|ICCPR-OP|\.{6}/;

type Unread = Omit<Source, 'isMendedOn' | 'licence' | 'name'> & {
  /** When its stops were read: words were mended on the first, then on the second; none on the last. */
  readonly read: 'first' | 'second' | 'last' | 'since';
};

const albania = {
  language: 'sq',
  repository: 'njohligjin/njohligjin.github.io',
  commit: 'ed1e4792f73c4ffa6f2f0dc9f4ff2515d0c67c6c',
  format: 'markdown',
} as const;
const municipality = {
  language: 'sr-Cyrl',
  repository: 'BorisBozilov/Obstina-Bosilegrad-Website',
  commit: 'bd6722d80de1da3ac849f2dc0776f5354b8702f7',
  format: 'html',
} as const;
const initiative = {
  language: 'sr-Latn',
  repository: 'orange-dot/narodna-inicijativa-ai',
  commit: '64fdaa5230f1bd7867e007431845df9ec1d8fb78',
  format: 'markdown',
} as const;
const games = {
  language: 'sr-Latn',
  repository: 'orange-dot/gambling',
  commit: '35f3b86c6bd3a8276bb09e65c0ca2717a163d86b',
  format: 'markdown',
} as const;
const law = {
  language: 'en',
  repository: 'codexstanford/markdonw-chunck-of-the-usa-code',
  commit: '66d0b20a5e0521c0ffa33fe40368e4148bff046b',
  format: 'markdown',
} as const;
const standards = {
  language: 'en',
  repository: 'alphagov/open-standards',
  commit: '2c58d53256cf4a40bc32e194dd3d41e6e2892205',
  format: 'markdown',
} as const;
const posts = {
  language: 'en',
  repository: '18F/18f.gsa.gov',
  commit: '0a55c75e6d9bc71c80136a3867dac52356177443',
  format: 'markdown',
} as const;

export const unread: Readonly<Record<string, Unread>> = {
  'en-un-state': { ...slovenia, foreign: cells, files: /cycle1\/A_HRC_WG_6_7_SVN_1_/, read: 'first' },
  'en-un-ngo': { ...slovenia, foreign: cells, files: /cycle2\/A_HRC_WG_6_20_SVN_3_/, read: 'first' },
  'en-law-crime': { ...law, files: /^chuncks\/title-18\/chunck-1[0-4]\d\d\.md$/, read: 'first' },
  'en-guides': {
    ...standards,
    files: /^docs\/(?:challenge-owner-guide|appointment-as|terms-and).*\.md$/,
    read: 'first',
  },
  'en-posts': { ...posts, files: /^content\/posts\/2015-(?:08|12)-.*\.md$/, read: 'first' },
  'en-un-compilation': { ...slovenia, foreign: cells, files: /cycle3\/A_HRC_WG_6_34_SVN_2_/, read: 'second' },
  'en-un-group': { ...slovenia, foreign: cells, files: /cycle2\/A_HRC_28_15_/, read: 'second' },
  'en-law-labour': { ...law, files: /^chuncks\/title-29\/chunck-1[0-4]\d\.md$/, read: 'second' },
  'en-formats': { ...standards, files: /^docs\/(?:additional|assessment|terms\.).*\.md$/, read: 'second' },
  'en-posts-later': { ...posts, files: /^content\/posts\/2017-(?:01|11)-.*\.md$/, read: 'second' },

  'sq-family': { ...albania, files: /^_familja-collection\/.*\.md$/, read: 'first' },
  'sq-work': { ...albania, files: /^_puna-collection\/.*\.md$/, read: 'first' },
  'sq-insurance': { ...albania, files: /^_sigurimet-shoqerore-collection\/.*\.md$/, read: 'first' },
  'sq-environment': { ...albania, files: /^_(?:mjedisi|konsumatori)-collection\/.*\.md$/, read: 'first' },
  'sq-monitoring': { ...albania, files: /^burime\/Monitorimi .*\.pdf$/, format: 'pdf', read: 'first' },
  'sq-roads': { ...albania, files: /^_kodi-rrugor-collection\/.*\.md$/, read: 'second' },
  'sq-courts': { ...albania, files: /^_procesi-(?:penal|civil)-collection\/.*\.md$/, read: 'second' },
  'sq-taxes': { ...albania, files: /^_tatimet-dhe-taksat-collection\/.*\.md$/, read: 'second' },
  'sq-constitution': { ...albania, files: /^burime\/Kushtetuta.*\.pdf$/, format: 'pdf', read: 'second' },
  'sq-recommendations': { ...albania, files: /^burime\/Rekomandime.*\.pdf$/, format: 'pdf', read: 'second' },

  'sr-economy': { ...municipality, files: /^sr\/Privreda\.aspx$/, read: 'first' },
  'sr-schools': { ...municipality, files: /^sr\/(?:Obrazovanje|Zdravstvo)\.aspx$/, read: 'first' },
  'sr-companies': {
    ...municipality,
    files: /^sr\/(?:Javna_preduzeca|Opstinski_usluzni_centar)\.aspx$/,
    read: 'first',
  },
  'sr-memo': { ...initiative, files: /^docs\/pravna-analiza\/Pravni-Memo.*\.md$/, read: 'first' },
  'sr-services-town': {
    language: 'sr-Latn',
    repository: 'mikivujkovic/OpstinaBudva',
    commit: 'bce25a78e3b82941d1426133150bc7e5e15c3ad7',
    files: /^budva\.js$/,
    format: 'answers',
    read: 'first',
  },
  'sr-institutions': { ...municipality, files: /^sr\/Ustanove\.aspx$/, read: 'second' },
  'sr-history': { ...municipality, files: /^sr\/(?:Istorija|OBosilegradu)\.aspx$/, read: 'second' },
  'sr-information': {
    ...municipality,
    files: /^sr\/(?:Informator|Popis|Javne_nabavke|Sport).*\.aspx$/,
    read: 'second',
  },
  'sr-services': {
    language: 'sr-Latn',
    repository: 'mpdev11/markovic-advokatura',
    commit: '74301ae6d480fc8356f7438671ce972806a608d6',
    files: /^src\/content\/services\/.*\.md$/,
    format: 'markdown',
    read: 'second',
  },

  'sr-manifesto': {
    language: 'sr-Latn',
    repository: 'vsjov/manifest-za-obnovu-srbije',
    commit: '01c8a9fab7cef20dd95d8750068f4f49a18c78f3',
    files: /^pages\/index\.md$/,
    format: 'markdown',
    read: 'since',
  },
  'sr-law': { ...games, files: /^tmp\/law_preciscen\.txt$/, read: 'since' },
  'sr-requests': { ...games, files: /^zahtevi-pijz\/zahtev-.*\.md$/, read: 'since' },

  'en-un-state-later': { ...slovenia, foreign: cells, files: /cycle3\/A_HRC_WG_6_34_SVN_1_/, read: 'last' },
  'en-un-ngo-earlier': { ...slovenia, foreign: cells, files: /cycle1\/A_HRC_WG_6_7_SVN_3_/, read: 'last' },
  'en-law-health': { ...law, files: /^chuncks\/title-42\/chunck-1[0-4]\d\d\.md$/, read: 'last' },
  'en-standards': { ...standards, files: /^docs\/_(?:standards|profiles)\/.*\.md$/, read: 'last' },
  'en-posts-last': { ...posts, files: /^content\/posts\/2018-(?:0[1-6])-.*\.md$/, read: 'last' },
  'sq-property': { ...albania, files: /^_pasuria-e-paluajtshme-collection\/.*\.md$/, read: 'last' },
  'sq-rights': {
    ...albania,
    files: /^_(?:diskriminimi|informimi-publik|mbrojtja|ndihma-juridike)-collection\/.*\.md$/,
    read: 'last',
  },
  'sq-procedures': {
    ...albania,
    files: /^_(?:procesi|procesi-administrativ|ankimi-administrativ)-collection\/.*\.md$/,
    read: 'last',
  },
  'sq-harm': {
    ...albania,
    files: /^_(?:bashkepronesia-ne-ndertesa|shkaktimi-i-demit)-collection\/.*\.md$/,
    read: 'last',
  },
  'sq-manual': { ...albania, files: /^burime\/Manual i .*\.pdf$/, format: 'pdf', read: 'last' },
  'sr-precedents': { ...initiative, files: /^docs\/pravna-analiza\/Precedenti.*\.md$/, read: 'last' },
  'sr-services-town-later': {
    language: 'sr-Latn',
    repository: 'mikivujkovic/OpstinaBudva',
    commit: 'bce25a78e3b82941d1426133150bc7e5e15c3ad7',
    files: /^budva\.js$/,
    format: 'answers',
    after: 5000,
    read: 'last',
  },
};
