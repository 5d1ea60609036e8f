import { type DataInput, type PreparedData, prepare } from '../data/prepare.js';
import { dataGrammar } from '../features/features.js';
import type { Host } from '../host/host.js';
import { sources } from '../inputs/sources.js';
import { protect } from '../protect/protect.js';

/** The published data of a project, with what features derive from them. */
export function prepareData(input: DataInput, host: Host): Promise<PreparedData> {
  return prepare(input, host, { grammar: dataGrammar, sources, protect });
}
