import type { Nodes } from 'mdast';
import { chartsOf } from '../content/markdown/chart-words.js';
import { locate, type PositionMap } from '../content/template/marks.js';
import type { Outcome, Position } from '../diagnostics.js';
import { operations } from '../extensions/operations.js';
import { inWords } from '../language/periods.js';
import { datasetsOfChart } from '../model/chart/chart-datasets.js';
import { paletteOf } from '../model/chart/palette.js';
import { type ChartFonts, familiesOf, type HouseFonts, plainHouse } from '../model/project/house.js';
import { withSubmission } from '../report/profile.js';
import { transform } from '../report/transforms.js';
import type { DrawCharts } from './drawing/draw-charts.js';
import type { CompiledReport } from './made-report.js';
import type { Written } from './write-report.js';

const chartFonts = ({ faces, measures }: HouseFonts): ChartFonts => ({
  families: familiesOf(faces, 'text'),
  measures,
});

/**
 * Has the charts of a text drawn and finishes its tree: numbered, its references resolved, and, where it is submitted to a body, with what
 * the imprint says of that body. A text with errors is finished too, so that its charts and references tell theirs. What cannot be read as
 * a template makes nothing here, and was told when it was read.
 */
export async function compileReport(
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
    units: { nouns: language.lexicon.nouns, unitForms: language.lexicon.unitForms },
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
    positionOf: nodePositions(positions),
  });
  const document = withSubmission(finished.value, target);
  const value = { target, language, content: content.value, document, house, answers };
  return { value, diagnostics: [...charts.diagnostics, ...finished.diagnostics] };
}

/** Where the nodes of a text stand in the templates. */
export const nodePositions =
  (positions: PositionMap) =>
  (node: Nodes): Position =>
    locate(positions, node.position?.start.offset ?? 0);
