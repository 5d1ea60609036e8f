/** What can be wrong with what is collected. */
export const collectCodes = {
  'collect/nothing': 'Data are to be collected, and no institution answers for any of them.',
  'collect/workbook':
    'A workbook that came back is none that `collect prepare` wrote, or of another edition.',
  'collect/value': 'A cell of a workbook that came back holds what the form does not ask for.',
  'collect/contradiction': 'Two answers of an institution contradict one another.',
  'collect/missing': 'An institution has not answered (a warning).',
  'collect/late': 'A workbook came back after the day that was set, or names no day (a warning).',
  'collect/unknown':
    'A workbook that came back has an institution, a sheet or a code that was not asked for.',
  'collect/accept': 'Values of an institution cannot be taken over.',
} as const;

type Codes = typeof collectCodes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}
