/**
 * The formats that reports can be published in, in the order in which they are told. Each has its output in
 * `outputs/outputs.ts`. Alone here: the command line must not load the grammar of projects.
 */
export const formats = ['html', 'pdf'] as const;
export type Format = (typeof formats)[number];

/** The formats of a data annex, which stands beside the report whatever it is built as. */
export const annexFormats = ['xlsx', 'zip'] as const;
