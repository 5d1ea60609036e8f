import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { judges } from '../../extensions/judges.js';
import type { Files } from '../../host/host.js';
import { messagesFile } from '../../language/brought.js';
import type { Language } from '../../language/language.js';
import { type FileFormat, formatOf, formats, isBinary, pageFormat } from '../../model/dataset/formats.js';
import { audienceOf, parseSnapshot, type Snapshot } from '../../model/snapshot/snapshot.js';
import { hashInputs, type ManifestOutput, makingOf } from '../../outputs/manifest/manifest.js';
import { outputOf } from '../../outputs/outputs.js';
import { fileName } from '../../outputs/paths.js';
import { readPage } from '../../outputs/snapshot/read-page.js';
import { faultOf } from '../../problems/problem.js';
import type { RepeatFlows } from '../../session/drawing/repeat-flows.js';
import { sha256 } from '../../sha256.js';
import type { FoundManifest } from './check-files.js';
import { checkIds } from './check-ids.js';
import { checkLedger, type ListedFile, readList } from './check-ledger.js';
import { checkListed } from './check-listed.js';
import { checkNumbers, type NumberCounts } from './check-numbers.js';
import { checkPage } from './check-page.js';
import { checkCorrections, checkSigned, checkTotals } from './check-rows.js';
import { nameOf, type PublishedPage, placedIn, publishedText, readAs } from './problem.js';
import { repeatNumbers } from './repeat-numbers.js';
import type { VerifiedLanguages } from './verified-languages.js';

/** What was looked at in a report, or in several. */
export interface Counts extends NumberCounts {
  /** Numbers that were published. */
  readonly numbers: number;
  /** Claims that were tested again from their cells. */
  readonly retested: number;
  /** Numbers that an author typed, which nothing answers for. */
  readonly typed: number;
}

export const nothingCounted: Counts = {
  numbers: 0,
  recalculated: 0,
  byVega: 0,
  notRepeated: 0,
  retested: 0,
  typed: 0,
};

/** What became of one report in one language. */
interface CheckedTarget {
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: Counts;
  /** What the report published; undefined where that cannot be read. */
  readonly snapshot?: Snapshot;
}

interface TargetInput {
  readonly folder: string;
  /** Its files, as the manifest names them. */
  readonly entries: readonly ManifestOutput[];
  readonly found: FoundManifest;
  /** The bytes of the files that are there. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly tool: Files;
  readonly languages: VerifiedLanguages;
  readonly repeat: RepeatFlows;
}

/**
 * Holds the files of a folder against its `published.json`, and that against its own cells.
 *
 * What only follows from another finding is left out:
 *
 * | a finding                                                             | leaves out                                                 |
 * | ---                                                                   | ---                                                        |
 * | `published.json` is missing, cannot be read, or has an unknown language | all else                                                   |
 * | `checkNumbers`: a number is wrong                                     | `checkIds`, since numbers make ids                         |
 * | `checkNames`: a file is none that `published.json` asks for           | what is wrong in that file (`checkFile`), and `checkMaking` |
 * | `checkFile`: something in a file is wrong                             | that its hash is wrong, and `checkListed`                  |
 * | `checkFile`: something in the page is wrong                           | `checkOutputs`, which holds other files against the page   |
 */
export async function checkTarget(input: TargetInput): Promise<CheckedTarget> {
  const { folder, entries, found, files, languages } = input;
  const file = `${folder}/published.json`;
  const stop = (...diagnostics: Diagnostic[]): CheckedTarget => ({ diagnostics, counts: nothingCounted });
  const bytes = files.get(file);
  if (bytes === undefined) {
    // Where the manifest names it, `checkFiles` has told that it is missing or too large.
    if (entries.some(({ path }) => path === file)) return stop();
    return stop(placedIn(file)(faultOf('verify/missing-file.published', { folder })));
  }
  const text = publishedText('verify/form', file, bytes);
  if ('problem' in text) return stop(text.problem);
  const at = placedIn(file, text.value);
  const parsed = parseSnapshot(text.value);
  if (parsed.value === undefined) {
    const { fault, hint, offset } = parsed;
    return stop(at(faultOf('verify/form.snapshot', { fault }, { hint }), offset));
  }
  const { value: snapshot } = parsed;
  const language = await languages.of(snapshot.language);
  if (language === undefined) {
    const hint = `a language that a project brings is verified in its output folder, below \`${messagesFile(snapshot.language)}\``;
    return stop(at(faultOf('verify/form.language', { language: snapshot.language }, { hint })));
  }
  const numbers = checkNumbers(snapshot, file, language, await repeatNumbers(snapshot, input.repeat));
  const about = { ...input, snapshot, language };
  const checked = await Promise.all(entries.map((entry) => checkFile(entry, about)));
  const problems = checked.flatMap((each) => each.problems);
  const outputs = await checkOutputs(entries, checked, about);
  const list = checked.find((each) => each.list !== undefined)?.list;
  return {
    diagnostics: [
      ...numbers.problems,
      ...(numbers.problems.length > 0 ? [] : checkIds(snapshot, file)),
      ...checkTotals(snapshot, file),
      ...checkCorrections(snapshot, file),
      ...checkSigned(snapshot, file),
      ...judges.flatMap((judge) => judge(snapshot, file, language)),
      ...checkNames(snapshot, folder, entries, found),
      ...entries.flatMap((entry) => checkMaking(entry, snapshot, found)),
      ...problems,
      ...outputs,
      ...(problems.length > 0 || list === undefined ? [] : checkListed(list, about, pageIn(checked)?.page)),
    ],
    snapshot,
    counts: {
      ...numbers.counts,
      numbers: snapshot.numbers.length,
      retested: snapshot.claims.length,
      typed: list?.data.numbers.filter((line) => line.class === 'typed').length ?? 0,
    },
  };
}

/** One file of the folder, and what was read of it. */
interface CheckedFile {
  readonly problems: readonly Diagnostic[];
  readonly html?: string;
  readonly page?: PublishedPage['page'];
  readonly list?: ListedFile;
}

interface About extends TargetInput {
  readonly snapshot: Snapshot;
  readonly language: Language;
}

const pageIn = (checked: readonly CheckedFile[]): CheckedFile | undefined =>
  checked.find(({ html }) => html !== undefined);

/** One file of the folder against the snapshot. */
async function checkFile({ path }: ManifestOutput, about: About): Promise<CheckedFile> {
  const bytes = about.files.get(path);
  if (bytes === undefined || nameOf(path) === 'published.json') return { problems: [] };
  // By its name, not by what the manifest calls it.
  const format = formatOf(path);
  const isText = format === undefined || !isBinary(format);
  const checked = isText ? await checkText(path, bytes, format, about) : { problems: [] };
  if (!publishedNames(about.snapshot).includes(nameOf(path))) return { ...checked, problems: [] };
  const published = about.snapshot.files.find(({ name }) => name === nameOf(path));
  if (published === undefined || hasErrors(checked.problems) || sha256(bytes) === published.sha256)
    return checked;
  return { ...checked, problems: [...checked.problems, placedIn(path)(faultOf('verify/hash.published'))] };
}

async function checkText(
  file: string,
  bytes: Uint8Array,
  format: FileFormat | undefined,
  { snapshot, tool, language }: About,
): Promise<CheckedFile> {
  const text = publishedText('verify/form', file, bytes);
  if ('problem' in text) return { problems: [text.problem] };
  if (format === pageFormat) {
    const html = text.value;
    const page = readAs(readPage, file, html);
    if ('problem' in page) return { problems: [page.problem], html };
    const published = { page: page.value, snapshot, at: placedIn(file, html) };
    return { problems: await checkPage(published, language, tool), html, page: page.value };
  }
  if (format !== 'json') return { problems: [] };
  const list = readList(text.value, file);
  return 'problem' in list
    ? { problems: [list.problem] }
    : { problems: checkLedger(list.value, snapshot), list: list.value };
}

/** What each output knows of its files, which say what the page says. */
async function checkOutputs(
  entries: readonly ManifestOutput[],
  checked: readonly CheckedFile[],
  { files, snapshot, language }: About,
): Promise<Diagnostic[]> {
  const page = pageIn(checked);
  if (page?.html === undefined || hasErrors(page.problems)) return [];
  const about = {
    page: { html: page.html, file: entries[checked.indexOf(page)]?.path ?? '' },
    snapshot,
    language,
  };
  const found = entries.map(({ path }) => {
    const bytes = files.get(path);
    return bytes === undefined ? [] : (outputOf(path)?.verify?.({ file: path, bytes }, about) ?? []);
  });
  return (await Promise.all(found)).flat();
}

/** Every file that was published is named, and none beside them. */
function checkNames(
  snapshot: Snapshot,
  folder: string,
  entries: readonly ManifestOutput[],
  { manifest, at }: FoundManifest,
): Diagnostic[] {
  const named = entries.map(({ path }) => nameOf(path));
  const published = publishedNames(snapshot);
  const lost = published.filter((name) => !named.includes(name));
  const strangers = named.filter((name) => !published.includes(name));
  return [
    ...lost.map((name) => at(faultOf('verify/manifest.manifest-file', { folder, name }), ['outputs'])),
    ...strangers.map((name) => {
      const index = manifest.outputs.findIndex(({ path }) => path === `${folder}/${name}`);
      return at(faultOf('verify/manifest.answer', { name }), ['outputs', index, 'path']);
    }),
  ];
}

/** Whatever a snapshot names, there is a list of numbers, and one file to read at least. */
function publishedNames(snapshot: Snapshot): readonly string[] {
  const files = snapshot.files.map(({ name }) => name);
  const isReadable = files.some((name) => formats.some((format) => name.endsWith(`.${format}`)));
  const page = `${fileName(snapshot.report, snapshot.item)}.${pageFormat}`;
  return [...new Set(['published.json', 'numbers.json', ...files, ...(isReadable ? [] : [page])])];
}

/** What the manifest says of the making of a file is what its snapshot says. */
function checkMaking(
  entry: ManifestOutput,
  snapshot: Snapshot,
  { manifest, at }: FoundManifest,
): Diagnostic[] {
  const { tool, edition, draft, inputs } = makingOf(entry, manifest);
  if (!publishedNames(snapshot).includes(nameOf(entry.path))) return [];
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['report', entry.report, snapshot.report],
    ['item', entry.item, snapshot.item],
    ['language', entry.language, snapshot.language],
    ['edition', edition, snapshot.edition],
    ['draft', draft, snapshot.draft],
    ['audience', manifest.audience ?? 'public', audienceOf(snapshot)],
    ['tool', tool, snapshot.tool],
    ['release', JSON.stringify(entry.release), JSON.stringify(snapshot.release)],
    ['inputs', hashInputs(inputs), snapshot.inputs],
  ];
  const wrong = pairs.find(([, actual, expected]) => actual !== expected);
  if (wrong === undefined) return [];
  const [key, actual, expected] = wrong.map(String);
  const fault = faultOf('verify/manifest.says', { key, actual, path: entry.path, expected });
  return [at(fault, ['outputs', manifest.outputs.indexOf(entry)])];
}
