/** What Word asks of a file and no schema says: what it calls damaged, and the rules of its accessibility checker. */
import { contrast } from '../../../src/model/chart/colour.js';
import { all, type Part, partsOf, textOf, value } from './read-docx.js';

/** A Word file as the rules look at it. */
interface WordFile {
  readonly xml: ReadonlyMap<string, Part>;
  readonly document: Part | undefined;
  /** The elements of all parts that hold text, in order. */
  readonly text: readonly Part[];
  /** Names of styles by their ids. */
  readonly styles: ReadonlyMap<string, string>;
}

interface Rule {
  readonly name: string;
  readonly of: 'package' | 'accessibility';
  /** Where the rule is broken, in words. */
  readonly look: (file: WordFile) => readonly string[];
}

/** What tables of statistics break on purpose: heads of several levels are merged cells, of which Word gives a tip. */
export const known: readonly string[] = ['tables without merged cells'];

/** The rules that a file breaks, but those that are known. */
export const faultsOf = (bytes: Uint8Array): readonly string[] => {
  const file = fileOf(bytes);
  return rules
    .filter(({ name }) => !known.includes(name))
    .flatMap(({ name, look }) => look(file).map((where) => `${name}: ${where}`));
};

function fileOf(bytes: Uint8Array): WordFile {
  const { xml } = partsOf(bytes);
  const text = [...xml].filter(([name]) =>
    /^word\/(?:document|footnotes|(?:header|footer)\d*)\.xml$/.test(name),
  );
  const styles = all(xml.get('word/styles.xml'), 'w:style').map((style): [string, string] => [
    style.attributes['w:styleId'] ?? '',
    value(style, 'w:name') ?? '',
  ]);
  return {
    xml,
    document: xml.get('word/document.xml'),
    text: text.flatMap(([, part]) => elements(part)),
    styles: new Map(styles),
  };
}

const noPart: Part = { name: '', attributes: {}, children: [] };
const elements = (part: Part): Part[] => [part, ...childrenOf(part).flatMap(elements)];
const childrenOf = ({ children }: Part, name?: string): Part[] =>
  children.filter(
    (child): child is Part => typeof child !== 'string' && (name === undefined || child.name === name),
  );
const named = (parts: readonly Part[], name: string): Part[] => parts.filter((part) => part.name === name);
const values = (parts: readonly Part[], attribute: string): string[] =>
  parts.flatMap(({ attributes }) => attributes[attribute] ?? []);
const twice = (list: readonly string[]): string[] =>
  list.filter((each, index) => list.indexOf(each) !== index);
const missing = (asked: readonly string[], there: Iterable<string>): string[] => {
  const known = new Set(there);
  return asked.filter((each) => !known.has(each));
};
const bookmarks = ({ text }: WordFile): string[] => values(named(text, 'w:bookmarkStart'), 'w:name');
const fields = ({ text }: WordFile): string[] =>
  named(text, 'w:instrText').map(({ children }) => children.join('').trim());
const styleOf = (paragraph: Part): string => value(childrenOf(paragraph, 'w:pPr')[0], 'w:pStyle') ?? '';
const tables = ({ document }: WordFile): Part[] => all(document, 'w:tbl');
const drawings = ({ text }: WordFile): Part[] => named(text, 'wp:docPr');

const styleNames = ['w:pStyle', 'w:rStyle', 'w:tblStyle', 'w:basedOn', 'w:next', 'w:link'];

export const rules: readonly Rule[] = [
  {
    name: 'prefixes that may be ignored are declared',
    of: 'package',
    look: ({ xml }) =>
      [...xml.values()]
        .flatMap((part) => childrenOf(part))
        .flatMap(({ attributes }) => {
          const asked = (attributes['mc:Ignorable'] ?? '').split(/\s+/).filter((prefix) => prefix !== '');
          return asked.filter((prefix) => attributes[`xmlns:${prefix}`] === undefined);
        }),
  },
  {
    name: 'styles are there',
    of: 'package',
    look: ({ text, xml, styles }) => {
      const own = elements(xml.get('word/styles.xml') ?? noPart);
      const asked = [...text, ...own].filter(({ name }) => styleNames.includes(name));
      return missing(values(asked, 'w:val'), styles.keys());
    },
  },
  {
    name: 'styles are there once',
    of: 'package',
    look: ({ xml }) => {
      const styles = all(xml.get('word/styles.xml'), 'w:style');
      const names = styles.map((style) => value(style, 'w:name')?.toLowerCase() ?? '');
      return [...twice(values(styles, 'w:styleId')), ...twice(names)];
    },
  },
  {
    name: 'lists are there',
    of: 'package',
    look: ({ text, xml }) => {
      const there = values(all(xml.get('word/numbering.xml'), 'w:num'), 'w:numId');
      const styles = elements(xml.get('word/styles.xml') ?? noPart);
      return missing(values(named([...text, ...styles], 'w:numId'), 'w:val'), [...there, '0']);
    },
  },
  {
    name: 'ids of paragraphs, drawings, controls and bookmarks are there once',
    of: 'package',
    look: (file) => [
      ...twice(values(file.text, 'w14:paraId')),
      ...twice(values(drawings(file), 'id')),
      ...twice(named(file.text, 'w:sdtPr').map((control) => value(control, 'w:id') ?? '')),
      ...twice(values(named(file.text, 'w:bookmarkStart'), 'w:id')),
    ],
  },
  {
    name: 'ids of paragraphs are below 80000000',
    of: 'package',
    look: ({ text }) =>
      values(text, 'w14:paraId').filter((id) => !(Number.parseInt(id, 16) > 0 && /^[0-7]/.test(id))),
  },
  {
    name: 'titles and tags of controls have 64 characters at most',
    of: 'package',
    look: ({ text }) =>
      text
        .filter(({ name }) => name === 'w:tag' || name === 'w:alias')
        .flatMap(({ attributes }) => attributes['w:val'] ?? '')
        .filter((words) => words.length > 64),
  },
  {
    name: 'bookmarks have a name of 40 letters at most, once',
    of: 'package',
    look: (file) => {
      const names = bookmarks(file);
      const wrong = names.filter((name) => !/^[\p{L}_][\p{L}\p{N}_]{0,39}$/u.test(name));
      return [...wrong, ...twice(names.map((name) => name.toLowerCase()))];
    },
  },
  {
    name: 'bookmarks end',
    of: 'package',
    look: ({ text }) =>
      missing(values(named(text, 'w:bookmarkStart'), 'w:id'), values(named(text, 'w:bookmarkEnd'), 'w:id')),
  },
  {
    name: 'fields and links lead somewhere',
    of: 'package',
    look: (file) => {
      const targets = fields(file).flatMap((field) => /^(?:NOTE|PAGE)?REF (\S+)/.exec(field)?.[1] ?? []);
      return missing([...targets, ...values(named(file.text, 'w:hyperlink'), 'w:anchor')], bookmarks(file));
    },
  },
  {
    name: 'fields end, and none asks to be updated',
    of: 'package',
    look: ({ text, xml }) => {
      const ends = named(text, 'w:fldChar');
      const count = (kind: string): number =>
        ends.filter(({ attributes }) => attributes['w:fldCharType'] === kind).length;
      return [
        ...(count('begin') === count('end') ? [] : ['one does not end']),
        ...values(ends, 'w:dirty'),
        ...values(all(xml.get('word/settings.xml'), 'w:updateFields'), 'w:val'),
      ];
    },
  },
  {
    name: 'no compatibility mode is asked for',
    of: 'package',
    look: ({ xml }) => {
      const modes = all(xml.get('word/settings.xml'), 'w:compatSetting').filter(
        ({ attributes }) => attributes['w:name'] === 'compatibilityMode',
      );
      return values(modes, 'w:val').join() === '15' ? [] : ['not 15'];
    },
  },
  {
    name: 'cells end with a paragraph',
    of: 'package',
    look: ({ text }) =>
      named(text, 'w:tc')
        .filter((cell) => childrenOf(cell).at(-1)?.name !== 'w:p')
        .map(textOf),
  },
  {
    name: 'rows have the columns of their table',
    of: 'package',
    look: (file) =>
      tables(file).flatMap((table) => {
        const [grid] = childrenOf(table, 'w:tblGrid');
        const columns = grid === undefined ? 0 : childrenOf(grid).length;
        const width = (cell: Part): number => Number(value(childrenOf(cell, 'w:tcPr')[0], 'w:gridSpan') ?? 1);
        return childrenOf(table, 'w:tr')
          .filter((row) => childrenOf(row, 'w:tc').reduce((sum, cell) => sum + width(cell), 0) !== columns)
          .map(textOf);
      }),
  },
  {
    name: 'notes are there',
    of: 'package',
    look: ({ text }) =>
      missing(values(named(text, 'w:footnoteReference'), 'w:id'), values(named(text, 'w:footnote'), 'w:id')),
  },
  {
    name: 'blanks at the ends of words are kept',
    of: 'package',
    look: ({ text }) =>
      named(text, 'w:t')
        .filter(({ attributes }) => attributes['xml:space'] !== 'preserve')
        .map((words) => words.children.join(''))
        .filter((words) => /^[ \t\r\n]|[ \t\r\n]$/.test(words)),
  },
  {
    name: 'pictures have words in their place, or are decoration',
    of: 'accessibility',
    look: (file) =>
      drawings(file)
        .filter((each) => !each.attributes.descr && all(each, 'adec:decorative').length === 0)
        .map(({ attributes }) => attributes.name ?? ''),
  },
  {
    name: 'pictures stand in the line',
    of: 'accessibility',
    look: ({ text }) => named(text, 'wp:anchor').map(textOf),
  },
  {
    name: 'tables have a head that stands again on each page',
    of: 'accessibility',
    look: (file) =>
      tables(file)
        .filter((table) => {
          const [first] = childrenOf(table, 'w:tr');
          return all(first, 'w:tblHeader').length === 0 || value(table, 'w:tblLook') === undefined;
        })
        .map(textOf),
  },
  {
    name: 'tables without merged cells',
    of: 'accessibility',
    look: (file) =>
      tables(file)
        .filter((table) => all(table, 'w:gridSpan').length + all(table, 'w:vMerge').length > 0)
        .map(textOf),
  },
  {
    name: 'tables stand in no other table',
    of: 'accessibility',
    look: (file) =>
      tables(file).flatMap((table) =>
        childrenOf(table)
          .flatMap((each) => all(each, 'w:tbl'))
          .map(textOf),
      ),
  },
  {
    name: 'headings skip no level',
    of: 'accessibility',
    look: ({ document, styles }) => {
      let before = 0;
      return all(document, 'w:p').flatMap((paragraph) => {
        const level = Number(/^heading (\d)/i.exec(styles.get(styleOf(paragraph)) ?? '')?.[1] ?? 0);
        if (level === 0) return [];
        const skips = level > before + 1;
        before = level;
        return skips ? [textOf(paragraph)] : [];
      });
    },
  },
  {
    name: 'the file has a title',
    of: 'accessibility',
    look: ({ xml }) =>
      all(xml.get('docProps/core.xml'), 'dc:title').some(({ children }) => children.join('').trim() !== '')
        ? []
        : ['none'],
  },
  {
    name: 'the text has a language',
    of: 'accessibility',
    look: ({ xml }) => {
      const [defaults] = all(xml.get('word/styles.xml'), 'w:docDefaults');
      return values(all(defaults, 'w:lang'), 'w:val').length === 1 ? [] : ['none'];
    },
  },
  {
    name: 'links say where they lead',
    of: 'accessibility',
    look: ({ text }) =>
      named(text, 'w:hyperlink')
        .map(textOf)
        .filter((words) => words.trim() === '')
        .map(() => 'no words'),
  },
  {
    name: 'letters can be read on their ground',
    of: 'accessibility',
    look: ({ text }) =>
      named(text, 'w:rPr').flatMap((letters) => {
        const [colour] = values(childrenOf(letters, 'w:color'), 'w:val');
        const [ground] = values(childrenOf(letters, 'w:shd'), 'w:fill');
        if (colour === undefined || ground === undefined) return [];
        return (contrast(`#${colour}`, `#${ground}`) ?? 0) < 4.5 ? [`${colour} on ${ground}`] : [];
      }),
  },
  {
    name: 'nobody is kept from reading or marking it',
    of: 'accessibility',
    look: ({ xml }) => all(xml.get('word/settings.xml'), 'w:documentProtection').map(() => 'protected'),
  },
];
