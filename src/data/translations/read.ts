import { posix } from 'node:path';
import { z } from 'zod';
import type { Diagnostic, Outcome } from '../../diagnostics.js';
import { FileProblem, type Host } from '../../host/host.js';
import type { Translation } from '../../language/localise.js';
import { type DeclaredNouns, declaredNouns } from '../../language/noun.js';
import { nounsForm } from '../../language/nouns-form.js';
import { writtenForm } from '../../language/serbian-latin.js';
import { problem } from '../../problems/problem.js';
import { limitProblem } from '../../resource-limits.js';
import { wrongByteProblem } from '../../wrong-bytes.js';
import { checkSchema, errorsOf } from '../../yaml/check.js';
import { type ParsedYaml, parseYaml } from '../../yaml/positions.js';

const word = z.string({ error: 'a text' }).min(1, { error: 'a text' });

/** The grammar of `translations/LANGUAGE.yaml` beside the data package. */
const translationFile = z.strictObject(
  {
    texts: z
      .record(word, word, { error: 'a mapping such as `{Women: Gra}`' })
      .optional()
      .describe('The translation of a text of the data package, wherever it is.'),
    at: z
      .record(word, word, { error: 'a mapping such as `{victims/sex=female: Gra}`' })
      .optional()
      .describe('What a text is at one place, where one text needs two translations.'),
    units: nounsForm
      .optional()
      .describe(
        'The forms of a unit beside that under `texts`: `{viktimave: {one: viktimë, other: viktima}}`.',
      ),
  },
  { error: 'a mapping with `texts`' },
);

/** The translation of a data package as its file has it, with the place of each text. */
export interface ReadTranslation extends Translation {
  /** Relative to the project. */
  readonly file: string;
  /** Absent where there is no such file. */
  readonly parsed?: ParsedYaml;
  /** The forms of units, by the unit as it is in this language. */
  readonly units?: DeclaredNouns;
}

/** Where the texts of a data package stand in another language. */
const translationPath = (dataPackage: string, tag: string): string =>
  posix.join(posix.dirname(dataPackage), 'translations', `${writtenForm(tag)}.yaml`);

/** Reads the texts of a data package in a language; without a file there are none. */
export async function readTranslation(
  dataPackage: string,
  tag: string,
  { project, limits }: Host,
): Promise<Outcome<ReadTranslation>> {
  const file = translationPath(dataPackage, tag);
  const isLatin = writtenForm(tag) === tag ? {} : { isLatin: true as const };
  const none: ReadTranslation = { file, texts: new Map(), at: new Map(), ...isLatin };
  if (!(await project.exists(file))) return { value: none, diagnostics: [] };
  let text: string;
  try {
    text = await project.readText(file, limits.textBytes);
  } catch (problem) {
    if (!(problem instanceof FileProblem)) throw problem;
    return { value: none, diagnostics: [unreadable(problem, file, limits)] };
  }
  const parsed = parseYaml(text, file, { limits, composes: true });
  if (parsed.problems.length > 0)
    return { value: none, diagnostics: errorsOf(parsed.problems, 'translation/yaml') };
  if (parsed.value === null) return { value: { ...none, parsed }, diagnostics: [] };
  const { value, faults } = checkSchema(translationFile, parsed, file);
  if (value === undefined) return { value: none, diagnostics: errorsOf(faults, 'translation/value') };
  const [texts, at] = [value.texts, value.at].map((record) => new Map(Object.entries(record ?? {})));
  const units = value.units && { units: declaredNouns(value.units, parsed.positionOf) };
  return {
    value: { ...none, parsed, texts: texts ?? none.texts, at: at ?? none.at, ...units },
    diagnostics: [],
  };
}

function unreadable({ reason, found, wrong }: FileProblem, file: string, limits: Host['limits']): Diagnostic {
  const position = { file, line: 1, column: 1 };
  if (reason === 'not-utf8') return wrongByteProblem('translation/yaml', file, wrong);
  if (reason === 'too-large') return limitProblem({ name: 'textBytes', limits, position, found });
  return reason === 'not-a-file'
    ? problem('translation/yaml', position, { found, file })
    : problem('translation/yaml.unreadable', position, { file });
}
