import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CodeActionKind,
  type CodeActionParams,
  type Connection,
  createConnection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  ProposedFeatures,
  type TextDocumentPositionParams,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Printing } from '../../cli/printing.js';
import type { SharedRequest } from '../../cli/request.js';
import { projectAbove } from '../../host/files/tree.js';
import { Child } from '../../host/processes/child.js';
import { toolVersion } from '../../host/version.js';
import { complete } from './complete.js';
import { definitions, explain } from './explain.js';
import type * as LspProcess from './lsp-process.js';
import type { EditedAsked, EditedTold } from './lsp-process.js';
import { quickFix } from './places.js';
import { ServedProject } from './served-project.js';

/** What makes a project another one when it changes on the disk. */
const watched = '**/*.{md,yaml,yml,csv,tsv,xlsx,ods,json,sql,bib}';

const capabilities: InitializeResult['capabilities'] = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  completionProvider: { triggerCharacters: ['{', '"', ' ', '=', '#', '|', '('] },
  hoverProvider: true,
  definitionProvider: true,
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
};

export interface LspRequest extends SharedRequest {
  readonly command: 'lsp';
}

/** Serves an editor until it says that it ends, or is gone: the connection ends the process then. */
export function runLsp(_: LspRequest, { env }: Printing): Promise<0> {
  serve(createConnection(ProposedFeatures.all, process.stdin, process.stdout), env);
  return new Promise(() => {});
}

/** Memory of the process that checks, as beside a preview. */
const megabytes = 2_048;

/**
 * Answers an editor over a connection, which it opens.
 * @param start Begins a process for checks; tests put something else there.
 */
export function serve(
  connection: Connection,
  env: NodeJS.ProcessEnv,
  start: StartChecks = () => new Child(megabytes, { isPatient: true }),
): void {
  const server = new LanguageServer(connection, env, new Checker(connection, start));
  server.listen();
}

type StartChecks = () => Pick<Child, 'call' | 'close'>;

/** An open file and its project. */
interface OpenFile {
  readonly document: TextDocument;
  readonly path: string;
  readonly project: ServedProject;
}

class LanguageServer {
  readonly #connection: Connection;
  readonly #env: NodeJS.ProcessEnv;
  readonly #documents = new TextDocuments(TextDocument);
  readonly #projects = new Map<string, ServedProject>();
  readonly #checker: Checker;

  constructor(connection: Connection, env: NodeJS.ProcessEnv, checker: Checker) {
    this.#connection = connection;
    this.#env = env;
    this.#checker = checker;
  }

  listen(): void {
    const connection = this.#connection;
    let isWatching = false;
    connection.onInitialize(({ capabilities: client }: InitializeParams) => {
      isWatching = client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
      return { capabilities, serverInfo: { name: 'tallybook', version: toolVersion() } };
    });
    connection.onInitialized(async () => {
      const watchers = [{ globPattern: watched }];
      if (isWatching) await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    });
    connection.onDidChangeWatchedFiles(() => {
      for (const project of this.#projects.values()) project.changed();
    });
    this.#documents.onDidChangeContent(({ document }) => this.#at(document.uri)?.project.changed());
    this.#documents.onDidSave(({ document }) => this.#at(document.uri)?.project.changed());
    // What was not saved is gone.
    this.#documents.onDidClose(({ document }) => {
      const [root] = rootAndPath(document.uri) ?? [];
      if (root !== undefined) this.#projectIn(root).changed();
    });
    connection.onCompletion(async (asked) => {
      const file = this.#at(asked.textDocument.uri);
      if (file === undefined) return [];
      const offset = file.document.offsetAt(asked.position);
      return complete(file.document.getText(), offset, await file.project.known(file.path));
    });
    connection.onHover(async (asked) => {
      const place = await this.#placeOf(asked);
      const value = place && (await explain(place));
      return value === undefined ? null : { contents: { kind: 'markdown', value } };
    });
    connection.onDefinition(async (asked) => {
      const place = await this.#placeOf(asked);
      return place === undefined ? [] : await definitions(place);
    });
    connection.onCodeAction((asked) => this.#fixes(asked));
    connection.onShutdown(async () => {
      this.#checker.close();
      await Promise.all([...this.#projects.values()].map((project) => project.close()));
    });
    this.#documents.listen(connection);
    connection.listen();
  }

  #fixes({ textDocument: { uri }, range }: CodeActionParams) {
    const file = this.#at(uri);
    if (file === undefined) return [];
    const text = file.document.getText();
    return file.project.shownIn(file.path).flatMap(({ problem, shown }) => {
      const isThere = shown.range.start.line <= range.end.line && shown.range.end.line >= range.start.line;
      return isThere ? (quickFix(uri, problem, shown, text) ?? []) : [];
    });
  }

  async #placeOf({ textDocument: { uri }, position: { line, character } }: TextDocumentPositionParams) {
    const file = this.#at(uri);
    const position = file && { file: file.path, line: line + 1, column: character + 1 };
    return position && (await file.project.asked(position, file.document.getText()));
  }

  #at(uri: string): OpenFile | undefined {
    const document = this.#documents.get(uri);
    const [root, path] = rootAndPath(uri) ?? [];
    if (document === undefined || root === undefined || path === undefined) return undefined;
    return { document, path, project: this.#projectIn(root) };
  }

  #projectIn(root: string): ServedProject {
    const known = this.#projects.get(root);
    const project =
      known ??
      new ServedProject(root, {
        env: this.#env,
        documents: (of) => this.#documentsOf(of),
        check: (asked) => this.#checker.check(asked),
        show: (shownUri, diagnostics, version) => {
          const about = {
            uri: shownUri,
            diagnostics: [...diagnostics],
            ...(version !== undefined && { version }),
          };
          void this.#connection.sendDiagnostics(about);
        },
      });
    if (known === undefined) this.#projects.set(root, project);
    return project;
  }

  #documentsOf(root: string): ReadonlyMap<string, TextDocument> {
    return new Map(
      this.#documents.all().flatMap((document) => {
        const [of, path] = rootAndPath(document.uri) ?? [];
        return of === root && path !== undefined ? [[path, document] as const] : [];
      }),
    );
  }
}

/** The project that a file is in, and its path there. */
function rootAndPath(uri: string): readonly [root: string, path: string] | undefined {
  if (!uri.startsWith('file:')) return undefined;
  const file = fileURLToPath(uri);
  const root = projectAbove(file);
  return root === undefined ? undefined : [root, relative(root, file).split(sep).join('/')];
}

/** Whole checks, one after the other in a process of low priority; the editor shows that one is under way, and can stop it. */
class Checker {
  readonly #connection: Connection;
  readonly #start: StartChecks;
  #child: ReturnType<StartChecks> | undefined;

  constructor(connection: Connection, start: StartChecks) {
    this.#connection = connection;
    this.#start = start;
  }

  /** What came of it; undefined where it was stopped. Rejects where the process fails. */
  async check(asked: EditedAsked): Promise<EditedTold | undefined> {
    const progress = await this.#connection.window.createWorkDoneProgress();
    progress.begin('Tallybook checks', undefined, asked.root, true);
    const child = this.#child ?? this.#start();
    this.#child = child;
    progress.token.onCancellationRequested(() => this.close());
    let told: EditedTold | undefined;
    try {
      await child.call<typeof LspProcess.checkEdited>('lsp-process.js', 'checkEdited', [asked], (part) => {
        told = part as EditedTold;
      });
      return told;
    } catch (error) {
      // It was stopped.
      if (this.#child !== child) return undefined;
      this.close();
      throw error;
    } finally {
      progress.done();
    }
  }

  close(): void {
    this.#child?.close();
    this.#child = undefined;
  }
}
