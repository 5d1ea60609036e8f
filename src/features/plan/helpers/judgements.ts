import type { Tone } from '../../../model/table-parts.js';

/** What the status of an action says of it. */
const statusTones: Readonly<Record<string, Tone>> = {
  implemented: 'good',
  'on-track': 'fair',
  late: 'bad',
  'not-started': 'idle',
  cancelled: 'gone',
};

/** What the way from its baseline to its target says of an indicator. */
const verdictTones: Readonly<Record<string, Tone>> = {
  reached: 'good',
  advanced: 'fair',
  behind: 'bad',
  'not-scored': 'gone',
  gap: 'idle',
};

export const toneOfStatus = (status: string): Tone => statusTones[status] ?? 'idle';
export const toneOfVerdict = (verdict: string): Tone => verdictTones[verdict] ?? 'idle';
