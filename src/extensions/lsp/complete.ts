import { type CompletionItem, CompletionItemKind, type Range } from 'vscode-languageserver';
import type { HelperDefinition } from '../../content/helpers/definition.js';
import { factsName } from '../../content/helpers/fact.js';
import type { Parameters } from '../../content/parameters.js';
import { argumentName, dimensionsOf, measuresOf, timeOf } from '../../content/selection/fields.js';
import { filterFields } from '../../content/selection/filters.js';
import { type AnyCall, literalText, nameOf, stringIn } from '../../content/template/ast.js';
import type { ParsedTemplate } from '../../content/template/parse-template.js';
import { blockNames, type TemplateLanguage } from '../../content/template-language.js';
import type { Field, PublishedData, PublishedDataset } from '../../model/dataset/dataset.js';
import { ownOf } from '../../model/own.js';
import { blocksAround, type WrittenPart, writtenAt } from './call-at.js';
import type { Place } from './lsp-process.js';

/** What `reference.yaml` says of helpers and their arguments. */
export interface HelperTexts {
  readonly arguments: Readonly<Record<string, string>>;
  /** When each kind of claim is true. */
  readonly kinds: Readonly<Record<string, string>>;
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
  const typed = part.kind === 'value' ? lastOf(part) : part.typed;
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
    const isKind = definition.checkLeading !== undefined && part.place === 0;
    const names = isKind ? kindNames(known.texts) : firstNames(definition, known);
    const first = part.isQuoted ? names : names.map(quoted);
    if (isKind || part.isQuoted) return first;
    return [...(dataset ? [] : first), ...argumentNames(definition, dataset, known)];
  }
  const values = valueNames(part, definition, dataset, known);
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
  return first.startsWith('dataset') ? datasetNames(data) : [];
}

const datasetNames = (data: PublishedData): Name[] =>
  Object.values(data).map(({ name, title, file }) => ({
    name,
    kind: CompletionItemKind.Class,
    detail: title,
    says: file,
  }));

const kindNames = ({ kinds }: HelperTexts): Name[] =>
  Object.entries(kinds).map(([name, detail]) => ({ name, kind: CompletionItemKind.EnumMember, detail }));

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

/** A named argument while its value is written. */
type WrittenValue = Extract<WrittenPart, { kind: 'value' }>;

/** Of `kosovar|alb` and of `year=2023, reader=ch` the last is being written. */
const lastOf = ({ typed, key }: WrittenValue): string =>
  typed.slice(typed.search(cellArguments.has(key) ? /(?:[^\s,=][^,=]*)?$/ : /[^|]*$/));

/** What a named argument may be, where the data or the helper say it. */
function valueNames(
  part: WrittenValue,
  definition: HelperDefinition,
  dataset: PublishedDataset | undefined,
  { data }: Known,
): Name[] {
  if (dataset === undefined) return [];
  const { key, typed } = part;
  // The base of a rate is another dataset.
  if (key === 'of' && definition.name === 'rate') return datasetNames(data);
  if (cellArguments.has(key) && definition.parameters.includes(key)) return cellNames(part, dataset);
  if (key === 'measure') return fieldNames(measuresOf(dataset));
  if (definition.fieldParameters?.includes(key) || definition.fieldLists?.includes(key))
    return fieldNames(dimensionsOf(dataset));
  const isPeriod = key === 'from' || key === 'to';
  const field = isPeriod
    ? timeOf(dataset)
    : filterFields(dataset, definition).find(({ name }) => name === key);
  return categoryNames(field, typed.split('|').slice(0, -1));
}

/** What names another cell of the dataset; how it is read says `selection/other-cell.ts`. */
const cellArguments: ReadonlySet<string> = new Set(['of', 'than', 'least', 'most']);

/** Categories of the dimensions that the call names, those of the time last, and every dimension for `year=2023`. */
function cellNames({ call, typed, isQuoted }: WrittenValue, dataset: PublishedDataset): Name[] {
  const dimensions = dimensionsOf(dataset);
  const [, named] = /([^,=]+)=[^,=]*$/.exec(typed) ?? [];
  if (named !== undefined) return categoryNames(dimensions.find(({ name }) => name === named.trim()));
  const time = timeOf(dataset);
  const ordered = [...dimensions.filter((each) => each !== time), ...(time ? [time] : [])];
  const categories = ordered.flatMap((field) => {
    const pair = call.hash?.pairs.find(({ key }) => key === field.name);
    return pair === undefined ? [] : categoryNames(field, [literalText(pair.value) ?? '']);
  });
  const whole = fieldNames(dimensions).map((each) => ({ ...each, written: `${each.name}=` }));
  return [...(typed.includes(',') ? [] : categories), ...(isQuoted ? whole : [])];
}

/** Without those that are there already. */
const categoryNames = (field: Field | undefined, without: readonly string[] = []): Name[] =>
  (field?.categories ?? [])
    .filter(({ value }) => !without.includes(value))
    .map(({ value, label }) => ({ name: value, kind: CompletionItemKind.EnumMember, detail: label }));

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
