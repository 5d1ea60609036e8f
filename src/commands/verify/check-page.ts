import { createHash } from 'node:crypto';
import type { Diagnostic } from '../../diagnostics.js';
import type { Files } from '../../host/host.js';
import { toolVersion } from '../../host/version.js';
import type { Language } from '../../language/language.js';
import { parseExact, toPlainText } from '../../model/exact.js';
import { findNumerals } from '../../model/numerals.js';
import type {
  Snapshot,
  SnapshotHouseFile,
  SnapshotNumber,
  SnapshotPart,
} from '../../model/snapshot/snapshot.js';
import { pictureClasses } from '../../outputs/html/house-pictures.js';
import { isOwnStyle } from '../../outputs/html/own-style.js';
import { pagePolicy } from '../../outputs/html/page.js';
import { pageScript } from '../../outputs/html/page-script.js';
import { isOriginsBlock, readOriginsBlock } from '../../outputs/snapshot/origins-block.js';
import {
  elementsIn,
  hasClass,
  isText,
  type MarkupElement,
  MarkupFault,
  type MarkupNode,
} from '../../outputs/snapshot/read-markup.js';
import { type Page, type PageNumber, type PagePart, readPage } from '../../outputs/snapshot/read-page.js';
import { faultOf, phrase } from '../../problems/problem.js';
import { sha256 } from '../../sha256.js';
import { checkFrames } from './check-frames.js';
import { checkHead } from './check-head.js';
import { checkPageIds } from './check-ids.js';
import { checkMarkup } from './check-markup.js';
import { type OriginFault, originFaults, originsFault } from './origin.js';
import { problemAt } from './problem.js';

interface HouseInput {
  readonly html: string;
  readonly file: string;
  readonly snapshot: Snapshot;
  readonly nodes: readonly MarkupNode[];
}

const names = { logo: 'logo', picture: 'picture of the cover' } as const;
type Pictured = keyof typeof names;

/** Holds the pictures of the publisher in the head of a page against their published digests, byte by byte. */
export function checkHouse({ html, file, snapshot, nodes }: HouseInput): Diagnostic[] {
  const masthead = elementsIn(nodes).find((each) => hasClass(each, 'masthead'));
  const images =
    masthead === undefined ? [] : elementsIn(masthead.children).filter(({ name }) => name === 'img');
  const published = snapshot.house ?? [];
  const fault = (message: string, at: MarkupElement | undefined): Diagnostic =>
    problemAt({ severity: 'error', code: 'verify/markup', message }, file, {
      text: html,
      offset: at?.start ?? 0,
    });
  const known = Object.values(pictureClasses);
  const strange = images.filter((image) => !known.some((name) => hasClass(image, name)));
  return [
    ...strange.map((image) => fault(phrase('verify/markup.picture'), image)),
    ...(Object.keys(names) as Pictured[]).flatMap((what) => {
      const shown = images.filter((image) => hasClass(image, pictureClasses[what]));
      const message = pictureFault(what, shown, published);
      return message === undefined ? [] : [fault(message, shown.at(-1) ?? masthead)];
    }),
  ];
}

function pictureFault(
  what: Pictured,
  shown: readonly MarkupElement[],
  published: readonly SnapshotHouseFile[],
): string | undefined {
  const name = names[what];
  const expected = published.find((each) => each.what === what)?.sha256;
  if (shown.length > 1) return phrase('commands/check-page.head', { name });
  const [image] = shown;
  if (image === undefined || expected === undefined) {
    if (image === expected) return undefined;
    return image === undefined
      ? phrase('commands/check-page.page', { name })
      : phrase('commands/check-page.head-page', { name });
  }
  const [, data = ''] = /^data:[^,]*;base64,(.*)$/s.exec(image.attributes.get('src') ?? '') ?? [];
  if (sha256(Buffer.from(data, 'base64')) === expected) return undefined;
  return phrase('commands/check-page.digest', { name });
}

interface Checked {
  /** The finished page. */
  readonly html: string;
  /** Its file, for messages. */
  readonly file: string;
  readonly snapshot: Snapshot;
}

/**
 * Holds a finished page against the snapshot of what it published. It compares every number by its text and its value,
 * every other figure and word, what only some readers meet, and the markup of every piece. Whatever changed on the page
 * is a problem, whatever the manifest says.
 */
export async function checkPage(
  checked: Checked & { readonly tool: Files; readonly language: Language },
): Promise<Diagnostic[]> {
  let page: Page;
  try {
    page = readPage(checked.html);
  } catch (error) {
    if (!(error instanceof MarkupFault)) throw error;
    return [
      problemAt(faultOf('verify/form.page', { actual: error.actual }), checked.file, {
        text: checked.html,
        offset: error.offset,
      }),
    ];
  }
  const faulty = new Set<string>();
  const originFault = originFaults(page.origins, checked.snapshot, checked.language);
  const block = readOriginsBlock(page.nodes);
  const untrue = block && originsFault(block, checked.snapshot, checked.language);
  const problems = checked.snapshot.parts.flatMap((published) => {
    const part = page.parts.find(({ id }) => id === published.id);
    const found =
      part === undefined
        ? [lostPart(published, checked)]
        : checkPart(published, part, page, { ...checked, originFault });
    if (found.length > 0) faulty.add(published.id);
    return found;
  });
  const known = new Set(checked.snapshot.parts.map(({ id }) => id));
  const added = page.parts.filter(({ id }) => !known.has(id));
  for (const { id } of added) faulty.add(id);
  return [
    ...problems,
    ...added.map((part) => addedPart(part, checked)),
    ...checkMarkup({ ...checked, page, faulty }),
    ...(problems.length > 0
      ? []
      : [
          ...checkHead({ ...checked, nodes: page.nodes, speech: checked.language }),
          ...checkHouse({ ...checked, nodes: page.nodes }),
          ...checkPageIds({ ...checked, nodes: page.nodes }),
          ...(untrue === undefined
            ? []
            : [problemAt({ severity: 'error', code: 'verify/text', message: untrue }, checked.file)]),
          ...checkFrames({ ...checked, nodes: page.nodes }),
        ]),
    ...(await checkOwn({ ...checked, page })),
  ];
}

function lostPart({ id }: SnapshotPart, { file }: Checked): Diagnostic {
  return problemAt(faultOf('verify/text.page', { id }), file);
}

function addedPart({ id, start }: PagePart, { html, file }: Checked): Diagnostic {
  return problemAt(faultOf('verify/text.parts', { id }), file, { text: html, offset: start });
}

function checkPart(
  published: SnapshotPart,
  part: PagePart,
  page: Page,
  { html, file, snapshot, originFault }: Checked & { readonly originFault: OriginFault },
): Diagnostic[] {
  const at = (offset: number) => ({ text: html, offset });
  const printed = page.numbers.filter((number) => number.part === part.id);
  const expected = published.numbers.map((index) => snapshot.numbers[index]);
  const problems: Diagnostic[] = [];
  for (let index = 0; index < Math.max(printed.length, expected.length); index++) {
    const [number, entry] = [printed[index], expected[index]];
    const message = numberFault(number, entry, part.id) ?? originFault(entry);
    if (message !== undefined) {
      problems.push(
        problemAt(
          { severity: 'error', code: 'verify/number', message },
          file,
          at(number?.start ?? part.start),
        ),
      );
    }
  }
  const fault = textFault(part, published);
  if (fault !== undefined)
    problems.push(
      problemAt({ severity: 'error', code: 'verify/text', message: fault }, file, at(part.start)),
    );
  if (sha256(part.labels) !== published.labels) {
    problems.push(problemAt(faultOf('verify/text.alternative', { id: part.id }), file, at(part.start)));
  }
  return problems;
}

function numberFault(
  number: PageNumber | undefined,
  entry: SnapshotNumber | undefined,
  part: string,
): string | undefined {
  if (entry === undefined) {
    return number === undefined
      ? undefined
      : phrase('commands/check-page.number', { text: number.text, part });
  }
  if (number === undefined) {
    return phrase('commands/check-page.number-published', { part, text: entry.text, at: entry.at });
  }
  if (number.text !== entry.text) {
    return phrase('commands/check-page.published-number', {
      text: number.text,
      part,
      entryText: entry.text,
      at: entry.at,
    });
  }
  const [value, high] = [decimalText(entry.value), decimalText(entry.high)];
  if (number.value === value && number.high === high) return undefined;
  const [actual, expected] = number.value === value ? [number.high, high] : [number.value, value];
  return phrase('commands/check-page.value', {
    actual: actual ?? 'none',
    text: number.text,
    part,
    expected: expected ?? 'none',
  });
}

function decimalText(fraction: string | undefined): string | undefined {
  const value = fraction === undefined ? undefined : parseExact(fraction);
  return value === undefined ? undefined : toPlainText(value);
}

/** The first figure in which two texts differ, else the first word. */
function textFault(part: PagePart, published: SnapshotPart): string | undefined {
  if (part.text === published.text && part.title === published.title) return undefined;
  const [actual, expected] =
    part.text === published.text ? [part.title, published.title] : [part.text, published.text];
  const figures = firstDifference(
    findNumerals(actual).map(({ text }) => text),
    findNumerals(expected).map(({ text }) => text),
  );
  const [what, [is, was]] =
    figures === undefined
      ? ['words', firstDifference(actual.split(' '), expected.split(' ')) ?? ['', '']]
      : ['figure', figures];
  return phrase('commands/check-page.text', { what, is, id: part.id, was });
}

function firstDifference(
  actual: readonly string[],
  expected: readonly string[],
): [string, string] | undefined {
  const length = Math.max(actual.length, expected.length);
  const index = Array.from({ length }, (_, place) => place).find(
    (place) => actual[place] !== expected[place],
  );
  return index === undefined ? undefined : [actual[index] ?? '', expected[index] ?? ''];
}

interface OwnInput {
  readonly html: string;
  readonly file: string;
  readonly snapshot: Snapshot;
  readonly page: Page;
  readonly tool: Files;
}

/**
 * Holds what acts on a page against what Tallybook puts there, so that it need not be believed to a snapshot. That is
 * one policy, which allows one script and no network, that script, and one style sheet. Others are a warning only where
 * another version built the page.
 */
async function checkOwn(input: OwnInput): Promise<Diagnostic[]> {
  const { html, file, page } = input;
  const scripts = elementsOf(page.nodes, (each) => each.name === 'script' && !isOriginsBlock(each));
  const styles = elementsOf(page.nodes, ({ name }) => name === 'style');
  const policies = elementsOf(page.nodes, ({ attributes }) => attributes.has('http-equiv'));
  const [script, style, policy] = [scripts[0], styles[0], policies[0]];
  const fault = (message: string, at?: MarkupElement): Diagnostic =>
    problemAt({ severity: 'error', code: 'verify/markup', message }, file, {
      text: html,
      offset: at?.start ?? 0,
    });
  if (policy === undefined || policies.length > 1)
    return [fault(phrase('verify/markup.policies', { count: policies.length }), policies[1])];
  if (script === undefined || scripts.length > 1)
    return [fault(phrase('verify/markup.scripts', { count: scripts.length }), scripts[1])];
  if (style === undefined || styles.length > 1)
    return [fault(phrase('verify/markup.style', { count: styles.length }), styles[1])];
  const hash = createHash('sha256')
    .update(script.raw ?? '')
    .digest('base64');
  if (policy.attributes.get('content') !== pagePolicy(`'sha256-${hash}'`))
    return [fault(phrase('verify/markup.content'), policy)];
  return otherVersion(input, script, style);
}

async function otherVersion(
  { html, file, snapshot, tool }: OwnInput,
  script: MarkupElement,
  style: MarkupElement,
): Promise<Diagnostic[]> {
  const isOwn = script.raw === pageScript && (await isOwnStyle(style.raw ?? '', tool, snapshot.house));
  if (isOwn) return [];
  const strange = script.raw === pageScript ? style : script;
  const what = strange.name === 'style' ? 'style sheet' : 'script';
  const place = { text: html, offset: strange.start };
  const version = toolVersion();
  if (snapshot.tool === version)
    return [problemAt(faultOf('verify/markup.tallybook', { what, version }), file, place)];
  return [
    {
      ...problemAt(faultOf('verify/other-version', { what, tool: snapshot.tool, version }), file, place),
      severity: 'warning',
    },
  ];
}

function elementsOf(
  nodes: readonly MarkupNode[],
  isMeant: (element: MarkupElement) => boolean,
): MarkupElement[] {
  return nodes.flatMap((node) =>
    isText(node) ? [] : [...(isMeant(node) ? [node] : []), ...elementsOf(node.children, isMeant)],
  );
}
