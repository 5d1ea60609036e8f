/**
 * The direction of the architecture, as one table (see src/README.md): what stands in a room may import its own room and
 * what the table gives it, types included, and nothing else of `src/`.
 *
 *     cli -> commands -> session -> stages -> foundations
 *
 * An extension may import any of them, and is imported by the lists of extensions alone.
 *
 * Patterns are regular expressions of paths below `src/`.
 */
const foundations = [
  'model/',
  'language/',
  'yaml/',
  'pictures/',
  'problems/',
  '(?:control-characters|diagnostics|diagnostic-codes|resource-limits|sha256|unreadable-characters|wrong-bytes)\\.ts$',
];
const stages = ['project', 'publisher', 'inputs', 'data', 'content', 'charts', 'report', 'outputs'];
/** Of the machine, what a stage may ask of it and how that fails. */
const contractOfHost = 'host/host\\.ts$';
/** What extensions calculate, for whoever explains or repeats it. */
const operations = 'extensions/operations\\.ts$';
/** What extensions add to the program. */
const programs = 'extensions/programs\\.ts$';
/** The lists of extensions, and what they are lists of. */
const lists = 'extensions/[^/]+\\.ts$';

/** `$1` is what the brackets of `room` matched. */
const rooms = [
  { name: 'foundations', room: `(?:${foundations.join('|')})`, may: foundations },
  {
    name: 'stages',
    // Never another stage: what two of them share is in the model.
    room: `(${stages.join('|')})/`,
    own: '$1/',
    may: [...foundations, contractOfHost],
  },
  {
    name: 'short forms',
    // What a template calls and what its charts are told by: one record is of both.
    room: 'forms/',
    may: [
      ...foundations,
      'content/',
      'charts/form\\.ts$',
      'charts/alternative/',
      'charts/times\\.ts$',
      'charts/rows\\.ts$',
    ],
  },
  {
    name: 'extensions',
    // Never one another: what two extensions share belongs to what they extend.
    room: 'extensions/([^/]+)/(?!operations\\.ts$)',
    own: 'extensions/$1/',
    may: [
      '(?!extensions/)',
      'extensions/(?:extension|extensions|found-shapes|operations|program|return-form)\\.ts$',
    ],
  },
  {
    name: 'the contract of extensions',
    room: 'extensions/(?:extension|found-shapes|return-form)\\.ts$',
    may: [
      ...foundations,
      'content/(?:extension|markdown/resolution)\\.ts$',
      'data/extension\\.ts$',
      'outputs/output\\.ts$',
      'project/resolve\\.ts$',
      'extensions/(?:found-shapes|return-form)\\.ts$',
      contractOfHost,
    ],
  },
  {
    name: 'the contract of extensions with the program',
    room: 'extensions/program\\.ts$',
    may: ['cli/verbs/verb\\.ts$', 'diagnostic-codes\\.ts$', 'host/doctor/finding\\.ts$'],
  },
  {
    name: 'the list of judges',
    // So that verify can test again what they published without knowing how reports are made.
    room: 'extensions/judges\\.ts$',
    may: ['model/', 'language/', 'diagnostics\\.ts$', 'extensions/[^/]+/retest\\.ts$'],
  },
  {
    name: 'the list of short forms',
    // So that who draws charts loads what draws them, and no extension besides.
    room: 'extensions/forms\\.ts$',
    may: ['forms/', 'extensions/[^/]+/form\\.ts$'],
  },
  { name: 'the list of programs', room: 'extensions/programs\\.ts$', may: ['extensions/'] },
  {
    name: 'the list of extensions',
    room: 'extensions/extensions\\.ts$',
    may: [
      ...foundations,
      'content/',
      'data/',
      'extensions/',
      'project/resolve\\.ts$',
      'forms/chart-form\\.ts$',
    ],
  },
  {
    name: 'operations',
    // So that verify can repeat what an extension calculates without the extension.
    room: 'extensions/(?:[^/]+/operations|operations)\\.ts$',
    may: ['model/', 'extensions/[^/]+/operations\\.ts$'],
  },
  { name: 'the host', room: 'host/', may: [...foundations] },
  {
    name: 'the machine of an extension',
    room: 'extensions/([^/]+)/host/',
    own: 'extensions/$1/host/',
    may: [...foundations, 'host/'],
  },
  {
    name: 'the session',
    room: 'session/',
    may: [...foundations, ...stages.map((stage) => `${stage}/`), lists, 'host/'],
  },
  {
    name: 'commands',
    // Nor one another. Of the stages they know how a project is read, and finished files.
    room: 'commands/(?!verify/)([^/]+)/',
    own: 'commands/$1/',
    may: [
      ...foundations,
      'session/',
      'host/',
      'project/',
      'outputs/',
      operations,
      'extensions/extensions\\.ts$',
    ],
  },
  {
    name: 'verify',
    // What made a report cannot vouch for it. Of the stages it needs the readers of finished files, which stand beside
    // their writers, Vega to repeat what it calculated, the project file with the items of its reports, which says what has to be there, and the judges of extensions, which look at figures and words alone.
    room: 'commands/verify/',
    may: [
      ...foundations,
      'host/',
      'project/(?:for-audience|resolve)\\.ts$',
      'session/(?:expand-matrices|drawing/repeat-flows)\\.ts$',
      'outputs/',
      'extensions/judges\\.ts$',
      operations,
    ],
  },
  {
    name: 'the package',
    // What others import: commands with fewer questions. Nobody here asks it.
    room: 'index\\.ts$',
    may: [...foundations, 'commands/', 'session/', contractOfHost, 'project/variables\\.ts$'],
  },
  {
    name: 'the command line',
    // It turns arguments into a call, and what comes back into lines.
    room: 'cli(?:/|\\.ts$)',
    may: [
      ...foundations,
      'commands/',
      'host/',
      'project/variables\\.ts$',
      'session/progress\\.ts$',
      programs,
    ],
  },
];

const below = (paths) => paths.map((path) => `^src/${path}`);

const direction = rooms.map(({ name, room, own = room, may }) => ({
  name: `direction: ${name}`,
  comment: `Allowed beside its own room: ${may.join(', ')}.`,
  severity: 'error',
  from: { path: below([room]) },
  to: { path: '^src/', pathNot: below([own, ...may]) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...direction,
    {
      name: 'every-room-has-its-row',
      comment: 'A room that the table does not know may import nothing.',
      severity: 'error',
      from: { path: '^src/.+\\.ts$', pathNot: below(rooms.map(({ room }) => room)) },
      to: {},
    },
    {
      name: 'only-the-machine-touches-the-machine',
      comment: 'Files, network, processes and the browser are reached through the host.',
      severity: 'error',
      from: { path: '^src/.+\\.ts$', pathNot: '^src/(?:host|extensions/[^/]+/host)/' },
      to: {
        path: [
          '^(node:)?(fs|child_process|net|tls|dgram|dns|http|https|http2)(/|$)',
          '(^|/)node_modules/(puppeteer-core|@puppeteer/browsers|proxy-agent|tar-fs|yauzl|pg|bullmq|ioredis|@duckdb/node-api|@sparticuz/chromium)/',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-cycles',
      comment: 'Two modules that need each other, if only for their types, are one module.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A module that nothing imports and that imports nothing is a leftover.',
      severity: 'error',
      from: {
        orphan: true,
        path: '^src/',
        pathNot: [
          '\\.d\\.ts$',
          '^src/(start|assets|compile)\\.mjs$',
          '^src/project/starter/',
          '^src/extensions/[^/]+/shell/',
        ],
      },
      to: {},
    },
    {
      name: 'no-development-packages',
      comment: 'What ships may import only what is installed with it; scripts of the build are not shipped.',
      severity: 'error',
      from: { path: '^src/.+\\.ts$' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
        // What queries and queues need is installed by whoever has some.
        pathNot: '/(?:@types|@duckdb|bullmq|ioredis|pg)/',
      },
    },
    {
      name: 'nothing-unresolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // What compiling writes is read by a path, and need not be there; the client of an editor has packages of its own.
    exclude: { path: '^(?:(\\.\\./)*dist/|src/extensions/lsp/vscode/|src/site/\\.vitepress/)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      // Imports name their files in full; each ending more is another look at the disk for each of them.
      extensions: ['.js', '.ts', '.mjs', '.d.ts', '.json'],
      cachedInputFileSystem: { cacheDuration: 600_000 },
    },
  },
};
