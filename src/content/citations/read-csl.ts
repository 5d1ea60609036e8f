import { z } from 'zod';
import type { Diagnostic } from '../../diagnostics.js';
import { isDay } from '../../model/imprint.js';
import type { ResourceLimits } from '../../resource-limits.js';
import { parseYaml } from '../../yaml/positions.js';
import type { ReadWorks } from './read-bib.js';

const words = z.union([z.string(), z.number().transform(String)]).optional();

const person = z.object({
  family: z.string().optional(),
  given: z.string().optional(),
  literal: z.string().optional(),
});

const dates = z.object({
  'date-parts': z.array(z.array(z.union([z.string(), z.number()]))).optional(),
  literal: words,
});

/** What is read of an item of CSL-JSON; what else it says is let be. */
const item = z.object({
  id: z.union([z.string().min(1), z.number().transform(String)]),
  title: z.string().default(''),
  author: z.array(person).optional(),
  editor: z.array(person).optional(),
  issued: dates.optional(),
  'container-title': words,
  volume: words,
  issue: words,
  page: words,
  publisher: words,
  'publisher-place': words,
  DOI: words,
  URL: words,
  language: words,
  type: z.string().optional(),
  accessed: dates.optional(),
});

/** The works of a file of CSL-JSON, as Zotero and others write it, each with its place. */
export function readCsl(text: string, file: string, limits: ResourceLimits): ReadWorks {
  const parsed = parseYaml(text, file, { limits });
  const problem = (message: string, position = parsed.positionOf([])): Diagnostic => ({
    severity: 'error',
    code: 'content/bibliography',
    message,
    position,
  });
  if (parsed.problems.length > 0)
    return { works: [], diagnostics: parsed.problems.map((each) => problem(each.message, each.position)) };
  if (!Array.isArray(parsed.value))
    return { works: [], diagnostics: [problem('Unexpected contents, expected a list of works (CSL-JSON)')] };
  const diagnostics: Diagnostic[] = [];
  const works = parsed.value.flatMap((value: unknown, index) => {
    const read = item.safeParse(value);
    if (!read.success) {
      const path = read.error.issues[0]?.path.map((each) => (typeof each === 'symbol' ? '' : each)) ?? [];
      const message = `Unexpected value of \`${path.join('.') || 'a work'}\`, expected a work in the form of CSL-JSON`;
      diagnostics.push(problem(message, parsed.positionOf([index, ...path])));
      return [];
    }
    const { id, title, author, editor, issued, ...rest } = read.data;
    const authors = (author ?? editor ?? []).map(({ family, given, literal }) =>
      literal !== undefined || given === undefined
        ? { family: literal ?? family ?? '' }
        : { family: family ?? '', given },
    );
    const year = issued?.['date-parts']?.[0]?.[0] ?? issued?.literal;
    const optional = {
      year: year === undefined ? undefined : String(year),
      within: rest['container-title'],
      inJournal: rest.type?.startsWith('article') ? true : undefined,
      volume: rest.volume,
      issue: rest.issue,
      pages: rest.page?.replace(/-+/, '–'),
      publisher: rest.publisher,
      place: rest['publisher-place'],
      doi: rest.DOI,
      url: rest.URL,
      accessed: dayOf(rest.accessed?.['date-parts']?.[0]),
      language: rest.language,
    };
    const known = Object.fromEntries(
      Object.entries(optional).filter(([, each]) => each !== undefined && each !== ''),
    );
    return [{ key: id, title, authors, ...known, at: parsed.positionOf([index]) }];
  });
  return { works, diagnostics };
}

/** The parts of a whole day; of a month or a year alone nothing is said. */
function dayOf(parts: readonly (string | number)[] = []): string | undefined {
  const day = parts.map((part) => String(part).padStart(2, '0')).join('-');
  return isDay(day) ? day : undefined;
}
