import type { BlockContent, Code, PhrasingContent } from 'mdast';
import { didYouMean, listNames, type Position } from '../../diagnostics.js';
import type { PublishedDataset } from '../../model/dataset/dataset.js';
import { defined } from '../../model/defined.js';
import { toDouble } from '../../model/exact.js';
import { ownOf } from '../../model/own.js';
import { isExact } from '../../model/quantity.js';
import { remembered } from '../../model/remembered.js';
import type { ChartConstant, ChartNode } from '../../model/tree/nodes.js';
import { phrase } from '../../problems/problem.js';
import { parseYaml } from '../../yaml/positions.js';
import { HelperProblem } from '../helpers/problem.js';
import { declaredQuantity, literalNode } from '../numbers/literals.js';
import { type ChartFileBlock, labelText, type MadeChartBlock } from '../printable.js';
import { checkLevelRows } from '../selection/hierarchy-levels.js';
import { lineStarts, locate, placeText, splitTokens } from '../template/marks.js';
import { chartPartsOf, type NamedData } from './chart-parts.js';
import type { Resolution } from './resolution.js';

/** The YAML of a chart, and where each of its lines and columns stands in a template. */
interface ChartSource {
  readonly text: string;
  readonly at: Position;
  locate(line: number, column: number): Position;
}

/** A fenced `vega-lite` block as a chart. */
export function chartFromFence(code: Code, resolution: Resolution): BlockContent {
  const { lineStarts: starts, placed } = resolution;
  const { text, map } = placed;
  const fence = code.position?.start ?? { line: 1, column: 1 };
  const source: ChartSource = {
    text: code.value,
    at: resolution.at(code),
    // The content starts on the line after the fence; the fence's own indentation is cut from each line.
    locate: (line, column) =>
      locate(map, (starts[fence.line - 1 + line] ?? text.length) + fence.column - 1 + column - 1),
  };
  return chartFromYaml(source, resolution);
}

/** A chart file as a chart. */
export function chartFromFile(block: ChartFileBlock, resolution: Resolution, at: Position): BlockContent[] {
  const { text, map } = placeText(block.marked, resolution.marks, { file: block.file, line: 1, column: 1 });
  const starts = lineStarts(text);
  const inFile = (line: number, column: number): Position =>
    locate(map, (starts[line - 1] ?? text.length) + column - 1);
  return [chartFromYaml({ text, at, locate: inFile }, resolution)];
}

/** A chart that a helper made, as its own object. */
export function chartFromHelper({ chart, form, at }: MadeChartBlock, resolution: Resolution): BlockContent[] {
  const node = chartNode({ value: chart, positions: { '': at }, at, isComplete: true }, resolution);
  return [form === undefined ? node : { ...node, form }];
}

/** Charts of a text, each read once while it stays as it is. */
const readChart = remembered((text: string) => {
  const { value, problems, pointers } = parseYaml(text, '', { composes: true });
  return { value, problems, pointers: pointers() };
}, 200);

function chartFromYaml(source: ChartSource, resolution: Resolution): BlockContent {
  const yaml = readChart(source.text);
  const place = ({ line, column }: Position): Position => source.locate(line, column);
  for (const found of yaml.problems) {
    resolution.diagnostics.push({
      severity: 'error',
      code: found.code ?? 'content/chart-yaml',
      message: found.message,
      position: place(found.position),
      ...(found.code === undefined ? { hint: found.hint ?? phrase('content/chart.chart') } : {}),
    });
  }
  const positions: Record<string, Position> = { '': source.at };
  for (const [pointer, position] of Object.entries(yaml.pointers)) {
    if (pointer !== '') positions[pointer] = place(position);
  }
  const isComplete = yaml.problems.length === 0;
  const node = chartNode({ value: yaml.value, positions, at: source.at, isComplete }, resolution);
  return isComplete ? node : { ...node, id: readableName(source.text) };
}

/** The keys of a chart, and where each of them stands. */
interface ReadChart {
  readonly value: unknown;
  readonly positions: Readonly<Record<string, Position>>;
  readonly at: Position;
  /** False where the YAML did not parse: that has been reported, and nothing more is. */
  readonly isComplete: boolean;
}

function chartNode(
  { value, positions, at: whole, isComplete }: ReadChart,
  resolution: Resolution,
): ChartNode {
  const at = (pointer: string): Position => positions[pointer] ?? whole;
  const parts = chartPartsOf(value, at, resolution, isComplete);
  const own = { name: parts.dataset, ...(parts.level && { level: parts.level }), pointer: '/data' };
  // What has no rows, such as the shapes of a map, is no dataset.
  const data = ownOf(resolution.data, parts.dataset);
  const inside = parts.inside.filter(({ name }) => !Object.hasOwn(data?.attachments ?? {}, name));
  for (const named of [own, ...inside]) checkNamed(named, at, resolution);
  const others = [...new Set(inside.map(({ name }) => name))].filter((name) => name !== parts.dataset);
  const node: ChartNode = defined({
    type: 'chart',
    id: parts.id,
    children: [
      { type: 'title', children: phrasing(parts.title, resolution) },
      { type: 'subtitle', children: phrasing(parts.subtitle, resolution) },
      { type: 'description', children: phrasing(parts.description, resolution) },
    ],
    dataset: parts.dataset,
    ...(others.length === 0 ? {} : { others }),
    level: parts.level,
    ...(parts.allowed.length === 0 ? {} : { allowed: parts.allowed }),
    ...(parts.stays && { stays: true }),
    spec: resolveScalars(parts.spec, resolution) as Record<string, unknown>,
    ...constantsIn(parts.spec, parts.dataset, resolution),
    ...(holdsIllustrative(parts.spec, resolution) ? { illustrative: true } : {}),
    positions,
    at: whole,
  });
  return node;
}

/** Reports a dataset that the data package does not have, and a level that no dimension of it has. */
function checkNamed(
  { name, level, pointer }: NamedData,
  at: (pointer: string) => Position,
  resolution: Resolution,
): void {
  const dataset = ownOf(resolution.data, name);
  if (dataset === undefined && name !== '') {
    const names = Object.keys(resolution.data);
    resolution.refuse(
      at(`${pointer}/name`),
      'content/unknown-dataset',
      { name, names: listNames(names) },
      didYouMean(name, names),
    );
  }
  if (dataset !== undefined && level !== undefined)
    checkLevel(dataset, level, at(`${pointer}/level`), resolution);
}

function checkLevel(
  dataset: PublishedDataset,
  level: string,
  position: Position,
  resolution: Resolution,
): void {
  try {
    checkLevelRows(dataset, level, position);
  } catch (error) {
    if (!(error instanceof HelperProblem)) throw error;
    resolution.diagnostics.push(error.diagnostic);
  }
}

/** The name of a chart whose YAML does not parse, where it can still be read: references to it are not dead. */
function readableName(text: string): string {
  return /^name:[ \t]*([a-z][a-z0-9-]*)[ \t]*$/m.exec(text)?.[1] ?? '';
}

function phrasing(text: string, resolution: Resolution): PhrasingContent[] {
  return splitTokens(text).map((part): PhrasingContent => {
    if (typeof part === 'string') return { type: 'text', value: part };
    const token = resolution.tokens[part];
    if (token?.kind === 'quantity') return { type: 'value', entry: resolution.print(token, 'text') };
    if (token?.kind === 'literal') return literalNode(token);
    return labelText(token);
  });
}

/** Helpers in the spec itself stand for data, not for print: labels give their category, quantities their number. */
function resolveScalars(value: unknown, resolution: Resolution): unknown {
  if (Array.isArray(value)) return value.map((item) => resolveScalars(item, resolution));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, resolveScalars(item, resolution)]),
    );
  }
  if (typeof value !== 'string') return value;
  const parts = splitTokens(value);
  const [only] = parts;
  if (parts.length === 1 && typeof only === 'number') return scalarOf(only, resolution);
  return parts.map((part) => (typeof part === 'string' ? part : String(scalarOf(part, resolution)))).join('');
}

/** The numbers that a helper alone makes in the spec. */
function constantsIn(spec: unknown, dataset: string, resolution: Resolution): Pick<ChartNode, 'constants'> {
  const { illustrative = false } = ownOf(resolution.data, dataset) ?? {};
  const around = { name: dataset, illustrative };
  const visit = (value: unknown, pointer: string): readonly ChartConstant[] => {
    if (typeof value === 'object' && value !== null)
      return Object.entries(value).flatMap(([key, part]) =>
        visit(part, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
      );
    const [only, ...more] = typeof value === 'string' ? splitTokens(value) : [];
    const token = typeof only === 'number' && more.length === 0 ? resolution.tokens[only] : undefined;
    if (token?.kind === 'quantity') return [{ pointer, quantity: token }];
    const quantity = token?.kind === 'literal' ? declaredQuantity(token, around) : undefined;
    return token?.kind === 'literal' && quantity ? [{ pointer, quantity, literal: token }] : [];
  };
  const constants = visit(spec, '');
  return constants.length === 0 ? {} : { constants };
}

/** True when a helper in the spec stands for an illustrative number: what is drawn from it is illustrative too. */
function holdsIllustrative(value: unknown, resolution: Resolution): boolean {
  if (typeof value === 'object' && value !== null) {
    return Object.values(value).some((part) => holdsIllustrative(part, resolution));
  }
  if (typeof value !== 'string') return false;
  return splitTokens(value).some((part) => {
    const token = typeof part === 'number' ? resolution.tokens[part] : undefined;
    return token?.kind === 'quantity' && token.illustrative;
  });
}

function scalarOf(index: number, resolution: Resolution): string | number {
  const token = resolution.tokens[index];
  if (token?.kind === 'label') return token.value;
  if (token?.kind === 'literal') return token.number === undefined ? token.text : toDouble(token.number);
  if (token?.kind !== 'quantity') return '';
  const { value, at } = token;
  if (isExact(value)) return toDouble(value);
  // Vega would read an empty text as 0 and draw it.
  resolution.refuse(at, 'content/missing-value.chart', { symbol: value.symbol, meaning: value.meaning });
  return '';
}
