import { z } from 'zod';

/** Page numbers by id for each target folder, as the last build printed them. */
export type PageMaps = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Kept beside the outputs: where nothing moved, it saves the next build one print. It never changes what is printed. */
export const pagesFile = '.build/pages.json';

const schema = z.record(z.string(), z.record(z.string(), z.number().int().positive()));

/** The maps in a file of an earlier build; none when it is absent or not one of ours. */
export function parsePageMaps(bytes: Uint8Array | undefined): PageMaps {
  if (bytes === undefined) return {};
  try {
    return schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return {};
  }
}
