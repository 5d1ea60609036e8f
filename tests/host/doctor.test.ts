import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkBrowser } from '../../src/host/doctor/browser.js';
import { examine } from '../../src/host/doctor/examine.js';
import { checkLocales, checkMemory, checkNode, checkWriting } from '../../src/host/doctor/machine.js';
import { checkFonts, checkPackage } from '../../src/host/doctor/package.js';
import { toolRoot } from '../../src/host/node-host.js';
import { memoryHost } from '../memory-host.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tallybook-doctor-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the doctor', () => {
  test('finds a machine that builds reports able to, outside any project, and leaves nothing behind', async () => {
    const findings = await examine(folder, process.env);
    expect(findings.filter(({ status }) => status === 'error')).toEqual([]);
    expect(findings.map(({ about }) => about)).toEqual([
      'Node',
      'Package',
      'Fonts',
      'Languages',
      'Memory',
      'This folder',
      'Temporary folder',
      'Cache',
      'Browser',
      'Printing',
      'Sandbox',
    ]);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('says what to do about an old Node, little memory and a language that Node does not know', () => {
    expect(checkNode('20.18.9')).toMatchObject({ status: 'error', todo: expect.stringContaining('20.19') });
    expect(checkNode('22.0.0').status).toBe('ok');
    expect(checkMemory(100 * 1024 * 1024)).toMatchObject({ status: 'warning', found: '100 MB free' });
    expect(checkLocales(['en', 'tlh'])).toMatchObject({ status: 'error', found: 'no data for tlh' });
  });

  test('says that a folder cannot be written to', () => {
    expect(checkWriting('Output', join(folder, 'absent'))).toMatchObject({
      status: 'error',
      found: 'cannot be written to (ENOENT)',
    });
  });

  test('names what an interrupted installation lacks', async () => {
    const { project: empty } = memoryHost({ 'messages/en.yaml': '' });
    const { found } = await checkPackage(empty);
    expect(found).toContain('theme/base.css');
    expect(found).not.toContain('messages/en.yaml');
    expect(await checkFonts(empty)).toMatchObject({ status: 'error' });
  });

  test('reports a browser that was asked for and does not work, and does not try another', async () => {
    const env = { ...process.env, TALLYBOOK_BROWSER: join(folder, 'no-browser') };
    const findings = await checkBrowser({ toolRoot: toolRoot(), env });
    expect(findings).toMatchObject([{ about: 'Browser', status: 'error' }]);
    expect(findings[0]?.found).toContain('no-browser');
  });
});
