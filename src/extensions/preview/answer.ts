import { join } from 'node:path';
import type { Position } from '../../diagnostics.js';
import { isFolder } from '../../host/files/folders.js';
import { type Files, ifReadable } from '../../host/host.js';
import { pageFormat } from '../../model/dataset/formats.js';
import { ownOf } from '../../model/own.js';
import { pagePolicy } from '../../outputs/html/page.js';
import { pageScriptHash } from '../../outputs/html/page-script.js';
import { fileName, targetPaths } from '../../outputs/paths.js';
import { projectFile } from '../../project/spec.js';
import type { Commands } from './commands.js';
import { editorFor } from './editor.js';
import type { Answered, Asked } from './host/loopback-server.js';
import { knownProjects } from './host/projects.js';
import { programFor, type startProgram } from './host/start-program.js';
import type { SeenTarget } from './page-maker.js';
import type { Shown } from './shown.js';

/** What answers are made from. */
interface AnswerContext {
  readonly tool: Files;
  readonly project: Files;
  readonly root: string;
  readonly shown: Shown;
  readonly editor?: readonly string[];
  readonly commands: Commands;
  readonly start: typeof startProgram;
  /** The folder of outputs, where the project could be read. */
  output(): string | undefined;
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
  'commands.js': 'text/javascript; charset=utf-8',
  'places.js': 'text/javascript; charset=utf-8',
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
    if (method === 'POST') return change(context, kind, rest.join('/'), query);
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
    if (kind === 'projects')
      return { type: json, body: JSON.stringify(await knownProjects(context.root, projectFile)) };
    if (kind !== 'place' && kind !== 'source') return undefined;
    const place = await placeOf(context, folder, query);
    const around = kind === 'source' && place !== undefined ? await linesAround(context.project, place) : {};
    return place && { type: json, body: JSON.stringify({ ...place, ...around }) };
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

/** Where a problem of the preview or of a command stands, or what it points to; or a block of a page, if that page is still the newest. */
async function placeOf(
  { shown, commands }: AnswerContext,
  folder: string,
  query: URLSearchParams,
): Promise<Position | undefined> {
  const asked = query.get('problem');
  if (asked !== null) {
    const of = query.get('of') === 'command' ? commands.state?.problems : shown.problems;
    const [problem, see] = [of?.[Number(asked)], query.get('see')];
    return see === null ? problem?.position : problem?.see?.[Number(see)]?.position;
  }
  const page = shown.page(folder);
  if (page === undefined || query.get('version') !== String(page.version)) return undefined;
  return (await page.places)[Number(query.get('block'))];
}

/** Bytes of a text that is shown, lines before and behind a place, and characters of each. */
const [mostBytes, mostAround, mostOfLine] = [16_777_216, 12, 400];

/** Some lines of the source of a place; none of what is no text. */
async function linesAround(
  files: Files,
  { file, line }: Position,
): Promise<{ readonly first: number; readonly lines: readonly string[] }> {
  const text = await ifReadable(files.readText(file, mostBytes));
  const first = Math.max(1, line - mostAround);
  const lines = text?.split(/\r?\n/).slice(first - 1, line + mostAround) ?? [];
  return { first, lines: lines.map((each) => each.slice(0, mostOfLine)) };
}

/** What a browser may have done, each by its name. */
async function change(
  context: AnswerContext,
  kind: string,
  rest: string,
  query: URLSearchParams,
): Promise<Answered | undefined> {
  const { commands } = context;
  const done = { type: json, body: '{}' };
  if (kind === 'open') return open(context, rest, query);
  if (kind === 'output') return openOutput(context);
  if (kind === 'stop') {
    commands.stop();
    return done;
  }
  if (kind !== 'run') return undefined;
  const started = await commands.start(rest, query);
  return started === 'unknown' ? undefined : { ...done, status: started === 'busy' ? 409 : 200 };
}

/** Files that a system opens with a program that shows them, and does not run. */
const isShown = /\.(?:md|ya?ml|csv|tsv|txt|json|geojson|xlsx|ods)$/i;

/**
 * Opens a place in the editor of the author, or its file with the program that the system has for it. A browser names a block, or a problem by
 * its number; it cannot name a file, so that only those of the project are opened, and the command is that of the command line.
 */
async function open(
  context: AnswerContext,
  folder: string,
  query: URLSearchParams,
): Promise<Answered | undefined> {
  const { editor, root, project, start } = context;
  const place = await placeOf(context, folder, query);
  if (place === undefined || !(await project.exists(place.file))) return undefined;
  if (editor === undefined && !isShown.test(place.file)) return undefined;
  const words = editor === undefined ? programFor(join(root, place.file)) : editorFor(editor, root, place);
  const failure = await start(words);
  return { type: json, body: JSON.stringify({ ...place, ...(failure !== undefined && { failure }) }) };
}

/** Shows the folder of outputs as the system shows folders; 409 while there is none. */
async function openOutput({ root, output, start }: AnswerContext): Promise<Answered> {
  const folder = output();
  const path = folder === undefined ? undefined : join(root, folder);
  if (path === undefined || !isFolder(path)) return { status: 409, type: json, body: '{}' };
  const failure = await start(programFor(path));
  return { type: json, body: JSON.stringify({ failure }) };
}
