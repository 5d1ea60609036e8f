import { checkAllNames } from '../../content/expand-report.js';
import { type Parameters, parametersOf } from '../../content/parameters.js';
import { type LoadedTemplate, loadTemplate } from '../../content/template/load.js';
import type { ParsedTemplate } from '../../content/template/parse-template.js';
import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { withTexts } from '../../host/files/edited-texts.js';
import type { Host } from '../../host/host.js';
import { createHost } from '../../host/node-host.js';
import { translationOf } from '../../language/language-tag.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import type { Target } from '../../model/project/project.js';
import { projectFile } from '../../project/spec.js';
import { compileUnchecked } from '../../session/compile.js';
import type { CompiledReport } from '../../session/made-report.js';
import { type OpenProject, openProject } from '../../session/open-project.js';
import { openSession, type Session } from '../../session/session.js';
import { templateSyntax } from '../extensions.js';

/** A template as an editor has it: what is in it, and what it may name. */
export interface EditedTemplate {
  /** Undefined while it cannot be parsed. */
  readonly parsed: ParsedTemplate | undefined;
  /** The partials that it may name. */
  readonly partials: readonly string[];
  /** The files of the project that it draws in, by the names that it uses. */
  readonly drawnIn: ReadonlyMap<string, string>;
  readonly parameters: Parameters;
  readonly target: Target;
}

/** What is found out while somebody types. */
interface Quick {
  readonly diagnostics: readonly Diagnostic[];
  /** By their paths, the templates that were asked for. */
  readonly templates: ReadonlyMap<string, EditedTemplate>;
}

const all = { only: [], languages: [], formats: [] };
const plainly = { tolerant: true, reportsAll: true };

/** A project as it is with the texts of an editor: its data and its names, without the check of its reports. */
export class EditedProject {
  readonly #root: string;
  readonly #session: Session;
  #opened: OpenProject | undefined;
  /** Each dataset as it last was without an error: names while somebody types in the data. */
  #data: PublishedData = {};

  constructor(root: string, env: NodeJS.ProcessEnv) {
    this.#root = root;
    this.#session = openSession(env);
  }

  get data(): PublishedData {
    return this.#data;
  }

  /** Reads project, data and these templates, and checks their names. */
  async read(texts: ReadonlyMap<string, string>, templates: readonly string[]): Promise<Quick> {
    const { opened: open, confidential, ...found } = await openProject(this.#root, all, this.#host(texts));
    const opened = open !== undefined && open.targets.length > 0 ? open : (confidential ?? open);
    const read = new Map<string, EditedTemplate>();
    if (opened === undefined) return { diagnostics: found.diagnostics, templates: read };
    this.#opened = opened;
    const { data, aboutData } = await compileUnchecked(this.#session, { ...opened, targets: [] }, plainly);
    const isGood = !hasErrors(aboutData);
    this.#data = isGood ? data : { ...this.#data, ...data };
    const said = [...found.diagnostics, ...aboutData];
    for (const target of targetsOf(opened, templates)) {
      const { found: names, loaded, parameters } = await this.#names(opened, target);
      // As `check` does: a dataset with an error would be unknown.
      if (isGood) for (const each of names) said.push(each);
      for (const path of templates) {
        const parsed = loaded && templateIn(loaded, path);
        if (parsed === undefined && target.report.template !== path) continue;
        const drawnIn = await filesIn(loaded, opened.host);
        read.set(path, { parsed, partials: loaded?.known ?? [], drawnIn, parameters, target });
      }
    }
    return { diagnostics: said, templates: read };
  }

  /** What a report says whose template has this text alone; undefined where it cannot be made. */
  async report(
    target: Target,
    text: string,
    texts: ReadonlyMap<string, string>,
  ): Promise<CompiledReport | undefined> {
    if (this.#opened === undefined) return undefined;
    const files = this.#host(new Map([...texts, [target.report.template, text]]));
    const { opened, confidential } = await openProject(this.#root, all, files);
    const part = target.report.audience === 'confidential' ? confidential : opened;
    const same = part?.targets.find(
      ({ report, language }) => report.id === target.report.id && language === target.language,
    );
    if (part === undefined || same === undefined) return undefined;
    const { made } = await compileUnchecked(this.#session, { ...part, targets: [same] }, plainly);
    await this.#session.rest();
    return made[0]?.report;
  }

  close(): Promise<void> {
    return this.#session.rest();
  }

  #host(texts: ReadonlyMap<string, string>): Host {
    const host = createHost(this.#root);
    return { ...host, project: withTexts(host.project, texts) };
  }

  async #names({ project, host }: OpenProject, { report, item, language }: Target) {
    const data = this.#data;
    const parameters = parametersOf({ matrix: report.matrix, item }, data);
    const { loaded, diagnostics } = await loadTemplate(
      report.template,
      host,
      translationOf(language, project.languages),
      { parameters, edition: project.edition, data },
    );
    const names = loaded === undefined ? [] : checkAllNames(loaded, { data, syntax: templateSyntax });
    return { loaded, parameters, found: [...diagnostics, ...names] };
  }
}

/** One target for each template that is asked for; of what is drawn into templates one for each of them. */
function targetsOf({ targets, project }: OpenProject, templates: readonly string[]): Target[] {
  const byTemplate = new Map([...targets].reverse().map((each) => [each.report.template, each]));
  const isDrawnIn = templates.some(
    (path) => !byTemplate.has(path) && path !== projectFile && path !== project.data,
  );
  return [...byTemplate.values()].filter(({ report }) => isDrawnIn || templates.includes(report.template));
}

/** Some partials are the tool's. */
async function filesIn(loaded: LoadedTemplate | undefined, { project }: Host): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const [name, template] of [...(loaded?.partials ?? []), ...(loaded?.charts ?? [])])
    if (template !== undefined && (await project.exists(template.file))) files.set(name, template.file);
  return files;
}

const templateIn = (
  { template, partials, charts }: LoadedTemplate,
  path: string,
): ParsedTemplate | undefined =>
  [template, ...partials.values(), ...charts.values()].find((each) => each?.file === path);
