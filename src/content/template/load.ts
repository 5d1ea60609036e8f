import { posix } from 'node:path';
import type { Diagnostic, Position } from '../../diagnostics.js';
import { FileProblem, type Files, type Host } from '../../host/host.js';
import { translatedPath } from '../../language/language-tag.js';
import { problem } from '../../problems/problem.js';
import { type WrittenInto, writeIn } from '../parameters.js';
import { nameOf, startOf, statementsIn, stringIn } from './ast.js';
import { type FrontMatter, splitFrontMatter } from './front-matter.js';
import { refuseUnreadable } from './marks.js';
import { describeFileProblem, findFile, fromTemplate } from './named-file.js';
import { type ParsedTemplate, parseTemplate, refuseDeepTemplate } from './parse-template.js';

/** A template with everything that it draws in. */
export interface LoadedTemplate {
  readonly frontMatter: FrontMatter;
  /** As written, from the second line of the file on. */
  readonly frontMatterText: string;
  readonly template: ParsedTemplate;
  /** By the name that `{{> name}}` uses. */
  readonly partials: ReadonlyMap<string, ParsedTemplate>;
  /** By the path that `{{chart "path"}}` uses; undefined where the file could not be had, which has been reported. */
  readonly charts: ReadonlyMap<string, ParsedTemplate | undefined>;
  /** Names of all partials that the project or the tool has, for suggestions. */
  readonly known: readonly string[];
}

/**
 * Reads a template, its partials and its chart files. `loaded` is undefined when one does not parse.
 *
 * @param into What is written into it; where it is not given, the template stays as it is.
 * @param translation The language whose partials and chart files are taken where there are some; undefined in the first of a project.
 */
export async function loadTemplate(
  path: string,
  host: Host,
  translation?: string,
  into?: WrittenInto,
): Promise<{ loaded: LoadedTemplate | undefined; diagnostics: Diagnostic[] }> {
  const loader = new Loader(path, host, translation, into);
  const loaded = await loader.load();
  return { loaded, diagnostics: loader.diagnostics };
}

/** Places where one template may draw in a partial, counted through all partials. */
const mostPartials = 10_000;

class Loader {
  readonly diagnostics: Diagnostic[] = [];
  private readonly partials = new Map<string, ParsedTemplate>();
  private readonly charts = new Map<string, ParsedTemplate | undefined>();
  private readonly tried = new Set<string>();
  private broken = false;

  constructor(
    private readonly path: string,
    private readonly host: Host,
    private readonly translation: string | undefined,
    private readonly into: WrittenInto | undefined,
  ) {}

  async load(): Promise<LoadedTemplate | undefined> {
    const text = await this.read(this.host.project, this.path, { file: this.path, line: 1, column: 1 });
    if (text === undefined) return undefined;
    const { frontMatter, body, text: written, diagnostics } = splitFrontMatter(text, this.path);
    for (const each of diagnostics) this.diagnostics.push(each);
    const template = this.parse(body, this.path);
    if (template !== undefined) {
      await this.follow(template);
      this.refuseAvalanche(template);
    }
    if (template === undefined || this.broken) return undefined;
    return {
      frontMatter,
      frontMatterText: written,
      template,
      partials: this.partials,
      charts: this.charts,
      known: await this.knownPartials(),
    };
  }

  private parse(text: string, file: string): ParsedTemplate | undefined {
    const parsed = refuseDeepTemplate(text, file, this.host.limits) ?? parseTemplate(text, file);
    if ('program' in parsed) {
      const wrong = this.into === undefined ? [] : writeIn(parsed, this.into);
      for (const each of wrong) this.diagnostics.push(each);
      return parsed;
    }
    this.diagnostics.push(parsed);
    this.broken = true;
    return undefined;
  }

  /** Loads what a template names, and what that names in turn. */
  private async follow(template: ParsedTemplate): Promise<void> {
    for (const found of findInclusions(template)) {
      const key = `${found.kind} ${found.name}`;
      if (this.tried.has(key)) continue;
      this.tried.add(key);
      if (found.kind === 'partial') await this.loadPartial(found.name, found.position);
      else await this.loadChart(found.name, found.position);
    }
  }

  /** Partials that draw in others twice, which do so again, would fill the memory before anything is printed. */
  private refuseAvalanche(template: ParsedTemplate): void {
    const counts = new Map<ParsedTemplate, number>();
    const count = (each: ParsedTemplate): number => {
      const known = counts.get(each);
      if (known !== undefined) return known;
      // A circle is reported elsewhere.
      counts.set(each, 0);
      let sum = 0;
      for (const { kind, name } of findInclusions(each)) {
        const partial = kind === 'partial' ? this.partials.get(name) : undefined;
        sum += partial === undefined ? 0 : 1 + count(partial);
      }
      counts.set(each, sum);
      return sum;
    };
    const inclusion = findInclusions(template).find(({ kind }) => kind === 'partial');
    if (inclusion === undefined || count(template) <= mostPartials) return;
    this.diagnostics.push(
      problem('content/nesting.partials', inclusion.position, { count: count(template), mostPartials }),
    );
    this.broken = true;
  }

  /** The project's own partial, else the one that ships with the tool. An unknown name is reported by `checkNames`. */
  private async loadPartial(name: string, position: Position): Promise<void> {
    const own = await this.inTranslation(fromTemplate(this.path, `partials/${name}.md`));
    const shipped = `partials/${name}.md`;
    const isOwn = await this.host.project.exists(own);
    const [files, path] = isOwn ? [this.host.project, own] : [this.host.tool, shipped];
    const isName = /^[A-Za-z0-9_-]+$/.test(name);
    const hindrance = isOwn || !isName ? undefined : await this.hindranceOf(own);
    if (hindrance !== undefined) {
      this.diagnostics.push(await this.describe(hindrance, own, position));
      this.broken = true;
      return;
    }
    // `checkNames` reports it where it stands.
    if (!isName || (files === this.host.tool && !(await files.exists(path)))) return;
    const text = await this.read(files, path, { file: path, line: 1, column: 1 });
    if (text === undefined) this.broken = true;
    const parsed = text === undefined ? undefined : this.parse(text, path);
    if (parsed === undefined) return;
    this.partials.set(name, parsed);
    await this.follow(parsed);
  }

  /** The file in the language of the report, where it has one there. */
  private async inTranslation(file: string): Promise<string> {
    const translated = this.translation === undefined ? file : translatedPath(file, this.translation);
    return (await this.host.project.exists(translated)) ? translated : file;
  }

  /** Why the project's own partial cannot be read though something is there, such as a link out of the project. */
  private async hindranceOf(own: string): Promise<FileProblem | undefined> {
    try {
      await this.host.project.read(own, 0);
      return undefined;
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      return error.reason === 'missing' ? undefined : error;
    }
  }

  private async describe(problem: FileProblem, written: string, position: Position): Promise<Diagnostic> {
    const { project, limits } = this.host;
    const siblings = await project.list(posix.dirname(problem.path));
    return describeFileProblem(problem, {
      written,
      position,
      siblings,
      limit: { name: 'textBytes', limits },
    });
  }

  private async knownPartials(): Promise<string[]> {
    const folders = [
      await this.host.project.list(fromTemplate(this.path, 'partials')),
      await this.host.tool.list('partials'),
    ];
    const names = folders.flat().flatMap((name) => /^([A-Za-z0-9_-]+)\.md$/.exec(name)?.[1] ?? []);
    return [...new Set(names)];
  }

  private async loadChart(path: string, position: Position): Promise<void> {
    const file = await this.inTranslation(await findFile(this.host.project, this.path, path));
    const text = await this.read(this.host.project, file, position, path);
    const parsed = text === undefined ? undefined : this.parse(text, file);
    this.charts.set(path, parsed);
    if (parsed !== undefined) await this.follow(parsed);
  }

  private async read(
    files: Files,
    path: string,
    position: Position,
    written = path,
  ): Promise<string | undefined> {
    try {
      const text = await files.readText(path, this.host.limits.textBytes);
      const lines = text.replace(/\r\n?/g, '\n');
      for (const each of refuseUnreadable(lines, path)) this.diagnostics.push(each);
      return lines;
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      this.diagnostics.push(await this.describe(error, written, position));
      return undefined;
    }
  }
}

interface Inclusion {
  readonly kind: 'partial' | 'chart';
  readonly name: string;
  readonly position: Position;
}

/** Every partial and chart file that a template names, in every branch. */
const findInclusions = ({ program, file }: ParsedTemplate): Inclusion[] =>
  [...statementsIn(program)].flatMap((statement): Inclusion[] => {
    if (statement.type === 'PartialStatement') {
      const { name } = statement;
      return name.type === 'PathExpression'
        ? [{ kind: 'partial', name: name.original, position: startOf(statement, file) }]
        : [];
    }
    if (statement.type !== 'MustacheStatement' || nameOf(statement) !== 'chart') return [];
    const [first] = statement.params;
    const name = stringIn(first);
    return first === undefined || name === undefined
      ? []
      : [{ kind: 'chart', name, position: startOf(first, file) }];
  });
