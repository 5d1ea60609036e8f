import type { Nodes } from 'mdast';
import { chartsOf } from '../content/charts-of.js';
import { type Composed, type Content, compose } from '../content/compose.js';
import type { KeepLint } from '../content/compose-input.js';
import { hiddenInSentences } from '../content/guards/hidden-in-sentences.js';
import type { Spoken } from '../content/numbers/spoken.js';
import type { SubjectsOfData } from '../content/numbers/subjects.js';
import type { RowIndex } from '../content/selection/row-index.js';
import { locate, type PositionMap } from '../content/template/positions.js';
import type { Diagnostic, Outcome, Position } from '../diagnostics.js';
import { templateSyntax } from '../extensions/extensions.js';
import { operations } from '../extensions/operations.js';
import type { Host } from '../host/host.js';
import type { Answer } from '../host/recording.js';
import { loadCatalogue } from '../language/catalogue.js';
import { createLanguage } from '../language/create.js';
import type { Language } from '../language/language.js';
import { loadLexicon } from '../language/lexicon/lexicon.js';
import { inWords } from '../language/periods.js';
import { inSerbianLatin, keptWords } from '../language/serbian-latin.js';
import { datasetsOfChart } from '../model/chart/chart-datasets.js';
import { paletteOf } from '../model/chart/palette.js';
import type { PublishedData } from '../model/dataset/dataset.js';
import type { About } from '../model/project/about.js';
import {
  type ChartFonts,
  familiesOf,
  type House,
  type HouseFonts,
  plainHouse,
} from '../model/project/house.js';
import type { Precision } from '../model/project/precision.js';
import type { Project, Target } from '../model/project/project.js';
import type { Editions } from '../model/snapshot/editions.js';
import type { Document } from '../model/tree/document.js';
import { annexProblems } from '../outputs/annex/annex-datasets.js';
import { nestingProblems } from '../outputs/html/check-depth.js';
import { twoMeanings } from '../outputs/ledger/meanings.js';
import { twoRoundings } from '../outputs/ledger/roundings.js';
import { addedStates } from '../outputs/ledger/states.js';
import { lengthProblems } from '../report/length.js';
import { brokenRules, withSubmission } from '../report/profile.js';
import { transform } from '../report/transform.js';
import { type ResourceLimits, standardLimits } from '../resource-limits.js';
import type { DrawCharts } from './drawing/draw-charts.js';

/** A report as a finished tree, and what it was made of on the way. */
export interface CompiledReport {
  readonly target: Target;
  readonly language: Language;
  readonly content: Content;
  readonly document: Document;
  /** What its pages carry from files of the publisher. */
  readonly house: House;
  /** What drawing asked of the tool. */
  readonly answers: readonly Answer[];
}

interface WriteInput {
  readonly project: Project;
  readonly target: Target;
  readonly data: PublishedData;
  readonly rows: RowIndex;
  readonly subjects?: SubjectsOfData;
  /** Found in the data where it is absent. */
  readonly spoken?: Spoken;
  /** What the data package says of itself; absent where nothing is known. */
  readonly about?: About;
  /** Absent where no edition is compared. */
  readonly editions?: Editions;
  readonly language: Language;
  readonly draft: boolean;
  readonly words?: boolean;
  readonly keepLint?: KeepLint;
}

/** The text of a report, its charts not yet drawn. */
export interface Written {
  readonly target: Target;
  readonly data: PublishedData;
  readonly language: Language;
  readonly precision: Precision;
  /** What its pages carry from files of the publisher; absent where nothing is known of them. */
  readonly house?: House;
  /** Without a value when the template cannot be read as one. */
  readonly content: Composed;
}

/** What the tool says in a language, and what it takes the numbers and words of authors to be. */
export async function languageOf(tag: string, { tool, project }: Host): Promise<Language> {
  const lexicon = await loadLexicon(tag, tool, project);
  const catalogue = await loadCatalogue(tag, tool, project);
  return createLanguage(tag, catalogue, lexicon);
}

/** The text of one target as a tree; what nothing in it hangs on is not read yet. */
export async function writeText(
  {
    project,
    target,
    data,
    rows,
    subjects,
    spoken,
    about,
    editions,
    language,
    draft,
    words,
    keepLint,
  }: WriteInput,
  host: Host,
): Promise<Written> {
  const content = await compose(
    {
      project,
      report: target.report,
      ...(target.item && { item: target.item }),
      data,
      rows,
      ...(subjects && { subjects }),
      language,
      syntax: templateSyntax,
      draft,
      ...(spoken && { spoken }),
      ...(words && { words }),
      ...(about && { about }),
      ...(editions && { editions }),
      ...(keepLint && { keepLint }),
    },
    host,
  );
  return { target, data, language, precision: project.precision, content };
}

/** A text as it is printed in a language: what was written in Serbian Cyrillic, in Latin letters where those are asked for. */
export function inLetters(written: Written, language: Language, { keptInCyrillic }: Project): Written {
  if (written.language.tag === language.tag) return written;
  const { value } = written.content;
  if (value === undefined) return { ...written, language };
  const { meta, body, claims, unchecked } = value;
  const latin = inSerbianLatin({ meta, body, claims, unchecked }, keptWords(keptInCyrillic));
  const content = { ...value, ...latin, meta: { ...latin.meta, language: language.tag } };
  return { ...written, language, content: { ...written.content, value: content } };
}

const chartFonts = ({ faces, measures }: HouseFonts): ChartFonts => ({
  families: familiesOf(faces, 'text'),
  measures,
});

/**
 * Charts and document of one target, and what was found on the way. Both are made even when the text has errors: each finds its own.
 */
export async function illustrate(
  {
    target,
    data: published,
    language,
    precision,
    content,
    house = plainHouse,
    allFrames = false,
  }: Written & { readonly allFrames?: boolean },
  draw: DrawCharts,
): Promise<Outcome<CompiledReport | undefined>> {
  if (content.value === undefined) return { value: undefined, diagnostics: [] };
  const { meta, body, positions } = content.value;
  const data = inWords(published, language);
  // A chart that content could not take apart has been reported; there is nothing to draw.
  const drawable = chartsOf(body).filter(
    (chart) => chart.id !== '' && datasetsOfChart(chart).every((name) => Object.hasOwn(data, name)),
  );
  const { outcome: charts, answers } = await draw({
    charts: drawable,
    data,
    language: target.language,
    catalogue: language.catalogue,
    palette: paletteOf(target.report.theme),
    ...(house.fonts && { fonts: chartFonts(house.fonts) }),
    precision,
    allFrames,
  });
  const illustrative = meta.illustrative || Object.values(charts.value).some((chart) => chart.illustrative);
  const finished = transform({
    meta: { ...meta, illustrative },
    body,
    charts: charts.value,
    language,
    operations,
    data,
    positionOf: positionIn(positions),
  });
  const document = withSubmission(finished.value, target);
  const value = { target, language, content: content.value, document, house, answers };
  return { value, diagnostics: [...charts.diagnostics, ...finished.diagnostics] };
}

const positionIn =
  (positions: PositionMap) =>
  (node: Nodes): Position =>
    locate(positions, node.position?.start.offset ?? 0);

/** What is said of a finished report, and printed in none. */
export function checkReport(
  { target, language, content, document }: CompiledReport,
  published: PublishedData,
  limits: ResourceLimits = standardLimits,
): readonly Diagnostic[] {
  const data = inWords(published, language);
  return [
    ...nestingProblems({ document, language }, limits, positionIn(content.positions)),
    ...lengthProblems(document, target.report.length),
    ...brokenRules(document, target),
    ...annexProblems({
      target,
      data,
      claims: content.claims,
      charted: chartsOf(content.body).flatMap(datasetsOfChart),
      ledger: document.ledger,
    }),
    ...addedStates(document.ledger, data),
    ...hiddenInSentences(document.ledger, data),
    ...twoMeanings(document.ledger, language),
    ...twoRoundings(document.ledger, operations),
  ];
}
