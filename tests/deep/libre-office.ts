import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

/** True where LibreOffice can be asked. */
export const isThere = spawnSync('soffice', ['--version'], { encoding: 'utf8' }).status === 0;

/**
 * What LibreOffice saves of a file.
 *
 * @param folder Where it works, with a profile of its own.
 * @param filter What it saves, as it names that: `pdf`, `xlsx:Calc MS Excel 2007 XML`.
 */
export function savedAs(folder: string, name: string, bytes: Uint8Array, filter: string): Uint8Array {
  const [ending = ''] = filter.split(':');
  const out = join(folder, ending);
  mkdirSync(out, { recursive: true });
  const file = join(folder, name);
  writeFileSync(file, bytes);
  const profile = encodeURI(`file://${join(folder, 'profile')}`);
  const ran = spawnSync(
    'soffice',
    [`-env:UserInstallation=${profile}`, '--headless', '--convert-to', filter, '--outdir', out, file],
    { encoding: 'utf8', timeout: 120_000 },
  );
  expect(ran.status, ran.stderr).toBe(0);
  return new Uint8Array(readFileSync(join(out, name.replace(/\.[^.]*$/, `.${ending}`))));
}
