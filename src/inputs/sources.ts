import type { Sources } from '../model/source-table.js';
import { composeTexts } from './compose-texts.js';
import type { SourceFormat } from './format.js';
import { formats } from './formats.js';
import { type ReadWorkbook, workbook } from './workbook/format.js';

/** Opens files of these formats. A file of another one does not come this far: the data package refuses it. */
export function sourcesOf(known: Readonly<Record<string, SourceFormat>>): Sources {
  return {
    formats: Object.fromEntries(Object.entries(known).map(([name, { dialect }]) => [name, dialect])),
    open: async (source, limits) => {
      const format = Object.hasOwn(known, source.format) ? known[source.format] : undefined;
      if (format === undefined) throw new Error(`no format \`${source.format}\``);
      const opened = await format.open(source, limits);
      return 'code' in opened ? opened : composeTexts(opened);
    },
  };
}

/** The formats that the tool reads; how the sheets of a workbook are had is for the caller to say. */
export const sourcesWith = (read: ReadWorkbook): Sources =>
  sourcesOf({ ...formats, xlsx: workbook('xlsx', read), ods: workbook('ods', read) });
