import type { Location } from 'vscode-languageserver';
import {
  type AnyCall,
  type BlockStatement,
  expressionsIn,
  nameOf,
  stringIn,
} from '../../content/template/ast.js';
import type { ParsedTemplate } from '../../content/template/parse-template.js';
import { type Position, shownPlace } from '../../diagnostics.js';
import { isSameOrigin, originPosition } from '../../model/dataset/cell.js';
import type { PublishedDataset } from '../../model/dataset/dataset.js';
import { ownOf } from '../../model/own.js';
import type { CellKey, FinishedEntry } from '../../model/quantity.js';
import { isFloat } from '../../model/tree/floats.js';
import { plainText } from '../../report/tree.js';
import type { CompiledReport } from '../../session/made-report.js';
import { callIn, type FoundCall } from './call-at.js';
import { datasetOf, type HelperTexts, type Known } from './complete.js';
import type { EditedTemplate } from './edited-project.js';
import type { Place } from './lsp-process.js';
import { locationOf } from './places.js';

/** Numbers of one call, and cells of one number, that a person reads in a small window. */
const mostShown = 5;
/** Cells that an editor offers to go to. */
const mostCells = 50;
/** Letters of what a call prints. */
const mostLetters = 300;

/** A place in a template, and what is known there. */
export interface Asked {
  readonly root: string;
  readonly position: Position;
  /** The whole text that has it. */
  readonly text: string;
  readonly template: EditedTemplate | undefined;
  readonly known: Known;
  /** What a report prints whose template has this text alone. */
  report(text: string): Promise<CompiledReport | undefined>;
}

/** What is known of a place, in Markdown: what is printed there and its cells, and what the call does. */
export async function explain(asked: Asked): Promise<string | undefined> {
  const [place] = referredTo(asked);
  if (place !== undefined)
    return place.label === place.title ? place.title : `${place.label}: ${place.title}`;
  const found = foundIn(asked);
  if (found?.call === undefined) return undefined;
  const { texts, data, helpers } = asked.known;
  const definition = helpers.get(nameOf(found.call));
  const dataset = definition && datasetOf(found.call, definition, data);
  const text = ownOf(texts.helpers, nameOf(found.call));
  const said = [
    ...(await printed(asked, found)),
    ...(dataset === undefined ? [] : [namedIn(dataset, found.argument)]),
    ...(definition?.checkLeading === undefined ? [] : kindOf(found.call, texts)),
    ...(text === undefined ? [] : [text.does]),
  ];
  return said.length === 0 ? undefined : said.join('\n\n');
}

/** Where a place leads: the cells of a number, a dataset, a partial, or what a reference points at. */
export async function definitions(asked: Asked): Promise<Location[]> {
  const { root, known, template } = asked;
  const places = referredTo(asked);
  if (places.length > 0) return places.map((each) => locationOf(root, each.position));
  const found = foundIn(asked);
  if (found === undefined) return [];
  const { call, argument, statement } = found;
  const drawn = statement.type === 'PartialStatement' ? nameOfPartial(statement.name) : argument?.text;
  const file = template?.drawnIn.get(drawn ?? '');
  if (file !== undefined) return [locationOf(root, { file, line: 1, column: 1 })];
  if (call === undefined) return [];
  const named = argument?.key === undefined ? ownOf(known.data, argument?.text ?? '') : undefined;
  if (named !== undefined)
    return [named.position, { file: named.file, line: 1, column: 1 }].map((each) => locationOf(root, each));
  const report = await asked.report(alone(found, template?.parsed));
  return origins(report?.document.ledger ?? []).map((each) => locationOf(root, each));
}

/** What the reference at a place points at, in its own template where that has it. */
function referredTo({ text, position, known }: Asked): readonly Place[] {
  const line = text.split('\n')[position.line - 1] ?? '';
  const link = [...line.matchAll(/\]\(#([^()\s]+)\)/g)].find(
    ({ 0: whole, index }) => index < position.column && position.column <= index + whole.length + 1,
  );
  const places = known.places.filter(({ id }) => id === link?.[1]);
  const own = places.filter((each) => each.position.file === position.file);
  return own.length > 0 ? own : places;
}

const nameOfPartial = (name: { readonly type: string }): string =>
  'original' in name && typeof name.original === 'string' ? name.original : '';

function foundIn({ template, position }: Asked): FoundCall | undefined {
  return callIn(template?.parsed?.program, { line: position.line, column: position.column - 1 });
}

function origins(ledger: readonly FinishedEntry[]): Position[] {
  const all = ledger.flatMap(({ quantity }) => quantity.cells.map(({ origin }) => origin));
  const once = all.filter((each, index) => all.findIndex((other) => isSameOrigin(each, other)) === index);
  return once.slice(0, mostCells).map(originPosition);
}

async function printed(asked: Asked, found: FoundCall): Promise<string[]> {
  const report = await asked.report(alone(found, asked.template?.parsed));
  if (report === undefined) return [];
  const { tree, ledger } = report.document;
  // Of a figure or table its caption: all of its cells make no sentence.
  const words = plainText(
    tree.children.flatMap((node) => (isFloat(node) ? node.children.slice(0, 1) : node)),
  );
  if (words === '') return [];
  const item = [...(asked.template?.parameters ?? [])].map(([name, { text }]) => `${name}: ${text}`);
  const shown = words.length > mostLetters ? `${words.slice(0, mostLetters)} …` : words;
  const numbers = ledger.slice(0, mostShown).map((entry) => cellsOf(entry, ledger.length > 1));
  const more = ledger.length > mostShown ? [`and ${ledger.length - mostShown} more numbers`] : [];
  return [`**${shown}**${item.length === 0 ? '' : ` (${item.join(', ')})`}`, ...numbers, ...more];
}

/** What a number rests on. */
function cellsOf({ text, quantity: { cells, operation } }: FinishedEntry, isOfMany: boolean): string {
  const lines = cells.slice(0, mostShown).map((each) => `- ${cellIn(each)}`);
  const more = cells.length > mostShown ? [`- and ${cells.length - mostShown} more cells`] : [];
  const head = isOfMany || operation !== 'value' ? [`${text} (${operation}):`] : [];
  return [...head, ...lines, ...more].join('\n');
}

function cellIn({ dataset, field, keys, origin }: CellKey): string {
  const where = Object.entries(keys).map(([name, value]) => `${name}=${value}`);
  return `\`${dataset}\` \`${field}\` ${where.join(', ')} (${shownPlace(origin)})`;
}

/** The dataset of a call, or the category that one of its arguments names. */
function namedIn({ name, title, fields }: PublishedDataset, argument: FoundCall['argument']): string {
  const field = fields.find((each) => each.name === argument?.key);
  const values = argument?.text.split('|') ?? [];
  const categories = field?.categories.filter(({ value }) => values.includes(value)) ?? [];
  if (field !== undefined && categories.length > 0)
    return `${field.title}: ${categories.map(({ label }) => label).join(', ')}`;
  const names = fields
    .filter(({ role }) => role === 'dimension' || role === 'measure')
    .map((each) => `\`${each.name}\``);
  return `\`${name}\`: ${title} (${names.join(', ')})`;
}

/** When the kind of a claim is true. */
function kindOf({ params: [first] }: AnyCall, { kinds }: HelperTexts): string[] {
  const kind = stringIn(first) ?? '';
  const text = ownOf(kinds, kind);
  return text === undefined ? [] : [`\`${kind}\`: ${text}`];
}

/** The text of a template that has nothing but this call, and the rows that it stands in. */
function alone({ statement, around }: FoundCall, parsed: ParsedTemplate | undefined): string {
  const text = parsed?.text ?? '';
  const rows = around.filter((each) => ['each', 'with'].includes(nameOf(each)));
  const call = text.slice(offsetIn(text, statement.loc.start), offsetIn(text, statement.loc.end));
  const opened = rows.map((each) => openingOf(each, text)).join('');
  const closed = rows.map((each) => `{{/${nameOf(each)}}}`).reverse();
  // What stands in a line prints words, and may be no table or chart.
  const isAlone = text.split('\n')[statement.loc.start.line - 1]?.trim() === call.trim();
  return isAlone && rows.length === 0 ? `${call}\n` : `${opened}${call} ${closed.join('')}\n`;
}

/** `{{#each (rows "visits")}}` */
function openingOf(block: BlockStatement, text: string): string {
  const last = expressionsIn(block).at(-1) ?? block.path;
  return text.slice(offsetIn(text, block.loc.start), text.indexOf('}}', offsetIn(text, last.loc.end)) + 2);
}

const offsetIn = (
  text: string,
  { line, column }: { readonly line: number; readonly column: number },
): number =>
  text
    .split('\n')
    .slice(0, line - 1)
    .join('\n').length +
  (line > 1 ? 1 : 0) +
  column;
