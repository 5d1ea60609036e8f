/**
 * The direction of the architecture, as rules (see src/README.md): `cli -> build -> stages`, stages import only types
 * from earlier stages, foundations import no stage, and only the machine's own folders touch the machine.
 */
const stages = ['project', 'datasets', 'editions', 'content', 'charts', 'document', 'outputs'];
const foundations =
  '^src/((diagnostics|control-characters|resource-limits|unreadable-characters|wrong-bytes)\\.ts|values/|language/|yaml/)';
const folder = (name) => `^src/${name}/`;

/** A stage may know what earlier stages hand it, and nothing at all of later ones. */
const stageRules = stages.flatMap((stage, index) => [
  {
    name: `${stage}-runs-no-other-stage`,
    comment: 'Stages are connected by build.ts alone; from an earlier stage they import types only.',
    severity: 'error',
    from: { path: folder(stage) },
    to: {
      path: stages.filter((other) => other !== stage).map(folder),
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: `${stage}-knows-no-later-stage`,
    comment: 'The direction of the stages is that of the data.',
    severity: 'error',
    from: { path: folder(stage) },
    to: { path: stages.slice(index + 1).map(folder) },
  },
]);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...stageRules.filter(({ to }) => to.path.length > 0),
    {
      name: 'foundations-know-no-stage',
      comment: 'What every stage leans on leans on none.',
      severity: 'error',
      from: { path: foundations },
      to: { path: [...stages.map(folder), '^src/(host|cli)/', '^src/(build|cli)\\.ts$'] },
    },
    {
      name: 'host-knows-no-stage',
      comment: 'The machine runs no stage; it may know the types that it is asked with.',
      severity: 'error',
      from: { path: '^src/host/' },
      to: { path: stages.map(folder), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'stages-know-the-machine-as-a-contract',
      comment: 'Of the host a stage sees host.ts alone: its types and its two kinds of problem.',
      severity: 'error',
      from: { path: stages.map(folder) },
      to: { path: '^src/host/', pathNot: '^src/host/host\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-the-machine-touches-the-machine',
      comment: 'Files, network, processes and the browser are reached through the host.',
      severity: 'error',
      from: { path: '^src/.+\\.ts$', pathNot: '^src/(host|datasets/sources)/' },
      to: {
        path: [
          '^(node:)?(fs|child_process|net|tls|dgram|dns|http|https|http2)(/|$)',
          '(^|/)node_modules/(puppeteer-core|@puppeteer/browsers|proxy-agent|tar-fs|yauzl|@sparticuz/chromium)/',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'cli-asks-build',
      comment: 'The command line turns arguments into a call; it runs no stage itself.',
      severity: 'error',
      from: { path: '^src/cli(/|\\.ts$)' },
      to: {
        path: '^src/',
        pathNot: [
          '^src/(cli|host|project)/',
          '^src/(build|diff|trace|verify|diagnostics|resource-limits|control-characters|build/progress)\\.ts$',
        ],
      },
    },
    {
      name: 'nobody-asks-cli',
      comment: 'The command line is the outermost layer.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli(/|\\.ts$)' },
      to: { path: '^src/cli(/|\\.ts$)' },
    },
    {
      name: 'only-cli-asks-build',
      comment: 'build.ts connects the stages; nothing below it may lean on it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli|build)(/|\\.ts$)' },
      to: { path: '^src/build\\.ts$' },
    },
    {
      name: 'verify-reads-files-alone',
      comment:
        'What made a report cannot vouch for it: verify knows the model, the readers of outputs and the record of operations.',
      severity: 'error',
      from: { path: folder('commands/verify') },
      to: {
        path: '^src/',
        pathNot: [
          '^src/(commands/verify|model|language|yaml|outputs|project|host)/',
          '^src/features/operations\\.ts$',
          '^src/session/output-paths\\.ts$',
          '^src/(diagnostics|resource-limits)\\.ts$',
        ],
      },
    },
    {
      name: 'operations-know-the-model-alone',
      comment: 'So that verify can repeat what a feature calculates without the feature.',
      severity: 'error',
      from: { path: ['^src/features/operations\\.ts$', '^src/features/[^/]+/operations\\.ts$'] },
      to: { path: '^src/', pathNot: ['^src/model/', '^src/features/[^/]+/operations\\.ts$'] },
    },
    {
      name: 'no-cycles',
      comment: 'Two modules that need each other at run time are one module.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'A module that nothing imports and that imports nothing is a leftover.',
      severity: 'error',
      from: {
        orphan: true,
        path: '^src/',
        pathNot: ['\\.d\\.ts$', '^src/(start|assets|compile)\\.mjs$', '^src/project/starter/'],
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
        pathNot: '/@types/',
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
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
