import { createHash } from 'node:crypto';
import type { Diagnostic } from '../../diagnostics.js';
import type { Files } from '../../host/host.js';
import { toolVersion } from '../../host/version.js';
import type { Language } from '../../language/language.js';
import { audienceOf, type SnapshotHouseFile } from '../../model/snapshot/snapshot.js';
import { pictureClasses } from '../../outputs/html/cover.js';
import { isOwnStyle } from '../../outputs/html/own-style.js';
import { pagePolicy } from '../../outputs/html/page.js';
import { pageScript } from '../../outputs/html/page-script.js';
import { isOriginsBlock } from '../../outputs/snapshot/origins-block.js';
import {
  elementsIn,
  findElement,
  hasClass,
  type MarkupElement,
  textIn,
} from '../../outputs/snapshot/read-markup.js';
import { type Fault, faultOf } from '../../problems/problem.js';
import { sha256 } from '../../sha256.js';
import type { PublishedPage } from './problem.js';

/** Holds what a page says of its report as a whole, its title, edition, language, draft and audience, against the snapshot. */
export function checkHead(
  { page: { nodes }, snapshot, at }: PublishedPage,
  speech: Language,
): readonly Diagnostic[] {
  const { title, edition, language, draft } = snapshot;
  const facts: readonly (readonly [what: string, element: MarkupElement | undefined, expected: string])[] = [
    ['title', findElement(nodes, ({ name }) => name === 'h1'), title],
    ['title of the window', findElement(nodes, ({ name }) => name === 'title'), title],
    ['edition', findElement(nodes, (each) => hasClass(each, 'edition')), `${edition}`],
  ];
  const wrong = facts.flatMap(([what, element, expected]) => {
    const words = element === undefined ? 'page without one' : textIn(element.children).trim();
    // The word for an edition stands before the year.
    if (what === 'edition' ? words.split(/\s+/).at(-1) === expected : words === expected) return [];
    return [at(faultOf('verify/text.json', { what, words, expected }), element?.start)];
  });
  const root = findElement(nodes, ({ name }) => name === 'html');
  const said = root?.attributes.get('lang');
  if (said !== language)
    wrong.push(at(faultOf('verify/text.language', { said: said ?? 'none', language }), root?.start));
  const banner = findElement(nodes, (each) => hasClass(each, 'draft'));
  if ((banner !== undefined) !== draft)
    wrong.push(at(faultOf('verify/text.word', expectedWords(draft)), banner?.start));
  const isConfidential = audienceOf(snapshot) === 'confidential';
  const mark = findElement(nodes, (each) => hasClass(each, 'confidential'));
  const words = isConfidential ? speech.message('html.confidential') : undefined;
  if ((mark && textIn(mark.children)) !== words)
    wrong.push(at(faultOf('verify/text.words', expectedWords(isConfidential)), mark?.start));
  return wrong;
}

const expectedWords = (isExpected: boolean) =>
  isExpected ? { actual: 'page without', expected: 'it' } : { actual: 'page with', expected: 'none' };

const names = { logo: 'logo', picture: 'picture of the cover' } as const;
type Pictured = keyof typeof names;

/** Holds the pictures of the publisher in the head of a page against their published digests, byte by byte. */
export function checkHouse({ page, snapshot, at }: PublishedPage): Diagnostic[] {
  const masthead = findElement(page.nodes, (each) => hasClass(each, 'masthead'));
  const images = elementsIn(masthead?.children ?? []).filter(({ name }) => name === 'img');
  const known = Object.values(pictureClasses);
  const strange = images.filter((image) => !known.some((name) => hasClass(image, name)));
  return [
    ...strange.map((image) => at(faultOf('verify/markup.picture'), image.start)),
    ...(Object.keys(names) as Pictured[]).flatMap((what) => {
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
  const name = names[what];
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
