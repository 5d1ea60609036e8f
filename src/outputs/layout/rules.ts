import type { Diagnostic, Severity } from '../../diagnostics.js';
import { faultOf, phrase } from '../../problems/problem.js';
import type { Box } from '../pdf/content/graphics-state.js';
import { type Block, everyBlock, firstPage, hasClass, lastPage, linesOf, nextOf, paintOf } from './blocks.js';
import { chaptersByPage, fillOf, type Layout } from './layout.js';
import type { PlacedText } from './placed-text.js';
import { type Finding, figureOf, type LayoutRule, nameOf, wordsOf } from './rule.js';

/** How full a page must be that its chapter goes on after, and the last one of a chapter. */
const [least, leastOfLast] = [0.7, 0.4];

/** A page that is left a third empty though its chapter goes on, or that ends a chapter with next to nothing. */
export const pageFill: LayoutRule = (layout) => {
  const chapters = chaptersByPage(layout);
  const isOn = pagesOfBlocks();
  const ended = endedPages(layout.blocks);
  return layout.painted.flatMap((texts, index): Finding[] => {
    const page = index + 1;
    // The cover is a picture, and an author ends a page on purpose; the last page of a report is judged as the last of a chapter.
    if (page === 1 || texts.length === 0 || ended.has(page)) return [];
    const filled = fillOf(layout, page);
    const chapter = chapters[page - 1]?.at(-1);
    const isLast = chapter !== chapters[page]?.[0];
    // The contents are as long as they are.
    if (isLast && holdsLists(chapter)) return [];
    const wanted = isLast ? leastOfLast : least;
    if (filled >= wanted) return [];
    const at = blockOn(layout, isLast ? page : page + 1, isOn);
    if (at === undefined) return [];
    // Rounded down: "filled to 70 %, expected 70 %" would say nothing.
    const percent = `${Math.floor(filled * 100)} %`;
    return [
      {
        ...faultOf(isLast ? 'layout/page-fill.end' : 'layout/page-fill.filled', {
          page,
          percent,
          leastOfLast: leastOfLast * 100,
          least: least * 100,
          name: nameOf(figureOf(at)),
        }),
        page,
        block: at,
        isAdvice: isLast || filled >= leastOfLast,
      },
    ];
  });
};

/** The pages that a break of the author ends. */
function endedPages(blocks: readonly Block[]): ReadonlySet<number | undefined> {
  const ended = new Set<number | undefined>();
  let page: number | undefined;
  for (const block of everyBlock(blocks)) {
    if (hasClass(block, 'page-break')) ended.add(page);
    if (block.blocks.length === 0) page = lastPage(block) ?? page;
  }
  return ended;
}

const holdsLists = (chapter: Block | undefined): boolean =>
  (chapter?.element.data?.chapter?.holds ?? 'text') !== 'text';

/** Tells whether a block has words on a page, in one look for all pages, since a chapter may be asked of each. */
function pagesOfBlocks(): (block: Block, page: number) => boolean {
  const known = new Map<Block, ReadonlySet<number>>();
  return (block, page) => {
    const pages = known.get(block) ?? new Set(block.texts.map((text) => text.page));
    known.set(block, pages);
    return pages.has(page);
  };
}

/** The outermost block below a section that begins on a page, else the one that goes on there. */
function blockOn(
  { blocks }: Layout,
  page: number,
  isOn: (block: Block, page: number) => boolean,
): Block | undefined {
  const visit = (among: readonly Block[]): Block | undefined => {
    for (const block of among) {
      if (!isOn(block, page)) continue;
      const { tagName } = block.element;
      if (tagName !== 'main' && tagName !== 'section' && firstPage(block) === page) return block;
      return visit(block.blocks) ?? block;
    }
    return undefined;
  };
  return visit(blocks);
}

/** A heading, a caption or a lead-in at the foot of a page, and what it belongs to on the next. */
const parted: LayoutRule = ({ blocks }) =>
  [...everyBlock(blocks)].flatMap((block): Finding[] => {
    const kind = kindOf(block);
    const next = kind === undefined ? undefined : followerOf(block);
    const [page, other] = [lastPage(block), next && firstPage(next)];
    if (kind === undefined || next === undefined || page === undefined || other === undefined) return [];
    if (page >= other) return [];
    return [
      {
        ...faultOf(
          'layout/parted',
          { kind, words: wordsOf(block), page, name: nameOf(next), other },
          { hint: hints[kind] },
        ),
        page,
        block,
      },
    ];
  });

type Kind = 'heading' | 'caption' | 'lead-in';

const hints: Readonly<Record<Kind, string>> = {
  heading: 'let a sentence follow the heading before what does not fit the page',
  caption: 'make the figure or table smaller, so that it fits a page with its caption',
  'lead-in': 'end the sentence with a full stop, or make what it leads to smaller',
};

/** What can be announced by a sentence that ends in a colon, and what every paragraph before it announces. */
const shown: ReadonlySet<string> = new Set(['figure', 'table', 'blockquote', 'pre', 'div', 'ul', 'ol']);
const always: ReadonlySet<string> = new Set(['ul', 'ol', 'blockquote', 'pre', 'table']);

function kindOf(block: Block): Kind | undefined {
  const { tagName } = block.element;
  if (/^h[2-6]$/.test(tagName)) return 'heading';
  if (tagName === 'figcaption') return 'caption';
  const follower = tagName === 'p' ? nextOf(block) : undefined;
  if (follower === undefined || hasClass(block, 'source', 'caption', 'note-label')) return undefined;
  const next = follower.element.tagName;
  const end = block.texts.at(-1)?.text.trimEnd() ?? '';
  return always.has(next) || hasClass(follower, 'plain-table') || (end.endsWith(':') && shown.has(next))
    ? 'lead-in'
    : undefined;
}

/** What follows a block, within its parent or after it. */
function followerOf(block: Block): Block | undefined {
  return (
    nextOf(block) ?? (block.parent?.element.tagName === 'section' ? followerOf(block.parent) : undefined)
  );
}

/** One line of a paragraph alone at the foot of a page, or at the head of the next. */
const singleLine: LayoutRule = ({ blocks }) =>
  [...everyBlock(blocks)].filter(holdsLines).flatMap((block): Finding[] => {
    const lines = linesOf(block.texts);
    const [first, last] = [lines[0], lines.at(-1)];
    if (first === undefined || last === undefined || first.page === last.page) return [];
    const countOn = (page: number): number => lines.filter((line) => line.page === page).length;
    const place = countOn(first.page) === 1 ? 'foot' : countOn(last.page) === 1 ? 'head' : undefined;
    if (place === undefined) return [];
    const page = place === 'foot' ? first.page : last.page;
    return [{ ...faultOf('layout/single-line', { words: wordsOf(block), place, page }), page, block }];
  });

const holdsLines = ({ element, blocks }: Block): boolean =>
  blocks.length === 0 && ['p', 'li', 'dd', 'blockquote'].includes(element.tagName);

const fewest = 2;

/** A table that goes over pages and shows its head with no row below it, or with one. */
const tornTable: LayoutRule = ({ blocks }) =>
  [...everyBlock(blocks)]
    .filter(({ element }) => element.tagName === 'table')
    .flatMap((table): Finding[] => {
      const rows = [...everyBlock(table.blocks)].filter(isRow);
      const [first, last] = [firstPage(table), lastPage(table)];
      if (first === undefined || last === undefined || first === last) return [];
      const pages = Array.from({ length: last - first + 1 }, (_, index) => first + index);
      const counts = new Map<number | undefined, number>();
      for (const row of rows) {
        const page = firstPage(row);
        counts.set(page, (counts.get(page) ?? 0) + 1);
      }
      return pages.flatMap((page): Finding[] => {
        const count = counts.get(page) ?? 0;
        if (count >= fewest) return [];
        return [
          {
            ...faultOf('layout/torn-table', {
              name: nameOf(figureOf(table)),
              rows: count === 0 ? 'no row' : 'only one row',
              page,
            }),
            page,
            block: table.parent ?? table,
          },
        ];
      });
    });

const isRow = ({ element, parent }: Block): boolean =>
  element.tagName === 'tr' && parent?.element.tagName === 'tbody';

/** The legend, notes or source of a figure or table on a page that shows nothing else of it. */
const footAlone: LayoutRule = ({ blocks }) =>
  [...everyBlock(blocks)]
    .filter(({ element }) => element.tagName === 'figure')
    .flatMap((figure): Finding[] => {
      const [feet, bodies] = [figure.blocks.filter(isFoot), figure.blocks.filter((part) => !isFoot(part))];
      const shown = new Set(bodies.flatMap(pagesOf));
      const alone = feet.find((foot) => pagesOf(foot).some((page) => !shown.has(page)));
      const page = alone && pagesOf(alone).find((each) => !shown.has(each));
      if (alone === undefined || page === undefined) return [];
      return [
        {
          ...faultOf('layout/foot-alone', { words: wordsOf(alone), page, name: nameOf(figure) }),
          page,
          block: figure,
        },
      ];
    });

const isFoot = (block: Block): boolean => hasClass(block, 'foot', 'source', 'legend', 'notes', 'note');

const pagesOf = (block: Block): number[] => [...new Set(paintOf(block).map(({ page }) => page))];

/** Points by which the boxes of two labels may overlap: they hold some white around the letters. */
const slack = 1.5;

/** A label of a chart that an edge cuts, that leaves the page, or that lies over another. */
const labels: LayoutRule = ({ blocks, frames }) =>
  [...everyBlock(blocks)]
    .filter(
      ({ labels: words, blocks: inner }) => words.length > 0 && !inner.some((each) => each.labels.length > 0),
    )
    .flatMap((block): Finding[] => {
      const words = block.labels.filter(({ text }) => text.trim() !== '');
      const find = (page: number, message: string, hint: string): Finding => ({
        ...faultOf('layout/label.page', { message, name: nameOf(figureOf(block)), page }, { hint }),
        page,
        block: figureOf(block),
      });
      const cut = words.filter((word) => word.isCut || leaves(word, frames[word.page - 1]));
      return [
        ...cut.map((word) =>
          find(
            word.page,
            phrase('layout/label.cut', { text: word.text.trim() }),
            phrase('layout/label.shorten'),
          ),
        ),
        ...overlapping(words).map(([one, other]) =>
          find(
            one.page,
            phrase('layout/label.label', { text: one.text.trim(), other: other.text.trim() }),
            phrase('layout/label.higher'),
          ),
        ),
      ];
    });

/** Pairs of labels of which one lies over the other. */
function overlapping(words: readonly PlacedText[]): [PlacedText, PlacedText][] {
  return words.flatMap((one, index) =>
    words
      .slice(index + 1)
      .filter((other) => one.page === other.page && overlap(one.box, other.box))
      .map((other): [PlacedText, PlacedText] => [one, other]),
  );
}

/** True where two boxes share more than their white. */
const overlap = (one: Box, other: Box): boolean =>
  Math.min(one.right, other.right) - Math.max(one.left, other.left) > slack &&
  Math.min(one.top, other.top) - Math.max(one.bottom, other.bottom) > slack;

/** True for text that runs into the margin beside the page. */
const leaves = (
  { box }: PlacedText,
  frame: { readonly left: number; readonly right: number } | undefined,
): boolean => frame !== undefined && (box.left < frame.left - slack || box.right > frame.right + slack);

/** A word of a table that runs into the next cell, or out of the page, or is broken without a hyphen. */
const cells: LayoutRule = ({ blocks, frames }) =>
  [...everyBlock(blocks)]
    .filter(({ element }) => element.tagName === 'tr')
    .flatMap((row): Finding[] =>
      row.blocks.flatMap((cell, index): Finding[] => {
        const next = row.blocks[index + 1];
        const within = brokenWord(cell);
        if (within !== undefined) {
          const { page } = within;
          const about = { text: within.word, name: nameOf(figureOf(row)), page };
          return [{ ...faultOf('layout/cell.broken', about), page, block: figureOf(row) }];
        }
        const over = cell.texts.find((text) => leaves(text, frames[text.page - 1]) || runsInto(text, next));
        if (over === undefined) return [];
        const name = nameOf(figureOf(row));
        return [
          {
            ...faultOf('layout/cell', { text: over.text.trim(), name, page: over.page }),
            page: over.page,
            block: figureOf(row),
          },
        ];
      }),
    );

/** The first word of a cell that goes on in its next line, and the page of that line. */
function brokenWord(cell: Block): { readonly word: string; readonly page: number } | undefined {
  for (const { page, texts } of linesOf(cell.texts).slice(1)) {
    const word = texts[0]?.within;
    if (word !== undefined) return { word, page };
  }
  return undefined;
}

const runsInto = (text: PlacedText, next: Block | undefined): boolean =>
  next?.texts.some((other) => other.page === text.page && overlap(text.box, other.box)) === true;

/** A chapter that is to be one page, and is more. */
const brief: LayoutRule = ({ blocks }) =>
  [...everyBlock(blocks)]
    .filter((block) => hasClass(block, 'brief'))
    .flatMap((block): Finding[] => {
      const [first, last] = [firstPage(block), lastPage(block)];
      if (first === undefined || last === undefined || first === last) return [];
      const over = block.blocks.find((part) => (lastPage(part) ?? first) > first);
      const words = wordsOf(over ?? block);
      const count = last - first + 1;
      return [
        { ...faultOf('layout/brief', { count, first, last, words }), page: last, block: over ?? block },
      ];
    });

/** Every rule that finished pages are held to. */
const rules: readonly LayoutRule[] = [
  brief,
  pageFill,
  parted,
  singleLine,
  tornTable,
  footAlone,
  labels,
  cells,
];

/** What is wrong with finished pages, page by page. */
export const findingsOf = (layout: Layout): readonly Finding[] =>
  rules.flatMap((rule) => rule(layout)).sort((one, other) => one.page - other.page);

/** What is wrong with the pages of a finished print, page by page. */
export function layoutProblems(layout: Layout, severity: Severity): Diagnostic[] {
  return findingsOf(layout).map(({ code, message, hint, block, isAdvice }) => ({
    severity: isAdvice === true ? 'warning' : severity,
    code,
    message,
    position: layout.positionOf(block),
    ...(hint !== undefined && { hint }),
  }));
}
