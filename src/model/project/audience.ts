/**
 * For whom a report is: `public`, for anybody, with what a protection policy lets through; `confidential`, for those who may see every
 * count.
 */
export const audiences = ['public', 'confidential'] as const;
export type Audience = (typeof audiences)[number];
