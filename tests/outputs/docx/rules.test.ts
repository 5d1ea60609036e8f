/** Each rule finds what breaks it: a rule that nothing can break would say nothing of the files that keep it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { repository } from '../../house/repository.js';
import { faultsOf, known, rules } from './rules.js';

/** A Word file with tables, headings, a link and a note: the document of an example. */
const file = new Uint8Array(readFileSync(join(repository, 'examples/houses/house/office.docx')));
const [document, styles, settings] = ['word/document.xml', 'word/styles.xml', 'word/settings.xml'] as const;

/** The file with something else in a part. */
function changed(part: string, from: string | RegExp, to: string): Uint8Array {
  const files = unzipSync(file);
  const before = strFromU8(files[part] ?? new Uint8Array());
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  return zipSync({ ...files, [part]: strToU8(after) });
}

const run = '<w:r><w:t>a</w:t></w:r>';
const paragraph = (inner: string) => `<w:body><w:p>${inner}</w:p>`;
const mark = (name: string, id = 9) => `<w:bookmarkStart w:id="${id}" w:name="${name}"/>`;
const field = (instruction: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
const control = (tag: string) => `<w:sdt><w:sdtPr><w:tag w:val="${tag}"/><w:id w:val="5"/></w:sdtPr></w:sdt>`;
const table = (inner: string) =>
  `<w:body><w:tbl><w:tblPr><w:tblLook w:val="00A0"/><w:tblCaption w:val="T"/></w:tblPr><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>${inner}</w:tr></w:tbl>`;

/** By the name of a rule, what breaks it. */
const breaks: Readonly<
  Record<string, readonly (readonly [part: string, from: string | RegExp, to: string])[]>
> = {
  'prefixes that may be ignored are declared': [[document, 'Ignorable="', 'Ignorable="w16 ']],
  'styles are there': [[document, 'w:val="Quote"', 'w:val="Quoted"']],
  'styles are there once': [[styles, 'w:val="Quote"', 'w:val="Title"']],
  'lists are there': [[document, /<w:numId w:val="\d+"/, '<w:numId w:val="99"']],
  'ids of paragraphs, drawings, controls and bookmarks are there once': [
    [document, '<w:body>', paragraph(control('a') + control('b'))],
    [document, '<w:body>', paragraph(`${mark('a')}${mark('b')}<w:bookmarkEnd w:id="9"/>`)],
  ],
  'ids of paragraphs are below 80000000': [[document, /paraId="../, 'paraId="9F']],
  'titles and tags of controls have 64 characters at most': [
    [document, '<w:body>', paragraph(control('a'.repeat(65)))],
  ],
  'bookmarks have a name of 40 letters at most, once': [
    [document, '<w:body>', paragraph(`${mark('a'.repeat(41))}<w:bookmarkEnd w:id="9"/>`)],
    [document, '<w:body>', paragraph(`${mark('a b')}<w:bookmarkEnd w:id="9"/>`)],
    [
      document,
      '<w:body>',
      paragraph(`${mark('a')}${mark('A', 8)}<w:bookmarkEnd w:id="9"/><w:bookmarkEnd w:id="8"/>`),
    ],
  ],
  'bookmarks end': [[document, '<w:body>', paragraph(mark('a'))]],
  'fields and links lead somewhere': [
    [document, '<w:body>', paragraph(field(' REF nowhere \\h '))],
    [document, '<w:body>', paragraph(`<w:hyperlink w:anchor="nowhere">${run}</w:hyperlink>`)],
  ],
  'fields end, and none asks to be updated': [
    [document, '<w:body>', paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>')],
    [settings, '<w:footnotePr>', '<w:updateFields w:val="true"/><w:footnotePr>'],
  ],
  'no compatibility mode is asked for': [[settings, 'w:val="15"', 'w:val="12"']],
  'cells end with a paragraph': [[document, '<w:body>', table('<w:tc><w:tcPr/></w:tc>')]],
  'rows have the columns of their table': [
    [document, '<w:body>', table('<w:tc><w:p/></w:tc><w:tc><w:p/></w:tc>')],
  ],
  'notes are there': [[document, /<w:footnoteReference w:id="1"/, '<w:footnoteReference w:id="7"']],
  'blanks at the ends of words are kept': [[document, '<w:body>', paragraph('<w:r><w:t>a </w:t></w:r>')]],
  'pictures have words in their place, or are decoration': [
    [document, /(<wp:docPr [^>]*?) descr="[^"]*"/, '$1'],
  ],
  'pictures stand in the line': [
    [document, '<w:body>', paragraph('<w:r><w:drawing><wp:anchor/></w:drawing></w:r>')],
  ],
  'tables have a head that stands again on each page': [[document, '<w:tblHeader/>', '']],
  'tables without merged cells': [
    [document, '<w:body>', table('<w:tc><w:tcPr><w:gridSpan w:val="1"/></w:tcPr><w:p/></w:tc>')],
  ],
  'tables stand in no other table': [
    [document, '<w:body>', table('<w:tc><w:tbl><w:tblGrid/></w:tbl><w:p/></w:tc>')],
  ],
  'headings skip no level': [[document, /<w:pStyle w:val="Heading2"\/>/, '<w:pStyle w:val="Heading3"/>']],
  'the file has a title': [['docProps/core.xml', /<dc:title>[^<]*/, '<dc:title>']],
  'the text has a language': [[styles, /<w:lang [^>]*>/, '']],
  'links say where they lead': [[document, '<w:body>', paragraph('<w:hyperlink><w:r/></w:hyperlink>')]],
  'letters can be read on their ground': [
    [
      document,
      '<w:body>',
      paragraph('<w:r><w:rPr><w:color w:val="777777"/><w:shd w:fill="888888"/></w:rPr></w:r>'),
    ],
  ],
  'nobody is kept from reading or marking it': [
    [settings, '<w:footnotePr>', '<w:documentProtection/><w:footnotePr>'],
  ],
};

test('a file that keeps them all breaks none', () => {
  expect(faultsOf(file)).toEqual([]);
  expect(Object.keys(breaks).sort()).toEqual(rules.map(({ name }) => name).sort());
});

test.each(Object.entries(breaks).filter(([name]) => !known.includes(name)))('%s', (name, changes) => {
  for (const change of changes)
    expect(faultsOf(changed(...change))).toContainEqual(expect.stringMatching(new RegExp(`^${name}: `)));
});
