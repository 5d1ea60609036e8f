import { z } from 'zod';
import type { Diagnostic, Outcome, Position } from '../../diagnostics.js';
import { FileProblem, type Host } from '../../host/host.js';
import type { ProjectRecords } from '../../model/project/project.js';
import { wording } from '../../problems/problem.js';
import { checkSchema } from '../../yaml/check.js';
import { parseYaml } from '../../yaml/positions.js';

/** What a program checks, each with the standard that it is held to. Source: EN 301 549 V3.2.1, clauses 9 and 10. */
export const checkedParts = {
  /** The markup of the page: names, headings, tables, pictures, links, languages. */
  page: 'WCAG 2.1 AA, EN 301 549',
  /** The page as a browser shows it: contrast, names, order. */
  browser: 'WCAG 2.1 AA, EN 301 549',
  /** The structure of the PDF: title, language, bookmarks, pictures. */
  pdf: 'PDF/UA-1',
  /** The PDF by every rule of PDF/UA-1 that a program can test. */
  'pdf-ua': 'PDF/UA-1',
  /** The PDF by every rule of PDF/A-2a that a program can test. */
  'pdf-a': 'PDF/A-2a',
} as const;
export type CheckedPart = keyof typeof checkedParts;

/** What only people can check. */
export const manualParts = ['keyboard', 'zoom', 'screen-reader', 'alternatives', 'reading-order'] as const;

/** What a publisher may say of a report as a whole. Source: Commission Implementing Decision (EU) 2018/1523, annex. */
const conformities = ['full', 'partial', 'none'] as const;

const text = (expected: string) => z.string({ error: expected }).min(1, { error: expected });
const day = z.iso.date({ error: 'a day such as `2016-03-01`' }).describe('The day of the check.');
const outcome = z.enum(['passed', 'failed'], { error: '`passed` or `failed`' });
const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
const parts = Object.keys(checkedParts) as [CheckedPart, ...CheckedPart[]];

/** A check that a program made. */
const check = z
  .strictObject(
    {
      of: z.enum(parts, { error: `one of ${listed(parts)}` }).describe('What was looked at.'),
      standard: text('a standard').optional().describe('What it is held to; for readers.'),
      name: text('a program').describe('The program.'),
      version: text('a version in quotes').describe('Its version.'),
      date: day,
      outcome: outcome.describe('`failed` where there are findings.'),
      findings: z
        .array(text('a sentence'), { error: 'a list of sentences' })
        .describe('What it found, a sentence each.'),
    },
    { error: 'a mapping with `of`, `name`, `version`, `date`, `outcome` and `findings`' },
  )
  .refine((each) => (each.outcome === 'failed') === each.findings.length > 0, {
    path: ['outcome'],
    error: '`failed` with findings, `passed` without',
  });

/** A check that somebody made, in their words. */
const manual = z.strictObject(
  {
    of: z.enum(manualParts, { error: `one of ${listed(manualParts)}` }).describe('What was looked at.'),
    by: text('who, and with what').describe('Who looked at it, and with what.'),
    date: day,
    outcome: outcome.describe('Whether it met what is asked of it.'),
    said: z.string({ error: 'a sentence' }).default('').describe('What they met, in a sentence.'),
  },
  { error: 'a mapping with `of`, `by`, `date` and `outcome`' },
);

/** The grammar of an entry of `accessibility.yaml`. */
export const record = z
  .strictObject(
    {
      report: text('the id of a report').describe('Id of the report.'),
      item: text('the slug of an item')
        .exactOptional()
        .describe('The slug of the item, of a report that is made for many.'),
      language: text('a language tag such as `en`').describe('BCP 47.'),
      page: z
        .string()
        .regex(/^[0-9a-f]{64}$/, { error: 'a SHA-256' })
        .describe('SHA-256 of the page without its statement on accessibility.'),
      checks: z
        .array(check, { error: 'a list of checks' })
        .describe('What programs checked. Written by the command.'),
      manual: z
        .array(manual, { error: 'a list of checks' })
        .default([])
        .describe('What people checked. The command keeps it.'),
      limitations: z
        .array(text('a sentence'), { error: 'a list of sentences' })
        .default([])
        .describe(
          'What is known not to be accessible, why, and what there is instead. The command keeps it.',
        ),
      conformity: z
        .enum(conformities, { error: `one of ${listed(conformities)}` })
        .exactOptional()
        .describe('What the publisher says of the report as a whole. The command keeps it.'),
    },
    { error: 'a mapping with `report`, `language`, `page` and `checks`' },
  )
  .refine(
    ({ conformity, checks, manual: people, limitations }) =>
      conformity !== 'full' ||
      (limitations.length === 0 && [...checks, ...people].every((each) => each.outcome === 'passed')),
    { path: ['conformity'], error: '`partial` or `none`, since the record names faults' },
  );

export type ProgramCheck = z.infer<typeof check>;

/** What was checked of the accessibility of a report in a language. */
export type AccessibilityRecord = z.infer<typeof record> & { readonly position: Position };

/** The file of the records, beside `tallybook.yaml`. */
export const accessibilityFile = 'accessibility.yaml';

/** On every element of a statement on accessibility: pages are compared without it. */
export const statementAttribute = 'data-statement';

/** True where programs, people or the publisher know of a fault. */
export const hasFaults = ({ checks, manual, limitations }: AccessibilityRecord): boolean =>
  limitations.length > 0 || [...checks, ...manual].some(({ outcome }) => outcome === 'failed');

/** The grammar of `accessibility.yaml`. */
const accessibilitySpec = z.strictObject(
  { reports: z.array(record, { error: 'a list of reports' }).describe('One for each report and language.') },
  { error: 'a mapping with `reports`' },
);

/** The JSON Schema of `accessibility.yaml`; it ships in the package as `dist/schemas/accessibility.json`. */
export function accessibilityJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(accessibilitySpec, { io: 'input', target: 'draft-2020-12' });
  return { ...schema, title: 'accessibility.yaml' };
}

/** What `accessibility.yaml` records of the reports; nothing where there is no such file. */
export async function readRecords({
  project,
  limits,
}: Pick<Host, 'project' | 'limits'>): Promise<Outcome<ProjectRecords>> {
  if (!(await project.exists(accessibilityFile))) return { value: {}, diagnostics: [] };
  const fail = (faults: readonly Omit<Diagnostic, 'severity' | 'code'>[]) => ({
    value: {},
    diagnostics: faults.map(
      (fault): Diagnostic => ({ ...fault, severity: 'error', code: 'accessibility/record' }),
    ),
  });
  let text: string;
  try {
    text = await project.readText(accessibilityFile, limits.textBytes);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return fail([
      {
        position: { file: accessibilityFile, line: 1, column: 1 },
        ...wording('accessibility/read-records.place', { found: error.found || 'file', accessibilityFile }),
      },
    ]);
  }
  const parsed = parseYaml(text, accessibilityFile);
  if (parsed.problems.length > 0) return fail(parsed.problems);
  const checked = checkSchema(accessibilitySpec, parsed, accessibilityFile);
  if (checked.value === undefined) return fail(checked.faults.map(({ kind: _, ...fault }) => fault));
  const value = checked.value.reports.map((each, index) => ({
    ...each,
    position: parsed.positionOf(['reports', index]),
  }));
  return { value: value.length > 0 ? { accessibility: value } : {}, diagnostics: [] };
}

declare module '../../model/project/project.js' {
  interface ProjectRecords {
    /** What was checked of the accessibility of the reports of a project; absent where nothing was. */
    readonly accessibility?: readonly AccessibilityRecord[];
  }
}
