import { type CompletionItem, CompletionItemKind, type Range } from 'vscode-languageserver';
import type { HelperDefinition } from '../../content/helpers/definition.js';
import { factsName } from '../../content/helpers/fact.js';
import type { Parameters } from '../../content/parameters.js';
import { argumentName, dimensionsOf, measuresOf, timeOf } from '../../content/selection/fields.js';
import { filterFields } from '../../content/selection/filters.js';
import { type AnyCall, nameOf, stringIn } from '../../content/template/ast.js';
import type { ParsedTemplate } from '../../content/template/parse-template.js';
import { blockNames, type TemplateLanguage } from '../../content/template-language.js';
import type { Field, PublishedData, PublishedDataset } from '../../model/dataset/dataset.js';
import { ownOf } from '../../model/own.js';
import { blocksAround, type WrittenPart, writtenAt } from './call-at.js';
import type { Place } from './lsp-process.js';

/** What `reference.yaml` says of helpers and their arguments. */
export interface HelperTexts {
  readonly arguments: Readonly<Record<string, string>>;
  readonly helpers: Readonly<
    Record<
      string,
      {
        readonly does: string;
        readonly example: string;
        readonly arguments?: Readonly<Record<string, string>>;
      }
    >
  >;
}

/** What a template may name. */
export interface Known {
  readonly data: PublishedData;
  readonly helpers: TemplateLanguage['helpers'];
  readonly texts: HelperTexts;
  readonly partials: readonly string[];
  readonly parameters: Parameters;
  /** As it was parsed last. */
  readonly parsed: ParsedTemplate | undefined;
  readonly places: readonly Place[];
}

/** A name that may stand at the cursor. */
interface Name {
  readonly name: string;
  readonly kind: CompletionItemKind;
  readonly detail?: string;
  readonly says?: string;
  /** What is written, where it is more than the name. */
  readonly written?: string;
}

/** What may stand at an offset of a template. */
export function complete(text: string, offset: number, known: Known): CompletionItem[] {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const id = /\]\(#([^()\s]*)$/.exec(line)?.[1];
  if (id !== undefined) return itemsOf(placeNames(known.places), text, offset, id);
  const part = writtenAt(text, offset);
  if (part === undefined) return [];
  // Of `kosovar|alb` the last one is being written.
  const typed = part.kind === 'value' ? part.typed.slice(part.typed.lastIndexOf('|') + 1) : part.typed;
  const fields = part.kind === 'helper' && !part.isBlock ? rowFields(text, offset, known) : [];
  return itemsOf([...fields, ...namesFor(part, known)], text, offset, typed);
}

function itemsOf(names: readonly Name[], text: string, offset: number, typed: string): CompletionItem[] {
  const range = wordRange(text, offset, typed);
  return names.map(({ name, kind, detail, says, written = name }, index) => ({
    label: name,
    kind,
    ...(detail !== undefined && { detail }),
    ...(says !== undefined && { documentation: { kind: 'markdown', value: says } }),
    // The order in which data and reports have them.
    sortText: String(index).padStart(5, '0'),
    textEdit: { range, newText: written },
  }));
}

/** What is typed of a word, and its rest behind the cursor. */
function wordRange(text: string, offset: number, typed: string): Range {
  const before = text.slice(0, offset).split('\n');
  const line = before.length - 1;
  const character = before.at(-1)?.length ?? 0;
  const rest = /^[\p{L}\p{N}_-]*/u.exec(text.slice(offset))?.[0].length ?? 0;
  return {
    start: { line, character: character - typed.length },
    end: { line, character: character + rest },
  };
}

function namesFor(part: WrittenPart, known: Known): Name[] {
  if (part.kind === 'partial') return known.partials.map((name) => ({ name, kind: CompletionItemKind.File }));
  if (part.kind === 'helper') return helperNames(part.isBlock, known);
  const definition = known.helpers.get(nameOf(part.call));
  if (definition === undefined)
    return part.kind === 'argument' && !part.isQuoted ? helperNames(false, known) : [];
  const dataset = datasetOf(part.call, definition, known.data);
  if (part.kind === 'argument') {
    const first = firstNames(definition, known).map((each) => (part.isQuoted ? each : quoted(each)));
    return part.isQuoted ? first : [...(dataset ? [] : first), ...argumentNames(definition, dataset, known)];
  }
  const values = valueNames(definition, part.key, dataset);
  return values.map((each) => (part.isQuoted || /^\d+$/.test(each.name) ? each : quoted(each)));
}

/** The fields of the rows that the place is in: `{{#each (rows "visits")}}{{reader}}`. */
function rowFields(text: string, offset: number, { parsed, data, helpers }: Known): Name[] {
  const before = text.slice(0, text.lastIndexOf('{{', offset - 1)).split('\n');
  const spot = { line: before.length, column: before.at(-1)?.length ?? 0 };
  const rows = blocksAround(parsed?.program, spot).findLast((block) => nameOf(block) === 'each')?.params[0];
  if (rows?.type !== 'SubExpression') return [];
  const definition = helpers.get(nameOf(rows));
  return fieldNames((definition && datasetOf(rows, definition, data)?.fields) ?? []);
}

const quoted = (name: Name): Name => ({ ...name, written: `"${name.name}"` });

function helperNames(isBlock: boolean, { helpers, texts }: Known): Name[] {
  const blocks = isBlock ? blockNames.map((name) => ({ name, kind: CompletionItemKind.Keyword })) : [];
  const named = [...helpers.values()]
    .filter(({ runBlock }) => !isBlock || runBlock !== undefined)
    .map(({ name }) => {
      const text = ownOf(texts.helpers, name);
      const said = text && { detail: text.does, says: `\`\`\`handlebars\n${text.example}\n\`\`\`` };
      return { name, kind: CompletionItemKind.Function, ...said };
    });
  return [...blocks, ...named];
}

/** The dataset that a call names. */
export function datasetOf(
  { params }: AnyCall,
  { checkLeading }: HelperDefinition,
  data: PublishedData,
): PublishedDataset | undefined {
  return ownOf(data, stringIn(params[checkLeading === undefined ? 0 : 1]) ?? '');
}

function firstNames({ first, name }: HelperDefinition, { data, parameters }: Known): Name[] {
  if (name === 'param')
    return [...parameters].map(([each, { text }]) => ({
      name: each,
      kind: CompletionItemKind.Variable,
      detail: text,
    }));
  if (first === 'fact') {
    const rows = ownOf(data, factsName)?.rows ?? [];
    return rows.map(({ keys }) => ({ name: keys.key ?? '', kind: CompletionItemKind.Constant }));
  }
  if (!first.startsWith('dataset')) return [];
  return Object.values(data).map(({ name: each, title, file }) => ({
    name: each,
    kind: CompletionItemKind.Class,
    detail: title,
    says: file,
  }));
}

function argumentNames(
  definition: HelperDefinition,
  dataset: PublishedDataset | undefined,
  { texts }: Known,
): Name[] {
  const own = ownOf(texts.helpers, definition.name)?.arguments ?? {};
  const fields = dataset === undefined ? [] : filterFields(dataset, definition);
  return [
    ...fieldNames(fields),
    ...definition.parameters.map((name) => {
      const detail = ownOf(own, name) ?? ownOf(texts.arguments, name);
      return { name, kind: CompletionItemKind.Property, ...(detail !== undefined && { detail }) };
    }),
  ].map((each) => ({ ...each, written: `${argumentName(each.name)}=` }));
}

/** What a named argument may be, where the data or the helper say it. */
function valueNames(
  definition: HelperDefinition,
  key: string,
  dataset: PublishedDataset | undefined,
): Name[] {
  if (dataset === undefined) return [];
  if (key === 'measure') return fieldNames(measuresOf(dataset));
  if (definition.fieldParameters?.includes(key) || definition.fieldLists?.includes(key))
    return fieldNames(dimensionsOf(dataset));
  const isPeriod = key === 'from' || key === 'to';
  const field = isPeriod
    ? timeOf(dataset)
    : filterFields(dataset, definition).find(({ name }) => name === key);
  return (field?.categories ?? []).map(({ value, label }) => ({
    name: value,
    kind: CompletionItemKind.EnumMember,
    detail: label,
  }));
}

const fieldNames = (fields: readonly Field[]): Name[] =>
  fields.map(({ name, title }) => ({ name, kind: CompletionItemKind.Field, detail: title }));

/** Each id once, with its words in the first language that has it. */
const placeNames = (places: readonly Place[]): Name[] =>
  [...new Map([...places].reverse().map((each) => [each.id, each])).values()]
    .reverse()
    .map(({ id, label, title }) => ({
      name: id,
      kind: CompletionItemKind.Reference,
      detail: label === title ? title : `${label}: ${title}`,
    }));
