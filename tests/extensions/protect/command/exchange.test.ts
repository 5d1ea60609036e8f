/** Tables go out to another tool, and what it hides comes back, as the command line has it. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { printingOn } from '../../../../src/cli/printing.js';
import { runProtect } from '../../../../src/extensions/protect/command/run-protect.js';

test.runIf(process.env.DEEP)(
  'tables are written into a new folder, and a pattern is read with what lies beside it',
  async () => {
    const root = mkdtempSync(join(tmpdir(), 'tallybook-exchange-'));
    onTestFinished(() => rmSync(root, { recursive: true }));
    cpSync(join(import.meta.dirname, '../towns'), root, { recursive: true });
    const lock = join(root, 'protection.lock.yaml');
    const before = readFileSync(lock, 'utf8');
    const said = async (more: {
      readonly imports?: readonly string[];
      readonly exportTo?: string;
      readonly isDry?: boolean;
      readonly env?: NodeJS.ProcessEnv;
    }) => {
      const lines: string[] = [];
      const take = (line: string): number => lines.push(line);
      const { imports = [], exportTo, isDry = false, env = {} } = more;
      const code = await runProtect(
        {
          command: 'protect',
          project: '.',
          seconds: 5,
          isDry,
          imports,
          exportTo,
          json: false,
          debug: false,
          quiet: false,
        },
        printingOn({ cwd: root, env, out: take, err: take, now: () => 0 }),
      );
      return `${code}\n${lines.join('\n')}`;
    };
    expect(await said({ exportTo: 'tables' })).toMatch(
      /^0\n[\s\S]*tables\/ages\.tab[\s\S]*These files have every count/,
    );
    expect(readdirSync(join(root, 'tables'))).toHaveLength(12);
    expect(await said({ exportTo: 'tables' })).toMatch(/^1\n[\s\S]*`tables` already holds files/);
    expect(await said({ exportTo: 'output/tables' })).toMatch(
      /^1\n[\s\S]*protect\/exchange: `output\/tables` is inside/,
    );
    expect(existsSync(join(root, 'output'))).toBe(false);

    // A tool that hides the whole table but its totals.
    const table = join(root, 'tables/clients.tab');
    const pattern = readFileSync(table, 'utf8').replaceAll(/^(.*;(?:n|s)\d;.*);S;/gm, '$1;M;');
    writeFileSync(table, pattern);
    expect(await said({ imports: ['tables/clients.tab'], isDry: true })).toMatch(
      /^0\n[\s\S]*What is hidden was taken from tables\/clients\.tab, and audited\.[\s\S]*Nothing was written/,
    );
    expect(readFileSync(lock, 'utf8')).toBe(before);
    const log = await said({ imports: ['tables/clients.tab'], isDry: true, env: { CI: 'true' } });
    expect(log).toMatch(/^0\n(?:\w+ \(.*\): counts hidden: \d+ of \d+\n)+Nothing was written\./);
    expect(log).not.toMatch(/small|possible|csv/);
    expect(await said({ imports: ['tables/clients.tab'] })).toMatch(/^0\n[\s\S]*Written/);
    expect(readFileSync(lock, 'utf8')).not.toBe(before);

    rmSync(join(root, 'tables/clients.rda'));
    expect(await said({ imports: ['tables/clients.tab'] })).toMatch(
      /^1\ntables\/clients\.tab:1:1 error protect\/exchange: `clients\.rda`, which describes the columns of this file, cannot be read/,
    );
    expect(await said({ imports: ['none.csv'] })).toContain(
      'none.csv:1:1 error protect/exchange: There is no such file',
    );
  },
);
