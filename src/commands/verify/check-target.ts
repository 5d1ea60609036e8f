import type { Diagnostic } from '../../diagnostics.js';
import type { Files } from '../../host/host.js';
import { messagesFile } from '../../language/brought.js';
import type { Language } from '../../language/language.js';
import { formatOf, formats, isBinary, pageFormat } from '../../model/dataset/formats.js';
import { audienceOf, parseSnapshot, type Snapshot } from '../../model/snapshot/snapshot.js';
import { parseNumbers } from '../../outputs/ledger/schema.js';
import { hashInputs, type ManifestOutput, makingOf } from '../../outputs/manifest/manifest.js';
import { outputOf } from '../../outputs/outputs.js';
import { fileName } from '../../outputs/paths.js';
import { faultOf } from '../../problems/problem.js';
import type { RepeatFlows } from '../../session/drawing/repeat-flows.js';
import { sha256 } from '../../sha256.js';
import { type FoundManifest, manifestFile } from './check-files.js';
import { checkIds } from './check-ids.js';
import { checkLedger } from './check-ledger.js';
import { checkListed } from './check-listed.js';
import { checkNumbers } from './check-numbers.js';
import { checkPage } from './check-page.js';
import { checkTotals } from './check-rows.js';
import type { VerifiedLanguages } from './languages.js';
import { nameOf, problemAt, publishedText } from './problem.js';
import { repeatNumbers } from './repeat-numbers.js';
import { retestClaims } from './retest-claims.js';

/** What became of one report in one language. */
export interface CheckedTarget {
  readonly diagnostics: readonly Diagnostic[];
  readonly numbers: number;
  readonly recalculated: number;
  /** How many of these Vega calculated. */
  readonly byVega: number;
  /** Numbers by Vega that another version of it calculates otherwise. */
  readonly notRepeated: number;
  /** Claims that were tested again from their cells. */
  readonly retested: number;
  /** Numbers that an author typed, which nothing answers for. */
  readonly typed: number;
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

const nothing: CheckedTarget = {
  diagnostics: [],
  numbers: 0,
  recalculated: 0,
  byVega: 0,
  notRepeated: 0,
  retested: 0,
  typed: 0,
};

/** Holds the files of a folder against its `published.json`, and that against its own cells. */
export async function checkTarget(input: TargetInput): Promise<CheckedTarget> {
  const { folder, entries, found, files, languages } = input;
  const file = `${folder}/published.json`;
  const fail = (diagnostic: Diagnostic): CheckedTarget => ({ ...nothing, diagnostics: [diagnostic] });
  const bytes = files.get(file);
  if (bytes === undefined) {
    // One that the manifest names has been reported.
    const isNamed = entries.some(({ path }) => path === file);
    return isNamed ? nothing : fail(problemAt(faultOf('verify/missing-file.published', { folder }), file));
  }
  const read = publishedText('verify/form', file, bytes);
  if ('problem' in read) return fail(read.problem);
  const { text } = read;
  const parsed = parseSnapshot(text);
  if (parsed.snapshot === undefined) {
    return fail(
      problemAt(faultOf('verify/form.snapshot', { fault: parsed.fault }, { hint: parsed.hint }), file, {
        text,
        offset: parsed.offset,
      }),
    );
  }
  const { snapshot } = parsed;
  const language = await languages.of(snapshot.language);
  if (language === undefined) {
    const hint = `a language that a project brings is verified in its output folder, below \`${messagesFile(snapshot.language)}\``;
    return fail({
      ...problemAt(faultOf('verify/form.language', { language: snapshot.language }), file),
      hint,
    });
  }
  const numbers = checkNumbers(snapshot, file, language, await repeatNumbers(snapshot, input.repeat));
  const claims = retestClaims(snapshot, file, language);
  const others = await Promise.all(
    entries.map((entry) => checkFile(entry, snapshot, { ...input, language })),
  );
  const outputs = await checkOutputs(entries, others, snapshot, { ...input, language });
  return {
    diagnostics: [
      ...numbers.problems,
      ...(numbers.problems.length > 0 ? [] : checkIds(snapshot, file)),
      ...checkTotals(snapshot, file),
      ...claims.problems,
      ...checkNames(snapshot, folder, entries, found),
      ...entries.flatMap((entry) => checkMaking(entry, snapshot, found)),
      ...others.flat(),
      ...outputs,
      ...(others.flat().length > 0 ? [] : checkLists(entries, snapshot, input)),
    ],
    snapshot,
    numbers: snapshot.numbers.length,
    recalculated: numbers.recalculated,
    byVega: numbers.byVega,
    notRepeated: numbers.notRepeated,
    retested: claims.retested,
    typed: typedIn(entries, input),
  };
}

/** One file of the folder against the snapshot. */
async function checkFile(
  { path }: ManifestOutput,
  snapshot: Snapshot,
  { files, tool, language }: TargetInput & { readonly language: Language },
): Promise<Diagnostic[]> {
  const bytes = files.get(path);
  if (bytes === undefined || nameOf(path) === 'published.json') return [];
  // What it answers to is another build's; that has been reported.
  const published = snapshot.files.find(({ name }) => name === nameOf(path));
  if (published === undefined) return [];
  // By its name, not by what the manifest calls it.
  const format = formatOf(path);
  const hasText = format === undefined || !isBinary(format);
  const read = hasText ? publishedText('verify/form', path, bytes) : { text: '' };
  if ('problem' in read) return [read.problem];
  const { text } = read;
  const problems =
    format === pageFormat ? await checkPage({ html: text, file: path, snapshot, tool, language }) : [];
  if (format === 'json') for (const each of checkLedger(text, path, snapshot)) problems.push(each);
  const isExplained = problems.some(({ severity }) => severity === 'error');
  if (isExplained || sha256(bytes) === published.sha256) return problems;
  return [...problems, problemAt(faultOf('verify/hash.published'), path)];
}

/** What each output knows of its files, which say what the page says. Nothing is known of them where the page is wrong itself. */
async function checkOutputs(
  entries: readonly ManifestOutput[],
  checked: readonly (readonly Diagnostic[])[],
  snapshot: Snapshot,
  { files, language }: TargetInput & { readonly language: Language },
): Promise<Diagnostic[]> {
  const at = entries.findIndex(({ path }) => formatOf(path) === pageFormat);
  const [page, html] = [entries[at], decodeFile(entries[at], files)];
  const isWrong = checked[at]?.some(({ severity }) => severity === 'error');
  if (page === undefined || html === undefined || isWrong) return [];
  const found = entries.map(({ path }) => {
    const bytes = files.get(path);
    if (bytes === undefined) return [];
    const about = { page: { html, file: page.path }, snapshot, language };
    return outputOf(path)?.verify?.({ file: path, bytes }, about) ?? [];
  });
  return (await Promise.all(found)).flat();
}

/** The list of numbers beside the other files. What either of them has wrong in itself has been said. */
function checkLists(
  entries: readonly ManifestOutput[],
  { draft }: Snapshot,
  { files }: TargetInput,
): Diagnostic[] {
  const find = (isMeant: (name: string) => boolean) => entries.find(({ path }) => isMeant(nameOf(path)));
  const list = find((name) => name === 'numbers.json');
  const page = find((name) => formatOf(name) === pageFormat);
  const json = decodeFile(list, files);
  if (list === undefined || json === undefined) return [];
  const html = decodeFile(page, files);
  const formats = entries.flatMap(({ path }) => formatOf(path) ?? []);
  return checkListed({ json, file: list.path, formats, draft, ...(html === undefined ? {} : { html }) });
}

/** How many numerals the list of numbers says nobody checks; whether it is right about the page is checked elsewhere. */
function typedIn(entries: readonly ManifestOutput[], { files }: TargetInput): number {
  const entry = entries.find(({ path }) => nameOf(path) === 'numbers.json');
  const list = parseNumbers(entry && files.get(entry.path));
  return list?.numbers.filter((line) => line.class === 'typed').length ?? 0;
}

function decodeFile(
  entry: ManifestOutput | undefined,
  files: ReadonlyMap<string, Uint8Array>,
): string | undefined {
  const bytes = entry === undefined ? undefined : files.get(entry.path);
  if (entry === undefined || bytes === undefined) return undefined;
  // One that is no text has been reported.
  const read = publishedText('verify/form', entry.path, bytes);
  return 'text' in read ? read.text : undefined;
}

/** Every file that was published is named, and none beside them. */
function checkNames(
  snapshot: Snapshot,
  folder: string,
  entries: readonly ManifestOutput[],
  { manifest, placeOf }: FoundManifest,
): Diagnostic[] {
  const named = entries.map(({ path }) => nameOf(path));
  const published = publishedNames(snapshot);
  const lost = published.filter((name) => !named.includes(name));
  const strangers = named.filter((name) => !published.includes(name));
  return [
    ...lost.map((name) => {
      return problemAt(
        faultOf('verify/manifest.manifest-file', { folder, name }),
        manifestFile,
        placeOf(['outputs']),
      );
    }),
    ...strangers.map((name) => {
      const index = manifest.outputs.findIndex(({ path }) => path === `${folder}/${name}`);
      return problemAt(
        faultOf('verify/manifest.answer', { name }),
        manifestFile,
        placeOf(['outputs', index, 'path']),
      );
    }),
  ];
}

/** Whatever a snapshot names, there is a list of numbers, and one file to read at least. */
function publishedNames(snapshot: Snapshot): readonly string[] {
  const files = snapshot.files.map(({ name }) => name);
  const isReadable = files.some((name) => formats.some((format) => name.endsWith(`.${format}`)));
  return [
    ...new Set([
      'published.json',
      'numbers.json',
      ...files,
      ...(isReadable ? [] : [`${fileName(snapshot.report, snapshot.item)}.${pageFormat}`]),
    ]),
  ];
}

/** What the manifest says of the making of a file is what its snapshot says. */
function checkMaking(entry: ManifestOutput, snapshot: Snapshot, found: FoundManifest): Diagnostic[] {
  const { tool, edition, draft, inputs } = makingOf(entry, found.manifest);
  if (!publishedNames(snapshot).includes(nameOf(entry.path))) return [];
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['report', entry.report, snapshot.report],
    ['item', entry.item, snapshot.item],
    ['language', entry.language, snapshot.language],
    ['edition', edition, snapshot.edition],
    ['draft', draft, snapshot.draft],
    ['audience', found.manifest.audience ?? 'public', audienceOf(snapshot)],
    ['tool', tool, snapshot.tool],
    ['inputs', hashInputs(inputs), snapshot.inputs],
  ];
  const wrong = pairs.find(([, actual, expected]) => actual !== expected);
  if (wrong === undefined) return [];
  const [key, actual, expected] = wrong;
  const index = found.manifest.outputs.indexOf(entry);
  return [
    problemAt(
      faultOf('verify/manifest.says', {
        key,
        actual: String(actual),
        path: entry.path,
        expected: String(expected),
      }),
      manifestFile,
      found.placeOf(['outputs', index]),
    ),
  ];
}
