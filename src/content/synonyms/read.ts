import type { Diagnostic, Position } from '../../diagnostics.js';
import type { Host } from '../../host/host.js';
import { wrongPatterns } from '../../language/lexicon/form.js';
import { hasLexicon } from '../../language/lexicon/lexicon.js';
import { checkSchema } from '../../yaml/check.js';
import { type ParsedYaml, parseYaml } from '../../yaml/positions.js';
import type { Spoken, SpokenSynonym } from '../numbers/spoken.js';
import { describeFileProblem, isFileProblem } from '../template/file-problem.js';
import { type ProjectLexicon, projectLexicon } from './grammar.js';
import { resolveSynonyms } from './resolve.js';

/** What a project says of its words, and what is wrong with it. */
export interface ReadSynonyms {
  readonly synonyms: readonly SpokenSynonym[];
  readonly diagnostics: readonly Diagnostic[];
}

const none: ReadSynonyms = { synonyms: [], diagnostics: [] };

/** Where a project says what it calls things in a language. */
const lexiconFile = (language: string): string => `lexicon/${language}.yaml`;

/** Reads the synonyms of a language from the lexicon of the project, where it has one; each must name something of the data. */
export async function readSynonyms(spoken: Spoken, language: string, host: Host): Promise<ReadSynonyms> {
  const file = lexiconFile(language);
  if (!(await host.project.exists(file))) return none;
  const text = await readText(file, host);
  if (typeof text !== 'string') return { synonyms: [], diagnostics: [text] };
  const parsed = parseYaml(text, file, { limits: host.limits, composes: true });
  if (parsed.problems.length > 0) {
    const diagnostics = parsed.problems.map(
      (problem): Diagnostic => ({ severity: 'error', code: 'lexicon/yaml', ...problem }),
    );
    return { synonyms: [], diagnostics };
  }
  return parsed.value === null ? none : checked(parsed, file, spoken, await hasLexicon(language, host.tool));
}

function checked(parsed: ParsedYaml, file: string, spoken: Spoken, isSpoken: boolean): ReadSynonyms {
  const { value, faults } = checkSchema(projectLexicon, parsed, file);
  if (value !== undefined) {
    const { synonyms, diagnostics } = resolveSynonyms(value, parsed, spoken);
    return { synonyms, diagnostics: [...diagnostics, ...languageProblems(value, parsed, isSpoken)] };
  }
  return {
    synonyms: [],
    diagnostics: faults.map(({ kind, ...fault }) => ({
      severity: 'error',
      code: kind === 'unknown-key' ? 'lexicon/unknown-key' : 'lexicon/value',
      ...fault,
    })),
  };
}

/** What is wrong with the lexicon of a language that the project brings. */
function languageProblems({ language }: ProjectLexicon, parsed: ParsedYaml, isSpoken: boolean): Diagnostic[] {
  if (language === undefined) return [];
  const fault = (message: string, position: Position): Diagnostic => ({
    severity: 'error',
    code: 'lexicon/value',
    message,
    position,
  });
  if (isSpoken) {
    const message = 'Unexpected `language`, expected none in a language for which Tallybook has a lexicon';
    return [fault(message, parsed.positionOf(['language'], 'key'))];
  }
  // As long as it is being filled in, nothing of it is read.
  if (!language.ready) return [];
  return wrongPatterns(language).map(({ path, why, isCostly }) => {
    const position = parsed.positionOf(['language', ...path]);
    if (!isCostly) return fault(`Unexpected pattern (${why}), expected a regular expression`, position);
    return {
      severity: 'error',
      code: 'lexicon/pattern-cost',
      message: `Unexpected pattern whose search may take too long: ${why}`,
      position,
      hint: 'let what repeats begin or end with something that nothing else in it can read, or say how often at most: `\\p{L}{1,20}`',
    };
  });
}

async function readText(file: string, { project, limits }: Host): Promise<string | Diagnostic> {
  try {
    return await project.readText(file, limits.textBytes);
  } catch (error) {
    if (!isFileProblem(error)) throw error;
    const position = { file, line: 1, column: 1 };
    return describeFileProblem(error, {
      written: file,
      position,
      siblings: [],
      limit: { name: 'textBytes', limits },
    });
  }
}
