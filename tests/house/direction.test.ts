import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../host/temporary-folder.js';
import { repository } from './repository.js';

/** A small source tree that breaks every rule once, and keeps them elsewhere. */
const sources = {
  'diagnostics.ts': "export const code = 'a';\n",
  'values/value.ts': "import { drawn } from '../charts/draw.js';\nexport const value = drawn;\n",
  'values/fine.ts': "import { code } from '../diagnostics.js';\nexport const fine = code;\n",
  'datasets/dataset.ts':
    "import { fine } from '../values/fine.js';\nexport interface Row { a: typeof fine }\nexport const row = 1;\n",
  'datasets/sources/csv.ts':
    "import { readFileSync } from 'node:fs';\nimport { row } from '../dataset.js';\nexport const csv = [readFileSync, row];\n",
  'charts/draw.ts':
    "import type { Row } from '../datasets/dataset.js';\nexport const drawn: Row | number = 1;\n",
  'charts/early.ts': "import { row } from '../datasets/dataset.js';\nexport const early = row;\n",
  'charts/late.ts': "import type { Html } from '../outputs/html.js';\nexport const late: Html = '';\n",
  'charts/disk.ts': "import { readFileSync } from 'node:fs';\nexport const disk = readFileSync;\n",
  'charts/machine.ts': "import { files } from '../host/files.js';\nexport const machine = files;\n",
  'charts/contract.ts': "import { Problem } from '../host/host.js';\nexport const contract = Problem;\n",
  'charts/developer.ts': "import * as vitest from 'vitest';\nexport const developer = vitest;\n",
  'charts/alone.ts': 'export const alone = 1;\n',
  'charts/one.ts': "import { two } from './two.js';\nexport const one = () => two;\n",
  'charts/two.ts': "import { one } from './one.js';\nexport const two = () => one;\n",
  'charts/printing.ts': "import { run } from '../cli/run.js';\nexport const printing = run;\n",
  'outputs/html.ts':
    "import { build } from '../build.js';\nexport type Html = string;\nexport const html = build;\n",
  'host/host.ts': "import { code } from '../diagnostics.js';\nexport class Problem { code = code }\n",
  'host/files.ts':
    "import { readFileSync } from 'node:fs';\nimport { drawn } from '../charts/draw.js';\nexport const files = [readFileSync, drawn];\n",
  'build.ts': "import { drawn } from './charts/draw.js';\nexport const build = drawn;\n",
  'cli/run.ts':
    "import { build } from '../build.js';\nimport { drawn } from '../charts/draw.js';\nexport const run = [build, drawn];\n",
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

test('the dependency rule finds every kind of wrong import and leaves the right ones alone', () => {
  const { summary } = JSON.parse(cruise());
  const found = summary.violations.map(
    ({ rule, from, to }: { rule: { name: string }; from: string; to: string }) =>
      `${rule.name}: ${from.replace('src/', '')} -> ${to.replace('src/', '').replace(/.*node_modules.*/, 'a package')}`,
  );
  expect(found.sort()).toEqual([
    'charts-knows-no-later-stage: charts/late.ts -> outputs/html.ts',
    'charts-runs-no-other-stage: charts/early.ts -> datasets/dataset.ts',
    'cli-asks-build: cli/run.ts -> charts/draw.ts',
    'foundations-know-no-stage: values/value.ts -> charts/draw.ts',
    'host-knows-no-stage: host/files.ts -> charts/draw.ts',
    'no-cycles: charts/one.ts -> charts/two.ts',
    'no-development-packages: charts/developer.ts -> a package',
    'no-orphans: charts/alone.ts -> charts/alone.ts',
    'nobody-asks-cli: charts/printing.ts -> cli/run.ts',
    'only-cli-asks-build: outputs/html.ts -> build.ts',
    'only-the-machine-touches-the-machine: charts/disk.ts -> fs',
    'stages-know-the-machine-as-a-contract: charts/machine.ts -> host/files.ts',
  ]);
});

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
