import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../../src/commands/build/build.js';
import { check } from '../../../src/commands/check/check.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { readReference } from '../../../src/outputs/docx/reference.js';
import { standardLimits } from '../../../src/resource-limits.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { copyProject } from '../../support/project-copy.js';
import { sharedSessions } from '../../support/shared-session.js';
import { all, partsOf, textOf, value } from './read-docx.js';

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A field whose result is split, as Word writes it. */
const field = (instruction: string, result: string): string => {
  const mark = (type: string): string => `<n:r><n:fldChar n:fldCharType="${type}"/></n:r>`;
  const words = [result.slice(0, 3), result.slice(3)].map((text) => `<n:r><n:t>${text}</n:t></n:r>`).join('');
  return `<n:p>${mark('begin')}<n:r><n:instrText> ${instruction} </n:instrText></n:r>${mark('separate')}${words}${mark('end')}</n:p>`;
};

/** A template of a German office, as a program with prefixes of its own saved it: its parts by their names. */
const parts: Readonly<Record<string, string>> = {
  '_rels/.rels': `<Relationships><Relationship Id="a" Type="${office}/officeDocument" Target="/doc/haupt.xml"/></Relationships>`,
  'doc/haupt.xml': `<n:document xmlns:n="${main}" xmlns:r="${office}"><n:body><n:p><n:r><n:t>Secret draft</n:t></n:r></n:p><n:tbl><n:tblPr><n:tblStyle n:val="Hausgitter"/></n:tblPr></n:tbl><n:sectPr><n:headerReference n:type="default" r:id="h"/><n:pgSz n:w="11000" n:h="16000"/><n:pgMar n:top="1000" n:right="1100" n:bottom="1200" n:left="1300" n:header="500" n:footer="500" n:gutter="0"/></n:sectPr></n:body></n:document>`,
  'doc/_rels/haupt.xml.rels': `<Relationships>${[
    ['s', 'styles', 'stile.xml'],
    ['n', 'numbering', 'listen.xml'],
    ['h', 'header', 'kopf.xml'],
    ['v', 'vbaProject', 'vba.bin'],
    ['e', 'settings', 'regeln.xml'],
    ['d', 'theme', 'thema.xml'],
  ]
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`)
    .join(
      '',
    )}<Relationship Id="l" Type="${office}/hyperlink" Target="https://body.example" TargetMode="External"/></Relationships>`,
  'doc/regeln.xml': `<n:settings xmlns:n="${main}" xmlns:r="${office}"><n:attachedTemplate r:id="t"/></n:settings>`,
  'doc/_rels/regeln.xml.rels': `<Relationships><Relationship Id="t" Type="${office}/attachedTemplate" Target="file:///C:/normal.dotm" TargetMode="External"/></Relationships>`,
  'doc/thema.xml': `<d:theme xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/main" name="Haus"><d:themeElements><d:fontScheme name="Haus"><d:majorFont><d:latin typeface="Calibri"/></d:majorFont><d:minorFont><d:latin typeface="Haus Grotesk"/></d:minorFont></d:fontScheme></d:themeElements></d:theme>`,
  'doc/stile.xml': `<n:styles xmlns:n="${main}"><n:style n:type="paragraph" n:styleId="berschrift1"><n:rPr><n:sz n:val="40"/><n:color n:val="AA0000"/></n:rPr><n:pPr><n:numPr><n:numId n:val="7"/></n:numPr><n:keepNext/></n:pPr><n:name n:val="heading 1,Kapitel"/></n:style><n:style n:type="character" n:styleId="Betont"><n:name n:val="Strong"/><n:rPr><n:rFonts n:asciiTheme="minorHAnsi"/></n:rPr></n:style><n:style n:type="character" n:styleId="Zart"><n:name n:val="Emphasis"/><n:rPr><n:rFonts n:ascii="Georgia"/></n:rPr></n:style><n:style n:type="table" n:styleId="Hausgitter"><n:name n:val="Hausgitter"/></n:style><n:style n:type="paragraph" n:default="1" n:styleId="Standard"><n:name n:val="Normal"/><n:rPr><n:lang n:val="de-AT"/></n:rPr></n:style></n:styles>`,
  'doc/listen.xml': `<n:numbering xmlns:n="${main}"><n:abstractNum n:abstractNumId="3"><n:lvl n:ilvl="0"><n:start n:val="1"/><n:numFmt n:val="upperRoman"/><n:lvlText n:val="Teil %1"/></n:lvl></n:abstractNum><n:num n:numId="7"><n:abstractNumId n:val="3"/></n:num></n:numbering>`,
  'doc/kopf.xml': `<n:hdr xmlns:n="${main}" xmlns:r="${office}"><n:p><n:hyperlink r:id="out"><n:r><n:t>Ministry of Roads</n:t></n:r></n:hyperlink><n:r><n:object r:id="ole"/></n:r></n:p>${field('TITLE', 'Secret budget')}${field('FILENAME \\p', 'secret.docx')}${field('PAGE', '7')}<n:p><n:fldSimple n:instr=" AUTHOR "><n:r><n:t>Nobody</n:t></n:r></n:fldSimple></n:p></n:hdr>`,
  'doc/_rels/kopf.xml.rels': `<Relationships><Relationship Id="out" Type="${office}/hyperlink" Target="https://intern.example" TargetMode="External"/><Relationship Id="ole" Type="${office}/oleObject" Target="o.bin"/></Relationships>`,
  'doc/vba.bin': 'macro',
};

const packed = (files: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

const root = temporaryFolder(afterAll);
copyProject(join(import.meta.dirname, '../../golden/missing-values'), root);
const project = join(root, 'tallybook.yaml');
const plainProject = readFileSync(project, 'utf8').replace(/formats: \[.*?\]/, 'formats: [docx]');

async function built(
  reference: Uint8Array | undefined,
  word = '{reference: office.dotx}',
  { yaml = plainProject, draft = false } = {},
): Promise<string[]> {
  writeFileSync(project, `${yaml}word: ${word}\n`);
  if (reference !== undefined) writeFileSync(join(root, 'office.dotx'), reference);
  const options = { root, only: [], languages: [], formats: [], draft, debug: false };
  const { diagnostics } = await build({
    ...options,
    env: { CI: '' },
    progress: () => {},
    session: sharedSessions.open(),
  });
  return diagnostics.map(formatDiagnostic).filter((text) => !text.includes('host/sandbox'));
}

const report = () =>
  partsOf(new Uint8Array(readFileSync(join(root, 'output/missing-values/en/missing-values.docx'))));

describe('the look of an office', () => {
  let said: string[];
  let made: ReturnType<typeof partsOf>;
  beforeAll(async () => {
    said = await built(packed(parts));
    made = report();
  });

  test('is taken by the names of styles, whatever their ids, and what it lacks is added', () => {
    const styles = all(made.xml.get('word/styles.xml'), 'w:style');
    const heading = styles.find(({ attributes }) => attributes['w:styleId'] === 'berschrift1');
    expect(value(heading, 'w:color')).toBe('AA0000');
    // In the order of the schema.
    expect(heading?.children.map((child) => (typeof child === 'string' ? '' : child.name))).toEqual([
      'w:name',
      'w:pPr',
      'w:rPr',
    ]);
    const body = made.xml.get('word/document.xml');
    const headings = all(body, 'w:p').filter((paragraph) => value(paragraph, 'w:pStyle') === 'berschrift1');
    expect(headings.length).toBeGreaterThan(0);
    expect(styles.map((style) => value(style, 'w:name'))).toEqual(
      expect.arrayContaining(['footnote text', 'caption', 'Tallybook Box']),
    );
    expect(value(all(body, 'w:tbl')[0], 'w:tblStyle')).toBe('Hausgitter');
  });

  test('speaks the language of the report', () => {
    const languages = all(made.xml.get('word/styles.xml'), 'w:lang').map(
      ({ attributes }) => attributes['w:val'],
    );
    expect(languages).toEqual(['en-GB']);
  });

  test('keeps its own numbers of headings, beside lists with other ids', () => {
    const numbering = made.xml.get('word/numbering.xml');
    const ids = all(numbering, 'w:num').map(({ attributes }) => Number(attributes['w:numId']));
    expect(ids[0]).toBe(7);
    expect(new Set(ids).size).toBe(ids.length);
    expect(all(numbering, 'w:lvlText')[0]?.attributes['w:val']).toBe('Teil %1');
  });

  test('gives sheet, edges and heads, with their words and without what they lead to', () => {
    const [size] = all(made.xml.get('word/document.xml'), 'w:pgSz');
    expect(size?.attributes).toMatchObject({ 'w:w': '11000', 'w:h': '16000' });
    const header = made.xml.get('word/header.xml');
    expect(all(header, 'w:p').map(textOf)).toEqual([
      'Ministry of Roads',
      'Missing values',
      '',
      '7',
      'Data office (illustrative)',
    ]);
    expect(all(header, 'w:object')).toEqual([]);
    expect(all(header, 'w:hyperlink')).toEqual([]);
  });

  test('brings nothing of its text, and no macro, template or link, and says so', () => {
    const everything = [...made.xml.values()].map((part) => JSON.stringify(part)).join('');
    expect(everything).not.toMatch(/[Ss]ecret|normal\.dotm|intern\.example|vba/);
    expect(made.names.some((name) => name.endsWith('.bin'))).toBe(false);
    expect(said).toContainEqual(
      expect.stringContaining(
        ':19 warning word/left-out: `office.dotx` has an attached template, embedded objects, fields that no report fills, links to outside, macros',
      ),
    );
  });

  test('names a font that Word does not bring', () => {
    const notes = said.filter((text) => text.includes('word/font'));
    expect(notes).toEqual([
      expect.stringContaining(
        ':19 note word/font: `office.dotx` uses fonts that do not come with Word: `Haus Grotesk`',
      ),
    ]);
  });

  test.runIf(process.env.DEEP)('is taken of a file with macros too', async () => {
    writeFileSync(join(root, 'office.docm'), packed(parts));
    const again = await built(undefined, '{reference: office.docm}');
    expect(again).toEqual(said.map((text) => text.replaceAll('office.dotx', 'office.docm')));
  });

  test('is complete without styles, lists, heads and a sheet of its own', async () => {
    const { '_rels/.rels': relations = '' } = parts;
    const bare = `<w:document xmlns:w="${main}"><w:body/></w:document>`;
    expect(await built(packed({ '_rels/.rels': relations, 'doc/haupt.xml': bare }))).toEqual([]);
    expect(all(report().xml.get('word/styles.xml'), 'w:style').length).toBeGreaterThan(30);
  });
});

test('pages say what they must where an office has no head, on even pages too', async () => {
  const files = {
    ...parts,
    'doc/haupt.xml': parts['doc/haupt.xml']?.replace('headerReference', 'footerReference') ?? '',
    'doc/_rels/haupt.xml.rels': parts['doc/_rels/haupt.xml.rels']?.replace('/header"', '/footer"') ?? '',
    'doc/kopf.xml': parts['doc/kopf.xml']?.replaceAll('n:hdr', 'n:ftr') ?? '',
    'doc/regeln.xml': `<n:settings xmlns:n="${main}"><n:evenAndOddHeaders/></n:settings>`,
  };
  const heads = async (draft: boolean) => {
    await built(packed(files), undefined, { draft });
    const { xml } = report();
    const said = new Set(
      [...xml].filter(([name]) => name.startsWith('word/header')).map(([, each]) => textOf(each)),
    );
    const kinds = all(xml.get('word/document.xml'), 'w:headerReference').map(
      ({ attributes }) => attributes['w:type'],
    );
    return { said: [...said], kinds: [...new Set(kinds)] };
  };
  const kinds = ['default', 'even'];
  if (process.env.DEEP)
    expect(await heads(false)).toEqual({ said: ['Illustrative: examples, not facts'], kinds });
  const drafted = await heads(true);
  expect(drafted.kinds).toEqual(kinds);
  for (const each of drafted.said) expect(each).toMatch(/^Draft, /);
});

test('a body that a report is for has its rules of the text held by the document of the office too', async () => {
  const submitted = plainProject.replace('formats: [docx]', 'profile: hrc-statement, formats: [docx]');
  const rule = / {2}hint: change the style .* of that document; rule `word` of `hrc-statement`: .*2009/;
  const of = async (letters: string): Promise<readonly string[]> => {
    const styles = `<n:styles xmlns:n="${main}"><n:docDefaults><n:rPrDefault><n:rPr><n:rFonts n:ascii="Calibri"/><n:sz n:val="22"/></n:rPr></n:rPrDefault></n:docDefaults><n:style n:type="paragraph" n:styleId="S"><n:name n:val="Normal"/>${letters}</n:style><n:style n:type="paragraph" n:styleId="F"><n:name n:val="footnote text"/><n:basedOn n:val="S"/><n:rPr><n:sz n:val="20"/></n:rPr></n:style></n:styles>`;
    const said = await built(packed({ ...parts, 'doc/stile.xml': styles }), undefined, { yaml: submitted });
    return said.filter((each) => each.includes('report/profile'));
  };
  const said = await of('');
  expect(said.map((each) => /The text of .*/.exec(each)?.[0])).toEqual([
    'The text of `office.dotx` is in the font `Calibri`, and the rules ask for `Times New Roman`',
    'The text of `office.dotx` has 11 points, and the rules ask for 12',
    'The text of `office.dotx` is not justified, and the rules ask that it is',
  ]);
  for (const each of said) expect(each).toMatch(rule);
  if (!process.env.DEEP) return;
  const kept =
    '<n:pPr><n:jc n:val="both"/></n:pPr><n:rPr><n:rFonts n:ascii="Times New Roman"/><n:sz n:val="24"/></n:rPr>';
  expect(await of(kept)).toEqual([]);
});

test('pictures of its heads have names and types that every program knows, whatever the office called them', async () => {
  const drawing = (id: string): string =>
    `<n:p><n:r><n:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="${id}"/></n:drawing></n:r></n:p>`;
  const relation = (id: string, target: string): string =>
    `<Relationship Id="${id}" Type="${office}/image" Target="${target}"/>`;
  await built(
    packed({
      ...parts,
      'doc/kopf.xml': `<n:hdr xmlns:n="${main}" xmlns:r="${office}">${drawing('p')}${drawing('q')}</n:hdr>`,
      'doc/_rels/kopf.xml.rels': `<Relationships>${relation('p', 'a/Logo é.PNG')}${relation('q', 'b/Logo é.PNG')}</Relationships>`,
      'doc/a/Logo é.PNG': 'one',
      'doc/b/Logo é.PNG': 'another',
    }),
  );
  const { names, xml } = report();
  const pictures = names.filter((name) => /media\/header-/.test(name));
  expect(pictures).toEqual(['word/media/header-1.png', 'word/media/header-2.png']);
  const types = all(xml.get('[Content_Types].xml'), 'Default').map(({ attributes }) => attributes.Extension);
  expect(types).toContain('png');
});

test('heads keep what a reader of the document saw, and nothing that leads elsewhere, was deleted or is hidden', () => {
  const run = (text: string, properties = ''): string => `<n:r>${properties}<n:t>${text}</n:t></n:r>`;
  const by = 'n:id="1" n:author="Eve" n:date="2026-01-01T00:00:00Z"';
  const nested = field('IF 1 = 1', 'yes').replace(
    'IF 1',
    `IF </n:instrText></n:r>${field('DDEAUTO c x', 'cell')}<n:r><n:instrText>1`,
  );
  const head = [
    `<n:p>${run('Ministry')}<n:ins ${by}>${run(' of Roads')}</n:ins><n:del ${by}><n:r><n:delText>Secret</n:delText></n:r></n:del></n:p>`,
    `<n:p><n:moveFrom ${by}>${run('Secret')}</n:moveFrom><n:moveTo ${by}>${run('Moved')}</n:moveTo>${run('Secret', '<n:rPr><n:vanish/></n:rPr>')}${run('Seen', '<n:rPr><n:vanish n:val="0"/></n:rPr>')}</n:p>`,
    field('INCLUDEPICTURE "http://spy.example/a.png"', 'Secret'),
    nested,
    field('HYPERLINK "http://spy.example"', 'Our pages'),
    field('PAGE', '7'),
    `<n:p><n:fldSimple n:instr="DDE x">${run('Secret')}</n:fldSimple><n:r><n:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" href="http://spy.example"><v:imagedata src="http://spy.example/b.png"/></v:shape></n:pict></n:r></n:p>`,
  ].join('');
  const read = readReference(
    packed({ ...parts, 'doc/kopf.xml': `<n:hdr xmlns:n="${main}" xmlns:r="${office}">${head}</n:hdr>` }),
    standardLimits,
  );
  if ('message' in read) throw new Error(read.message);
  const [{ root: made } = { root: undefined }] = read.marginals;
  expect(JSON.stringify(made)).not.toMatch(/Secret|Eve|DDE|INCLUDEPICTURE|spy\.example|cell|yes/);
  const words = (element: NonNullable<typeof made>): string =>
    element.children
      .map((each) => (each.type === 'element' ? words(each) : 'value' in each ? each.value : ''))
      .join('');
  expect(made && words(made)).toBe('Ministry of RoadsMovedSeenOur pages PAGE 7');
  expect(read.leftOut).toEqual(
    expect.arrayContaining([
      'deleted words',
      'fields that no report fills',
      'hidden words',
      'links to outside',
    ]),
  );
});

describe('a document that cannot be read', () => {
  test('stops the build where the project names it', async () => {
    expect(await built(strToU8('no archive'))).toEqual([
      expect.stringContaining(
        ':19 error word/reference: `office.dotx`: The file is a file of another kind, and not a Word file\n  hint: name a .docx file',
      ),
    ]);
    const checked = await check({
      root,
      debug: false,
      progress: () => {},
      env: { CI: '' },
      session: sharedSessions.open(),
    });
    expect(checked.diagnostics.map(({ code }) => code)).toEqual(['word/reference']);
    // Other reasons to refuse one, which its reader tells below: `npm run test:deep`.
    if (!process.env.DEEP) return;
    expect(await built(new Uint8Array())).toEqual([
      expect.stringContaining(
        'error word/reference: `office.dotx`: The file is an empty file, and not a Word file',
      ),
    ]);
    truncateSync(join(root, 'office.dotx'), 200_000_000);
    expect(await built(undefined)).toEqual([
      expect.stringMatching(
        /^tallybook\.yaml:\d+:19 error limit\/exceeded: An unpacked Word file may have 67,108,864 bytes, and `office\.dotx` has [\d,]+/,
      ),
    ]);
    expect(await built(undefined, '{reference: none.docx}')).toEqual([
      expect.stringMatching(/^tallybook\.yaml:\d+:19 error project\/missing-file: /),
    ]);
    expect(await built(undefined, '{reference: office.odt}')).toEqual([
      expect.stringMatching(/error project\/value: `word\.reference` cannot be `office\.odt`/),
    ]);
  });

  const faultOf = (bytes: Uint8Array, limits = standardLimits): string => {
    const read = readReference(bytes, limits);
    return 'message' in read ? read.message : 'none';
  };
  const encrypted = Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
    Buffer.from('EncryptedPackage', 'utf16le'),
  ]);

  test.each([
    ['is encrypted', encrypted, 'The file opens only with a password'],
    [
      'is of an old format',
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0),
      'The file has an older format, such as .doc',
    ],
    ['is empty', new Uint8Array(), 'The file is an empty file, and not a Word file'],
    ['is cut', packed(parts).slice(0, 900), 'The file is damaged: invalid zip data'],
    ['is another archive', packed({ 'a.xml': '<a/>' }), 'The file is an archive, and not a Word document'],
    [
      'declares entities',
      packed({ ...parts, 'doc/stile.xml': `<!DOCTYPE a><a/>` }),
      'The file is damaged: it declares a document type',
    ],
  ])('%s', (_, bytes, message) => {
    expect(faultOf(bytes)).toBe(message);
  });

  test('unpacks to more than any', () => {
    const most = { ...standardLimits, wordBytes: 200 };
    expect(faultOf(packed(parts), most)).toContain('and this one has more');
  });
});
