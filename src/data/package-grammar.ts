import { z } from 'zod';
import type { DataExtension } from './extension.js';
import { closed, type Mapping, open } from './grammar.js';
import { dataPackage, type PackageSpec } from './package-schema.js';

/** The grammar of `datapackage.yaml` with what features add to it. */
export interface PackageGrammar {
  /** Names every unknown key. */
  readonly strict: z.ZodType<PackageSpec>;
  /** The same without the unknown keys: to go on reading after `strict` has named them. */
  readonly forgiving: z.ZodType<PackageSpec>;
  readonly extensions: readonly DataExtension[];
}

export function packageGrammar(extensions: readonly DataExtension[]): PackageGrammar {
  // What stands under its key, a feature reads by its own grammar; the stage does not see its type.
  const whole = (mapping: Mapping): z.ZodType<PackageSpec> =>
    dataPackage(mapping).extend(
      Object.fromEntries(
        extensions.map(({ key, grammar, description }) => [
          key,
          grammar(mapping).optional().describe(description),
        ]),
      ),
    ) as unknown as z.ZodType<PackageSpec>;
  return { strict: whole(closed), forgiving: whole(open), extensions };
}

/** The JSON Schema of `datapackage.yaml`, for completion and checks in editors. */
export function jsonSchema({ strict }: PackageGrammar): Record<string, unknown> {
  return { ...z.toJSONSchema(strict, { io: 'input', unrepresentable: 'any' }), title: 'Data package' };
}
