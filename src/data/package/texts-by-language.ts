import { canonicalTag, isKnownLanguage } from '../../language/language-tag.js';
import type { TextByLanguage } from '../../model/project/about.js';
import type { ParsedYaml, YamlPath } from '../../yaml/positions.js';

/** Keys whose texts are printed, so that a reader needs them in the language of the report. */
const keys: ReadonlySet<string> = new Set([
  'title',
  'description',
  'label',
  'unit',
  'reason',
  'remainder',
  'definition',
  'dated',
  'typed',
  'unchecked',
]);

/** True of a place where a text may be written in several languages; all that `methods` says is such a text. */
export const mayBeByLanguage = (path: YamlPath): boolean =>
  keys.has(String(path.at(-1))) ||
  path.at(-2) === 'methods' ||
  // The names of levels are a list.
  (path.at(-2) === 'levels' && typeof path.at(-1) === 'number');

/**
 * The data package as its first language has it: in place of `{en: Women, sq: Gra}` stands `Women`. What stands there in the other
 * languages is given beside, to be a translation.
 */
export function inFirstLanguage(parsed: ParsedYaml): {
  readonly parsed: ParsedYaml;
  readonly texts: readonly TextByLanguage[];
} {
  const texts: TextByLanguage[] = [];
  const walk = (value: unknown, path: YamlPath): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((each, index) => walk(each, [...path, index]));
    const entries = Object.entries(value);
    if (mayBeByLanguage(path) && isByLanguage(entries)) {
      const [[first, text] = ['', ''], ...others] = entries;
      const at = (tag: string, part: 'key' | 'value') => parsed.positionOf([...path, tag], part);
      texts.push({
        language: first,
        text,
        position: at(first, 'key'),
        others: others.map(([tag, words]) => ({ language: tag, text: words, position: at(tag, 'key') })),
      });
      return text;
    }
    return Object.fromEntries(entries.map(([key, inner]) => [key, walk(inner, [...path, key])]));
  };
  const value = walk(parsed.value, []);
  return texts.length === 0 ? { parsed, texts } : { parsed: { ...parsed, value }, texts };
}

const isByLanguage = (entries: readonly [string, unknown][]): entries is [string, string][] =>
  entries.length > 0 &&
  entries.every(
    ([tag, text]) =>
      typeof text === 'string' && text !== '' && canonicalTag(tag) === tag && isKnownLanguage(tag),
  );
