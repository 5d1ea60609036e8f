import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { coveredCodePoints, measureWeight, parseUnicodeRange, printUnicodeRange } from './font-metrics.mjs';
import { problemTexts } from './message-ids.mjs';

/**
 * Puts what is not TypeScript into `dist/`: theme, messages, partials, the starter project, fonts.
 * `npm run compile` runs it after the compiler. The fonts are made again only when a font package changes.
 */

const source = dirname(fileURLToPath(import.meta.url));
const dist = join(source, '..', 'dist');
const require = createRequire(import.meta.url);

/**
 * @typedef {{file: string, family: string, weight: number, style: 'normal' | 'italic', unicodeRange: string}} FontFace
 *   One entry of `fonts.json`. `file` stands beside it; `unicodeRange` is CSS, true to what the file holds.
 * @typedef {{face: FontFace, path: string, codePoints: number[]}} Source A face and where it comes from.
 */

/** Goes up when what is written here changes, so that the stamp of an older version is not trusted. */
const layout = 5;
/** In the order in which they take characters. `latin-europe` is ours: what most pages need of `latin-ext`, a tenth of its size. */
const subsets = ['latin', 'latin-europe', 'latin-ext', 'cyrillic', 'cyrillic-ext'];
const styles = /** @type {const} */ ([
  [400, 'normal'],
  [400, 'italic'],
  [600, 'normal'],
  [700, 'normal'],
]);
const licences = [
  ['@fontsource/noto-sans', 'LICENSE', 'OFL-noto-sans.txt'],
  ['@fontsource/noto-sans-math', 'LICENSE', 'OFL-noto-sans-math.txt'],
  ['@expo-google-fonts/noto-sans', 'LICENSE_FONT', 'OFL-noto-sans-system.txt'],
];

/** @param {string} name The folder of an installed package. */
const packageFolder = (name) => dirname(require.resolve(`${name}/package.json`));

/** @param {string} path @returns {unknown} */
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** @param {string} path @param {unknown} value */
const writeJson = (path, value) => writeFileSync(path, `${JSON.stringify(value)}\n`);

copyFolder('theme', 'theme');
copyFolder('language/messages', 'messages');
copyFolder('language/lexicon', 'lexicon');
copyFolder('language/own-words', 'own-words');
copyFolder('language/prepared', 'prepared');
copyRomanian();
copyFolder('project/profiles', 'profiles');
copyExtensions();
for (const folder of ['messages', 'lexicon', 'own-words', 'prepared', 'profiles'])
  writeAsJson(join(dist, folder));
writeJson(join(dist, 'problems.json'), problemTexts());
writeJson(join(dist, 'reference.json'), helperTexts());
copyFolder('content/partials', 'partials');
copyFolder('project/starter', 'starter');
copyFolder('project/starters', 'starters');
copyFolder('commands/init/workflows', 'workflows');
buildFonts(join(dist, 'fonts'));
writeGrammar(join(dist, 'grammar'));

/** What the files `reference.yaml` of all rooms say of helpers, their arguments and kinds of claims, for the guide and for editors. */
function helperTexts() {
  /** @type {{arguments: Record<string, string>, kinds: Record<string, string>, helpers: Record<string, unknown>}} */
  const texts = { arguments: {}, kinds: {}, helpers: {} };
  for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (basename(file) !== 'reference.yaml') continue;
    const { arguments: named = {}, kinds = {}, helpers } = parse(readFileSync(join(source, file), 'utf8'));
    Object.assign(texts.arguments, named);
    Object.assign(texts.kinds, kinds);
    Object.assign(texts.helpers, helpers);
  }
  return texts;
}

/** The example of a language that a project brings is what there is of Romanian. */
function copyRomanian() {
  const files = ['messages', 'lexicon'].map((kind) =>
    readFileSync(join(source, `../examples/romanian/${kind}/ro.yaml`), 'utf8'),
  );
  writeFileSync(join(dist, 'prepared', 'ro.yaml'), files.join('\n'));
}

/**
 * Replaces a folder of `dist/` by its source; skips a source that does not exist.
 * @param {string} from @param {string} to
 */
function copyFolder(from, to) {
  rmSync(join(dist, to), { recursive: true, force: true });
  if (!existsSync(join(source, from))) return;
  cpSync(join(source, from), join(dist, to), {
    recursive: true,
    filter: (path) => !/\.tsx?$|tsconfig\.json$/.test(path),
  });
}

/**
 * Puts what extensions bring beside what the tool has, where both are found without a list: messages
 * (`messages/TAG/EXTENSION.yaml`), words of lexicons, words in data, style sheets (`theme/extensions/EXTENSION.css`). What one serves to browsers goes into a folder of its name.
 */
function copyExtensions() {
  for (const entry of readdirSync(join(source, 'extensions'), { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const own = join(source, 'extensions', entry.name);
    for (const kind of ['messages', 'lexicon', 'own-words']) {
      const words = join(own, kind);
      for (const file of existsSync(words) ? readdirSync(words) : [])
        cpSync(join(words, file), join(dist, kind, file.replace(/\.yaml$/, ''), `${entry.name}.yaml`));
    }
    if (existsSync(join(own, 'shell'))) copyFolder(`extensions/${entry.name}/shell`, entry.name);
    const style = join(own, 'style.css');
    if (existsSync(style)) cpSync(style, join(dist, 'theme', 'extensions', `${entry.name}.css`));
  }
}

/**
 * Writes what every process reads as JSON, which is YAML too and read in a hundredth of the time.
 * @param {string} folder
 */
function writeAsJson(folder) {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.yaml')) continue;
    const path = join(folder, name);
    writeJson(path, parse(readFileSync(path, 'utf8')));
  }
}

/**
 * The grammar of charts: Vega-Lite's own JSON Schema without the prose, a sixth of its size, so that a process reads it in 2 ms.
 * @param {string} folder
 */
function writeGrammar(folder) {
  mkdirSync(folder, { recursive: true });
  const schema = readJson(require.resolve('vega-lite/vega-lite-schema.json'));
  writeJson(join(folder, 'vega-lite.json'), withoutProse(schema));
}

/** @param {unknown} node @returns {unknown} */
function withoutProse(node) {
  if (Array.isArray(node)) return node.map(withoutProse);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key, value]) => key !== 'description' || typeof value !== 'string')
      .map(([key, value]) => [key, withoutProse(value)]),
  );
}

/** @param {string} folder */
function buildFonts(folder) {
  const stampFile = join(folder, 'stamp.json');
  const versions = licences.map(([name = '']) => [
    name,
    /** @type {{version: string}} */ (readJson(join(packageFolder(name), 'package.json'))).version,
  ]);
  const stamp = `${JSON.stringify({ layout, versions: Object.fromEntries(versions) })}\n`;
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;

  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'system'), { recursive: true });
  for (const [name = '', from = '', to = ''] of licences)
    cpSync(join(packageFolder(name), from), join(folder, to));
  // Alone in its folder: fontconfig would otherwise offer the web fonts as system fonts too.
  const system = join(folder, 'system', 'NotoSans-Regular.ttf');
  cpSync(
    join(packageFolder('@expo-google-fonts/noto-sans'), '400Regular', 'NotoSans_400Regular.ttf'),
    system,
  );
  const text = textFaces();
  const symbols = symbolFaces(text);
  for (const { face, path } of [...text, ...symbols]) cpSync(path, join(folder, face.file));
  writeJson(
    join(folder, 'fonts.json'),
    [...text, ...symbols].map(({ face }) => face),
  );
  writeJson(join(folder, 'metrics.json'), metrics(text, symbols, system));
  writeJson(join(folder, 'coverage.json'), coverage([...text, ...symbols], system));
  // Last, so that an interrupted run is not taken for a finished one.
  writeFileSync(stampFile, stamp);
}

/** Returns Noto Sans in every style and subset that reports use. @returns {Source[]} */
function textFaces() {
  return styles.flatMap(([weight, style]) => {
    /** @type {Set<number>} Marks such as U+0304 are in several files; the first keeps them. */
    const held = new Set();
    return subsets.map((subset) => {
      const source = textFace(subset, weight, style, held);
      for (const codePoint of source.codePoints) held.add(codePoint);
      return source;
    });
  });
}

/**
 * @param {string} subset @param {number} weight @param {'normal' | 'italic'} style
 * @param {ReadonlySet<number>} held What the subsets before this one hold.
 * @returns {Source}
 */
function textFace(subset, weight, style, held) {
  const folder = packageFolder('@fontsource/noto-sans');
  const declared = /** @type {Record<string, string>} */ (readJson(join(folder, 'unicode.json')));
  const file = `noto-sans-${subset}-${weight}-${style}.woff2`;
  const own = join(source, 'fonts', file);
  const path = existsSync(own) ? own : join(folder, 'files', file);
  const ranges = parseUnicodeRange(declared[subset] ?? declared['latin-ext'] ?? '');
  const codePoints = coveredCodePoints(path).filter(
    (codePoint) =>
      codePoint >= 0x20 &&
      !held.has(codePoint) &&
      ranges.some(([first, last]) => codePoint >= first && codePoint <= last),
  );
  const unicodeRange = printUnicodeRange(codePoints);
  return { face: { file, family: 'Noto Sans', weight, style, unicodeRange }, path, codePoints };
}

/**
 * Returns Noto Sans Math for what Noto Sans lacks: Greek letters, arrows, operators and shapes. It is by far the
 * largest file, so its range leaves out everything that the text faces hold, and spaces, which any font has. The signs that
 * reports print most are in a small file of their own.
 * @param {readonly Source[]} text @returns {Source[]}
 */
function symbolFaces(text) {
  const held = new Set(text.flatMap(({ codePoints }) => codePoints));
  return [
    join(source, 'fonts', 'noto-sans-math-signs-400-normal.woff2'),
    join(packageFolder('@fontsource/noto-sans-math'), 'files', 'noto-sans-math-latin-400-normal.woff2'),
  ].map((path) => {
    const codePoints = coveredCodePoints(path).filter(
      (codePoint) =>
        !held.has(codePoint) &&
        ((codePoint >= 0x370 && codePoint < 0x400) ||
          (codePoint >= 0x2010 && codePoint < 0x2c00 && codePoint !== 0x202f && codePoint !== 0x205f)),
    );
    for (const codePoint of codePoints) held.add(codePoint);
    const unicodeRange = printUnicodeRange(codePoints);
    return {
      face: { file: basename(path), family: 'Noto Sans Math', weight: 400, style: 'normal', unicodeRange },
      path,
      codePoints,
    };
  });
}

/**
 * Returns the characters that a PDF can show, as CSS ranges: on its pages, and in pictures, which the system font of
 * the printing browser alone draws.
 * @param {readonly Source[]} faces @param {string} system
 */
function coverage(faces, system) {
  const picture = coveredCodePoints(system);
  const page = new Set([...faces.flatMap(({ codePoints }) => codePoints), ...picture]);
  const print = (/** @type {Iterable<number>} */ points) =>
    printUnicodeRange([...points].sort((a, b) => a - b));
  return { page: print(page), picture: print(picture) };
}

/**
 * Returns the measures of the upright weights, each falling back to the symbols and then to the system font of
 * the printing browser, as that browser does.
 * @param {readonly Source[]} text @param {readonly Source[]} symbols @param {string} system
 */
function metrics(text, symbols, system) {
  const last = { path: system, codePoints: coveredCodePoints(system) };
  const weights = styles.filter(([, style]) => style === 'normal').map(([weight]) => weight);
  return {
    family: 'Noto Sans',
    unitsPerEm: 1000,
    weights: Object.fromEntries(
      weights.map((weight) => [
        weight,
        measureWeight([
          ...text.filter(({ face }) => face.weight === weight && face.style === 'normal'),
          ...symbols,
          last,
        ]),
      ]),
    ),
  };
}
