import { didYouMean, listNames, type Position } from '../../diagnostics.js';
import { phrase, problem } from '../../problems/problem.js';
import type { FieldContract } from '../contract.js';
import type { ReportFault } from '../report.js';
import { repeatedFaults } from '../rows/repeated.js';
import type { TableContext } from '../table-context.js';
import type { Shape } from './contract.js';
import { byHeading, findAll, reportRenamed, reportRepeated } from './find-headings.js';
import { matchHeading } from './headings.js';
import type { Head, Heading } from './read-head.js';
import { type ValueColumn, valueColumns } from './value-columns.js';

/** Where the text of a field comes from. */
export type Source =
  | { readonly kind: 'column'; readonly heading: Heading }
  /** A period: the column of its years, and that of what it is of them. */
  | { readonly kind: 'combined'; readonly headings: readonly [Heading, Heading] }
  /** The name that a row above says of the rows below it. */
  | { readonly kind: 'group' }
  | { readonly kind: 'constant'; readonly text: string; readonly position: Position }
  /** The part of the heading of a column that is set below others. */
  | { readonly kind: 'category'; readonly part: number }
  | { readonly kind: 'value' };

/** Which column of the file is what. */
export interface Layout {
  /** In the order of the fields. */
  readonly sources: readonly Source[];
  /** Empty where nothing is set below one another. */
  readonly values: readonly ValueColumn[];
  /** Columns in which an empty cell means the one above, from left to right. */
  readonly fill: readonly Heading[];
  /** Columns without a heading, which may hold nothing. */
  readonly unheaded: readonly Heading[];
  /** By the column of a number, the one beside it that holds its flags; both are those of the file. */
  readonly flagsOf: ReadonlyMap<number, number>;
  /** The column of the names of rows, in which those of groups stand. */
  readonly names: Heading | undefined;
  /** Columns of numbers, which a footer may not have. */
  readonly numbers: readonly Heading[];
}

/** Gives every column of the file its use; reports what has none, or two, and what is declared and not there. */
export function layOut(head: Head, shape: Shape, context: TableContext): Layout | undefined {
  const { fault, contract } = context;
  const { repeat, close } = repeatedFaults(fault);
  let right = true;
  const report: ReportFault = (problem) => {
    right = false;
    const { code, position } = problem;
    repeat({ code, column: code, line: position.line, describe: () => problem });
  };
  const headings = readOf(head.headings, shape, report);
  reportRepeated(headings, report);
  const stub = stubOf(head, headings);
  const named = byHeading(shape.columns, { headings, stub }, report);
  const fill = findAll(shape.fill, headings, report);
  const combine = combinedColumns(shape, headings, report);
  const values = belowOneAnother(headings, { named, combine, shape, context }, report);
  const taken = new Set<Heading>([...named.values(), ...values.map(({ heading }) => heading)]);
  for (const pair of combine.values()) for (const heading of pair) taken.add(heading);
  const sources = contract.fields.map((field) =>
    sourceOf(field, { shape, named, combine, taken, headings, head }, report),
  );
  for (const source of sources) if (source?.kind === 'column') taken.add(source.heading);
  // A second place for a field, or a second column of a heading, has been said.
  const isReported = ({ text }: Heading): boolean =>
    contract.fields.some(({ name }) => name === text) ||
    headings.filter((each) => each.text === text).length > 1;
  const left = headings.filter((heading) => !taken.has(heading) && !isReported(heading));
  const lacking = [...shape.columns].filter(([field]) => !named.has(field));
  reportLeftOver(reportRenamed(lacking, left, headings, report), sources, context, shape, report);
  close();
  if (!right) return undefined;
  const known = sources.filter((source) => source !== undefined);
  const measures = known.flatMap((source, index) =>
    source.kind === 'column' && contract.fields[index]?.role === 'measure' ? [source.heading] : [],
  );
  const numbers = [...measures, ...values.map(({ heading }) => heading)];
  const unheaded = head.headings.filter((heading) => heading.text === '' && !taken.has(heading));
  const flagsOf = new Map(
    shape.flagsBeside
      ? unheaded.flatMap(({ index }): [number, number][] =>
          numbers.some((number) => number.index === index - 1) ? [[index - 1, index]] : [],
        )
      : [],
  );
  const ofFlags = new Set(flagsOf.values());
  return {
    sources: known,
    values,
    fill: [...fill.values()].sort((a, b) => a.index - b.index),
    unheaded: unheaded.filter(({ index }) => !ofFlags.has(index)),
    flagsOf,
    names: namesIn(known, contract.fields),
    numbers,
  };
}

/** The columns that are headed and read. */
function readOf(all: readonly Heading[], { leave }: Shape, report: ReportFault): readonly Heading[] {
  const headed = all.filter(({ text }) => text !== '');
  const left = leave.flatMap(({ name, position }) => {
    const fits = ({ text }: Heading): boolean => text === name || matchHeading(name, text) !== undefined;
    const found = headed.filter(fits);
    const shown = listNames(headed.map(({ text }) => text));
    if (found.length === 0) report(problem('data/heading.pattern', position, { name, shown }));
    return found;
  });
  return headed.filter((heading) => !left.includes(heading));
}

type OfFields = Pick<Around, 'named' | 'combine' | 'shape'> & { readonly context: TableContext };

const belowOneAnother = (
  headings: readonly Heading[],
  around: OfFields,
  report: ReportFault,
): readonly ValueColumn[] =>
  around.shape.unpivot === undefined
    ? []
    : valueColumns(around.shape.unpivot, headings, ofFields(headings, around), report);

/** The headings that fields have: as declared, or by their own names. */
function ofFields(
  headings: readonly Heading[],
  { named, combine, shape, context }: OfFields,
): ReadonlySet<Heading> {
  const { unpivot, constants } = shape;
  const made = new Set([
    ...(unpivot?.into ?? []),
    unpivot?.value,
    shape.groups?.name,
    ...constants.keys(),
    ...combine.keys(),
  ]);
  const own = context.contract.fields.filter(({ name }) => !made.has(name) && !named.has(name));
  return new Set([
    ...named.values(),
    ...[...combine.values()].flat(),
    ...headings.filter(({ text }) => own.some(({ name }) => name === text)),
  ]);
}

const namesIn = (sources: readonly Source[], fields: readonly FieldContract[]): Heading | undefined =>
  sources.flatMap((source, index) =>
    source.kind === 'column' && fields[index]?.role === 'dimension' ? [source.heading] : [],
  )[0];

/** The column right before the first one with a heading: it names the rows, which many tables leave unsaid. */
const stubOf = (head: Head, [first]: readonly Heading[]): Heading | undefined =>
  head.headings.find(({ index }) => index + 1 === first?.index);

/** By field, the two columns of its periods. */
function combinedColumns(
  { combine }: Shape,
  headings: readonly Heading[],
  report: ReportFault,
): ReadonlyMap<string, readonly [Heading, Heading]> {
  return new Map(
    [...combine].flatMap(([field, wanted]): [string, readonly [Heading, Heading]][] => {
      const found = findAll(wanted, headings, report);
      const [first, second] = wanted.map(({ name }) => found.get(name));
      return first === undefined || second === undefined ? [] : [[field, [first, second]]];
    }),
  );
}

interface Around {
  readonly shape: Shape;
  readonly named: ReadonlyMap<string, Heading>;
  readonly combine: ReadonlyMap<string, readonly [Heading, Heading]>;
  readonly taken: ReadonlySet<Heading>;
  readonly headings: readonly Heading[];
  readonly head: Head;
}

/** What the shape declares a field to be made of; undefined where that is one column, or nothing. */
function declaredSource(name: string, { shape, combine }: Around): Source | undefined {
  const { unpivot, constants } = shape;
  const headings = combine.get(name);
  if (headings !== undefined) return { kind: 'combined', headings };
  if (shape.groups?.name === name) return { kind: 'group' };
  const constant = constants.get(name);
  if (constant !== undefined) return { kind: 'constant', text: constant.name, position: constant.position };
  const part = unpivot?.into.indexOf(name) ?? -1;
  if (part >= 0) return { kind: 'category', part };
  return unpivot?.value === name ? { kind: 'value' } : undefined;
}

/** Where a field has its text from: as declared, else from the column that is headed by its name. */
function sourceOf({ name }: FieldContract, around: Around, report: ReportFault): Source | undefined {
  const { shape, named, taken, headings, head } = around;
  const own = headings.find((heading) => heading.text === name && !taken.has(heading));
  const declared = declaredSource(name, around);
  const heading = named.get(name);
  if ((declared !== undefined || heading !== undefined) && own !== undefined) {
    report(problem('data/heading.place', own.position, { name }));
  }
  if (declared !== undefined) return declared;
  if (heading !== undefined) return { kind: 'column', heading };
  // What is declared and not there has been reported.
  if (shape.columns.has(name) || shape.combine.has(name)) return undefined;
  if (own !== undefined) return { kind: 'column', heading: own };
  const texts = headings.filter((each) => !taken.has(each)).map(({ text }) => text);
  const [first] = head.headings;
  const position = first?.position ?? shape.headerPosition;
  report(
    problem('data/header.header-field', position, {
      name,
      text: texts[0] === undefined ? 'HEADING' : JSON.stringify(texts[0]),
    }),
  );
  return undefined;
}

/** As a pattern, which fits the next year as well, where more than a year heads a column. */
const leftAs = (text: string): string =>
  text.includes(' | ') && /\p{L}/u.test(text) ? text.replace(/(?<!\d)(?:19|20)\d\d(?!\d)/, '*') : text;

function reportLeftOver(
  left: readonly Heading[],
  sources: readonly (Source | undefined)[],
  { contract }: TableContext,
  { columns, unpivot }: Shape,
  report: ReportFault,
): void {
  const absent = contract.fields.flatMap(({ name }, index) =>
    sources[index] === undefined && !columns.has(name) ? [name] : [],
  );
  for (const { text, position } of left) {
    const near = didYouMean(text, absent);
    // The only field without a column has named it.
    if (near.hint === undefined && absent.length === 1 && left.length === 1) return;
    report(
      problem(
        unpivot === undefined ? 'data/heading.column' : 'data/heading.column-unpivot',
        position,
        { text, name: contract.name },
        near.hint === undefined
          ? {
              hint: phrase('data/heading.declare', { left: JSON.stringify(leftAs(text)) }),
            }
          : near,
      ),
    );
  }
}
