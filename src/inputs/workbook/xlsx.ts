import { wording } from '../../problems/problem.js';
import { chooseSheet, type SheetContent, type WorkbookFault } from './content.js';
import { readXlsxCells } from './xlsx-cells.js';
import { type Relation, readBook, readRelations, readSharedTexts, readStyles } from './xlsx-parts.js';

/** Reads one sheet of a workbook of Excel. Macros, pictures and other sheets are left alone. */
export async function readXlsxSheet(
  read: (name: string) => Promise<Uint8Array | undefined>,
  wanted?: string,
): Promise<SheetContent | WorkbookFault> {
  const roots = await relationsOf('', '', read);
  const path = roots.find(({ type }) => type === 'officeDocument')?.path ?? 'xl/workbook.xml';
  const [, folder = '', file = ''] = /^(.*\/)?([^/]*)$/.exec(path) ?? [];
  const book = readBook(await partOf(path, read));
  const relations = await relationsOf(folder, file, read);
  const sheets = book.sheets.flatMap((sheet) => {
    const found = relations.find(({ id, type }) => id === sheet.id && type === 'worksheet');
    return found === undefined ? [] : [{ ...sheet, path: found.path }];
  });
  if (sheets.length === 0) return { about: 'file', ...wording('inputs/xlsx.workbook') };
  const index = chooseSheet(
    sheets.map(({ name }) => name),
    wanted,
  );
  if (typeof index !== 'number') return index;
  const sheet = sheets[index];
  if (sheet === undefined) throw new Error('no such sheet');
  const partOfType = async (type: string): Promise<Uint8Array | undefined> => {
    const at = relations.find((relation) => relation.type === type)?.path;
    return at === undefined ? undefined : read(at);
  };
  const [texts, styles] = [await partOfType('sharedStrings'), await partOfType('styles')];
  const cells = readXlsxCells(await partOf(sheet.path, read), {
    texts: texts === undefined ? [] : readSharedTexts(texts),
    looks: styles === undefined ? [] : readStyles(styles),
    countsFrom1904: book.countsFrom1904,
  });
  return { name: sheet.name, isHidden: sheet.isHidden, ...cells };
}

async function partOf(
  path: string,
  read: (name: string) => Promise<Uint8Array | undefined>,
): Promise<Uint8Array> {
  const bytes = await read(path);
  if (bytes === undefined) throw new Error(`\`${path}\` is missing`);
  return bytes;
}

/** What a part of the archive refers to; of no part, the archive itself. */
async function relationsOf(
  folder: string,
  file: string,
  read: (name: string) => Promise<Uint8Array | undefined>,
): Promise<Relation[]> {
  const bytes = await read(`${folder}_rels/${file}.rels`);
  return bytes === undefined ? [] : readRelations(bytes, folder);
}
