import { z } from 'zod';
import type { Diagnostic, Outcome } from '../../diagnostics.js';
import { FileProblem, type Host } from '../../host/host.js';
import type { ProjectRecords } from '../../model/project/project.js';
import { wording } from '../../problems/problem.js';
import { checkSchema } from '../../yaml/check.js';
import { parseYaml } from '../../yaml/positions.js';
import { type AccessibilityRecord, accessibilityFile, record } from './record.js';

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
