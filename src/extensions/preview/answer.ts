import type { Position } from '../../diagnostics.js';
import type { Files } from '../../host/host.js';
import { pageFormat } from '../../model/dataset/formats.js';
import { ownOf } from '../../model/own.js';
import { pagePolicy } from '../../outputs/html/page.js';
import { pageScriptHash } from '../../outputs/html/page-script.js';
import { fileName, targetPaths } from '../../outputs/paths.js';
import { editorFor } from './editor.js';
import type { Answered, Asked } from './host/loopback-server.js';
import { startProgram } from './host/start-program.js';
import type { SeenTarget } from './page-maker.js';
import type { Shown } from './shown.js';

/** What answers are made from. */
interface AnswerContext {
  readonly tool: Files;
  readonly project: Files;
  readonly root: string;
  readonly shown: Shown;
  readonly editor?: readonly string[];
  targets(): readonly SeenTarget[];
  /** The path with the token: `/abc/`. */
  base(): string;
  /** Settled when the page of a target was made, or could not be; without one, when the project was read. */
  page(folder?: string): Promise<void>;
}

const html = 'text/html; charset=utf-8';
const json = 'application/json; charset=utf-8';

/** The files of the page around a report; nothing else is ever read for an answer. */
const files: Readonly<Record<string, string>> = {
  'shell.css': 'text/css; charset=utf-8',
  'shell.js': 'text/javascript; charset=utf-8',
  'page.js': 'text/javascript; charset=utf-8',
  'morph.js': 'text/javascript; charset=utf-8',
  'change-parts.js': 'text/javascript; charset=utf-8',
};

const shellPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** What the page of a report may do here: what it may as a published file, and be watched by one script of ours. */
const reportPolicy = `${pagePolicy(`${pageScriptHash} 'self'`)}; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`;

/** Returns what answers browsers: from memory, under names that it knows. */
export function answerWith(context: AnswerContext): (asked: Asked) => Promise<Answered | undefined> {
  const { tool, shown } = context;
  return async ({ method, path, query }) => {
    const [kind = '', ...rest] = path.split('/');
    if (method === 'POST') return kind === 'open' ? open(context, rest.join('/'), query) : undefined;
    const type = ownOf(files, path);
    if (type !== undefined) return { type, body: await tool.readText(`preview/${path}`) };
    if (path === '')
      return { type: html, body: await tool.readText('preview/shell.html'), policy: shellPolicy };
    if (kind === 'page') return reportPage(context, path.slice('page/'.length));
    if (kind === 'paper') {
      const paper = shown.paper(rest.slice(0, -2).join('/'));
      return paper && { type: paper.mediaType, body: paper.bytes, policy: "frame-ancestors 'self'" };
    }
    const folder = rest.join('/');
    if (kind === 'text') {
      const page = shown.page(folder);
      return page && { type: json, body: JSON.stringify({ version: page.version, html: page.html }) };
    }
    if (kind === 'place') {
      const place = await placeOf(shown, folder, query);
      return place && { type: json, body: JSON.stringify(place) };
    }
    return undefined;
  };
}

/** The page under the path that it has below an output folder, so that its links to other languages lead there. */
async function reportPage(context: AnswerContext, path: string): Promise<Answered | undefined> {
  await context.page();
  const found = context.targets().find(({ target }) => targetPaths(target).of(pageFormat) === path);
  if (found === undefined) return undefined;
  await context.page(found.folder);
  const page = context.shown.page(found.folder);
  if (page === undefined) {
    const name = fileName(found.target.report.id, found.target.item?.slug);
    const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title><p>There is no page of it yet. The errors are below.</p></html>\n`;
    return { type: html, body, policy: "default-src 'none'; frame-ancestors 'self'" };
  }
  return { type: html, body: watched(page.html, context.base(), page.version), policy: reportPolicy };
}

/** The published page with one script more, which stands first. */
const watched = (page: string, base: string, version: number): string =>
  page
    .replace(`script-src ${pageScriptHash}`, (policy) => `${policy} 'self'`)
    .replace('<head>', (head) => `${head}<script src="${base}page.js" data-version="${version}"></script>`);

/** Where a block of a page stands, if that page is still the newest. */
async function placeOf(shown: Shown, folder: string, query: URLSearchParams): Promise<Position | undefined> {
  const page = shown.page(folder);
  if (page === undefined || query.get('version') !== String(page.version)) return undefined;
  return (await page.places)[Number(query.get('block'))];
}

/**
 * Opens a place in the editor of the author. A browser names a block, or a problem by its number; it cannot name a file, so that only those of
 * the project are opened, and the command is that of the command line.
 */
async function open(
  context: AnswerContext,
  folder: string,
  query: URLSearchParams,
): Promise<Answered | undefined> {
  const { editor, root, shown, project } = context;
  if (editor === undefined) return undefined;
  const problem = query.get('problem');
  const place =
    problem === null ? await placeOf(shown, folder, query) : shown.problems[Number(problem)]?.position;
  if (place === undefined || !(await project.exists(place.file))) return undefined;
  const failure = await startProgram(editorFor(editor, root, place));
  return { type: json, body: JSON.stringify({ ...place, ...(failure !== undefined && { failure }) }) };
}
