import { strToU8, zipSync } from 'fflate';

const namespaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
  'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
].join(' ');
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

interface WordFile {
  /** What stands in its body. */
  readonly body: string;
  /** What stands in other parts, by the last word of their relation: `comments`, `footnotes`. */
  readonly parts?: Readonly<Record<string, string>>;
  /** Pictures, by their names. Their relations come after those of the parts: `r3`. */
  readonly pictures?: Readonly<Record<string, Uint8Array>>;
  readonly properties?: Readonly<Record<string, string>>;
  /** Where its main part lies. */
  readonly main?: string;
}

const roots: Readonly<Record<string, string>> = {
  comments: 'w:comments',
  commentsExtended: 'w15:commentsEx',
  footnotes: 'w:footnotes',
  header: 'w:hdr',
  numbering: 'w:numbering',
  styles: 'w:styles',
};

/** A Word file that another program could have written. */
export function wordFile({
  body,
  parts = {},
  pictures = {},
  properties = {},
  main = 'word/document.xml',
}: WordFile): Uint8Array {
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const names = Object.keys(parts);
  const custom = Object.entries(properties)
    .map(([name, value]) => `<property name="${name}"><vt:lpwstr>${value}</vt:lpwstr></property>`)
    .join('');
  const files = {
    '_rels/.rels': relations([
      ['officeDocument', main],
      ['custom-properties', 'docProps/custom.xml'],
    ]),
    [main]: `<w:document ${namespaces}><w:body>${body}</w:body></w:document>`,
    [`${folder}_rels/${main.slice(folder.length)}.rels`]: relations([
      ...names.map((name) => [name, `${name}.xml`] as const),
      ...Object.keys(pictures).map((name) => ['image', `media/${name}`] as const),
    ]),
    'docProps/custom.xml': `<Properties xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">${custom}</Properties>`,
    ...Object.fromEntries(
      names.map((name) => [
        `${folder}${name}.xml`,
        `<${roots[name]} ${namespaces}>${parts[name]}</${roots[name]}>`,
      ]),
    ),
  };
  return zipSync({
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
    ...Object.fromEntries(Object.entries(pictures).map(([name, bytes]) => [`${folder}media/${name}`, bytes])),
  });
}

const relations = (list: readonly (readonly [type: string, target: string])[]): string =>
  `<Relationships>${list.map(([type, target], index) => `<Relationship Id="r${index}" Type="${office}/${type}" Target="${target}"/>`).join('')}</Relationships>`;

/** A run. */
export const run = (text: string, tag = 'w:t'): string =>
  `<w:r><${tag} xml:space="preserve">${text}</${tag}></w:r>`;

/** Words that somebody put in. */
export const inserted = (text: string, author = 'Ana', element = 'w:ins'): string =>
  `<${element} w:id="1" w:author="${author}" w:date="2026-03-02T10:00:00Z">${run(text)}</${element}>`;

/** Words that somebody took out. */
export const deleted = (text: string, author = 'Ana', element = 'w:del'): string =>
  `<${element} w:id="2" w:author="${author}" w:date="2026-03-02T10:00:00Z">${run(text, element === 'w:del' ? 'w:delText' : 'w:t')}</${element}>`;

/** A paragraph; `name` is the bookmark of its place. */
export const paragraph = (content: string, name?: string, properties = ''): string =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${name === undefined ? content : `<w:bookmarkStart w:id="9" w:name="${name}"/>${content}<w:bookmarkEnd w:id="9"/>`}</w:p>`;

/** A number in its control. */
export const number = (id: string, content: string): string =>
  `<w:sdt><w:sdtPr><w:tag w:val="tb:${id}"/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
