import { resolve } from 'node:path';
import { printDiagnostics } from '../../cli/print-diagnostics.js';
import type { Printing } from '../../cli/printing.js';
import type { ReportsRequest } from '../../cli/request.js';
import { type Diagnostic, hasErrors, sortDiagnostics } from '../../diagnostics.js';
import { EnvironmentProblem } from '../../host/host.js';
import { createHost } from '../../host/node-host.js';
import { listenForStop } from '../../host/processes/stop.js';
import type { Answer } from '../../host/recording.js';
import { errorCode } from '../../host/system-error.js';
import { listAt } from '../../model/group-by.js';
import { problem } from '../../problems/problem.js';
import { variableProblems } from '../../project/variables.js';
import { type Patience, Rounds } from '../../session/tuning/rounds.js';
import { answerWith } from './answer.js';
import { type Checks, internalProblem, type OpenChecks, openChecks } from './checks.js';
import { Commands } from './commands.js';
import { type Listener, type LoopbackServer, serveLoopback } from './host/loopback-server.js';
import type { RunTool } from './host/run-tool.js';
import { programFor, startProgram } from './host/start-program.js';
import { type FileWatch, type OpenWatch, type WatchedPaths, watchFiles } from './host/watch-files.js';
import { type OpenPages, openPages } from './open-pages.js';
import type { Pages, SeenTarget } from './page-maker.js';
import type { CheckTold } from './preview-process.js';
import { type PageChange, Shown } from './shown.js';
import { openTargets, paperOf, type Wanted } from './shown-targets.js';

export interface PreviewOptions extends Wanted {
  /** 0: one that is free. */
  readonly port: number;
  /** The words of a command that opens a place; none where the place is only shown. */
  readonly editor?: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** What tells of changes, makes pages, and checks in the background; tests put others there. */
  readonly watch?: OpenWatch;
  readonly pages?: OpenPages;
  readonly checks?: OpenChecks;
  /** What runs the commands of buttons, and what starts an editor; tests put others there. */
  readonly run?: RunTool;
  readonly start?: typeof startProgram;
}

export interface Preview {
  /** To be opened in a browser: it has the token. */
  readonly address: string;
  /** One that leads there once, for the command line of a browser. */
  addressOnce(): string;
  /** Ends all that was started. Never fails. */
  close(): Promise<void>;
}

/** What wrong usage or the machine says in place of a preview. */
export interface NoPreview {
  readonly diagnostics: readonly Diagnostic[];
}

/** Problems of a command that are sent to browsers. */
const mostShown = 200;

/** An editor may save in several steps, and a branch is switched file by file. */
const patience: Patience = { quiet: 8, most: 80 };

/**
 * Shows the reports of a project in the browser of its author, and each change as soon as it is saved. Everything stays in memory; the
 * output folder is neither read nor written, but by commands that a button starts. Faults of the project are shown over its last good state.
 */
export async function preview(options: PreviewOptions): Promise<Preview | NoPreview> {
  const wrong = variableProblems(options.env);
  if (wrong.length > 0) return { diagnostics: wrong };
  const first = await openTargets(options);
  const unknown = first.found.diagnostics.filter(({ code }) => code === 'project/unknown-target');
  if (hasErrors(unknown)) return { diagnostics: unknown };
  const previewServer = new PreviewServer(options);
  try {
    await previewServer.open();
  } catch (error) {
    await previewServer.close();
    const code = errorCode(error);
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    return { diagnostics: [portProblem(options.port, code)] };
  }
  return {
    address: previewServer.address,
    addressOnce: () => previewServer.addressOnce(),
    close: () => previewServer.close(),
  };
}

const portProblem = (port: number, code: string): Diagnostic =>
  problem('usage/port', { file: 'tallybook', line: 1, column: 1 }, { port, code });

/** A browser, and what it looks at. */
interface Looking {
  readonly listener: Listener;
  readonly folder: string | undefined;
  readonly isPrinted: boolean;
}

/** The project as it is, its pages in memory, and who looks at them. */
class PreviewServer {
  readonly #options: PreviewOptions;
  readonly #pages: Pages;
  readonly #shown = new Shown();
  readonly #rounds = new Rounds((isStale) => this.#round(isStale), patience);
  readonly #looking = new Set<Looking>();
  readonly #watch: FileWatch;
  readonly #checks: Checks;
  readonly #commands: Commands;
  #server: LoopbackServer | undefined;
  #targets: readonly SeenTarget[] = [];
  #output: string | undefined;
  #isMaking = true;
  /** Folders of the pages that show the sources as they are. */
  readonly #current = new Set<string>();
  /** Asked for once, by whoever wants a page that nobody looks at. */
  readonly #missed = new Map<string, (() => void)[]>();
  /** What pages and checks asked of the files, each in its last round. */
  readonly #asked = new Map<string, readonly Answer[]>();

  constructor(options: PreviewOptions) {
    this.#options = options;
    this.#pages = (options.pages ?? openPages)(options, options.env);
    this.#watch = (options.watch ?? watchFiles)(options.root, () => this.#rounds.ask());
    this.#checks = (options.checks ?? openChecks)(
      () => ({
        wanted: { root: options.root, only: options.only, languages: options.languages },
        env: { ...options.env },
        looked: this.#focus(),
        printed: [...this.#looking]
          .filter(({ isPrinted }) => isPrinted)
          .flatMap(({ folder }) => folder ?? []),
      }),
      (told) => this.#take(told),
    );
    const { root, only, languages, env, run } = options;
    const told = (): void => this.#send('command', this.#commandState());
    this.#commands = new Commands({ wanted: { root, only, languages }, env, told, run });
  }

  get address(): string {
    return this.#server?.address ?? '';
  }

  addressOnce(): string {
    return this.#server?.addressOnce() ?? '';
  }

  async open(): Promise<void> {
    const { port, root, editor, start = startProgram } = this.#options;
    const answer = answerWith({
      ...createHost(root),
      root,
      shown: this.#shown,
      commands: this.#commands,
      start,
      output: () => this.#output,
      targets: () => this.#targets,
      base: () => new URL(this.address).pathname,
      page: (folder) => this.#pageOf(folder),
      ...(editor && { editor }),
    });
    this.#server = await serveLoopback({
      port,
      answer,
      listen: (query, listener) => this.#listen(query, listener),
    });
    this.#rounds.ask();
  }

  async close(): Promise<void> {
    this.#watch.close();
    this.#commands.close();
    await this.#server?.close();
    await Promise.all([this.#rounds.close(), this.#checks.close()]);
    await this.#pages.close();
  }

  #listen(query: URLSearchParams, listener: Listener): () => void {
    const folder = query.get('target') ?? undefined;
    const looking: Looking = { listener, folder, isPrinted: query.get('paper') === '1' };
    this.#looking.add(looking);
    listener.send('state', this.#state());
    if (this.#commands.state !== undefined) listener.send('command', this.#commandState());
    const page = folder === undefined ? undefined : this.#shown.page(folder);
    if (folder !== undefined && page !== undefined) {
      listener.send('page', { folder, version: page.version });
      const paper = this.#shown.paper(folder);
      if (paper !== undefined) listener.send('paper', { folder, version: paper.version, pages: paper.pages });
    }
    // It may be of an older state, if nobody looked at it meanwhile.
    this.#rounds.ask();
    return () => this.#looking.delete(looking);
  }

  /** What is looked at; the first of all where nobody says what. */
  #focus(): readonly string[] {
    const folders = [...this.#looking].reverse().flatMap(({ folder }) => folder ?? []);
    const known = [...new Set([...folders, ...this.#missed.keys()])].filter((folder) =>
      this.#targets.some((each) => each.folder === folder),
    );
    const [first] = this.#targets;
    return known.length > 0 || first === undefined ? known : [first.folder];
  }

  /** The page of a target, made first where it was not looked at before; whatever there is, once the project was read. */
  async #pageOf(folder?: string): Promise<void> {
    const isThere = folder === undefined ? this.#targets.length > 0 : this.#shown.page(folder) !== undefined;
    if (isThere) return;
    await new Promise<void>((resolve) => {
      listAt(this.#missed, folder ?? '').push(resolve);
      this.#rounds.ask();
    });
  }

  async #round(isStale: () => boolean): Promise<void> {
    const said: (readonly Diagnostic[])[] = [];
    this.#shown.isChecked = false;
    this.#isMaking = true;
    this.#current.clear();
    this.#send('making', {});
    this.#checks.hold();
    try {
      const { targets, output, ...read } = await this.#pages.read();
      this.#output = output ?? this.#output;
      said.push(read.diagnostics);
      this.#asked.set('', read.answers);
      // While the project cannot be read, what was shown of it stays.
      if (targets.length > 0) this.#targets = targets;
      for (const { folder } of this.#inFocus(targets)) {
        const { html, diagnostics, answers } = await this.#pages.make(folder);
        said.push(diagnostics);
        this.#asked.set(folder, answers);
        if (html !== undefined) this.#current.add(folder);
        const change = html === undefined ? undefined : this.#putPage(folder, html);
        if (change !== undefined) this.#send('page', change, folder);
        for (const resolve of this.#missed.get(folder) ?? []) resolve();
        this.#missed.delete(folder);
        if (isStale()) break;
      }
    } catch (error) {
      said.push([error instanceof EnvironmentProblem ? error.diagnostic : internalProblem(error)]);
    }
    for (const resolves of this.#missed.values()) for (const resolve of resolves) resolve();
    this.#missed.clear();
    this.#isMaking = isStale();
    this.#shown.problems = sortDiagnostics(said.flat());
    this.#send('state', this.#state());
    this.#watch.follow(this.#watched());
    this.#checks.ask();
  }

  /** Where its blocks stand is asked for at once, and before another page is made; whoever clicks on one waits for that. */
  #putPage(folder: string, html: string): PageChange | undefined {
    const places = this.#pages.places(folder).catch(() => []);
    return this.#shown.putPage(folder, { html, places });
  }

  #inFocus(targets: readonly SeenTarget[]): readonly SeenTarget[] {
    return this.#focus().flatMap((folder) => targets.find((each) => each.folder === folder) ?? []);
  }

  #take(told: CheckTold): void {
    if (told.kind === 'checked') {
      this.#asked.set('checks', told.answers);
      this.#shown.problems = sortDiagnostics(told.diagnostics);
      this.#shown.isChecked = true;
      this.#watch.follow(this.#watched());
      this.#send('state', this.#state());
      return;
    }
    const { version, pages } = this.#shown.putPaper(told.folder, told);
    this.#send('paper', { folder: told.folder, version, pages }, told.folder);
  }

  #watched(): WatchedPaths {
    const answers = [...this.#asked.values()].flat().filter(({ place }) => place === 'project');
    return {
      files: [...new Set(answers.filter(({ asked }) => asked !== 'list').map(({ path }) => path))],
      folders: [...new Set(answers.filter(({ asked }) => asked === 'list').map(({ path }) => path))],
    };
  }

  /** A browser shows so many problems. */
  #commandState(): unknown {
    const { problems = [], ...state } = this.#commands.state ?? {};
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    return { ...state, errors, problems: problems.slice(0, mostShown) };
  }

  #state(): unknown {
    const { problems, isChecked } = this.#shown;
    return {
      targets: this.#targets.map(({ folder, target }) => ({
        folder,
        report: target.report.id,
        language: target.language,
        ...(target.item && { item: target.item.slug }),
        isConfidential: target.report.audience === 'confidential',
        ...paperOf(target),
      })),
      problems,
      isChecked,
      isMaking: this.#isMaking,
      current: [...this.#current],
      opensEditor: this.#options.editor !== undefined,
    };
  }

  /** To all, or to those who look at one target. */
  #send(event: string, data: unknown, folder?: string): void {
    for (const looking of this.#looking)
      if (folder === undefined || looking.folder === folder) looking.listener.send(event, data);
  }
}

export interface PreviewRequest extends ReportsRequest {
  readonly command: 'preview';
  /** 0: one that is free. */
  readonly port: number;
  /** Show it in the browser of the user. */
  readonly open: boolean;
  /** The words of a command that opens a place in an editor. */
  readonly editor?: readonly string[];
}

/**
 * Shows the reports of a project in a browser until it is interrupted, which ends everything that was started and returns 0. The address
 * is printed to `out`, as JSON with `--json`.
 */
export async function runPreview(
  { project, only, languages, port, open, editor, json, quiet }: PreviewRequest,
  terminal: Printing,
): Promise<0 | 2> {
  const root = resolve(terminal.cwd, project);
  // From now on, so that nothing is left behind by an interrupt while it starts.
  const end = listenForStop().asked;
  const running = await preview({
    root,
    only,
    languages,
    port,
    ...(editor && { editor }),
    env: terminal.env,
  });
  if ('diagnostics' in running) {
    printDiagnostics(running.diagnostics, json, root, terminal);
    return 2;
  }
  try {
    const { address } = running;
    if (json) terminal.json({ address });
    else terminal.out(address);
    if (!quiet && !json)
      terminal.err(
        'Whoever has this address sees the reports, on this machine alone. Ctrl-C ends the preview.',
      );
    if (open) {
      const failure = await startProgram(programFor(running.addressOnce()));
      if (failure !== undefined && !quiet)
        terminal.err(`No browser could be started (${failure}): open the address by hand.`);
    }
    await end;
  } finally {
    await running.close();
  }
  return 0;
}
