import type { Diagnostic, DiagnosticCode, Outcome } from '../diagnostics.js';
import { FileProblem, type Host } from '../host/host.js';
import { formats } from '../model/formats.js';
import type { Project, Report } from '../model/project.js';
import { limitProblem, type ResourceLimits, resourceLimits } from '../resource-limits.js';
import { wrongByteProblem } from '../wrong-bytes.js';
import { checkSchema, valueAt } from '../yaml/check.js';
import { type ParsedYaml, parseYaml, type YamlPath } from '../yaml/positions.js';
import { languageProblem } from './languages.js';
import { type CodedProblem, fileProblem, normalPath, type Problem, pathProblem } from './paths.js';
import { foldedPath, namesProblem } from './portable-names.js';
import { type ProjectSpec, projectFile, projectSpec } from './spec.js';

/**
 * Reads and checks `tallybook.yaml`: its grammar, languages and paths, and that the data package and every template
 * exist. Gives the project with every default filled in, or undefined with every problem found.
 */
export async function resolveProject(host: Host): Promise<Outcome<Project | undefined>> {
  const fail = (diagnostics: readonly Diagnostic[]) => ({ value: undefined, diagnostics });
  const text = await readProjectFile(host);
  if (typeof text !== 'string') return fail([text]);

  const parsed = parseYaml(text, projectFile);
  if (parsed.problems.length > 0) {
    return fail(parsed.problems.map((problem) => ({ severity: 'error', code: 'project/yaml', ...problem })));
  }
  const checked = checkSchema(projectSpec, parsed, projectFile);
  if (checked.value === undefined) {
    return fail(
      checked.faults.map(({ kind, ...fault }) => ({
        severity: 'error',
        code: kind === 'unknown-key' ? 'project/unknown-key' : 'project/value',
        ...fault,
      })),
    );
  }
  const diagnostics = await problemsOf(checked.value, parsed, host);
  return diagnostics.length > 0 ? fail(diagnostics) : { value: fillIn(checked.value, parsed), diagnostics };
}

/** The text of `tallybook.yaml`, or why there is none. */
async function readProjectFile({ project, limits }: Host): Promise<string | Diagnostic> {
  try {
    return await project.readText(projectFile, limits.textBytes);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return projectFileProblem(error, limits);
  }
}

function projectFileProblem({ reason, found, wrong }: FileProblem, limits: ResourceLimits): Diagnostic {
  const position = { file: projectFile, line: 1, column: 1 };
  const fault = (code: DiagnosticCode, message: string, hint?: string): Diagnostic => ({
    severity: 'error',
    code,
    message,
    position,
    ...(hint === undefined ? {} : { hint }),
  });
  switch (reason) {
    case 'missing':
      return fault(
        'project/not-found',
        `Unexpected folder without \`${projectFile}\`, expected the folder of a project`,
        'the command `init FOLDER` writes a small project to start from',
      );
    case 'outside':
    case 'not-a-path':
      return fault('project/path-outside', 'Unexpected link out of the project, expected a file in it');
    case 'not-a-file':
      return fault('project/not-found', `Unexpected ${found.replace(/^an? /, '')}, expected a file`);
    case 'unreadable':
      return fault('host/read', 'Unexpected file that may not be read, expected one that may');
    case 'not-utf8':
      return wrongByteProblem('project/encoding', projectFile, wrong);
    case 'too-large':
      // Its own limits cannot apply to the file that says them.
      return {
        ...limitProblem({ name: 'textBytes', limits, position, found }),
        hint: 'a project file is a page of settings: texts and data stand in files of their own',
      };
  }
}

/** The faults that the grammar alone cannot see: of languages, of paths, and of files that are not there. */
async function problemsOf(spec: ProjectSpec, parsed: ParsedYaml, host: Host): Promise<Diagnostic[]> {
  const diagnostics: Diagnostic[] = [];
  const add = (code: DiagnosticCode, path: YamlPath, problem: Problem): void => {
    diagnostics.push({ severity: 'error', code, position: parsed.positionOf(path), ...problem });
  };
  for (const [index, tag] of spec.languages.entries()) {
    const problem = await languageProblem(tag, host.tool);
    if (problem) add('project/value', ['languages', index], problem);
  }
  const outputProblem = pathProblem(spec.output) ?? namesProblem(spec.output) ?? sharedOutputProblem(spec);
  if (outputProblem) add(outputProblem.code, ['output'], outputProblem.problem);

  const files: [path: YamlPath, file: string, what: string][] = [
    [['data'], spec.data, 'the path of a data package'],
    ...(spec.previous === undefined
      ? []
      : [
          [['previous'], spec.previous, 'the snapshot of an earlier edition'] satisfies [
            YamlPath,
            string,
            string,
          ],
        ]),
    ...Object.entries(spec.reports).map(([id, { template }]): [YamlPath, string, string] => [
      ['reports', id, 'template'],
      template,
      'the path of a template',
    ]),
  ];
  for (const [path, file, expected] of files) {
    const found = await fileProblem(host.project, file, expected);
    if (!found) continue;
    const isDefault = found.code === 'project/missing-file' && valueAt(parsed.value, path) === undefined;
    const hint = isDefault ? { hint: `\`${path.join('.')}: PATH\` says where else it is` } : {};
    add(found.code, path, { ...found.problem, ...hint });
  }
  return diagnostics;
}

/** A build replaces and removes files in the output folder, so nothing that the author wrote may lie in it. */
function sharedOutputProblem(spec: ProjectSpec): CodedProblem | undefined {
  const output = normalPath(spec.output);
  const sources = [
    projectFile,
    spec.data,
    ...(spec.previous === undefined ? [] : [spec.previous]),
    ...Object.values(spec.reports).map(({ template }) => template),
  ].map(normalPath);
  const folder = foldedPath(output);
  const inside = sources.find(
    (path) => output === '.' || foldedPath(path) === folder || foldedPath(path).startsWith(`${folder}/`),
  );
  if (inside === undefined) return undefined;
  const message =
    foldedPath(inside) === folder
      ? `Unexpected file \`${inside}\` as \`output\`, expected a folder for outputs alone`
      : `Unexpected output folder \`${output}\`, in which \`${inside}\` lies, expected a folder for outputs alone`;
  return { code: 'project/value', problem: { message, hint: '`output: output` would do' } };
}

/** The project as the other stages see it: reports with the titles that they inherit, paths in one form. */
function fillIn(spec: ProjectSpec, parsed: ParsedYaml): Project {
  const reports = Object.entries(spec.reports).map(
    ([id, report]): Report => ({
      id,
      title: report.title ?? spec.title,
      publisher: report.publisher ?? spec.publisher,
      template: normalPath(report.template),
      formats: formats.filter((format) => report.formats.includes(format)),
      position: parsed.positionOf(['reports', id], 'key'),
      templatePosition: parsed.positionOf(['reports', id, 'template']),
    }),
  );
  const { title, publisher, edition, languages } = spec;
  return {
    title,
    publisher,
    edition,
    languages,
    data: normalPath(spec.data),
    dataPosition: parsed.positionOf(['data']),
    output: normalPath(spec.output),
    outputPosition: parsed.positionOf(['output']),
    ...(spec.claims === undefined ? {} : { claims: spec.claims }),
    ...(spec.previous === undefined
      ? {}
      : { previous: { file: normalPath(spec.previous), position: parsed.positionOf(['previous']) } }),
    limits: resourceLimits(spec.limits ?? {}),
    reports,
  };
}
