/** What to do about a published file that says another version than this Tallybook reads; undefined where it says no other. */
export const otherVersion = (file: unknown, reads: number): string | undefined =>
  typeof file === 'object' && file !== null && 'version' in file && file.version !== reads
    ? `it is of version ${JSON.stringify(file.version).slice(0, 60)}, and this Tallybook reads version ${reads}: build the report again with it`
    : undefined;
