import type { Nodes, PhrasingContent, Root } from 'mdast';
import { type Diagnostic, didYouMean, listNames } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import type { Cited, CitedWork, Work } from '../../model/tree/bibliography.js';
import type { BibliographyNode } from '../../model/tree/nodes.js';
import type { LabelNode } from '../../model/tree/phrasing-nodes.js';
import { visit } from '../../model/tree/visit.js';
import { locate, type PositionMap } from '../template/positions.js';
import { date, entryOf, label, namesOf, text, yearOf } from './entry.js';
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
  const found: { readonly node: LabelNode; readonly cited: Cited }[] = [];
  visit(body, 'label', (node) => {
    if (node.cited !== undefined) found.push({ node, cited: node.cited });
  });
  const lists: BibliographyNode[] = [];
  visit(body, 'bibliography', (node) => {
    lists.push(node);
  });
  const at = (node: LabelNode) => locate(positions, node.position?.start.offset ?? 0);
  const error = (message: string, node: LabelNode, extra: { hint?: string } = {}): Diagnostic => ({
    severity: 'error',
    code: 'content/citation',
    message,
    position: at(node),
    ...extra,
  });
  const [first] = found;
  if (library === undefined) {
    const hint = { hint: 'a file of BibTeX or CSL-JSON; write `\\[` where brackets are meant' };
    const message = 'expected `bibliography: refs.bib` in `tallybook.yaml`';
    const listed = lists.map(
      (list): Diagnostic => ({
        severity: 'error',
        code: 'content/citation',
        message: `Unexpected \`::references\`, ${message}`,
        position: list.at,
      }),
    );
    return [
      ...found.map(({ node, cited }) =>
        error(`Unexpected citation \`${cited.written}\`, ${message}`, node, hint),
      ),
      ...listed,
    ];
  }
  const { works, bibliography } = library;
  const used: Work[] = [];
  const diagnostics: Diagnostic[] = [...library.diagnostics];
  for (const { node, cited } of found) {
    for (const { key } of cited.works) {
      const work = works.get(key);
      if (work !== undefined) {
        if (!used.includes(work)) used.push(work);
        continue;
      }
      const keys = [...works.keys()];
      const expected = keys.length === 0 ? `a work of \`${bibliography.file}\`` : `one of ${listNames(keys)}`;
      if (library.diagnostics.length === 0)
        diagnostics.push(
          error(`Unexpected key \`${key}\`, expected ${expected}`, node, didYouMean(key, keys)),
        );
    }
  }
  const listed = listWorks(used, library, language);
  replaceLabels(body, listed, library, language);
  for (const list of lists)
    list.children = [...listed.values()].map(({ work, id, number, letter }) => ({
      type: 'bibliographyEntry',
      id,
      ...(bibliography.style === 'numeric' && { number }),
      children: entryOf(work, { letter, style: bibliography.style, language }),
    }));
  if (first !== undefined && lists.length === 0)
    diagnostics.push(
      error(
        'Unexpected citation in a report without a list of references, expected `::references`',
        first.node,
        {
          hint: 'write `::references` alone in its paragraph, as a rule under a last heading',
        },
      ),
    );
  const [second] = lists.slice(1);
  if (second !== undefined)
    diagnostics.push({
      severity: 'error',
      code: 'content/citation',
      message: 'Unexpected second `::references`, expected one list',
      position: second.at,
    });
  const uncited = [...works.values()].filter((work) => !used.includes(work));
  const [unused] = uncited;
  if (bibliography.own && unused !== undefined)
    diagnostics.push({
      severity: 'warning',
      code: 'content/uncited',
      message: `Unexpected ${uncited.length === 1 ? 'work' : `${uncited.length} works`} that no text cites, expected only those that are cited: ${listNames(uncited.map(({ key }) => key))}`,
      position: unused.at,
    });
  return diagnostics;
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
  const sameNames = new Map<string, Work[]>();
  for (const work of ordered) {
    const name = `${namesOf(work, language)} ${work.year ?? ''}`;
    sameNames.set(name, [...(sameNames.get(name) ?? []), work]);
  }
  const letterOf = (work: Work): string => {
    const alike = sameNames.get(`${namesOf(work, language)} ${work.year ?? ''}`) ?? [];
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
  const link = ({ id, work: { key } }: Listed, ...children: PhrasingContent[]): PhrasingContent => ({
    type: 'link',
    url: `#${id}`,
    children,
    data: { cites: key },
    ...(position && { position }),
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
