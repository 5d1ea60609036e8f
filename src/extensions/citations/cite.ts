import type { Link, Nodes, PhrasingContent, Root } from 'mdast';
import { locate, type PositionMap } from '../../content/template/marks.js';
import { type Diagnostic, didYouMean, listNames, type Position } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import { defined } from '../../model/defined.js';
import { groupBy } from '../../model/group-by.js';
import type { Cited, CitedWork } from '../../model/tree/bibliography.js';
import type { BibliographyNode } from '../../model/tree/nodes.js';
import { visit } from '../../model/tree/visit.js';
import { phrase, problem } from '../../problems/problem.js';
import { date, entryOf, label, namesOf, text, type Work, yearOf } from './entry.js';
import type { Library } from './read-library.js';

/** A work of the list, and how citations name it. */
interface Listed {
  readonly work: Work;
  readonly id: string;
  /** In the numeric style. */
  readonly number: number;
  /** Tells works of one author and year apart. */
  readonly letter: string;
}

/**
 * Puts citations into words and fills the list of references, in place. Reports keys that no work has, citations without a list,
 * and works that nobody cites.
 */
export function cite(
  body: Root,
  library: Library | undefined,
  language: Language,
  positions: PositionMap,
): Diagnostic[] {
  const citations: Citation[] = [];
  visit(body, 'label', (node) => {
    const position = locate(positions, node.position?.start.offset ?? 0);
    if (node.cited !== undefined) citations.push({ cited: node.cited, position });
  });
  const lists: BibliographyNode[] = [];
  visit(body, 'bibliography', (node) => {
    lists.push(node);
  });
  if (library === undefined) return withoutLibrary(citations, lists);
  const used = usedWorks(citations, library);
  const listed = listWorks(used, library, language);
  replaceLabels(body, listed, library, language);
  fillLists(lists, listed, library, language);
  return [
    ...library.diagnostics,
    ...unknownKeys(citations, library),
    ...wrongLists(citations, lists),
    ...uncitedWorks(used, library),
  ];
}

/** A citation in the text. */
interface Citation {
  readonly cited: Cited;
  readonly position: Position;
}

/** Without a file of references nothing can be cited or listed. */
function withoutLibrary(citations: readonly Citation[], lists: readonly BibliographyNode[]): Diagnostic[] {
  const hint = { hint: phrase('content/citation.file') };
  const message = 'tallybook.yaml names no `bibliography: refs.bib`';
  return [
    ...citations.map(({ cited, position }) =>
      problem('content/citation.citation', position, { written: cited.written, message }, hint),
    ),
    ...lists.map(({ at }) => problem('content/citation.references', at, { message })),
  ];
}

/** The works that are cited, each once, as they are first cited. */
const usedWorks = (citations: readonly Citation[], { works }: Library): readonly Work[] => [
  ...new Set(citations.flatMap(({ cited }) => cited.works.flatMap(({ key }) => works.get(key) ?? []))),
];

/** Keys that no work has. What a file with a fault lacks may stand behind the fault. */
function unknownKeys(
  citations: readonly Citation[],
  { works, bibliography, diagnostics }: Library,
): Diagnostic[] {
  if (diagnostics.length > 0) return [];
  const keys = [...works.keys()];
  const expected = keys.length === 0 ? `none in \`${bibliography.file}\`` : listNames(keys);
  return citations.flatMap(({ cited, position }) =>
    cited.works.flatMap(({ key }) =>
      works.has(key)
        ? []
        : [problem('content/citation.key', position, { key, expected }, didYouMean(key, keys))],
    ),
  );
}

/** What is cited is listed, in one list. */
function wrongLists(
  [citation]: readonly Citation[],
  [first, second]: readonly BibliographyNode[],
): Diagnostic[] {
  if (second !== undefined) return [problem('content/citation.references-list', second.at)];
  if (citation === undefined || first !== undefined) return [];
  return [problem('content/citation.report', citation.position)];
}

function uncitedWorks(used: readonly Work[], { works, bibliography }: Library): Diagnostic[] {
  const uncited = [...works.values()].filter((work) => !used.includes(work));
  const [first] = uncited;
  if (!bibliography.own || first === undefined) return [];
  return [
    problem('content/uncited', first.at, {
      work: uncited.length === 1 ? 'this work' : `these ${uncited.length} works`,
      uncited: listNames(uncited.map(({ key }) => key)),
    }),
  ];
}

function fillLists(
  lists: readonly BibliographyNode[],
  listed: ReadonlyMap<string, Listed>,
  { bibliography: { style } }: Library,
  language: Language,
): void {
  for (const list of lists)
    list.children = [...listed.values()].map(({ work, id, number, letter }) => ({
      type: 'bibliographyEntry',
      id,
      ...(style === 'numeric' && { number }),
      children: entryOf(work, { letter, style, language }),
    }));
}

/** The cited works in the order of the list: by author and year, or as they are first cited. */
function listWorks(
  used: readonly Work[],
  { bibliography }: Library,
  language: Language,
): Map<string, Listed> {
  const sortKey = (work: Work): string => [namesOf(work, language), work.year ?? '', work.title].join(' ');
  const ordered =
    bibliography.style === 'numeric'
      ? used
      : used.toSorted((a, b) => language.compare(sortKey(a), sortKey(b)));
  const nameOf = (work: Work): string => `${namesOf(work, language)} ${work.year ?? ''}`;
  const sameNames = groupBy(ordered, nameOf);
  const letterOf = (work: Work): string => {
    const alike = sameNames.get(nameOf(work)) ?? [];
    if (bibliography.style === 'numeric' || alike.length < 2) return '';
    return 'abcdefghijklmnopqrstuvwxyz'.charAt(alike.indexOf(work) % 26);
  };
  return new Map(
    ordered.map((work, index) => [
      work.key,
      { work, id: `ref-${slug(work.key)}`, number: index + 1, letter: letterOf(work) },
    ]),
  );
}

const slug = (key: string): string => key.replaceAll(/[^\p{L}\d_-]+/gu, '-');

function replaceLabels(
  body: Root,
  listed: ReadonlyMap<string, Listed>,
  { bibliography: { style } }: Library,
  language: Language,
): void {
  const replaceIn = (parent: Nodes): void => {
    if (!('children' in parent)) return;
    const children: readonly Nodes[] = parent.children;
    for (const child of children) replaceIn(child);
    if (!children.some((child) => child.type === 'label' && child.cited !== undefined)) return;
    // A citation stands among phrasing content, and so do its words.
    parent.children = children.flatMap((child): Nodes[] =>
      child.type === 'label' && child.cited !== undefined
        ? wordsOf(child.cited, child.position, listed, style === 'numeric', language)
        : [child],
    ) as never;
  };
  replaceIn(body);
}

function wordsOf(
  { works, running }: Cited,
  position: Nodes['position'],
  listed: ReadonlyMap<string, Listed>,
  isNumeric: boolean,
  language: Language,
): PhrasingContent[] {
  const known = works.flatMap((each): { cited: CitedWork; to: Listed }[] => {
    const to = listed.get(each.key);
    return to === undefined ? [] : [{ cited: each, to }];
  });
  const [open, close] = isNumeric ? ['[', ']'] : ['(', ')'];
  const where = ({ locator }: CitedWork): PhrasingContent[] =>
    locator === undefined ? [] : [text(', '), label(locator.replaceAll(' ', '\u00A0'))];
  const link = ({ id, work: { key } }: Listed, ...children: PhrasingContent[]): PhrasingContent =>
    defined<Link>({
      type: 'link',
      url: `#${id}`,
      children,
      data: { cites: key },
      position,
    });
  const short = ({ number, letter, work }: Listed): PhrasingContent =>
    isNumeric ? label(`${number}`) : date(yearOf(work, letter, language));
  const [first] = known;
  if (running && first !== undefined) {
    const { to, cited } = first;
    return [
      label(namesOf(to.work, language)),
      text(` ${open}`),
      link(to, short(to)),
      ...where(cited),
      text(close),
    ];
  }
  const parts = known.map(({ cited, to }) => {
    const named =
      isNumeric || cited.withoutAuthor === true ? [] : [label(`${namesOf(to.work, language)}`), text(' ')];
    const before = cited.before === undefined ? [] : [text(`${cited.before} `)];
    return [...before, link(to, ...named, short(to)), ...where(cited)];
  });
  return [
    text(open),
    ...parts.flatMap((part, index) => (index === 0 ? part : [text('; '), ...part])),
    text(close),
  ];
}
