import type { Diagnostic, Outcome, Position } from '../diagnostics.js';
import { defined } from '../model/defined.js';
import { targetName } from '../model/project/target-name.js';
import { limitProblem, type ResourceLimits } from '../resource-limits.js';
import type { ComposeInput } from './compose-input.js';
import { refuseExcess } from './markdown/refuse-excess.js';
import { writtenText } from './numbers/flatten.js';
import type { MarkedText } from './printable.js';
import type { ReadReport } from './read-report.js';
import { checkNames } from './template/check-names.js';
import { type Expanded, expand } from './template/expand.js';
import type { LoadedTemplate } from './template/load.js';
import { Marks, type PlacedText, placeText } from './template/marks.js';
import type { ParsedTemplate } from './template/parse-template.js';

/** A report as text with tokens for what is printed. */
export interface ExpandedReport extends Pick<Expanded, 'tokens' | 'kept'> {
  readonly placed: PlacedText;
  /** The template itself, its partials and its charts. */
  readonly templates: readonly ParsedTemplate[];
  readonly marks: Marks;
  /** Where the template begins. */
  readonly start: Position;
}

/** Runs the template of a report. `value` is undefined where that cannot be done, or makes more text than anybody reads. */
export function expandReport(
  { input, loaded, meta }: ReadReport,
  limits: ResourceLimits,
): Outcome<ExpandedReport | undefined> {
  const names = checkAllNames(loaded, input);
  // A circle would expand for ever, and a decorator runs code of Handlebars' own: such templates are not expanded.
  if (names.some(({ code }) => code === 'content/partial-circle' || code === 'content/template-syntax'))
    return { value: undefined, diagnostics: names };
  const { syntax, report } = input;
  const { template, partials } = loaded;
  const words = [template, ...partials.values()];
  const templates = [...words, ...[...loaded.charts.values()].flatMap((each) => each ?? [])];
  const marks = new Marks();
  const start = { file: report.template, line: 1, column: 1 };
  // Beside each text stand marks of where it came from, which are not printed.
  const { marked, tokens, kept, diagnostics, isCut } = run(
    input,
    loaded,
    marks,
    meta,
    2 * limits.reportCharacters,
  );
  if (isCut) {
    const tooLong = limitProblem({ name: 'reportCharacters', limits, position: start });
    return { value: undefined, diagnostics: [...names, tooLong] };
  }
  const placed = placeText(marked, marks.positions, start);
  const passages = kept.map(({ thing }: { readonly thing: MarkedText }) =>
    placeText(thing.marked, marks.positions, thing.at),
  );
  // Every template as the lint parses it, in branches that are not taken too.
  const written = words.map((each) => writtenText(each, marks, syntax));
  const excess = refuseExcess([placed, ...passages, ...written], limits);
  if (excess.length > 0) return { value: undefined, diagnostics: [...names, ...excess] };
  return {
    value: { placed, tokens, kept, templates, marks, start },
    diagnostics: [...names, ...diagnostics],
  };
}

/** What is wrong with the names in a template, its partials and its charts, before anything is expanded. */
export function checkAllNames(
  { template, partials, charts, known }: LoadedTemplate,
  { data, syntax: { helpers } }: Pick<ComposeInput, 'data' | 'syntax'>,
): Diagnostic[] {
  return [template, ...charts.values()].flatMap((each) =>
    each === undefined ? [] : checkNames({ template: each, partials, knownPartials: known, data, helpers }),
  );
}

function run(
  input: ReadReport['input'],
  { template, partials, charts }: LoadedTemplate,
  marks: Marks,
  meta: ReadReport['meta'],
  most: number,
): Expanded {
  const { title, publisher, edition, language } = meta;
  const { records } = input.project;
  const contact = meta.imprint?.contact;
  return expand({
    template,
    partials,
    charts,
    marks,
    helpers: input.syntax.helpers,
    rows: input.rows,
    most,
    scope: defined({
      data: input.data,
      language: input.language,
      title,
      publisher,
      edition,
      operations: input.syntax.operations,
      parameters: input.parameters,
      precision: input.project.precision,
      editions: input.editions,
      formats: input.report.formats,
      target: targetName({ ...input, language }),
      records,
      ...(contact !== undefined && { contact }),
    }),
  });
}
