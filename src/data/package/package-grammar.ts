import { z } from 'zod';
import type { YamlPath } from '../../yaml/positions.js';
import type {
  AddedKey,
  AttachmentExtension,
  DataExtension,
  PublishingExtension,
  QuerySource,
} from '../extension.js';
import { closed, type Mapping, open } from './grammar.js';
import { dataPackage, type PackageSpec } from './package-schema.js';
import { mayBeByLanguage } from './texts-by-language.js';

/** What extensions add to data packages. */
interface PackageFeatures {
  readonly extensions: readonly DataExtension[];
  /** Answers queries; absent where a package has files alone. */
  readonly queries?: QuerySource | undefined;
  /** Decides what may be published; absent where a package has no key that says so, and all of it is. */
  readonly publishing?: PublishingExtension | undefined;
  /** Read resources that are no tables. */
  readonly attachments: readonly AttachmentExtension[];
}

/** The grammar of `datapackage.yaml` with what extensions add to it. */
export interface PackageGrammar extends PackageFeatures {
  /** Names every unknown key. */
  readonly strict: z.ZodType<PackageSpec>;
  /** The same without the unknown keys: to go on reading after `strict` has named them. */
  readonly forgiving: z.ZodType<PackageSpec>;
}

export function packageGrammar(features: PackageFeatures): PackageGrammar {
  const { extensions, publishing, attachments } = features;
  const ofResources = [...attachments, ...(publishing === undefined ? [] : [publishing])];
  // What stands under its key, an extension reads by its own grammar; the stage does not see its type.
  const keysOf = (added: readonly AddedKey[], mapping: Mapping): z.ZodRawShape =>
    Object.fromEntries(
      added.map(({ key, grammar, description }) => [key, grammar(mapping).optional().describe(description)]),
    );
  const whole = (mapping: Mapping): z.ZodType<PackageSpec> =>
    dataPackage(mapping, keysOf(ofResources, mapping)).extend(
      keysOf(extensions, mapping),
    ) as unknown as z.ZodType<PackageSpec>;
  return { ...features, strict: whole(closed), forgiving: whole(open) };
}

/** `{en: Women, sq: Gra}` */
const byLanguage = { type: 'object', minProperties: 1, additionalProperties: { type: 'string' } } as const;

/** The JSON Schema of `datapackage.yaml`, for completion and checks in editors. */
export function jsonSchema({ strict }: PackageGrammar): Record<string, unknown> {
  const written = z.toJSONSchema(strict, { io: 'input', unrepresentable: 'any' });
  return { ...(withLanguages(written, []) as Record<string, unknown>), title: 'Data package' };
}

/** A schema in which texts that are printed may be written in several languages. */
function withLanguages(schema: unknown, path: YamlPath): unknown {
  if (Array.isArray(schema)) return schema.map((each) => withLanguages(each, path));
  if (typeof schema !== 'object' || schema === null) return schema;
  const made = Object.fromEntries(
    Object.entries(schema).map(([key, inner]) => [
      key,
      key === 'properties' ? ofKeys(inner, path) : withLanguages(inner, path),
    ]),
  );
  if (made.type !== 'string' || !mayBeByLanguage(path)) return made;
  const { description, ...text } = made;
  return { anyOf: [text, byLanguage], ...(description !== undefined && { description }) };
}

const ofKeys = (properties: object, path: YamlPath): object =>
  Object.fromEntries(
    Object.entries(properties).map(([key, inner]) => [key, withLanguages(inner, [...path, key])]),
  );
