import { ownOf } from '../../../model/own.js';
import type { Judgement } from '../../../model/tree/table-parts.js';
import { resultTones, statusTones } from '../data/tones.js';

/** The sign of how far an action has come. */
export const signOfStatus = (status: string): Judgement => `status-${ownOf(statusTones, status) ?? 'idle'}`;

/** The sign of what came of an indicator. */
export const signOfResult = (verdict: string): Judgement => `result-${ownOf(resultTones, verdict) ?? 'idle'}`;
