import { canonicalTag, isKnownLanguage } from '../language/language-tag.js';
import type { YamlPath } from '../yaml/positions.js';
import { categoriesIn } from './field-schema.js';
import type { ResourceSpec } from './package-schema.js';
import type { Report } from './report.js';

/**
 * The texts of a resource that say in which language they are, each with its BCP 47 tag. A category goes by its own
 * `lang`, else by that of its field, else by that of the resource. Title, description and sources go by that of the
 * resource. Nothing where none says so. Reports a tag that is none.
 */
export function declaredLanguages(
  resource: ResourceSpec,
  report: Report,
): Readonly<Record<string, string>> | undefined {
  const { lang, title, description, sources = [], schema } = resource;
  const found = new Map<string, string>();
  const add = (own: string | undefined, texts: readonly (string | undefined)[]): void => {
    if (own === undefined) return;
    for (const text of texts) if (text !== undefined && words.test(text)) found.set(text, own);
  };
  checkTag(lang, ['lang'], report);
  add(lang, [title, description, ...sources.map((source) => source.title)]);
  if (typeof schema === 'string') return undefined;
  for (const [index, field] of schema.fields.entries()) {
    const path: YamlPath = ['schema', 'fields', index];
    const ofField = field.lang ?? lang;
    checkTag(field.lang, [...path, 'lang'], report);
    add(ofField, [field.title, field.description, field.unit, field.reason, field.remainder]);
    for (const [at, category] of categoriesIn(field).entries()) {
      const own = typeof category === 'object' ? category : { value: category };
      const tag = 'lang' in own ? own.lang : undefined;
      checkTag(tag, [...path, 'categories', at, 'lang'], report);
      add(tag ?? ofField, ['label' in own ? (own.label ?? `${own.value}`) : `${own.value}`]);
    }
  }
  return found.size === 0 ? undefined : Object.fromEntries(found);
}

/** Signs and numbers are of no language. */
const words = /\p{L}{2}/u;

function checkTag(tag: string | undefined, path: YamlPath, report: Report): void {
  if (tag === undefined) return;
  const canonical = canonicalTag(tag);
  if (canonical !== undefined && canonical === tag && isKnownLanguage(tag)) return;
  const isKnown = canonical !== undefined && isKnownLanguage(canonical);
  const expected = isKnown ? `\`${canonical}\`` : 'a BCP 47 tag such as `sq` or `sr-Latn`';
  report(path, 'value', `Unexpected language \`${tag}\`, expected ${expected}`);
}
