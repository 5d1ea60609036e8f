/** The document that `word-template` writes: each style has a sample, and reports that take its look look as they did. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { build } from '../../../src/commands/build/build.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { template } from '../../../src/extensions/word-template/word-template.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { repository } from '../../house/repository.js';
import { all, type Part, partsOf, textOf, value } from '../../outputs/docx/read-docx.js';
import { copyProject } from '../../support/project-copy.js';
import { sharedSessions } from '../../support/shared-session.js';

const root = temporaryFolder(afterAll);
copyProject(join(repository, 'tests/golden/document'), root);
const project = join(root, 'tallybook.yaml');
const plain = readFileSync(project, 'utf8').replace('[html, pdf]', '[docx]');
writeFileSync(project, plain);

const asked = async (file: string, more: { readonly root?: string; readonly report?: string } = {}) => {
  const given = { root, path: join(root, file), shown: file, env: { CI: '' }, ...more };
  return (await template(given)).map(formatDiagnostic);
};
const partsOfFile = (file: string) => partsOf(new Uint8Array(readFileSync(join(root, file))));

async function built(): Promise<ReturnType<typeof partsOf>> {
  const options = { root, only: [], languages: [], formats: [], draft: false, debug: false };
  const { diagnostics } = await build({
    ...options,
    env: { CI: '' },
    progress: () => {},
    session: sharedSessions.open(),
  });
  expect(diagnostics.filter(({ code }) => code.startsWith('word/')).map(formatDiagnostic)).toEqual([]);
  return partsOfFile('output/document/en/document.docx');
}

test('every style that reports use has a sample', async () => {
  expect(await asked('samples.docx')).toEqual([]);
  const { xml } = partsOfFile('samples.docx');
  const parts = [...xml].filter(([name]) => /document|footnotes|header|footer/.test(name));
  const used = new Set(
    parts.flatMap(([, part]) =>
      ['w:pStyle', 'w:rStyle', 'w:tblStyle'].flatMap((name) =>
        all(part, name).map(({ attributes }) => attributes['w:val']),
      ),
    ),
  );
  const unused = all(xml.get('word/styles.xml'), 'w:style').filter(
    ({ attributes }) => !used.has(attributes['w:styleId']),
  );
  // The first is what letters without a style have, the second what other styles of tables are based on.
  expect(unused.map((style) => value(style, 'w:name'))).toEqual(['Default Paragraph Font', 'Normal Table']);
});

describe('a report that takes its look', () => {
  test.runIf(process.env.DEEP)('looks as it did', async () => {
    expect(await asked('office.docx')).toEqual([]);
    const before = await built();
    writeFileSync(project, `${plain}word: {reference: office.docx}\n`);
    const after = await built();
    const same = ['word/styles.xml', 'word/document.xml', 'word/footnotes.xml', 'word/footer.xml'];
    for (const name of same) expect(shapeOf(after, name), name).toEqual(shapeOf(before, name));
    const heads = [...before.xml.keys()].filter((name) => name.startsWith('word/header'));
    for (const name of heads) expect(shapeOf(after, name), name).toEqual(shapeOf(before, name));
    expect(textOf(after.xml.get('word/header.xml'))).toContain('Every kind of text');
  });
});

/** A part without what counts through a file: lists are said as what they print. */
function shapeOf({ xml }: ReturnType<typeof partsOf>, name: string): unknown {
  const numbering = xml.get('word/numbering.xml');
  const kinds = new Map(
    all(numbering, 'w:abstractNum').map((kind) => [kind.attributes['w:abstractNumId'], kind]),
  );
  const lists = new Map(
    all(numbering, 'w:num').map((list) => {
      const levels = kinds.get(value(list, 'w:abstractNumId') ?? '');
      return [list.attributes['w:numId'], all(levels, 'w:lvlText').map((level) => level.attributes['w:val'])];
    }),
  );
  const shape = (part: Part): unknown => {
    const counted = /^(?:w14:|r:)/;
    const attributes = Object.fromEntries(
      Object.entries(part.attributes).filter(([each]) => !counted.test(each)),
    );
    if (part.name === 'w:numId') return lists.get(attributes['w:val'] ?? '');
    const children = part.children.map((child) => (typeof child === 'string' ? child : shape(child)));
    // Properties of letters have no order that matters.
    if (part.name === 'w:rPr') children.sort((one, other) => (`${one}` < `${other}` ? -1 : 1));
    return [part.name, attributes, children];
  };
  const part = xml.get(name);
  return part && shape(part);
}

test('its sign is that of the publisher, with a picture for older programs', async () => {
  expect(await asked('house.docx', { root: join(repository, 'examples/houses'), report: 'leaflet' })).toEqual(
    [],
  );
  const { names, xml } = partsOfFile('house.docx');
  expect(names.filter((name) => name.startsWith('word/media/')).map((name) => name.slice(-3))).toEqual([
    'svg',
    'png',
  ]);
  const heading = all(xml.get('word/styles.xml'), 'w:style').find(
    (style) => value(style, 'w:name') === 'heading 1',
  );
  expect(value(heading, 'w:color')).toBe('6B1D5C');
});

test('nothing is replaced, and what is asked for is a Word file of a report', async () => {
  writeFileSync(join(root, 'mine.docx'), 'mine');
  expect(await asked('mine.docx')).toEqual([
    expect.stringContaining('mine.docx:1:1 error usage/file: `mine.docx` exists already'),
  ]);
  expect(readFileSync(join(root, 'mine.docx'), 'utf8')).toBe('mine');
  expect(await asked('office.dotx')).toEqual([
    expect.stringContaining('error usage/file: The name `office.dotx` does not end in'),
  ]);
  expect(await asked('other.docx', { report: 'none' })).toEqual([
    expect.stringContaining('project/unknown-target'),
  ]);
});
