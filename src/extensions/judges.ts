import type { ClaimJudge } from './claim-judge.js';
import { claimsJudge } from './claims/judge-published.js';

/** What `verify` asks of claims. It reads this file, so that it and what it imports know nothing of how reports are made. */
export const claimJudge: Partial<ClaimJudge> = { ...claimsJudge };
