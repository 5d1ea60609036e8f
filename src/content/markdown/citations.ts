import type { Nodes, PhrasingContent, Root, Text } from 'mdast';
import type { CitedWork } from '../../model/tree/bibliography.js';
import type { LabelNode } from '../../model/tree/phrasing-nodes.js';

/** A key: letters, digits, and signs between them. */
const key = String.raw`[\p{L}\d_](?:[\p{L}\d_]|[:.+/-](?=[\p{L}\d_])){0,80}`;

const bracketed = /\[((?:[^\][]{0,40}(?<![\p{L}\d\\]))?@[^\][]{1,400})\]/gu;
const work = new RegExp(
  String.raw`^\s*(?:(\p{L}[\p{L} .,]{0,38})\s)?(-?)@(${key})\s*(?:,\s*(.{1,60}?))?\s*$`,
  'u',
);
const running = new RegExp(String.raw`(?<![\p{L}\d\\@/.])@(${key})(?:\s\[([^\][@]{1,60})\])?`, 'gu');

/** Words for parts of a work, in the languages that Tallybook speaks, with those of Romanian and German. */
const parts = [
  'pp?|pages?|ch|chap|chapters?|secs?|sections?|arts?|articles?|paras?|paragraphs?|vol|nos?|figs?|tabs?|tables?|nn?|notes?',
  'ff?|fq|faqe|faqja|faqet|kap|kapitulli|kre|kreu|neni|nenet|pika|pikat|par|paragrafi|vëll|vëllimi|nr|fig|tabela|shën|shënimi',
  'стр|страна|стране|с|гл|глава|поглавље|одељак|чл|члан|чланови|ст|став|т|тач|тачка|том|вол|св|свеска|бр|сл|слика|таб|табела|нап|напомена',
  'str|strana|strane|gl|glava|poglavlje|odeljak|čl|član|članovi|st|stav|t|tač|tačka|tom|sv|sveska|br|sl|slika|nap|napomena',
  'pag|cap|alin|pct|s|abs|anm|bd',
].join('|');
const count = String.raw`(?:\d{1,6}[a-z]?|[ivxlcdm]{1,9})`;

/** What stands behind a key says where in a work: a short word of its own, and a number that counts nothing. */
const locator = new RegExp(
  String.raw`^(?:(?:${parts})\.?\s?|§§?\s?)?${count}(?:\s?[-–.,(]\s?${count}\)?){0,12}$`,
  'iu',
);

/**
 * Makes nodes of citations, in place: `[@key]`, `[@key, p. 3]`, `[@a; @b]`, `[-@key]`. They stand as labels without words until it
 * is known what they cite, so that nothing of them is read as the author's words. What is not quite one is left as text.
 */
export function makeCitations(root: Root, source: string): Root {
  if (source.includes('@'))
    replaceIn(root, source, bracketed, (match) => {
      const works = (match[1] ?? '').split(';').map(readWork);
      return works.every((each) => each !== undefined) ? { works, running: false } : undefined;
    });
  return root;
}

/** Makes nodes of the works that a sentence names, in place: `@key says`, `@key [p. 3] says`. Other words with `@` are let be. */
export function makeRunning(root: Root, source: string, isKnown: (key: string) => boolean): void {
  if (!source.includes('@')) return;
  replaceIn(root, source, running, (match) => {
    const [, name = '', where] = match;
    const before = match.input.slice(0, match.index);
    const isInBrackets = before.lastIndexOf('[') > before.lastIndexOf(']');
    if (isInBrackets || !isKnown(name)) return undefined;
    const work = { key: name, ...(where !== undefined && locator.test(where) ? { locator: where } : {}) };
    return where !== undefined && work.locator === undefined ? undefined : { works: [work], running: true };
  });
}

function readWork(text: string): CitedWork | undefined {
  const match = work.exec(text);
  const [, before, without, name, where] = match ?? [];
  if (name === undefined || (where !== undefined && !locator.test(where))) return undefined;
  return {
    key: name,
    ...(before !== undefined && { before }),
    ...(where === undefined ? {} : { locator: where.replaceAll(/\s+/g, ' ') }),
    ...(without === '-' && { withoutAuthor: true as const }),
  };
}

type Read = (
  match: RegExpExecArray,
) => { readonly works: readonly CitedWork[]; readonly running: boolean } | undefined;

function replaceIn(parent: Nodes, source: string, pattern: RegExp, read: Read): void {
  if (!('children' in parent)) return;
  const children = parent.children as Nodes[];
  if (children.some((child) => child.type === 'text' && child.value.includes('@')))
    parent.children = children.flatMap((child): Nodes[] =>
      child.type === 'text' ? split(child, source, pattern, read) : [child],
    ) as never;
  for (const child of parent.children) replaceIn(child, source, pattern, read);
}

function split(node: Text, source: string, pattern: RegExp, read: Read): PhrasingContent[] {
  const parts: PhrasingContent[] = [];
  let [from, behind] = [0, node.position?.start.offset ?? 0];
  for (const match of node.value.matchAll(pattern)) {
    const { index } = match;
    const [written] = match;
    const found = source.indexOf(written, behind);
    const cited = read(match);
    // What is escaped has a backslash that the words have not.
    if (cited === undefined || (found > 0 && source[found - 1] === '\\')) continue;
    const at = found < 0 ? behind : found;
    if (index > from) parts.push(placed({ ...node, value: node.value.slice(from, index) }, behind));
    const label: LabelNode = { type: 'label', value: '', cited: { ...cited, written } };
    parts.push(placed(label, at));
    from = index + written.length;
    behind = at + written.length;
  }
  if (parts.length === 0) return [node];
  if (from < node.value.length) parts.push(placed({ ...node, value: node.value.slice(from) }, behind));
  return parts;

  function placed<T extends PhrasingContent>(part: T, offset: number): T {
    if (node.position === undefined) return part;
    const { start, end } = node.position;
    return { ...part, position: { start: { ...start, offset }, end } };
  }
}
