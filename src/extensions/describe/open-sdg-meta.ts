/** What a series of Open SDG says of itself in the file of metadata that stands beside its data. */

import { type Files, ifReadable } from '../../host/host.js';
import { defined } from '../../model/defined.js';
import type { ResourceLimits } from '../../resource-limits.js';
import { parseYaml } from '../../yaml/positions.js';
import type { FoundAbout } from './data/found-table.js';

/** Sources that it names at most. */
const mostSources = 10;

/**
 * Reads the metadata of a file of data from `meta/1-2-1.md`, or the same in YAML, by the numbers that its name ends in; undefined where
 * there are none.
 */
export async function openSdgMeta(
  path: string,
  places: readonly { readonly files: Files; readonly folder: string }[],
  limits: ResourceLimits,
): Promise<FoundAbout | undefined> {
  const [, id] = /(?:^|[/_])([^/_]+)\.csv$/i.exec(path) ?? [];
  if (id === undefined) return undefined;
  for (const { files, folder } of places) {
    for (const ending of ['md', 'yml', 'yaml']) {
      const from = `${folder}${id}.${ending}`;
      const text = await ifReadable(files.readText(from));
      const about = text === undefined ? undefined : aboutIn(text, from, limits);
      if (about !== undefined) return about;
    }
  }
  return undefined;
}

function aboutIn(text: string, from: string, limits: ResourceLimits): FoundAbout | undefined {
  const front = /^---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? (from.endsWith('.md') ? '' : text);
  const { value } = parseYaml(front, from, { limits });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const meta: ReadonlyMap<string, unknown> = new Map(Object.entries(value));
  const said = (key: string): string | undefined => {
    const found = meta.get(key);
    const words = typeof found === 'string' ? plain(found) : '';
    // Names may be keys of translations: `global.1-2-1-title`.
    return words === '' || /^[a-z_]+\.\S+$/.test(words) ? undefined : words;
  };
  const like = (pattern: RegExp): string | undefined =>
    said([...meta.keys()].find((key) => pattern.test(key)) ?? '');
  // Of what is published, not of the target that it belongs to.
  const title = said('graph_title') ?? like(/^[a-z]+_available$/) ?? like(/^(?!target)[a-z]+_name$/);
  const description = said('data_footnote') ?? said('other_info');
  const unit = said('computation_units');
  const sources = Array.from({ length: mostSources }, (_, index) => index + 1).flatMap((number) => {
    const name = said(`source_organisation_${number}`);
    const address = said(`source_url_${number}`);
    if (name === undefined || meta.get(`source_active_${number}`) === false) return [];
    return [{ title: name, ...(address === undefined ? {} : { path: address }) }];
  });
  return defined<FoundAbout>({
    from,
    sources,
    title,
    description,
    unit: unit !== undefined && /per ?cent|%/iu.test(unit) ? '%' : unit,
  });
}

/** Words without the tags of HTML that metadata may have. */
const plain = (text: string): string =>
  text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
