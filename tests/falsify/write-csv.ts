/** Rows as the text of a CSV file. */
export function stringify(rows: readonly Readonly<Record<string, string>>[]): string {
  const [first = {}] = rows;
  const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const line = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\n`;
  const names = Object.keys(first);
  return line(names) + rows.map((row) => line(names.map((name) => row[name] ?? ''))).join('');
}
