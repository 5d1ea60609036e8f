import { chartsOf } from '../../src/content/markdown/chart-words.js';
import { RowIndex } from '../../src/content/selection/fields.js';
import { templateSyntax } from '../../src/extensions/extensions.js';
import { isMap } from '../../src/extensions/maps/map-spec.js';
import type { PublishedData } from '../../src/model/dataset/dataset.js';
import type { ChartNode } from '../../src/model/tree/nodes.js';
import { resolveProject } from '../../src/project/resolve.js';
import { prepareData } from '../../src/session/prepare-data.js';
import { repositoryHost } from '../memory-host.js';
import { compose } from '../support/composed.js';
import { english } from '../support/english.js';

/** Every short form of a chart as `examples/charts` shows it, and its data; maps are no charts of Vega-Lite. */
export async function shownForms(): Promise<{
  readonly charts: readonly ChartNode[];
  readonly data: PublishedData;
}> {
  const host = repositoryHost('examples/charts');
  const { value: project } = await resolveProject(host);
  const [report] = project?.reports ?? [];
  if (project === undefined || report === undefined) throw new Error('examples/charts has no report');
  const { data: path, dataPosition: position, edition } = project;
  const { value: data } = await prepareData({ path, position, edition }, host);
  const { value } = await compose(
    { project, report, data, language: english, syntax: templateSyntax, rows: new RowIndex(), draft: false },
    host,
  );
  if (value === undefined) throw new Error('examples/charts is not composed');
  return { charts: chartsOf(value.body).filter(({ spec }) => !isMap(spec)), data };
}
