import { z } from 'zod';
import type { Diagnostic, Outcome } from '../../diagnostics.js';
import type { Host } from '../../host/host.js';
import { translatedPath } from '../../language/translated-path.js';
import { phrase, problem } from '../../problems/problem.js';
import { checkSchema } from '../../yaml/check.js';
import { type ParsedYaml, parseYaml } from '../../yaml/positions.js';
import { describeFileProblem, isFileProblem } from '../template/file-problem.js';
import { type Misquotation, SourceText } from './source-text.js';

/** A passage of a source, and what it is in the language of a report. */
export interface TranslatedPassage {
  readonly original: string;
  readonly translation: SourceText;
}

/** The passages of a source that a report quotes in its own language. */
export interface TranslatedSource {
  /** Relative to the project. */
  readonly file: string;
  /** How sentences of this language name whoever speaks in the source. */
  readonly speakers: readonly string[];
  readonly passages: readonly TranslatedPassage[];
}

const words = z.string({ error: 'a text' }).min(1, { error: 'a text' });

/** The grammar of `ministry.sq.yaml` beside the text of a source, `ministry.txt`. */
const grammar = z.strictObject(
  {
    speakers: z.array(words, { error: 'a list of names' }).min(1, { error: 'at least one name' }),
    quotations: z.record(words, words, { error: 'a mapping from words of the source to their translations' }),
  },
  { error: 'a mapping with `speakers` and `quotations`' },
);

/** Where the translations of passages of a source stand. */
const translatedQuotations = (source: string, language: string): string =>
  translatedPath(source, language).replace(/\.[^./]+$/, '.yaml');

/** Reads what a source says in another language; undefined where there is no such file. Each passage must be words of the source. */
export async function readTranslated(
  { file: source, text }: { readonly file: string; readonly text: SourceText },
  language: string,
  { project, limits }: Host,
): Promise<Outcome<TranslatedSource | undefined>> {
  const file = translatedQuotations(source, language);
  if (!(await project.exists(file))) return { value: undefined, diagnostics: [] };
  let written: string;
  try {
    written = await project.readText(file, limits.textBytes);
  } catch (problem) {
    if (!isFileProblem(problem)) throw problem;
    const position = { file, line: 1, column: 1 };
    const limit = { name: 'textBytes', limits } as const;
    return {
      value: undefined,
      diagnostics: [describeFileProblem(problem, { written: file, position, siblings: [], limit })],
    };
  }
  const parsed = parseYaml(written, file, { limits, composes: true });
  if (parsed.problems.length > 0) {
    const diagnostics = parsed.problems.map(
      (problem): Diagnostic => ({ severity: 'error', code: 'translation/yaml', ...problem }),
    );
    return { value: undefined, diagnostics };
  }
  const { value, faults } = checkSchema(grammar, parsed, file);
  if (value === undefined) {
    const diagnostics = faults.map(
      ({ kind: _, ...fault }): Diagnostic => ({ severity: 'error', code: 'translation/value', ...fault }),
    );
    return { value: undefined, diagnostics };
  }
  const pairs = Object.entries(value.quotations);
  return {
    value: {
      file,
      speakers: value.speakers,
      // A few words that two passages have are of the shorter one.
      passages: pairs
        .toSorted(([, one], [, other]) => one.length - other.length)
        .map(([original, translation]) => ({ original, translation: new SourceText(translation) })),
    },
    diagnostics: pairs.flatMap(([original]) => notInSource(original, source, text, parsed)),
  };
}

function notInSource(original: string, source: string, text: SourceText, parsed: ParsedYaml): Diagnostic[] {
  const miss = text.misquoted(original);
  if (miss === undefined) return [];
  const { words: shown, nearest } = miss;
  return [
    problem(
      'quotation/words.original',
      parsed.positionOf(['quotations', original], 'key'),
      { shown, source },
      nearest && {
        hint: phrase('quotation/words.nearest', { words: nearest.words }),
        see: [
          {
            position: { file: source, line: nearest.line, column: 1 },
            note: phrase('quotation/words.nearest-words'),
          },
        ],
      },
    ),
  ];
}

/** The passage whose translation says these words, or the one that comes nearest to them. */
export function findTranslated(
  { passages }: TranslatedSource,
  quoted: string,
): { readonly passage?: TranslatedPassage; readonly nearest?: string } {
  const passage = passages.find(({ translation }) => translation.misquoted(quoted) === undefined);
  if (passage !== undefined) return { passage };
  const misses = passages.flatMap(({ translation }) => translation.misquoted(quoted) ?? []);
  const nearest = misses.map(nearestOf).sort((a, b) => b.length - a.length)[0];
  return nearest === undefined || nearest === '' ? {} : { nearest };
}

const nearestOf = ({ nearest }: Misquotation): string => nearest?.words ?? '';
