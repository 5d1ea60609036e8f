import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { wordFileOfReport } from '../../extensions/review/word-file-of.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { copyProject } from '../../support/project-copy.js';
import { sharedSessions } from '../../support/shared-session.js';
import { all, partsOf, textOf } from './read-docx.js';

const root = temporaryFolder(afterAll);
copyProject(join(import.meta.dirname, '../../golden/missing-values'), root);
const project = join(root, 'tallybook.yaml');
const yaml = readFileSync(project, 'utf8');

/** The parts of the file where the report is said to be something. */
async function filedAs(said: string): Promise<ReturnType<typeof partsOf>> {
  writeFileSync(project, yaml.replace('[html, pdf]', `[docx], ${said}`));
  return partsOf(await wordFileOfReport(root, 'missing-values', sharedSessions.open()));
}

const marksOf = ({ xml }: ReturnType<typeof partsOf>): string[] =>
  [...xml.values()].flatMap((part) =>
    all(part, 'w:bookmarkStart').flatMap(
      ({ attributes }) => /^_tb[ln]_.*/.exec(attributes['w:name'] ?? '') ?? [],
    ),
  );
const buildOf = ({ xml }: ReturnType<typeof partsOf>): boolean =>
  JSON.stringify(xml.get('docProps/custom.xml')).includes('Tallybook build');

test('nothing in a plain or confidential file leads back to words that somebody blacked out', async () => {
  const usual = await filedAs('word: {numbers: marked}');
  expect(marksOf(usual).some((name) => name.startsWith('_tbl_'))).toBe(true);
  expect(buildOf(usual)).toBe(true);
  const plain = await filedAs('word: {numbers: plain}');
  expect(marksOf(plain)).toEqual([]);
  expect(buildOf(plain)).toBe(false);
  const words = textOf((await filedAs('audience: confidential')).xml.get('word/document.xml'));
  for (const numbers of ['marked', 'bookmark']) {
    const confidential = await filedAs(`audience: confidential, word: {numbers: ${numbers}}`);
    const marks = marksOf(confidential);
    expect(marks.length).toBeGreaterThan(0);
    for (const name of marks) expect(name).toMatch(/^_tbn_[0-9a-f]{12}(?:_\d{1,3})?$/);
    expect(buildOf(confidential)).toBe(false);
    expect(textOf(confidential.xml.get('word/document.xml'))).toBe(words);
  }
});
