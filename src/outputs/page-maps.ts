import { z } from 'zod';

/** Page numbers by id for each target folder, as the last build printed them. */
export type PageMaps = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** By the folder of a target, `<report>/<language>` or `<report>/<item>/<language>`. */
const folder = z.string().regex(/^[a-z0-9-]+(?:\/[a-z0-9-]+)?\/[A-Za-z0-9-]+$/);
const schema = z.record(folder, z.record(z.string(), z.number().int().positive()));

/** The maps in a file of an earlier build; none when it is absent or not one of ours. */
export const parsePageMaps = (bytes: Uint8Array | undefined): PageMaps =>
  (bytes === undefined ? undefined : readMaps(bytes)) ?? {};

/** True for the bytes of page maps: such a file is replaced. */
export const isPageMaps = (bytes: Uint8Array): boolean => readMaps(bytes) !== undefined;

function readMaps(bytes: Uint8Array): PageMaps | undefined {
  try {
    return schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}
