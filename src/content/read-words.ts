import type { Root } from 'mdast';
import type { Diagnostic, Position } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import type { Language } from '../language/language.js';
import { translationOf } from '../language/language-tag.js';
import { inWords } from '../language/periods.js';
import type { PublishedData } from '../model/dataset/dataset.js';
import { defined } from '../model/defined.js';
import { problem } from '../problems/problem.js';
import type { ComposeInput, ItemInput, KeepLint } from './compose-input.js';
import type { ExpandedReport } from './expand-report.js';
import type { WordSurroundings } from './extension.js';
import { smallInWords } from './guards/small-in-words.js';
import { checkNeighbours, type Printed, printedIn } from './neighbours/neighbours.js';
import { checkTotals } from './neighbours/totals.js';
import { Vocabulary } from './neighbours/vocabulary.js';
import { judgeTyped, typedPolicy } from './numbers/check-typed.js';
import { freedPlaces } from './numbers/flatten.js';
import { type LintInput, lintDataTexts, lintNumbers } from './numbers/lint/lint.js';
import { type Linted, numberWordNote } from './numbers/lint/report.js';
import type { Reader } from './numbers/read-numerals.js';
import type { Spoken, SpokenNames } from './numbers/spoken.js';
import { Subjects } from './numbers/subjects.js';
import { unitForms } from './numbers/units.js';
import type { LoadedTemplate } from './template/load.js';
import type { ParsedTemplate } from './template/parse-template.js';
import { termsIn } from './terms/find-terms.js';

/** What is read once the tree of a report stands, since nothing that is printed hangs on it. */
export interface Unread {
  readonly input: ItemInput;
  readonly reader: Reader;
  readonly written: Written;
  /** True of places whose author says why their words cannot be tested. */
  readonly isFreed: (place: Position) => boolean;
  readonly beside: BesideNumbers;
  /** Found in the words already, where the tree says how many numbers were typed. */
  readonly linted?: Linted;
}

/** The templates of a report as their authors wrote them. */
interface Written extends Pick<ExpandedReport, 'templates' | 'marks'> {
  readonly loaded: LoadedTemplate;
}

/** What is looked at beside numbers, as the tree was before numerals were cut off its words. */
interface BesideNumbers {
  readonly printed: Printed;
  /** Totals of hand-made tables that their cells do not add up to, in freed places too. */
  readonly totals: readonly Diagnostic[];
}

/** What the tree of a report holds for `readWords` as long as numerals are not cut off its words. */
export const besideNumbers = (body: Root, { lexicon }: Language): BesideNumbers => ({
  printed: printedIn(body, lexicon),
  totals: checkTotals(body, lexicon),
});

/** What words are read with, each time anew: it is known then what of it was looked at. */
export interface ReadWith {
  readonly host: Host;
  readonly data: PublishedData;
  readonly keepLint?: KeepLint | undefined;
}

/** What is said of the words of a report alone, in branches that are not taken too: typed numbers, words that claim something, neighbours. */
export async function readWords(unread: Unread, given: ReadWith): Promise<readonly Diagnostic[]> {
  const { written, isFreed } = unread;
  const input = { ...unread.input, data: inWords(given.data, unread.input.language) };
  const { linted = await lint(input, unread.reader, written, given) } = unread;
  const isMeant = ({ code, position }: Diagnostic): boolean => code !== 'language/term' || !isFreed(position);
  const isTold = toldAsClaims(linted, written.templates, input);
  const typed = linted.diagnostics.filter((each) => isMeant(each) && !isTold(each));
  const policy = typedPolicy(input);
  // Where a figure in words ends the build, that is enough.
  const passed = linted.words.filter(({ isFigure }) => isFigure !== true || policy !== 'error');
  const isHeld = unread.input.project.claims === 'required';
  return [
    ...judgeTyped(isHeld ? typed : typed.map(asNoFault), policy),
    ...wordProblems(linted, written.templates, input),
    ...smallInWords(written.templates, passed, input.data, input.language.lexicon).filter(
      ({ position }) => !isFreed(position),
    ),
    ...foreignLabels(written.templates, input),
    ...checkBeside(unread, input),
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

/** A report whose words name nothing of its data, since the labels of the package are in another language. */
function foreignLabels(
  templates: readonly ParsedTemplate[],
  { language, spoken, subjects }: ItemInput,
): Diagnostic[] {
  const texts = templates.map(({ text }) => text);
  const own = ownNames(texts, subjects.of(spoken, language.lexicon), spoken, language);
  if (own === undefined || spoken.file === undefined) return [];
  return [problem('language/labels', { file: spoken.file, line: 1, column: 1 }, { tag: language.tag })];
}

/** What is found in the words of templates and data. */
export async function lint(
  input: ItemInput,
  reader: Reader,
  { loaded, templates, marks }: Written,
  { host, keepLint }: Pick<ReadWith, 'host' | 'keepLint'>,
): Promise<Linted> {
  const { report, spoken, language, syntax } = input;
  const aroundIn = (data: PublishedData): Omit<LintInput, 'loaded' | 'marks' | 'report'> => {
    const named = input.subjects.of(spoken, language.lexicon);
    const own = ownNames(words, named, spoken, language);
    const subjects =
      own === undefined
        ? named
        : new Subjects({ ...spoken, names: [...spoken.names, own] }, language.lexicon);
    const terms = termsIn(input.project.terms ?? [], language.tag);
    const isFirst = translationOf(language.tag, input.project.languages) === undefined;
    return defined({ reader, spoken, subjects, data, language, syntax, isFirst, terms });
  };
  const keep: KeepLint = keepLint ?? ((_, __, make) => make(host, input.data));
  const { synonyms } = spoken;
  const words = templates.map(({ text }) => text);
  const texts = [loaded.frontMatterText, ...templates.flatMap(({ file, text }) => [file, text])];
  const own = await keep('report', JSON.stringify([synonyms, texts]), (files, data) =>
    lintNumbers({ loaded, marks, report, ...aroundIn(data) }, files),
  );
  const inData = await keep('data', JSON.stringify(synonyms), (files, data) =>
    lintDataTexts(aroundIn(data), files),
  );
  return {
    diagnostics: [...own.diagnostics, ...inData.diagnostics],
    words: own.words,
    watched: [...own.watched, ...inData.watched],
  };
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
  { written: { templates }, beside: { printed, totals } }: Unread,
  { data, spoken, language: { lexicon }, syntax: { freeing, foreign }, report }: ItemInput,
): Diagnostic[] {
  const isFreed = freedPlaces(templates, new Set([...freeing, ...foreign]));
  return [
    ...checkNeighbours(printed, data, spoken, lexicon, titleOf(report), isFreed),
    ...totals.filter(({ position }) => !isFreed(position)),
  ];
}

/**
 * The things that a language counts, as names of no dataset, for a report whose words name nothing of its data. The
 * labels of the package may be in another language, where “viktima” is what they call victims. Undefined where the
 * language knows a unit of the data, or the words name one or a category, or count nothing that the language knows.
 *
 * @param texts The templates of the report, with their helpers.
 */
function ownNames(
  texts: readonly string[],
  subjects: Subjects,
  { units: counted }: Pick<Spoken, 'units'>,
  { tag, lexicon }: Pick<Language, 'tag' | 'lexicon'>,
): SpokenNames | undefined {
  const known = new Set(lexicon.units.flat());
  const isKnown = (unit: string): boolean => unitForms(unit, lexicon).some((form) => known.has(form));
  // English has words for more things than a lexicon: an unknown unit is no sign there of another language.
  if (tag === 'en' || lexicon.units.length === 0 || counted.length === 0 || counted.some(isKnown))
    return undefined;
  const words = texts.map((text) => text.replace(/\{\{[^}]*\}\}/gu, ' ')).join('\n\n');
  const isNamed = subjects.in(words).some(({ meanings }) => meanings.some(({ isYear }) => isYear !== true));
  if (isNamed) return undefined;
  const units = lexicon.units.flatMap(([first = '']) =>
    lexicon.neighbours.amounts.has(first) ? [] : [first],
  );
  const own = { dataset: '', units, measures: [], titles: [], categories: [], dimensions: [] };
  return new Subjects({ names: [own], synonyms: [] }, lexicon).in(words).length === 0 ? undefined : own;
}
