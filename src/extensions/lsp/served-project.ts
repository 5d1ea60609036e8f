import type { Diagnostic as Shown } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Diagnostic, eachOnce, type Position } from '../../diagnostics.js';
import { EnvironmentProblem } from '../../host/host.js';
import { createHost } from '../../host/node-host.js';
import { groupBy } from '../../model/group-by.js';
import { problem } from '../../problems/problem.js';
import { Rounds } from '../../session/tuning/rounds.js';
import { templateSyntax } from '../extensions.js';
import type { HelperTexts, Known } from './complete.js';
import { EditedProject, type EditedTemplate } from './edited-project.js';
import type { Asked } from './explain.js';
import type { EditedAsked, EditedTold, Place } from './lsp-process.js';
import { movedPlace, shownProblem, uriOf } from './places.js';

/** After the last letter, and at most. */
const patience = { names: { quiet: 60, most: 250 }, checks: { quiet: 400, most: 3_000 } };

/** What a project is served with. */
export interface Serving {
  readonly env: NodeJS.ProcessEnv;
  /** The open files of a project by their paths. */
  documents(root: string): ReadonlyMap<string, TextDocument>;
  /** The whole check, in another process. */
  check(asked: EditedAsked): Promise<EditedTold | undefined>;
  show(uri: string, problems: readonly Shown[], version?: number): void;
}

/** What a check found out, and of which texts. */
interface Checked extends EditedTold {
  readonly texts: ReadonlyMap<string, string>;
}

/** A problem, as it was shown. */
interface ShownProblem {
  readonly problem: Diagnostic;
  readonly shown: Shown;
}

/** A project of which an editor has files open. */
export class ServedProject {
  readonly #root: string;
  readonly #serving: Serving;
  readonly #project: EditedProject;
  readonly #texts: Promise<HelperTexts>;
  readonly #names = new Rounds((isStale) => this.#readNames(isStale), patience.names);
  readonly #checks = new Rounds(() => this.#check(), patience.checks);
  readonly #shown = new Map<string, readonly ShownProblem[]>();
  #said: readonly Diagnostic[] = [];
  #templates: ReadonlyMap<string, EditedTemplate> = new Map();
  /** The open templates as they are; undefined until they are read after a change. */
  #current: ReadonlyMap<string, EditedTemplate> | undefined;
  #checked: Checked = { diagnostics: [], places: [], texts: new Map() };

  constructor(root: string, serving: Serving) {
    this.#root = root;
    this.#serving = serving;
    this.#project = new EditedProject(root, serving.env);
    const { tool } = createHost(root);
    this.#texts = tool.readText('reference.json').then((text) => JSON.parse(text) as HelperTexts);
  }

  /** Something in the texts or the files is other than before. */
  changed(): void {
    this.#current = undefined;
    this.#names.ask();
    this.#checks.ask();
  }

  async close(): Promise<void> {
    await Promise.all([this.#names.close(), this.#checks.close()]);
    await this.#project.close();
  }

  /** What is shown of a file. */
  shownIn(path: string): readonly ShownProblem[] {
    return this.#shown.get(path) ?? [];
  }

  async known(path: string): Promise<Known> {
    const template = this.#templates.get(path);
    return {
      data: this.#project.data,
      helpers: templateSyntax.helpers,
      texts: await this.#texts,
      partials: template?.partials ?? [],
      parameters: template?.parameters ?? new Map(),
      parsed: template?.parsed,
      places: this.#checked.places.flatMap((each) => this.#movedPlace(each)),
    };
  }

  /** What is to be explained at a place of an open file. */
  async asked(position: Position, text: string): Promise<Asked> {
    const texts = this.#open();
    const templates = this.#current ?? (await this.#project.read(texts, [position.file])).templates;
    const template = templates.get(position.file);
    const known = await this.known(position.file);
    const report = async (alone: string) => template && this.#project.report(template.target, alone, texts);
    return { root: this.#root, position, text, template, known, report };
  }

  #open(): ReadonlyMap<string, string> {
    const documents = [...this.#serving.documents(this.#root)];
    return new Map(documents.map(([path, document]) => [path, document.getText()]));
  }

  async #readNames(isStale: () => boolean): Promise<void> {
    try {
      const texts = this.#open();
      const paths = [...texts.keys()].filter((path) => /\.(?:md|json|ya?ml)$/.test(path));
      const { diagnostics, templates } = await this.#project.read(texts, paths);
      this.#said = diagnostics;
      if (!isStale()) this.#current = templates;
      // While one cannot be parsed, what it may name is known from before.
      const whole = [...templates].filter(([, { parsed }]) => parsed !== undefined);
      this.#templates = new Map([...templates, ...this.#templates, ...whole]);
    } catch (error) {
      this.#said = [failure(error)];
    }
    this.#show();
  }

  async #check(): Promise<void> {
    const texts = this.#open();
    try {
      const told = await this.#serving.check({
        root: this.#root,
        env: { ...this.#serving.env },
        texts: [...texts],
      });
      if (told !== undefined) this.#checked = { ...told, texts };
    } catch (error) {
      this.#checked = { ...this.#checked, diagnostics: [failure(error)], texts };
    }
    this.#show();
  }

  #show(): void {
    const documents = this.#serving.documents(this.#root);
    const found = eachOnce([
      ...this.#said,
      ...this.#checked.diagnostics.flatMap((each) => {
        const [position] = this.#moved(each.position);
        return position === undefined ? [] : { ...each, position };
      }),
    ]);
    const byFile = groupBy(found, ({ position }) => position.file);
    for (const path of new Set([...this.#shown.keys(), ...byFile.keys()])) {
      const document = documents.get(path);
      const text = document?.getText();
      const problems = (byFile.get(path) ?? []).map((each) => ({
        problem: each,
        shown: shownProblem(this.#root, each, text),
      }));
      if (problems.length > 0) this.#shown.set(path, problems);
      else this.#shown.delete(path);
      const shown = problems.map((each) => each.shown);
      this.#serving.show(document?.uri ?? uriOf(this.#root, path), shown, document?.version);
    }
  }

  #movedPlace(place: Place): Place[] {
    return this.#moved(place.position).map((position) => ({ ...place, position }));
  }

  /** Where a place of the texts that were checked is now; none where its line was changed. */
  #moved(position: Position): Position[] {
    const now = this.#serving.documents(this.#root).get(position.file)?.getText();
    const moved = movedPlace(position, this.#checked.texts.get(position.file), now);
    return moved === undefined ? [] : [moved];
  }
}

const failure = (error: unknown): Diagnostic =>
  error instanceof EnvironmentProblem
    ? error.diagnostic
    : problem(
        'host/internal.editor',
        { file: 'tallybook', line: 1, column: 1 },
        { message: String(error instanceof Error ? error.message : error).split('\n', 1)[0] },
      );
