import type { Element } from 'xast';
import { headTitle } from '../../model/project/head-title.js';
import { stampsOf } from '../html/stamps.js';
import { fillFields } from './fields.js';
import { attributeOf, childOf, childrenOf, e, w } from './ooxml.js';
import type { Marginal } from './reference.js';
import { listHeading } from './styles.js';
import { plain, type Writing } from './writing.js';

/** The kind of a page: which way the sheet lies, and what its edges must say. */
interface PageKind {
  readonly wide: boolean;
  /** All numbers of the chapter are illustrative. */
  readonly banded: boolean;
  /** Some numbers bear the mark of illustrative data. */
  readonly marked: boolean;
}

const markName = 'tallybook:section';

/** Says among the blocks that the kind of the page changes. `withSections` takes it out. */
export const sectionMark = (change: Partial<PageKind>): Element =>
  e(markName, Object.fromEntries(Object.entries(change).map(([key, value]) => [key, `${value}`])));

/** What the edges say of the pages of a chapter. One that runs on shares them with those before and after it. */
export function chapterMark({ input: { document } }: Writing, id: string): Element[] {
  const { chapters } = document;
  const at = chapters.findIndex((chapter) => chapter.id === id);
  if (at < 0 || chapters[at]?.runsOn === true) return [];
  const end = chapters.findIndex((chapter, index) => index > at && !chapter.runsOn);
  const group = chapters.slice(at, end < 0 ? chapters.length : end);
  const banded = group.some((chapter) => chapter.banded);
  return [sectionMark({ banded, marked: !banded && group.some(({ illustrative }) => illustrative) })];
}

/** The body with a section for each run of pages of one kind. The properties of a section stand in its last paragraph. */
export function withSections(writing: Writing, blocks: readonly Element[]): Element[] {
  const body: Element[] = [];
  const { frontIllustrative } = writing.input.document;
  let now: PageKind = { wide: false, banded: false, marked: frontIllustrative };
  let next = now;
  let isFirst = true;
  for (const block of blocks) {
    if (block.name === markName) {
      next = changed(next, block);
      continue;
    }
    if (kinds.some((kind) => next[kind] !== now[kind])) {
      const opening = takeHeads(writing, body);
      if (body.length > 0) {
        endSection(writing, body, properties(writing, now, isFirst));
        isFirst = false;
      }
      for (const each of opening) body.push(each);
      now = next;
    }
    body.push(block);
  }
  return [...body, properties(writing, now, isFirst)];
}

const kinds = ['wide', 'banded', 'marked'] as const;

const changed = (kind: PageKind, { attributes }: Element): PageKind => {
  const told = kinds.flatMap((key) =>
    attributes[key] == null ? [] : [[key, attributes[key] === 'true'] as const],
  );
  return { ...kind, ...Object.fromEntries(told) };
};

/** The headings at the end, which open what follows: they are not left alone on the page before. */
function takeHeads({ styles }: Writing, body: Element[]): Element[] {
  const levels = [1, 2, 3, 4, 5, 6].map((level) => `heading ${level}`);
  const names = [...levels, listHeading, 'Tallybook Measure'];
  const opening = new Set(names.map((name) => styles.idOf(name)));
  const styleAt = (index: number): string | undefined =>
    attributeOf(childOf(childOf(body[index], 'w:pPr'), 'w:pStyle'));
  let at = body.length;
  while (opening.has(styleAt(at - 1) ?? '')) at--;
  return body.splice(at);
}

function endSection(writing: Writing, body: Element[], sectPr: Element): void {
  const last = body.at(-1);
  // Nothing stands between two changes: a section without a page is none.
  if (last?.name === 'w:p' && childOf(childOf(last, 'w:pPr'), 'w:sectPr') !== undefined) return;
  if (last?.name !== 'w:p') {
    body.push(writing.paragraph([], plain, [sectPr]));
    return;
  }
  const [first] = childrenOf(last);
  if (first?.name === 'w:pPr') first.children.push(sectPr);
  else last.children.unshift(w('pPr', {}, sectPr));
}

function properties(writing: Writing, kind: PageKind, isFirst: boolean): Element {
  const { page, reference } = writing.input;
  const { width, height, margins } = page;
  const size = kind.wide ? { w: height, h: width, orient: 'landscape' } : { w: width, h: height };
  // An office that has a first page of its own has it once.
  const hasFirst = reference === undefined || childOf(reference.section, 'w:titlePg') !== undefined;
  return w(
    'sectPr',
    {},
    marginals(writing, kind, isFirst),
    w('type', 'nextPage'),
    w('pgSz', size),
    w('pgMar', margins),
    isFirst && hasFirst && w('titlePg'),
  );
}

/** Running heads and feet, made once for each kind of page. The first page of a report has empty ones. */
function marginals(writing: Writing, kind: PageKind, isFirst: boolean): Element[] {
  const own = writing.input.reference?.marginals ?? [];
  const tab = w('tabs', {}, w('tab', { val: 'right', pos: writing.widthOf(kind.wide) }));
  const said = kinds.map((each) => kind[each]).join();
  const reference = (name: string, on: string, make: () => string): Element =>
    w(`${name}Reference`, { type: on, 'r:id': writing.once(`${name} ${on} ${said}`, make) });
  const shown = [...own, ...lacking(writing, own, kind)].filter(({ on }) => on !== 'first' || isFirst);
  if (own.length > 0)
    return shown.map((each) => reference(each.kind, each.on, () => addMarginal(writing, each, kind)));
  return (['header', 'footer'] as const).flatMap((name) => [
    reference(name, 'default', () =>
      writing.addPart(name, (name === 'header' ? header : footer)(writing, kind, tab)),
    ),
    ...(isFirst ? [reference(name, 'first', () => writing.addPart(name, bare(writing, name)))] : []),
  ]);
}

/** Empty heads and feet for an office that has none where its pages must say something. */
function lacking(writing: Writing, own: readonly Marginal[], kind: PageKind): Marginal[] {
  const { reference } = writing.input;
  const hasEven = reference?.settings.some(({ name }) => name === 'w:evenAndOddHeaders') === true;
  return (['header', 'footer'] as const).flatMap((name) => {
    if (saidAt(writing, name, kind).length === 0) return [];
    return ['default', ...(hasEven ? ['even'] : [])]
      .filter((on) => !own.some((each) => each.kind === name && each.on === on))
      .map((on): Marginal => ({ kind: name, on, root: bare(writing, name), pictures: [] }));
  });
}

const bare = (writing: Writing, name: Marginal['kind']): Element =>
  e(name === 'header' ? 'w:hdr' : 'w:ftr', {}, writing.paragraph([], plain));

/** A head or foot of an office, below what its pages must say. */
function addMarginal(writing: Writing, { kind: name, root, pictures }: Marginal, kind: PageKind): string {
  const lines = saidLines(writing, saidAt(writing, name, kind), name);
  const copy = structuredClone(root);
  anew(writing, copy);
  fillFields(copy, writing.input.document);
  if (kind.wide) moveEnds(copy, writing.widthOf(false), writing.widthOf(true));
  copy.children = [...lines, ...copy.children];
  return writing.addPart(name, copy, pictures);
}

/** A copy without what a file has once: ids of paragraphs and controls, bookmarks. Drawings get ids of their own. */
function anew(writing: Writing, element: Element): void {
  delete element.attributes['w14:paraId'];
  delete element.attributes['w14:textId'];
  if (element.name === 'wp:docPr') element.attributes.id = `${writing.nextPicture()}`;
  const once = element.name === 'w:sdtPr' ? ['w:id'] : ['w:bookmarkStart', 'w:bookmarkEnd'];
  element.children = element.children.filter(
    (child) => child.type !== 'element' || !once.includes(child.name),
  );
  for (const child of childrenOf(element)) anew(writing, child);
}

const saidLines = (writing: Writing, said: readonly string[], style: Marginal['kind']): Element[] =>
  said.map((each) =>
    writing.paragraph(writing.words(each, { style: 'Tallybook Badge' }), { marks: {}, style }),
  );

/** What ends a line at the edge of an upright page does so on one that lies across. */
function moveEnds(element: Element, from: number, to: number): void {
  const { name, attributes } = element;
  if (name === 'w:tab' && attributes['w:pos'] === `${from}`) attributes['w:pos'] = `${to}`;
  for (const child of childrenOf(element)) moveEnds(child, from, to);
}

const saidAt = (writing: Writing, name: Marginal['kind'], kind: PageKind): string[] =>
  name === 'header' ? mustSay(writing, kind) : markWords(writing, kind);

/** What stands at the head of each page of a kind. */
function mustSay({ input: { document }, language }: Writing, { banded }: PageKind): string[] {
  const { meta } = document;
  return [
    ...stampsOf(meta, language).map(({ words }) => words),
    ...(banded ? [language.message('document.band')] : []),
  ];
}

/** What the mark of illustrative numbers means, where a page may have some. */
function markWords({ language }: Writing, { marked }: PageKind): string[] {
  const mark = language.message('document.illustrative-mark');
  return marked ? [language.message('html.illustrative-page', { mark })] : [];
}

/** The longest title of a report beside which a chapter has room. */
const longestTitle = 50;

/** The chapter and the report. The chapter is asked for by its level, which is the same in every Word. */
function header(writing: Writing, kind: PageKind, tab: Element): Element {
  const { document } = writing.input;
  const { meta } = document;
  const line = (content: readonly Element[]): Element =>
    writing.paragraph(content, { marks: {}, style: 'header' }, [tab]);
  const chapter = writing.field('STYLEREF 1', writing.words(document.chapters[0]?.title ?? ''));
  const words = writing.words(headTitle(meta));
  const title = headTitle(meta) === meta.title ? writing.field('TITLE', words) : words;
  const lines =
    headTitle(meta).length > longestTitle
      ? [line(title), line(chapter)]
      : [line([...chapter, w('r', {}, w('tab')), ...title])];
  return e('w:hdr', {}, saidLines(writing, mustSay(writing, kind), 'header'), lines);
}

/** "Page x of y", in the order of the language, behind what the mark of illustrative numbers means where there are some. */
function footer(writing: Writing, kind: PageKind, tab: Element): Element {
  const said = markWords(writing, kind).join('');
  const numbers = writing.language
    .message('html.page-of', { page: '\uE000', pages: '\uE001' })
    .split(/([\uE000\uE001])/)
    .flatMap((part) => {
      if (part === '\uE000') return writing.field('PAGE', writing.words('1'));
      return part === '\uE001' ? writing.field('NUMPAGES', writing.words('1')) : writing.words(part);
    });
  const content = [...writing.words(said), w('r', {}, w('tab')), ...numbers];
  return e('w:ftr', {}, writing.paragraph(content, { marks: {}, style: 'footer' }, [tab]));
}
