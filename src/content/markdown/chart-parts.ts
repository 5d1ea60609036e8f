import { z } from 'zod';
import type { Position } from '../../diagnostics.js';
import { idPattern } from '../helpers/table.js';
import type { Resolution } from './resolution.js';

/** What a chart says besides its Vega-Lite spec. Absent parts are empty; their absence has been reported. */
export interface ChartParts {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly dataset: string;
  readonly spec: Readonly<Record<string, unknown>>;
}

const title = z.union([z.string(), z.strictObject({ text: z.string(), subtitle: z.string().optional() })]);
const nothing: ChartParts = { id: '', title: '', subtitle: '', description: '', dataset: '', spec: {} };

/** Takes a chart apart and reports what it lacks. `complete` is false when the YAML did not parse: then nothing more is reported. */
export function chartPartsOf(
  value: unknown,
  at: (pointer: string) => Position,
  resolution: Resolution,
  complete: boolean,
): ChartParts {
  if (!complete) return nothing;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    resolution.report(
      'content/chart-spec',
      'Unexpected text, expected the keys of a chart: `name`, `title`, `data`, `mark`, `encoding`',
      at(''),
    );
    return nothing;
  }
  const { name, title: titleSpec, data, description, $schema: _, ...spec } = value as Record<string, unknown>;
  const parsedTitle = title.safeParse(titleSpec);
  const titles = parsedTitle.success ? parsedTitle.data : '';
  if (!parsedTitle.success) {
    resolution.report(
      'content/chart-spec',
      `Unexpected ${titleSpec === undefined ? 'chart without `title`' : '`title`'}, expected \`title: {text: ..., subtitle: ...}\``,
      at('/title'),
      {
        hint: 'the title states what the chart shows, the subtitle what is counted, where and when',
      },
    );
  }
  if (description !== undefined && typeof description !== 'string') {
    resolution.report('content/chart-spec', 'Unexpected `description`, expected text', at('/description'));
  }
  return {
    id: idOf(name, at, resolution),
    title: typeof titles === 'string' ? titles : titles.text,
    subtitle: typeof titles === 'string' ? '' : (titles.subtitle ?? ''),
    description: typeof description === 'string' ? description : '',
    dataset: datasetOf(data, at, resolution),
    spec,
  };
}

function idOf(name: unknown, at: (pointer: string) => Position, resolution: Resolution): string {
  if (typeof name === 'string' && idPattern.test(name)) return name;
  const found =
    name === undefined ? 'chart without `name`' : `name \`${String(name).replace(/[\uE000-\uF8FF]/g, '')}\``;
  resolution.report(
    'content/chart-spec',
    `Unexpected ${found}, expected \`name: fig-...\` in small letters, digits and hyphens`,
    at('/name'),
  );
  return '';
}

function datasetOf(data: unknown, at: (pointer: string) => Position, resolution: Resolution): string {
  if (data === undefined) {
    resolution.report(
      'content/chart-spec',
      'Unexpected chart without `data`, expected `data: {name: <dataset>}`',
      at(''),
    );
    return '';
  }
  const parsed = z.strictObject({ name: z.string() }).safeParse(data);
  if (parsed.success) return parsed.data.name;
  resolution.report(
    'chart/data',
    'Unexpected `data`, expected `data: {name: <dataset>}` and nothing else',
    at('/data'),
    {
      hint: 'charts draw datasets of the data package only, so that every mark can be traced',
    },
  );
  return '';
}
