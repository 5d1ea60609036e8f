import type { Diagnostic } from '../../diagnostics.js';
import { nameProblem } from '../../project/portable-names.js';
import { projectFile } from '../../project/spec.js';
import { type KnownProjects, knownProjects } from './host/projects.js';
import { type RunTool, runTool, type ToolRun } from './host/run-tool.js';
import type { Wanted } from './shown-targets.js';

/** A command that a button has started, as its browsers see it. */
export interface CommandState {
  readonly name: string;
  readonly isRunning: boolean;
  /** Its exit code; absent where it was ended. */
  readonly code?: number;
  readonly problems: readonly Diagnostic[];
  readonly lines: readonly string[];
  /** Of a project that was made, or that is to be looked at, its folder beside this one. */
  readonly project?: string;
  /** Of the preview of another project. */
  readonly address?: string;
}

export interface CommandSettings {
  readonly wanted: Wanted;
  readonly env: NodeJS.ProcessEnv;
  /** Something about the command has changed. */
  told(): void;
  /** Tests put another there. */
  readonly run?: RunTool | undefined;
}

/** What is asked beside the name, and what lies beside the project. */
interface AskedWith {
  readonly query: URLSearchParams;
  readonly which: readonly string[];
  readonly known: KnownProjects;
}

/** Every command line that a browser can start, by the name that it says; none where what it says beside the name will not do. */
const commandLines: Readonly<Record<string, (asked: AskedWith) => readonly string[] | undefined>> = {
  check: ({ which }) => ['check', '.', ...which],
  build: ({ which }) => ['build', '.', ...which],
  next: () => ['next', '.'],
  'next-write': () => ['next', '.', '--write'],
  new: newProject,
  open({ query, known }) {
    const folder = folderIn(query);
    return known.others.includes(folder) ? ['preview', `../${folder}`] : undefined;
  },
};

const folderIn = (query: URLSearchParams): string => query.get('folder')?.trim() ?? '';

/** Beside this one, from an example or from files, of which each has its path. */
function newProject({ query, known }: AskedWith): readonly string[] | undefined {
  const folder = folderIn(query);
  if (!/^[^./\\\p{Cc}][^/\\\p{Cc}]*$/u.test(folder) || nameProblem(folder) !== undefined) return undefined;
  const example = query.get('example') ?? '';
  if (example !== '' && !known.examples.includes(example)) return undefined;
  // As the file managers of some systems copy a path.
  const files = query.getAll('file').map((path) => path.trim().replace(/^"(.*)"$/, '$1'));
  return [
    'init',
    `../${folder}`,
    ...(example === '' ? [] : [`--example=${example}`]),
    ...files.filter((path) => path !== '').map((path) => `--from=${path}`),
  ];
}

/** What a line of a command says, where it is JSON. */
type Said = Partial<Diagnostic> & {
  readonly diff?: string;
  readonly written?: readonly string[];
  readonly address?: string;
};

/** As many lines as a person reads of a long run. */
const mostLines = 400;
/** Milliseconds in which what a command says is told once. */
const between = 100;

/** The commands behind the buttons of a preview: one at a time, as the command line runs them, each in a process of its own. */
export class Commands {
  readonly #settings: CommandSettings;
  #state: CommandState | undefined;
  #run: ToolRun | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Previews of other projects, by folder; they end with this one. */
  readonly #opened = new Map<string, { readonly run: ToolRun; readonly address: string }>();

  constructor(settings: CommandSettings) {
    this.#settings = settings;
  }

  get state(): CommandState | undefined {
    return this.#state;
  }

  /** Starts a command; `unknown` where the name is none of the list, or goes with nothing of what is said beside it. */
  async start(name: string, query: URLSearchParams): Promise<'started' | 'busy' | 'unknown'> {
    const { wanted, env, run = runTool } = this.#settings;
    const { root, only, languages } = wanted;
    const which = [...only.map((id) => `--only=${id}`), ...languages.map((tag) => `--lang=${tag}`)];
    const lineOf = Object.hasOwn(commandLines, name) ? commandLines[name] : undefined;
    const argv = lineOf?.({ query, which, known: await knownProjects(root, projectFile) });
    if (argv === undefined) return 'unknown';
    if (this.#run !== undefined) return 'busy';
    const project = folderIn(query);
    this.#state = { name, isRunning: true, problems: [], lines: [], ...(project && { project }) };
    const open = this.#opened.get(project);
    if (name === 'open' && open !== undefined) this.#end(0, open.address);
    else {
      const started = run([...argv, '--json'], { cwd: root, env }, (line) => this.#take(line, started));
      this.#run = started;
      void started.ended.then((code) => this.#left(started, code));
    }
    this.#tellSoon();
    return 'started';
  }

  /** Ends what runs; where nothing does, what was said of the last one goes. */
  stop(): void {
    if (this.#run === undefined) {
      this.#state = undefined;
      this.#tellSoon();
    } else this.#run.stop();
  }

  close(): void {
    this.#run?.stop();
    clearTimeout(this.#timer);
    for (const { run } of this.#opened.values()) run.stop();
  }

  #take(line: string, from: ToolRun): void {
    if (this.#run !== from || this.#state === undefined) return;
    const said = readSaid(line);
    const { lines, problems, project = '' } = this.#state;
    if (said?.address !== undefined) {
      this.#opened.set(project, { run: from, address: said.address });
      this.#end(0, said.address);
    } else if (isDiagnostic(said)) this.#state = { ...this.#state, problems: [...problems, said] };
    else this.#state = { ...this.#state, lines: [...lines, ...linesOf(line, said)].slice(-mostLines) };
    this.#tellSoon();
  }

  #left(run: ToolRun, code: number | undefined): void {
    for (const [folder, opened] of this.#opened) if (opened.run === run) this.#opened.delete(folder);
    if (this.#run === run) this.#end(code);
  }

  #end(code: number | undefined, address?: string): void {
    this.#run = undefined;
    if (this.#state === undefined) return;
    this.#state = {
      ...this.#state,
      isRunning: false,
      ...(code !== undefined && { code }),
      ...(address !== undefined && { address }),
    };
    this.#tellSoon();
  }

  #tellSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#settings.told();
    }, between);
  }
}

function readSaid(line: string): Said | undefined {
  try {
    const value: unknown = JSON.parse(line);
    // Printed by this very program.
    return typeof value === 'object' && value !== null ? (value as Said) : undefined;
  } catch {
    return undefined;
  }
}

const isDiagnostic = (said: Said | undefined): said is Diagnostic =>
  said?.severity !== undefined && said.position !== undefined;

const linesOf = (line: string, said: Said | undefined): readonly string[] =>
  said?.diff === undefined
    ? [line]
    : [...said.diff.split('\n').slice(0, -1), ...(said.written ?? []).map((path) => `Wrote ${path}`)];
