import { createHash } from 'node:crypto';
import type { Diagnostic } from '../../diagnostics.js';
import type { Files } from '../../host/host.js';
import { toolVersion } from '../../host/version.js';
import type { Language } from '../../language/language.js';
import type { SnapshotHouseFile, SnapshotMarkup } from '../../model/snapshot/snapshot.js';
import { foreignMarkup } from '../../outputs/html/allowed-markup.js';
import { pictureClasses } from '../../outputs/html/cover.js';
import { isOwnStyle } from '../../outputs/html/own-style.js';
import { pagePolicy } from '../../outputs/html/page.js';
import { pageScript } from '../../outputs/html/page-script.js';
import { isOriginsBlock } from '../../outputs/snapshot/origins-block.js';
import {
  elementsIn,
  findElement,
  hasClass,
  isText,
  type MarkupElement,
  type MarkupNode,
  textIn,
} from '../../outputs/snapshot/read-markup.js';
import { frameAttribute } from '../../outputs/snapshot/read-page.js';
import { type Fault, faultOf } from '../../problems/problem.js';
import { sha256 } from '../../sha256.js';
import { mostShown, type PublishedPage } from './problem.js';

/** What the pieces of a page are called that are no parts of the report. */
const names: ReadonlyMap<string, string> = new Map([
  ['_page', 'frame of the page'],
  ['_window', 'head of the page'],
  ['_policy', 'content security policy'],
  ['_style', 'style sheet'],
  ['_script', 'script'],
  ['_origins', 'list of where numbers come from'],
]);

const nameOf = ({ id }: SnapshotMarkup): string => names.get(id) ?? `part \`${id}\``;

/**
 * Holds the markup of a page against what pages have at all, and every piece of it, drawings, styles and scripts too,
 * against its published hash.
 *
 * @param faulty Parts of which a number, word or label has been reported: their markup differs too.
 */
export function checkMarkup(
  { page, snapshot, at }: PublishedPage,
  faulty: ReadonlySet<string>,
): Diagnostic[] {
  const foreign = foreignMarkup(page.nodes).map(({ what, offset }) =>
    at(faultOf('verify/markup.pages', { what }), offset),
  );
  const expected = numbered(snapshot.markup);
  const actual = numbered(page.pieces);
  const lost = [...expected].flatMap(([key, piece]) =>
    actual.has(key) || faulty.has(piece.id)
      ? []
      : [at(faultOf('verify/markup.page', { name: nameOf(piece) }))],
  );
  const changed = [...actual].flatMap(([key, piece]) => {
    const before = expected.get(key);
    if (faulty.has(piece.id) || before?.sha256 === piece.sha256) return [];
    const id = before === undefined ? 'verify/markup.page-new' : 'verify/markup.page-published';
    return [at(faultOf(id, { name: nameOf(piece) }), piece.start)];
  });
  return [...foreign, ...lost, ...changed].slice(0, mostShown);
}

/** Pieces by their ids; those with the same are numbered in their order. */
function numbered<T extends SnapshotMarkup>(pieces: readonly T[]): Map<string, T> {
  const counts = new Map<string, number>();
  return new Map(
    pieces.map((piece) => {
      const count = (counts.get(piece.id) ?? 0) + 1;
      counts.set(piece.id, count);
      return [`${piece.id} ${count}`, piece];
    }),
  );
}

/**
 * Numbers in drawings that are not those published, and what a drawing for windows of another width prints otherwise
 * than the first of its figure, whose words are published. It has the same numbers, each once, and no other word. The
 * numbers and times along its axes may differ.
 */
export function checkFrames({ page, snapshot, at }: PublishedPage, language: Language): Diagnostic[] {
  const tick = tickPattern(language);
  const published = new Map(snapshot.numbers.map(({ id, text }) => [id, withoutSpaces(text)]));
  const found = drawingsByFigure(page.nodes).flatMap(([first, ...others]) => {
    const known = textsIn(first, 'data-id');
    const words = new Set(known.map(({ text }) => text));
    return [
      ...(first.attributes.has(frameAttribute) ? [at(faultOf('verify/text.drawing'), first.start)] : []),
      ...known.flatMap(({ text, id, start }) =>
        id === undefined || published.get(id) === text
          ? []
          : [at(faultOf('verify/text.number', { text, id }), start)],
      ),
      ...others.flatMap((other) => {
        const wanted = new Set(known.flatMap(({ id }) => id ?? []));
        const strange = textsIn(other, 'data-repeats').filter(({ text, id, isAxis }) =>
          id === undefined
            ? !words.has(text) && !(isAxis && tick.test(text))
            : !wanted.delete(id) || published.get(id) !== text,
        );
        return [
          ...strange.map(({ text, start }) => at(faultOf('verify/text.printed', { text }), start)),
          ...(wanted.size > 0 ? [at(faultOf('verify/text.lacks'), other.start)] : []),
        ];
      }),
    ];
  });
  return found.slice(0, mostShown);
}

/** What may stand along an axis, without spaces: digits, and the words that the language has in days and periods. */
function tickPattern(language: Language): RegExp {
  const times = Array.from({ length: 12 }, (_, index) => `2001-${String(index + 1).padStart(2, '0')}`);
  const lengths = ['short', 'long'] as const;
  const printed = [
    ...times.flatMap((month) =>
      lengths.flatMap((length) => [
        language.date(month, length),
        language.date(`${month}-01`, length),
        // A name that stands alone may have another case.
        new Intl.DateTimeFormat(language.tag, { month: length, timeZone: 'UTC' }).format(Date.parse(month)),
      ]),
    ),
    language.period('quarter', '2001-Q1'),
    language.period('week', '2001-W01'),
  ];
  const words = new Set(printed.flatMap((text) => text.match(/\p{L}[\p{L}\p{M}]*/gu) ?? []));
  return new RegExp(`^(?:[\\p{N}\\p{P}\\p{S}]|${[...words].join('|')})+$`, 'u');
}

/** The drawings of each figure, the one whose words are published first. */
function drawingsByFigure(nodes: readonly MarkupNode[]): [MarkupElement, ...MarkupElement[]][] {
  const found: [MarkupElement, ...MarkupElement[]][] = [];
  const visit = (within: readonly MarkupNode[]): void => {
    for (const node of within) {
      if (isText(node)) continue;
      const before = node.attributes.has(frameAttribute) ? found.at(-1) : undefined;
      if (before !== undefined) before.push(node);
      else if (node.name === 'svg') found.push([node]);
      else visit(node.children);
    }
  };
  visit(nodes);
  return found;
}

interface DrawnText {
  readonly text: string;
  /** Of the number that it prints. */
  readonly id: string | undefined;
  readonly isAxis: boolean;
  readonly start: number;
}

/** The labels of a drawing without spaces: one breaks into other lines than another. */
function textsIn({ children }: MarkupElement, key: string, isAxis = false): readonly DrawnText[] {
  return children.flatMap((node): readonly DrawnText[] => {
    if (isText(node) || node.name === 'desc') return [];
    const { name, attributes, start } = node;
    const text = name === 'text' ? withoutSpaces(textIn(node.children)) : '';
    return text === ''
      ? textsIn(node, key, isAxis || attributes.has('data-axis'))
      : [{ text, id: attributes.get(key), isAxis, start }];
  });
}

const withoutSpaces = (text: string): string => text.replace(/\s+/g, '');

const pictureNames = { logo: 'logo', picture: 'picture of the cover' } as const;
type Pictured = keyof typeof pictureNames;

/** Holds the pictures of the publisher in the head of a page against their published digests, byte by byte. */
export function checkHouse({ page, snapshot, at }: PublishedPage): Diagnostic[] {
  const masthead = findElement(page.nodes, (each) => hasClass(each, 'masthead'));
  const images = elementsIn(masthead?.children ?? []).filter(({ name }) => name === 'img');
  const known = Object.values(pictureClasses);
  const strange = images.filter((image) => !known.some((name) => hasClass(image, name)));
  return [
    ...strange.map((image) => at(faultOf('verify/markup.picture'), image.start)),
    ...(Object.keys(pictureNames) as Pictured[]).flatMap((what) => {
      const shown = images.filter((image) => hasClass(image, pictureClasses[what]));
      const fault = pictureFault(what, shown, snapshot.house ?? []);
      return fault === undefined ? [] : [at(fault, (shown.at(-1) ?? masthead)?.start)];
    }),
  ];
}

function pictureFault(
  what: Pictured,
  shown: readonly MarkupElement[],
  published: readonly SnapshotHouseFile[],
): Fault | undefined {
  const name = pictureNames[what];
  const expected = published.find((each) => each.what === what)?.sha256;
  if (shown.length > 1) return faultOf('verify/markup.second-picture', { name });
  const [image] = shown;
  if (image === undefined)
    return expected === undefined ? undefined : faultOf('verify/markup.lost-picture', { name });
  if (expected === undefined) return faultOf('verify/markup.added-picture', { name });
  const [, data = ''] = /^data:[^,]*;base64,(.*)$/s.exec(image.attributes.get('src') ?? '') ?? [];
  if (sha256(Buffer.from(data, 'base64')) === expected) return undefined;
  return faultOf('verify/markup.other-picture', { name });
}

/**
 * Holds what acts on a page against what Tallybook puts there, so that it need not be believed to a snapshot. That is
 * one policy, which allows one script and no network, that script, and one style sheet. Others are a warning only where
 * another version built the page.
 */
export async function checkOwn(published: PublishedPage, tool: Files): Promise<Diagnostic[]> {
  const { page, at } = published;
  const all = elementsIn(page.nodes);
  const [script, ...scripts] = all.filter((each) => each.name === 'script' && !isOriginsBlock(each));
  const [style, ...styles] = all.filter(({ name }) => name === 'style');
  const [policy, ...policies] = all.filter(({ attributes }) => attributes.has('http-equiv'));
  const count = (one: MarkupElement | undefined, others: readonly unknown[]) => ({
    count: one === undefined ? 0 : 1 + others.length,
  });
  if (policy === undefined || policies.length > 0)
    return [at(faultOf('verify/markup.policies', count(policy, policies)), policies[0]?.start)];
  if (script === undefined || scripts.length > 0)
    return [at(faultOf('verify/markup.scripts', count(script, scripts)), scripts[0]?.start)];
  if (style === undefined || styles.length > 0)
    return [at(faultOf('verify/markup.style', count(style, styles)), styles[0]?.start)];
  const hash = createHash('sha256')
    .update(script.raw ?? '')
    .digest('base64');
  if (policy.attributes.get('content') !== pagePolicy(`'sha256-${hash}'`))
    return [at(faultOf('verify/markup.content'), policy.start)];
  return otherVersion(published, script, style, tool);
}

async function otherVersion(
  { snapshot, at }: PublishedPage,
  script: MarkupElement,
  style: MarkupElement,
  files: Files,
): Promise<Diagnostic[]> {
  const isOwn = script.raw === pageScript;
  if (isOwn && (await isOwnStyle(style.raw ?? '', files, snapshot.house))) return [];
  const { start } = isOwn ? style : script;
  const what = isOwn ? 'style sheet' : 'script';
  const { tool } = snapshot;
  const version = toolVersion();
  const fault =
    tool === version
      ? faultOf('verify/markup.tallybook', { what, version })
      : faultOf('verify/other-version', { what, tool, version });
  return [at(fault, start)];
}
