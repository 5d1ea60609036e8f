import { PDFDict, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import { type AxeCore, findAxeCore } from '../../../host/axe-core.js';
import { type PageView, type ShownPage, showPage } from '../../../host/browser/show-page.js';
import { toolRoot } from '../../../host/node-host.js';
import { askVeraPdf } from '../../../host/vera-pdf.js';
import { toolVersion } from '../../../host/version.js';
import { loadPdf } from '../../../outputs/pdf/load.js';
import { readFinishedPdf } from '../../../outputs/pdf/read-finished.js';
import {
  elementsIn,
  isText,
  type MarkupElement,
  readMarkup,
  textIn,
} from '../../../outputs/snapshot/read-markup.js';
import { isHeading } from '../../../outputs/snapshot/read-page.js';
import type { CheckedPart, ProgramCheck } from '../record.js';

/** What a page is held to: WCAG 2.1 AA, which EN 301 549 V3.2.1 asks for, as the tags of axe-core. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** A phone, a tablet and a desk, in the colours that readers choose. */
const views: readonly PageView[] = [320, 800, 1400].flatMap((width) =>
  (['light', 'dark', 'forced'] as const).map((colours) => ({ width, colours })),
);

interface Violation {
  readonly id: string;
  readonly help: string;
  /** CSS selectors of the places. */
  readonly targets: readonly string[];
}

/** What axe-core finds on a shown page in any view: a sentence for each rule, with how many places and the first of them. */
async function browserFindings(page: ShownPage, { source }: AxeCore): Promise<string[]> {
  await page.evaluate(source);
  const found = new Map<string, { readonly help: string; readonly targets: Set<string> }>();
  for (const view of views) {
    await page.look(view);
    for (const { id, help, targets } of (await page.evaluate(runIn(view))) as Violation[]) {
      const known = found.get(id) ?? { help, targets: new Set() };
      for (const target of targets) known.targets.add(target);
      found.set(id, known);
    }
  }
  return [...found].map(([id, { help, targets }]) => {
    const [first = 'the page'] = targets;
    return `${help} (${id}): ${targets.size}, the first ${first}.`;
  });
}

/** In colours of their own readers see those, while axe-core reads the ones of the page under them: contrast is not asked there. */
const runIn = ({ colours }: PageView): string =>
  `axe.run(document, { resultTypes: ['violations'], runOnly: { type: 'tag', values: ${JSON.stringify(rules)} }, rules: { 'color-contrast': { enabled: ${colours !== 'forced'} } } }).then(
  ({ violations }) => violations.map(({ id, help, nodes }) => ({ id, help, targets: nodes.map(({ target }) => target.join(' ')) })))`;

/** A report as it was printed, and the day. */
interface CheckedReport {
  readonly page: string;
  /** Absent where it has none. */
  readonly pdf?: Uint8Array;
  /** `2016-03-01`. */
  readonly date: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The programs that are not part of this one, and are asked where they are installed. */
export interface Examiners {
  readonly axe: () => AxeCore | undefined;
  readonly show: typeof showPage;
  readonly veraPdf: typeof askVeraPdf;
}

const installed: Examiners = { axe: findAxeCore, show: showPage, veraPdf: askVeraPdf };

/** Makes every check of a report that this machine can make. Rejects with an `EnvironmentProblem` where no browser starts. */
export async function checkReport(
  { page, pdf, date, env }: CheckedReport,
  { axe, show, veraPdf }: Examiners = installed,
): Promise<ProgramCheck[]> {
  const made = (of: CheckedPart, name: string, version: string, findings: string[]): ProgramCheck => ({
    of,
    name,
    version,
    date,
    outcome: findings.length === 0 ? 'passed' : 'failed',
    findings,
  });
  const own = toolVersion();
  const checks = [made('page', 'Tallybook', own, pageFindings(page))];
  const looker = axe();
  if (looker !== undefined) {
    const settings = { toolRoot: toolRoot(), env };
    const findings = await show(page, settings, (shown) => browserFindings(shown, looker));
    checks.push(made('browser', 'axe-core', looker.version, findings));
  }
  if (pdf === undefined) return checks;
  checks.push(made('pdf', 'Tallybook', own, await pdfFindings(pdf)));
  const judged = await veraPdf(pdf, env);
  if (judged === undefined) return checks;
  for (const [of, profile, standard] of [
    ['pdf-ua', 'ua1', 'PDF/UA-1'],
    ['pdf-a', '2a', 'PDF/A-2a'],
  ] as const) {
    const findings = judged.conforms[profile] ? [] : [`The PDF does not meet every rule of ${standard}.`];
    checks.push(made(of, 'veraPDF', judged.version, findings));
  }
  return checks;
}

/**
 * What of a finished PDF is in the way of those who hear it, as far as its structure tells: a sentence each. All rules of PDF/UA-1 that a
 * program can test are for veraPDF. Source: ISO 14289-1, clauses 7.1 to 7.3.
 */
async function pdfFindings(bytes: Uint8Array): Promise<string[]> {
  const finished = await readFinishedPdf(bytes);
  if (finished === undefined) return ['The PDF has no structure that could be read out.'];
  const { catalog } = await loadPdf(bytes);
  const language = catalog.lookup(PDFName.of('Lang'));
  const isNamed = language instanceof PDFString || language instanceof PDFHexString;
  const shows = catalog
    .lookupMaybe(PDFName.of('ViewerPreferences'), PDFDict)
    ?.get(PDFName.of('DisplayDocTitle'));
  const untold = finished.alternatives.filter((each) => each.trim() === '').length;
  return [
    ...(isNamed && language.decodeText() !== '' ? [] : ['The PDF does not say its language.']),
    ...(finished.title === '' ? ['The PDF has no title.'] : []),
    ...(`${shows}` === 'true' ? [] : ['The window of the PDF does not show its title.']),
    ...(finished.bookmarks.length > 0 ? [] : ['The PDF has no bookmarks.']),
    ...(untold === 0 ? [] : [`${untold} pictures of the PDF have no words for those who do not see them.`]),
  ];
}

/**
 * What of a finished page is in the way of those who hear it, read it enlarged or move by the keyboard, as far as its markup tells: a
 * sentence each. Sources: WCAG 2.1, success criteria 1.1.1, 1.3.1, 2.4.1, 2.4.2, 2.4.4, 3.1.1, 4.1.1, 4.1.2.
 */
export function pageFindings(html: string): string[] {
  const elements = [...elementsIn(readMarkup(html))];
  const named = (...names: string[]): MarkupElement[] => elements.filter(({ name }) => names.includes(name));
  const ids = elements.flatMap(({ attributes }) => attributes.get('id') ?? []);
  const known = new Set(ids);
  const isTold = (element: MarkupElement): boolean => hasName(element, known);
  const isHidden = ({ attributes }: MarkupElement): boolean => attributes.get('aria-hidden') === 'true';
  return [
    ...unless(
      named('html').some(({ attributes }) => (attributes.get('lang') ?? '') !== ''),
      'The page does not say its language.',
    ),
    ...unless(
      named('title').some(({ children }) => textIn(children).trim() !== ''),
      'The page has no title.',
    ),
    ...unless(named('main').length === 1, 'The page does not say where its text begins.'),
    ...headingFaults(elements.filter(isHeading)),
    ...counted('Pictures without words for those who do not see them', [
      ...named('img').filter(({ attributes }) => !attributes.has('alt')),
      ...named('svg').filter((each) => !isHidden(each) && !isTold(each)),
    ]),
    ...counted(
      'Tables without heads of columns or rows',
      named('table').filter((table) => [...elementsIn([table])].every(({ name }) => name !== 'th')),
    ),
    ...counted(
      'Links and buttons without a name',
      named('a', 'button').filter(
        (each) => !isHidden(each) && textIn(each.children).trim() === '' && !isTold(each),
      ),
    ),
    ...counted(
      'Areas that the keyboard reaches and nobody names',
      elements.filter(
        (each) => each.attributes.get('tabindex') === '0' && each.attributes.has('role') && !isTold(each),
      ),
    ),
    ...unless(known.size === ids.length, 'Two parts of the page bear one id.'),
  ];
}

/** True for an element whose own label, or whose label elsewhere on the page, says what it is. */
function hasName({ attributes, children }: MarkupElement, ids: ReadonlySet<string>): boolean {
  if ((attributes.get('aria-label') ?? '').trim() !== '') return true;
  const by = attributes.get('aria-labelledby')?.split(' ') ?? [];
  if (by.length > 0) return by.every((id) => ids.has(id));
  return children.some((child) => !isText(child) && child.name === 'title' && textIn(child.children) !== '');
}

function headingFaults(headings: readonly MarkupElement[]): string[] {
  const levels = headings.map(({ name }) => Number(name.slice(1)));
  return [
    ...unless(
      levels.filter((level) => level === 1).length === 1,
      'The page has not one heading of the first level.',
    ),
    ...counted(
      'Headings that skip a level',
      headings.filter((_, index) => index > 0 && (levels[index] ?? 0) > (levels[index - 1] ?? 0) + 1),
    ),
    ...counted(
      'Headings without words',
      headings.filter(({ children }) => textIn(children).trim() === ''),
    ),
  ];
}

const unless = (isRight: boolean, finding: string): string[] => (isRight ? [] : [finding]);

function counted(what: string, found: readonly MarkupElement[]): string[] {
  const [first] = found;
  if (first === undefined) return [];
  const id = first.attributes.get('id');
  return [`${what}: ${found.length}, the first ${id === undefined ? `a <${first.name}>` : `#${id}`}.`];
}
