/** What a comparison fails on: anything that differs, revisions without a reason, or these and figures of the same edition. */
export const failures = ['difference', 'revision', 'figure'] as const;
export type Failure = (typeof failures)[number];
