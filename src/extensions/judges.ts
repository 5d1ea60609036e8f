import type { Diagnostic } from '../diagnostics.js';
import type { Language } from '../language/language.js';
import type { Snapshot } from '../model/snapshot/snapshot.js';
import { retestClaims } from './claims/retest.js';

/** Tests again what an extension published, by what the snapshot in this file says alone; what does not follow from it. */
type Judge = (snapshot: Snapshot, file: string, language: Language) => readonly Diagnostic[];

/** What `verify` asks. It reads this file, so that it and what it imports know nothing of how reports are made. */
export const judges: readonly Judge[] = [retestClaims];
