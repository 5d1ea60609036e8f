import { z } from 'zod';
import { type Diagnostic, didYouMean, listNames, type Position } from '../../diagnostics.js';
import { problem } from '../../problems/problem.js';
import { errorsOf } from '../../yaml/check.js';
import { parseYaml } from '../../yaml/positions.js';

const schema = z.strictObject({
  title: z.string().min(1).optional(),
  'short-title': z.string().min(1).optional(),
  subtitle: z.string().min(1).optional(),
  publisher: z.string().min(1).optional(),
  paragraphs: z.literal('numbered').optional(),
  // Words alone, for a template in another language: numbers and days are the same in each.
  imprint: z
    .strictObject({
      contact: z.string().min(1).exactOptional(),
      licence: z.string().min(1).exactOptional(),
      source: z.string().min(1).exactOptional(),
      cite: z.string().min(1).exactOptional(),
      series: z.string().min(1).exactOptional(),
      country: z.string().min(1).exactOptional(),
    })
    .optional(),
});

/** What a template may say of itself, ahead of its text; each overrides the report's. */
export type FrontMatter = z.infer<typeof schema>;

/** A template cut in two. `body` keeps its line numbers: the front matter is blanked, not removed. */
export interface SplitTemplate {
  readonly frontMatter: FrontMatter;
  readonly body: string;
  /** The YAML of the front matter as written, from the second line of the file on; empty when there is none. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

const fence = /^---[ \t]*\n([\s\S]*?)^---[ \t]*(?:\n|$)/m;

/** Splits the front matter (YAML between two lines `---` at the very start) from a template with LF line ends. */
export function splitFrontMatter(text: string, file: string): SplitTemplate {
  const match = text.startsWith('---') ? fence.exec(text) : null;
  if (match === null || match.index !== 0) {
    return { frontMatter: {}, body: text, text: '', diagnostics: refuseUnclosed(text, file) };
  }
  const blank = '\n'.repeat(match[0].split('\n').length - 1);
  const body = blank + text.slice(match[0].length);
  const written = match[1] ?? '';
  const yaml = parseYaml(written, file, { start: { line: 2, column: 1 } });
  if (yaml.problems.length > 0)
    return { frontMatter: {}, body, text: written, diagnostics: errorsOf(yaml.problems, 'content/yaml') };
  const parsed = schema.safeParse(yaml.value ?? {});
  if (parsed.success) return { frontMatter: parsed.data, body, text: written, diagnostics: [] };
  const diagnostics = parsed.error.issues.flatMap((issue) => describe(issue, yaml.positionOf));
  return { frontMatter: {}, body, text: written, diagnostics };
}

/** Front matter that no line ends would be printed as a rule and a paragraph. A rule alone is no front matter. */
function refuseUnclosed(text: string, file: string): Diagnostic[] {
  const known = Object.keys(schema.shape).join('|');
  if (!new RegExp(`^---[ \\t]*\\n+(?:${known})[ \\t]*:`).test(text)) return [];
  return [problem('content/front-matter.end', { file, line: 1, column: 1 })];
}

function describe(
  issue: z.core.$ZodIssue,
  positionOf: (path: readonly (string | number)[], part: 'key' | 'value') => Position,
): Diagnostic[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(path.length === 0 ? schema.shape : schema.shape.imprint.unwrap().shape);
    return issue.keys.map((key) =>
      problem(
        'content/front-matter.key',
        positionOf([...path, key], 'key'),
        { key, known: listNames(known) },
        didYouMean(key, known),
      ),
    );
  }
  const expected =
    path[0] === 'paragraphs' ? '`numbered`' : path.join() === 'imprint' ? '`{contact: ...}`' : 'a text';
  return [
    problem(
      path.length === 0 ? 'content/front-matter.keys' : 'content/front-matter.value',
      positionOf(path, 'value'),
      { path: path.join('.'), expected },
    ),
  ];
}
