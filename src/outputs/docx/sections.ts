import type { Element } from 'xast';
import { attributeOf, childOf, childrenOf, e, w } from './ooxml.js';
import { plain, type Writing } from './writing.js';

/** What changes from a page on: which way the sheet lies, and what stands at its edges. */
interface SectionChange {
  readonly wide?: boolean;
  /** All numbers of the chapter are illustrative. */
  readonly banded?: boolean;
}

const markName = 'tallybook:section';

/** Says among the blocks that the sheet changes. `withSections` takes it out. */
export const sectionMark = (change: SectionChange): Element =>
  e(markName, Object.fromEntries(Object.entries(change).map(([key, value]) => [key, `${value}`])));

interface Edges {
  readonly wide: boolean;
  readonly banded: boolean;
}

/** The body with a section for each run of pages of one kind. The properties of a section stand in its last paragraph. */
export function withSections(writing: Writing, blocks: readonly Element[], hasCover: boolean): Element[] {
  const body: Element[] = [];
  let now: Edges = { wide: false, banded: false };
  let next = now;
  let isFirst = hasCover;
  for (const block of blocks) {
    if (block.name === markName) {
      next = changed(next, block);
      continue;
    }
    if (next.wide !== now.wide || next.banded !== now.banded) {
      const opening = takeHeads(body);
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

const changed = (edges: Edges, { attributes }: Element): Edges => ({
  wide: attributes.wide === undefined ? edges.wide : attributes.wide === 'true',
  banded: attributes.banded === undefined ? edges.banded : attributes.banded === 'true',
});

/** The headings at the end, which open what follows: they are not left alone on the page before. */
function takeHeads(body: Element[]): Element[] {
  const isHead = (block: Element | undefined): boolean =>
    block?.name === 'w:p' && childOf(childOf(block, 'w:pPr'), 'w:outlineLvl') === undefined
      ? /^(?:Heading|TallybookMeasure)/.test(attributeOf(childOf(childOf(block, 'w:pPr'), 'w:pStyle')) ?? '')
      : false;
  let at = body.length;
  while (isHead(body[at - 1])) at--;
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

function properties(writing: Writing, { wide, banded }: Edges, isFirst: boolean): Element {
  const { width, height, margin } = writing.input.page;
  const references = marginals(writing, banded);
  return w(
    'sectPr',
    {},
    references,
    w('type', 'nextPage'),
    wide ? w('pgSz', { w: height, h: width, orient: 'landscape' }) : w('pgSz', { w: width, h: height }),
    w('pgMar', {
      top: margin,
      right: margin,
      bottom: margin,
      left: margin,
      header: 708,
      footer: 708,
      gutter: 0,
    }),
    isFirst && w('titlePg'),
  );
}

/** Running heads and feet, made once for each kind of page. */
function marginals(writing: Writing, banded: boolean): Element[] {
  return (['header', 'footer'] as const).map((kind) => {
    const id = writing.once(`${kind} ${banded}`, () =>
      writing.addPart(kind, kind === 'header' ? header(writing, banded) : footer(writing)),
    );
    return w(`${kind}Reference`, { type: 'default', 'r:id': id });
  });
}

/** The chapter on the left and the report on the right. The chapter is asked for by its level, which is the same in every Word. */
function header(writing: Writing, banded: boolean): Element {
  const { document, language, page } = writing.input;
  const { meta } = document;
  const [first] = document.chapters;
  const said = [
    ...(meta.audience === 'confidential' ? [language.message('html.confidential')] : []),
    ...(meta.draft ? [language.message('html.draft')] : []),
    ...(banded ? [language.message('document.band')] : []),
  ];
  const tab = w('tabs', {}, w('tab', { val: 'right', pos: page.width - 2 * page.margin }));
  const words = writing.words(first?.title ?? '');
  const line = writing.paragraph(
    [...writing.field('STYLEREF 1', words), w('r', {}, w('tab')), ...writing.words(meta.title)],
    { marks: {}, style: 'header' },
    [tab],
  );
  const banners = said.map((each) =>
    writing.paragraph(writing.words(each, { bold: true }), { marks: {}, style: 'header' }),
  );
  return e('w:hdr', {}, banners, line);
}

/** "Page x of y", in the order of the language, after what the mark of illustrative numbers means. */
function footer(writing: Writing): Element {
  const { document, language, page } = writing.input;
  const mark = language.message('document.illustrative-mark');
  const isMarked =
    document.frontIllustrative ||
    document.chapters.some(({ illustrative, banded }) => illustrative && !banded);
  const said = isMarked ? language.message('html.illustrative-page', { mark }) : '';
  const tab = w('tabs', {}, w('tab', { val: 'right', pos: page.width - 2 * page.margin }));
  const numbers = language
    .message('html.page-of', { page: '\uE000', pages: '\uE001' })
    .split(/([\uE000\uE001])/)
    .flatMap((part) => {
      if (part === '\uE000') return writing.field('PAGE', writing.words('1'));
      return part === '\uE001' ? writing.field('NUMPAGES', writing.words('1')) : writing.words(part);
    });
  const content = [...writing.words(said), w('r', {}, w('tab')), ...numbers];
  return e('w:ftr', {}, writing.paragraph(content, { marks: {}, style: 'footer' }, [tab]));
}
