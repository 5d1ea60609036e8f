import { z } from 'zod';
import { readNamed } from '../../content/template/named-file.js';
import type { Diagnostic } from '../../diagnostics.js';
import type { Host } from '../../host/host.js';
import { isDay } from '../../model/day.js';
import type { Bibliography } from '../../model/tree/bibliography.js';
import { problem } from '../../problems/problem.js';
import type { ResourceLimits } from '../../resource-limits.js';
import { errorsOf } from '../../yaml/check.js';
import { parseYaml } from '../../yaml/positions.js';
import type { Work } from './entry.js';
import { type ReadWorks, readBib } from './read-bib.js';

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

function workOf({ id, title, author, editor, issued, ...rest }: z.infer<typeof item>): Omit<Work, 'at'> {
  const authors = (author ?? editor ?? []).map(({ family = '', given, literal }) =>
    literal !== undefined || given === undefined ? { family: literal ?? family } : { family, given },
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
  return { key: id, title, authors, ...known };
}

/** The works of a file of CSL-JSON, as Zotero and others write it, each with its place. */
function readCsl(text: string, file: string, limits: ResourceLimits): ReadWorks {
  const parsed = parseYaml(text, file, { limits });
  if (parsed.problems.length > 0)
    return { works: [], diagnostics: errorsOf(parsed.problems, 'content/bibliography') };
  if (!Array.isArray(parsed.value))
    return { works: [], diagnostics: [problem('content/bibliography.contents', parsed.positionOf([]))] };
  const diagnostics: Diagnostic[] = [];
  const works = parsed.value.flatMap((value: unknown, index) => {
    const read = item.safeParse(value);
    if (!read.success) {
      const path = read.error.issues[0]?.path.map((each) => (typeof each === 'symbol' ? '' : each)) ?? [];
      diagnostics.push(
        problem('content/bibliography.value', parsed.positionOf([index, ...path]), {
          path: path.join('.') || 'a work',
        }),
      );
      return [];
    }
    return [{ ...workOf(read.data), at: parsed.positionOf([index]) }];
  });
  return { works, diagnostics };
}

/** The parts of a whole day; of a month or a year alone nothing is said. */
function dayOf(parts: readonly (string | number)[] = []): string | undefined {
  const day = parts.map((part) => String(part).padStart(2, '0')).join('-');
  return isDay(day) ? day : undefined;
}

/** No report cites more, and each is looked at in every build. */
const mostWorks = 5000;

/** The works that a report may cite, by their keys. */
export interface Library {
  readonly bibliography: Bibliography;
  readonly works: ReadonlyMap<string, Work>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the file of references; works that cannot be read, or bear a key twice, are reported at their place. */
export async function readLibrary(bibliography: Bibliography, host: Host): Promise<Library> {
  const { file, position } = bibliography;
  const { limits } = host;
  const text = await readNamed(file, host, position);
  if (typeof text !== 'string') return { bibliography, works: new Map(), diagnostics: [text] };
  const read = file.endsWith('.json') ? readCsl(text, file, limits) : readBib(text, file, mostWorks);
  const diagnostics = [...read.diagnostics];
  const works = new Map<string, Work>();
  for (const work of read.works) {
    const first = works.get(work.key);
    if (first !== undefined) diagnostics.push(second(work, first));
    else works.set(work.key, work);
  }
  if (read.works.length > mostWorks)
    diagnostics.push(problem('content/bibliography.report', { file, line: 1, column: 1 }, { mostWorks }));
  return { bibliography, works, diagnostics };
}

const second = (work: Work, first: Work): Diagnostic =>
  problem('content/bibliography.key', work.at, { key: work.key }, { see: first.at });
