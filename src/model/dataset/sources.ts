import type { Source } from './dataset.js';

/** Each source once, in their order. */
export const distinctSources = (sources: readonly Source[]): readonly Source[] => [
  ...new Map(sources.map((source) => [JSON.stringify(source), source])).values(),
];
