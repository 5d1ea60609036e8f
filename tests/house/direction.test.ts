import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../host/temporary-folder.js';
import { repository } from './repository.js';

/** A small source tree that breaks every row of the table, and keeps it elsewhere. */
const sources = {
  'diagnostics.ts': "export const code = 'a';\n",
  'model/value.ts': "import { drawn } from '../charts/draw.js';\nexport const value = drawn;\n",
  'model/fine.ts': "import { code } from '../diagnostics.js';\nexport const fine = code;\n",
  'data/dataset.ts':
    "import { fine } from '../model/fine.js';\nexport interface Row { a: typeof fine }\nexport const row = 1;\n",
  'data/extension.ts': "import type { Row } from './dataset.js';\nexport interface Extension { row: Row }\n",
  'inputs/csv.ts':
    "import { readFileSync } from 'node:fs';\nimport { row } from '../data/dataset.js';\nexport const csv = [readFileSync, row];\n",
  'content/compose.ts': "import { row } from '../data/dataset.js';\nexport const compose = row;\n",
  'charts/draw.ts': "import { fine } from '../model/fine.js';\nexport const drawn: typeof fine = fine;\n",
  'charts/types.ts':
    "import type { Row } from '../data/dataset.js';\nexport const typed: Row | number = 1;\n",
  'charts/featured.ts': "import { plan } from '../extensions/plan/plan.js';\nexport const featured = plan;\n",
  'charts/disk.ts': "import { readFileSync } from 'node:fs';\nexport const disk = readFileSync;\n",
  'charts/machine.ts': "import { files } from '../host/files.js';\nexport const machine = files;\n",
  'charts/contract.ts': "import { Problem } from '../host/host.js';\nexport const contract = Problem;\n",
  'charts/developer.ts': "import * as vitest from 'vitest';\nexport const developer = vitest;\n",
  'charts/alone.ts': 'export const alone = 1;\n',
  'charts/one.ts': "import { two } from './two.js';\nexport const one = () => two;\n",
  'charts/two.ts': "import { one } from './one.js';\nexport const two = () => one;\n",
  'charts/husband.ts': "import type { Wife } from './wife.js';\nexport interface Husband { wife: Wife }\n",
  'charts/wife.ts':
    "import type { Husband } from './husband.js';\nexport interface Wife { husband: Husband }\n",
  'charts/printing.ts': "import { run } from '../cli/run.js';\nexport const printing = run;\n",
  'outputs/html.ts': "import { session } from '../session/session.js';\nexport const html = session;\n",
  'extensions/extension.ts':
    "import type { Extension } from '../data/extension.js';\nimport type { Row } from '../data/dataset.js';\nexport interface Added { data: Extension; row: Row }\n",
  'extensions/extensions.ts':
    "import { row } from '../data/dataset.js';\nimport { plan } from './plan/plan.js';\nexport const extensions = [row, plan];\n",
  'extensions/operations.ts':
    "import { total } from './plan/operations.js';\nexport const operations = [total];\n",
  'extensions/plan/operations.ts':
    "import { fine } from '../../model/fine.js';\nimport { row } from '../../data/dataset.js';\nexport const total = [fine, row];\n",
  'extensions/plan/plan.ts':
    "import { row } from '../../data/dataset.js';\nimport { total } from './operations.js';\nexport const plan = [row, total];\n",
  'extensions/claims/claims.ts':
    "import { plan } from '../plan/plan.js';\nimport { drawn } from '../../charts/draw.js';\nexport const claims = [plan, drawn];\n",
  'host/host.ts': "import { code } from '../diagnostics.js';\nexport class Problem { code = code }\n",
  'host/files.ts':
    "import { readFileSync } from 'node:fs';\nimport { drawn } from '../charts/draw.js';\nexport const files = [readFileSync, drawn];\n",
  'session/session.ts':
    "import { drawn } from '../charts/draw.js';\nimport { extensions } from '../extensions/extensions.js';\nexport const session = [drawn, extensions];\n",
  'commands/build/build.ts':
    "import { session } from '../../session/session.js';\nimport { drawn } from '../../charts/draw.js';\nexport const build = [session, drawn];\n",
  'commands/check/check.ts': "import { build } from '../build/build.js';\nexport const check = build;\n",
  'commands/verify/verify.ts':
    "import { session } from '../../session/session.js';\nimport { operations } from '../../extensions/operations.js';\nexport const verify = [session, operations];\n",
  'cli/run.ts':
    "import { build } from '../commands/build/build.js';\nimport { session } from '../session/session.js';\nexport const run = [build, session];\n",
  'attic/old.ts': "import { code } from '../diagnostics.js';\nexport const old = code;\n",
};

const folder = temporaryFolder(afterAll);
beforeAll(() => {
  for (const [path, text] of Object.entries(sources)) {
    mkdirSync(join(folder, 'src', dirname(path)), { recursive: true });
    writeFileSync(join(folder, 'src', path), text);
  }
  writeFileSync(join(folder, 'package.json'), '{"type": "module", "devDependencies": {"vitest": "*"}}');
  writeFileSync(
    join(folder, 'tsconfig.json'),
    '{"compilerOptions": {"module": "NodeNext", "moduleResolution": "NodeNext", "target": "ES2023"}}',
  );
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'), 'junction');
});

// What takes two seconds to see is whether the table itself still holds: it changes seldom.
test.runIf(process.env.DEEP)(
  'the dependency rule finds every kind of wrong import and leaves the right ones alone',
  () => {
    const { summary } = JSON.parse(cruise());
    const found = summary.violations.map(
      ({ rule, from, to }: { rule: { name: string }; from: string; to: string }) =>
        `${rule.name}: ${from.replace('src/', '')} -> ${to.replace('src/', '').replace(/.*node_modules.*/, 'a package')}`,
    );
    expect(found.sort()).toEqual([
      'direction: commands: commands/build/build.ts -> charts/draw.ts',
      'direction: commands: commands/check/check.ts -> commands/build/build.ts',
      'direction: extensions: extensions/claims/claims.ts -> extensions/plan/plan.ts',
      'direction: foundations: model/value.ts -> charts/draw.ts',
      'direction: operations: extensions/plan/operations.ts -> data/dataset.ts',
      'direction: stages: charts/featured.ts -> extensions/plan/plan.ts',
      'direction: stages: charts/machine.ts -> host/files.ts',
      'direction: stages: charts/printing.ts -> cli/run.ts',
      'direction: stages: charts/types.ts -> data/dataset.ts',
      'direction: stages: content/compose.ts -> data/dataset.ts',
      'direction: stages: inputs/csv.ts -> data/dataset.ts',
      'direction: stages: outputs/html.ts -> session/session.ts',
      'direction: the command line: cli/run.ts -> session/session.ts',
      'direction: the contract of extensions: extensions/extension.ts -> data/dataset.ts',
      'direction: the host: host/files.ts -> charts/draw.ts',
      'direction: verify: commands/verify/verify.ts -> session/session.ts',
      'every-room-has-its-row: attic/old.ts -> diagnostics.ts',
      'no-cycles: charts/husband.ts -> charts/wife.ts',
      'no-cycles: charts/one.ts -> charts/two.ts',
      'no-development-packages: charts/developer.ts -> a package',
      'no-orphans: charts/alone.ts -> charts/alone.ts',
      'only-the-machine-touches-the-machine: charts/disk.ts -> fs',
      'only-the-machine-touches-the-machine: inputs/csv.ts -> fs',
    ]);
  },
);

function cruise(): string {
  const program = join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = join(repository, '.dependency-cruiser.cjs');
  const options = ['--config', config, '--output-type', 'json', 'src'];
  try {
    return execFileSync(process.execPath, [program, ...options], { cwd: folder, encoding: 'utf8' });
  } catch (error) {
    // The exit code counts the violations; the report is complete all the same.
    return (error as { stdout: string }).stdout;
  }
}
