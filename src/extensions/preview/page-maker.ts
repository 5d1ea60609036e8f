import type { Element, ElementContent } from 'hast';
import type { Diagnostic, Position } from '../../diagnostics.js';
import type { Answer } from '../../host/recording.js';
import { LastUsed } from '../../model/last-used.js';
import type { Target } from '../../model/project/project.js';
import { loadAssets } from '../../outputs/html/assets.js';
import { besidePage } from '../../outputs/html/downloads.js';
import { htmlReport } from '../../outputs/html/html-report.js';
import { originsOf } from '../../outputs/html/origins.js';
import { renderHtml, screenContent } from '../../outputs/html/page.js';
import { pageText } from '../../outputs/html/page-text.js';
import type { FinishedReport } from '../../outputs/output.js';
import { compileUnchecked } from '../../session/compile.js';
import { finishedReport } from '../../session/finished-report.js';
import type { OpenProject } from '../../session/open-project.js';
import { openSession, type Session } from '../../session/session.js';
import { PageMemory } from './page-memory.js';
import { openTargets, type ShownTarget, type Wanted } from './shown-targets.js';

/** A target that a browser may look at. */
export type SeenTarget = Omit<ShownTarget, 'opened'>;

/** The project as it is. */
export interface ReadProject {
  /** None while it cannot be read. */
  readonly targets: readonly SeenTarget[];
  readonly diagnostics: readonly Diagnostic[];
  readonly answers: readonly Answer[];
  /** The folder of outputs. */
  readonly output?: string | undefined;
}

/** What came of making a page: its text, where there is one. */
export interface TextRound extends Omit<PageRound, 'page'> {
  readonly html: string | undefined;
}

/** Where blocks of a page stand in the templates, in the order of the page. */
export type Places = readonly (Position | undefined)[];

/** Makes pages from the files as they are, one call after the other. */
export interface Pages {
  read(): Promise<ReadProject>;
  /** The page of a target of the project as it was last read. */
  make(folder: string): Promise<TextRound>;
  /** Where the blocks of the page stand that was made last of a target. */
  places(folder: string): Promise<Places>;
  /** Ends all that was started. Never fails. */
  close(): Promise<void>;
}

/** Pages whose parts are remembered. */
const mostKept = 4;

/** Makes them where it is called. */
export class PageMaker implements Pages {
  readonly #wanted: Wanted;
  readonly #session: Session;
  #targets: readonly ShownTarget[] = [];
  /** Those that were made last. */
  readonly #made = new LastUsed<{ readonly memory: PageMemory; page?: MadePage | undefined }>(mostKept);

  constructor(wanted: Wanted, env: NodeJS.ProcessEnv) {
    this.#wanted = wanted;
    this.#session = openSession(env);
  }

  async read(): Promise<ReadProject> {
    const { found, targets } = await openTargets(this.#wanted);
    this.#targets = targets;
    return {
      targets: targets.map(({ folder, target }) => ({ folder, target })),
      diagnostics: found.diagnostics,
      answers: found.answers(),
      output: found.project?.output,
    };
  }

  async make(folder: string): Promise<TextRound> {
    const found = this.#targets.find((each) => each.folder === folder);
    if (found === undefined) throw new Error(`\`${folder}\` is none of the targets that were read`);
    const kept = this.#made.get(folder) ?? { memory: new PageMemory() };
    this.#made.set(folder, kept);
    const { page, ...round } = await makePage(this.#session, found.opened, found.target, kept.memory);
    kept.page = page;
    return { ...round, html: page?.html };
  }

  async places(folder: string): Promise<Places> {
    return this.#made.get(folder)?.page?.places() ?? [];
  }

  close(): Promise<void> {
    return this.#session.rest();
  }
}

/** The elements of `main` that are looked up; `shell/page.js` counts the same. */
const blocks: ReadonlySet<string> = new Set(
  'blockquote dd dt figure h1 h2 h3 h4 h5 h6 li p pre tr'.split(' '),
);

/**
 * Where each block of a page stands in the templates, in the order of the page. The page itself says nothing of it, since it is
 * what is published: a browser counts its blocks, and asks for the place of the twelfth.
 */
function placesOf(
  content: readonly Element[],
  positionOf: (offset: number) => Position,
): readonly (Position | undefined)[] {
  const places: (Position | undefined)[] = [];
  const walk = (node: ElementContent, around: Position | undefined): void => {
    if (node.type !== 'element') return;
    const offset = node.position?.start.offset;
    const own = node.data?.at ?? (offset === undefined ? around : positionOf(offset));
    // What Tallybook adds is no author's: it stands behind what does.
    const place = own ?? places.at(-1);
    if (blocks.has(node.tagName)) places.push(place);
    for (const child of node.children) walk(child, place);
  };
  const main = content.map(mainIn).find((found) => found !== undefined);
  for (const child of main?.children ?? []) walk(child, undefined);
  return places;
}

function mainIn(element: Element): Element | undefined {
  if (element.tagName === 'main') return element;
  for (const child of element.children) {
    const found = child.type === 'element' ? mainIn(child) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A page as it is published, and where its blocks stand in the templates. */
export interface MadePage {
  readonly html: string;
  /** Of its blocks, in their order. It takes as long as a third of the page, and nobody waits for it. */
  places(): readonly (Position | undefined)[];
}

/** What came of making the page of a target, of which nothing is checked yet. */
export interface PageRound {
  /** Undefined where the data or the template are such that there is none. */
  readonly page: MadePage | undefined;
  /** What was found on the way; the other checks follow. */
  readonly diagnostics: readonly Diagnostic[];
  readonly answers: readonly Answer[];
}

/**
 * Makes the page of one target from the files as they are, and nothing else: no other target, no print, no check that a page can do
 * without. Errors that leave something to be seen are told and do not end it.
 * @param memory What its page was made of before.
 */
async function makePage(
  session: Session,
  opened: OpenProject,
  target: Target,
  memory: PageMemory,
): Promise<PageRound> {
  const asked = { ...opened, targets: [target] };
  const options = { tolerant: true, reportsAll: true, wantsPages: true };
  const { aboutData, data, made } = await compileUnchecked(session, asked, options);
  const [report] = made;
  const answers = [...opened.host.answers(), ...(report?.host.answers() ?? [])];
  const diagnostics = [...aboutData, ...(report?.diagnostics ?? [])];
  if (report?.report === undefined) return { page: undefined, diagnostics, answers };
  const finished = finishedReport(report.report, { ...report, source: data }, session);
  return { page: await pageOf(finished, memory, report.host.tool), diagnostics, answers };
}

async function pageOf(
  report: FinishedReport,
  memory: PageMemory,
  tool: OpenProject['files']['tool'],
): Promise<MadePage> {
  const { target, language, house } = report;
  const { elements, main, printed, words } = memory.page(report);
  const origins = originsOf(elements, language, printed);
  const text = pageText(elements, language, origins, words);
  const assets = await loadAssets(text, tool, target.report.theme, house);
  const beside = besidePage(target);
  const content = screenContent(elements, language, beside, origins, main);
  return {
    html: renderHtml(elements, assets, language, beside, content),
    places() {
      const content = screenContent(htmlReport(report), language, beside, origins);
      return placesOf(content, (offset) => report.positionOf(offset));
    },
  };
}
