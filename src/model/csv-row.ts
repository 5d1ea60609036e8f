/** A row of CSV without its end: a cell with a comma, a quotation mark or a line end stands in quotation marks. */
export const csvRow = (cells: readonly string[]): string =>
  cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
