import type { Root } from 'mdast';
import type { Diagnostic, Position } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import type { Language } from '../language/language.js';
import { inWords } from '../language/periods.js';
import type { PublishedData } from '../model/dataset/dataset.js';
import type { ComposeInput, ItemInput, KeepLint } from './compose-input.js';
import type { WordSurroundings } from './extension.js';
import { smallInWords } from './guards/protected-counts.js';
import { checkNeighbours, type Printed, printedIn } from './neighbours/neighbours.js';
import { checkTotals } from './neighbours/totals.js';
import { Vocabulary } from './neighbours/vocabulary.js';
import { judgeTyped, typedPolicy } from './numbers/check-typed.js';
import { freedPlaces } from './numbers/flatten.js';
import { lint, type Written } from './numbers/lint/lint.js';
import { type Linted, numberWordNote } from './numbers/lint/report.js';
import { foreignLabels } from './numbers/own-names.js';
import type { Reader } from './numbers/read-numerals.js';
import type { ParsedTemplate } from './template/parse-template.js';

/** The words of a report that `judgeWords` judges once its tree stands. */
export interface UnjudgedWords {
  readonly input: ItemInput;
  readonly reader: Reader;
  readonly written: Written;
  /** True of places whose author says why their words cannot be tested. */
  readonly isFreed: (place: Position) => boolean;
  readonly beside: BesideNumbers;
  /** Found in the words already, where the tree says how many numbers were typed. */
  readonly linted?: Linted;
}

/** What is looked at beside numbers, as the tree was before numerals were cut off its words. */
interface BesideNumbers {
  readonly printed: Printed;
  /** Totals of hand-made tables that their cells do not add up to, in freed places too. */
  readonly totals: readonly Diagnostic[];
}

/** What the tree of a report holds for `judgeWords` as long as numerals are not cut off its words. */
export const besideNumbers = (body: Root, { lexicon }: Language): BesideNumbers => ({
  printed: printedIn(body, lexicon),
  totals: checkTotals(body, lexicon),
});

/** What words are judged with. It is given for each time they are, so that it is known what of it was looked at. */
export interface JudgedWith {
  readonly host: Host;
  readonly data: PublishedData;
  readonly keepLint?: KeepLint | undefined;
}

/** What is said of the words of a report alone, in branches that are not taken too: typed numbers, words that claim something, neighbours. */
export async function judgeWords(words: UnjudgedWords, given: JudgedWith): Promise<readonly Diagnostic[]> {
  const { written, isFreed } = words;
  const input = { ...words.input, data: inWords(given.data, words.input.language) };
  const { linted = await lint(input, words.reader, written, given) } = words;
  const isMeant = ({ code, position }: Diagnostic): boolean => code !== 'language/term' || !isFreed(position);
  const isTold = toldAsClaims(linted, written.templates, input);
  const typed = linted.diagnostics.filter((each) => isMeant(each) && !isTold(each));
  const policy = typedPolicy(input);
  // Where a figure in words ends the build, that is enough.
  const passed = linted.words.filter(({ isFigure }) => isFigure !== true || policy !== 'error');
  const isHeld = words.input.project.claims === 'required';
  return [
    ...judgeTyped(isHeld ? typed : typed.map(asNoFault), policy),
    ...wordProblems(linted, written.templates, input),
    ...smallInWords(written.templates, passed, input.data, input.language.lexicon).filter(
      ({ position }) => !isFreed(position),
    ),
    ...foreignLabels(written.templates, input),
    ...checkBeside(words, input),
  ];
}

/**
 * Says of a number in words whether it is part of a word that claims something: "half", "twice as many". What is in a
 * claim is tested; what needs one is reported where the project requires claims.
 */
function toldAsClaims(
  { watched }: Linted,
  templates: readonly ParsedTemplate[],
  { project, syntax }: ComposeInput,
): (typed: Diagnostic) => boolean {
  const words = syntax.extensions.flatMap(({ words: rule }) => {
    const own = watched.filter((word) => word.rule === rule);
    const outside = project.claims === 'required' ? own.filter(({ claims }) => claims) : [];
    return [...outside, ...(rule?.tested(own, templates) ?? [])];
  });
  return ({ code, position: { file, line, column } }) =>
    code === 'number/word' &&
    words.some(({ position, text }) => {
      const isThere = position.file === file && position.line === line;
      return isThere && position.column <= column && column < position.column + text.length;
    });
}

/** A figure in the data is told alone, where a project does not ask for more. */
const asNoFault = (each: Diagnostic): Diagnostic =>
  each.code === 'number/typed-in-data' ? { ...each, severity: 'warning' } : each;

/**
 * What the rules of extensions say of words. They look at all words where the project requires claims or on request, else
 * at those within claims; on request, at numbers in words too.
 */
function wordProblems(
  { watched, words }: Linted,
  templates: readonly ParsedTemplate[],
  { project, report, words: wanted, syntax, data, language, spoken }: ItemInput,
): Diagnostic[] {
  const outside = project.claims === 'required' ? 'error' : wanted === true ? 'note' : undefined;
  const vocabulary = new Vocabulary(data, spoken, language.lexicon);
  const around: WordSurroundings = {
    templates,
    data,
    foreignUnit: (noun, counted) => vocabulary.foreign(noun, counted)?.unit,
    saysCounted: (name, counted) => vocabulary.says(name, counted),
    saysOnly: (sentence, dataset) => vocabulary.saysOnly(sentence, dataset, titleOf(report)),
    ...(outside !== undefined && { severity: outside }),
  };
  const judged = syntax.extensions.flatMap(({ words: rule }) => {
    const found = watched.filter((word) => word.rule === rule);
    return rule?.judge(found, around) ?? [];
  });
  return [
    ...judged,
    ...(wanted === true ? words.filter(({ isFigure }) => isFigure !== true).map(numberWordNote) : []),
  ];
}

const titleOf = ({ title, publisher }: ComposeInput['report']): string => `${title} ${publisher}`;

/** What stands beside the numbers of the tree and is not theirs. */
function checkBeside(
  { written: { templates }, beside: { printed, totals } }: UnjudgedWords,
  { data, spoken, language: { lexicon }, syntax: { freeing, foreign }, report }: ItemInput,
): Diagnostic[] {
  const isFreed = freedPlaces(templates, new Set([...freeing, ...foreign]));
  return [
    ...checkNeighbours(printed, data, spoken, lexicon, titleOf(report), isFreed),
    ...totals.filter(({ position }) => !isFreed(position)),
  ];
}
