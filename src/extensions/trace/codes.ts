/** What can be wrong with what is traced. */
export const traceCodes = {
  'trace/nothing': '`trace` was asked for a number, page or line that the report does not have.',
  'word/number': 'A number of a Word file is not the one that the report prints.',
} as const;

type Codes = typeof traceCodes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}
