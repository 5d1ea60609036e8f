import { z } from 'zod';
import { type Diagnostic, listNames, type Outcome } from '../diagnostics.js';
import { FileProblem, type Host } from '../host/host.js';
import { writtenForm } from '../language/serbian-latin.js';
import { type AgreedTerm, type ListedWords, termsFile } from '../model/project/terms.js';
import { wording } from '../problems/problem.js';
import { limitProblem } from '../resource-limits.js';
import { checkSchema } from '../yaml/check.js';
import { type ParsedYaml, parseYaml, type YamlPath } from '../yaml/positions.js';
import { tagProblem } from './languages.js';

const word = z.string({ error: 'a text' }).regex(/\S/u, { error: 'a text' });
/** `trafikim*`, `*`; not the middle of a word, which nobody would find again. */
const variant = z
  .string({ error: 'words such as `trafikim* njerëzor*`' })
  .regex(/^(?:[^\s*]+\*?|\*)(?:\s+(?:[^\s*]+\*?|\*))*$/u, {
    error: 'words such as `trafikim* njerëzor*`, with `*` at the end of a word or alone',
  })
  .refine((words) => /[^\s*]/u.test(words), { error: 'at least one word' });

/** The grammar of `terms.yaml`. */
const termsSpec = z.strictObject(
  {
    terms: z
      .array(
        z
          .object(
            {
              not: z
                .record(z.string(), z.array(variant, { error: 'a list of words' }), {
                  error: 'a mapping from languages to words, such as `{sq: [trafikues*]}`',
                })
                .optional(),
            },
            { error: 'a mapping such as `{en: trafficker, sq: trafikant, not: {sq: [trafikues*]}}`' },
          )
          .catchall(word),
        { error: 'a list of terms' },
      )
      .default([]),
    'stay-in-cyrillic': z.array(word, { error: 'a list of words such as `[Службени гласник*]`' }).default([]),
  },
  { error: 'a mapping with `terms` or `stay-in-cyrillic`' },
);

/** The JSON Schema of `terms.yaml`; it ships in the package as `dist/schemas/terms.json`. */
export function termsJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(termsSpec, { io: 'input', target: 'draft-2020-12' });
  return { ...schema, title: termsFile };
}

type Fault = Omit<Diagnostic, 'severity' | 'code'>;

/** The words that a project has agreed on, and those that it keeps in Cyrillic; nothing where there is no `terms.yaml`. */
export async function readTerms({
  project,
  limits,
}: Pick<Host, 'project' | 'limits'>): Promise<Outcome<ListedWords>> {
  const none: ListedWords = { terms: [], keptInCyrillic: [] };
  if (!(await project.exists(termsFile))) return { value: none, diagnostics: [] };
  const fail = (faults: readonly Fault[]) => ({
    value: none,
    diagnostics: faults.map((fault): Diagnostic => ({ ...fault, severity: 'error', code: 'language/terms' })),
  });
  let text: string;
  try {
    text = await project.readText(termsFile, limits.textBytes);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return fail([
      {
        position: { file: termsFile, line: 1, column: 1 },
        ...wording('project/read-terms.place', {
          reason: error.found || error.reason.replaceAll('-', ' '),
          termsFile,
        }),
      },
    ]);
  }
  const parsed = parseYaml(text, termsFile, { limits, composes: true });
  if (parsed.problems.length > 0) return fail(parsed.problems);
  const checked = checkSchema(termsSpec, parsed, termsFile);
  if (checked.value === undefined) return fail(checked.faults.map(({ kind: _, ...fault }) => fault));
  const { length } = checked.value.terms;
  if (length > limits.terms) {
    const position = parsed.positionOf(['terms', limits.terms]);
    return { value: none, diagnostics: [limitProblem({ name: 'terms', limits, position, found: length })] };
  }
  const faults: Fault[] = [];
  const terms = checked.value.terms.flatMap((term, index): AgreedTerm[] => {
    const { not = {}, ...agreed } = term;
    const at: YamlPath = ['terms', index];
    for (const fault of termFaults(term, at, parsed)) faults.push(fault);
    return Object.entries(agreed).map(([language, words]) => ({
      language,
      agreed: words,
      not: (not[language] ?? []).map((each, number) => ({
        variant: each,
        position: parsed.positionOf([...at, 'not', language, number]),
      })),
    }));
  });
  const keptInCyrillic = checked.value['stay-in-cyrillic'];
  for (const [index, words] of keptInCyrillic.entries()) {
    const fault = keptFault(words);
    if (fault !== undefined)
      faults.push({ ...fault, position: parsed.positionOf(['stay-in-cyrillic', index]) });
  }
  const value = { terms, keptInCyrillic };
  return faults.length > 0 ? fail(faults) : { value, diagnostics: [] };
}

/** Tags of a term that are no languages, and variants in a language for which it has no words. */
function termFaults(
  { not = {}, ...agreed }: z.infer<typeof termsSpec>['terms'][number],
  at: YamlPath,
  parsed: ParsedYaml,
): readonly Fault[] {
  const tags = [...Object.keys(agreed).map((tag) => [tag]), ...Object.keys(not).map((tag) => ['not', tag])];
  const strange = tags.flatMap((path) => tagFault(path.at(-1) ?? '', parsed, [...at, ...path]) ?? []);
  const lacking = Object.keys(not).filter((tag) => !Object.hasOwn(agreed, tag));
  return [
    ...strange,
    ...lacking.map((tag) => ({
      position: parsed.positionOf([...at, 'not', tag], 'key'),
      ...wording('project/read-terms.variants', { tag, agreed: listNames(Object.keys(agreed)) }),
    })),
  ];
}

/** What is wrong with words that are to stay in Cyrillic. */
function keptFault(words: string): Pick<Diagnostic, 'message' | 'hint'> | undefined {
  if (!/[\u0400-\u04ff]/u.test(words)) return wording('project/read-terms.cyrillic', { words });
  if (!/^\s*[^\s*]+\*?(?:\s+[^\s*]+\*?)*\s*$/u.test(words))
    return wording('project/read-terms.such', { words });
  return undefined;
}

/** What is wrong with the tag of a language. */
function tagFault(
  tag: string,
  parsed: ParsedYaml,
  path: YamlPath,
): Omit<Diagnostic, 'severity' | 'code'> | undefined {
  const form = writtenForm(tag);
  const problem = form === tag ? tagProblem(tag) : wording('project/read-terms.made', { tag, form });
  return problem && { ...problem, position: parsed.positionOf(path, 'key') };
}
