import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type Diagnostic,
  type Position,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

/** An editor that has the files of a project open, with the server at the other end of two streams. */
export class Editor {
  readonly #connection;
  readonly #shown = new Map<string, readonly Diagnostic[]>();
  #version = 0;

  constructor(
    readonly root: string,
    from: Readable,
    to: Writable,
  ) {
    this.#connection = createProtocolConnection(new StreamMessageReader(from), new StreamMessageWriter(to));
    this.#connection.onNotification(
      'textDocument/publishDiagnostics',
      ({ uri, diagnostics }: PublishDiagnosticsParams) => void this.#shown.set(uri, diagnostics),
    );
    this.#connection.listen();
  }

  uriOf(path: string): string {
    return pathToFileURL(join(this.root, path)).href;
  }

  async start(): Promise<void> {
    await this.#connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
    await this.#connection.sendNotification('initialized', {});
  }

  async end(): Promise<void> {
    await this.#connection.sendRequest('shutdown');
    this.#connection.dispose();
  }

  open(path: string, opened: string): Promise<void> {
    const textDocument = {
      uri: this.uriOf(path),
      languageId: 'markdown',
      version: ++this.#version,
      text: opened,
    };
    return this.#connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  close(path: string): Promise<void> {
    return this.#connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: this.uriOf(path) },
    });
  }

  edit(path: string, changed: string): Promise<void> {
    return this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uriOf(path), version: ++this.#version },
      contentChanges: [{ text: changed }],
    });
  }

  shown(path: string): readonly Diagnostic[] {
    return this.#shown.get(this.uriOf(path)) ?? [];
  }

  ask<Answer>(what: string, path: string, position: Position): Promise<Answer> {
    return this.#connection.sendRequest(`textDocument/${what}`, {
      textDocument: { uri: this.uriOf(path) },
      position,
      range: { start: position, end: position },
      context: { diagnostics: [] },
    });
  }
}
