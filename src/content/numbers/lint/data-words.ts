import type { Host } from '../../../host/host.js';
import { literally } from '../../../language/literally.js';
import type { NumeralsOf } from './data-numbers.js';
import { type DataText, type DataTexts, placeInFile } from './data-texts.js';
import { type BlockKind, type FoundWord, type LintContext, watch } from './report.js';

/** What the words of a text are read with; where the text belongs is known by itself. */
type DataContext = Omit<LintContext, 'nearby'> & { readonly numeralsOf: NumeralsOf };

/**
 * The words in texts of the data that rules of extensions look for, as in templates, where they claim something. Those of a
 * description that its `claims` test are left out, and all beside which `unchecked` says why; works of others too.
 */
export async function wordsOfData(texts: DataTexts, context: DataContext, host: Host): Promise<FoundWord[]> {
  const free = texts.reasons('unchecked');
  const read = [...texts.inPackage, ...texts.cells('unchecked')].filter(
    ({ holder, pointer = '' }) => !free.has(holder) && !ofOthers.test(pointer),
  );
  const found = read.flatMap((text) => claimingIn(text, texts, context));
  return Promise.all(
    found.map(async ({ word, text }) =>
      text.pointer === undefined
        ? { ...word, position: await placeInFile(text.words, word.offset, word.position, host) }
        : word,
    ),
  );
}

/** Titles of what somebody else published. */
const ofOthers = /\/(?:sources|licenses|contributors)\/\d+\//u;

/** What names things of the data or says what counts as one, and is no sentence about them. */
const names = /\/fields\/\d+\/title$|\/(?:label|definition|dated)$|\/counts\/(?:definition|dated)\//u;

function claimingIn(
  text: DataText,
  texts: DataTexts,
  context: DataContext,
): { readonly word: FoundWord; readonly text: DataText }[] {
  const { words, pointer, isNote = false, dataset } = text;
  const isDescribed = pointer !== undefined && /^\/resources\/\d+\/description$/u.test(pointer);
  const tested = isDescribed ? stretches(words, texts.claimsOf(pointer)) : [];
  const kind: BlockKind = { isName: pointer === undefined ? !isNote : names.test(pointer) };
  const typed = context.numeralsOf(words).filter((numeral) => numeral.class === undefined);
  const around = { ...context, nearby: () => (dataset === undefined ? [] : [dataset]) };
  const inData = isDescribed ? 'by-claim' : 'by-reason';
  return watch(words, around, text.at, kind, typed)
    .filter(({ claims, offset }) => claims && !tested.some(([from, to]) => from <= offset && offset < to))
    .map((word) => ({ word: { ...word, inData }, text }));
}

/** Where the words of claims stand in a description, whose lines may break elsewhere. */
const stretches = (text: string, claims: readonly string[]): (readonly [number, number])[] =>
  claims.flatMap((words) => {
    const pattern = words.trim().split(/\s+/u).map(literally).join('\\s+');
    return [...text.matchAll(new RegExp(pattern, 'gu'))].map(
      ({ 0: found, index }) => [index, index + found.length] as const,
    );
  });
