/** Marks above and below letters, by the command of LaTeX, as Unicode combines them. */
const marks: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '"': '\u0308',
  '=': '\u0304',
  '.': '\u0307',
  u: '\u0306',
  v: '\u030C',
  H: '\u030B',
  c: '\u0327',
  k: '\u0328',
  r: '\u030A',
  d: '\u0323',
};

const letters: Readonly<Record<string, string>> = {
  ss: 'ß',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  o: 'ø',
  O: 'Ø',
  aa: 'å',
  AA: 'Å',
  l: 'ł',
  L: 'Ł',
  i: 'ı',
  dj: 'đ',
  DJ: 'Đ',
  textendash: '–',
  textemdash: '—',
};

/** The words of a field of BibTeX: accents as letters, dashes, no braces. A command that is not known stands as it was written. */
export function fromLatex(text: string): string {
  return text
    .replaceAll(
      /\\([`'^~"=.])\s?\{?\\?([A-Za-z])\}?/g,
      (_, mark: string, letter: string) => letter + marks[mark],
    )
    .replaceAll(
      /\\([uvHckrd])(?:\{\\?([A-Za-z])\}| ([A-Za-z]))/g,
      (_, mark: string, a?: string, b?: string) => `${a ?? b}${marks[mark]}`,
    )
    .replaceAll(/\\([A-Za-z]{1,12})(?:\{\}| |(?![A-Za-z]))/g, (found, name: string) => letters[name] ?? found)
    .replaceAll(/\\(?:emph|textit|textbf|textsc|url)(?=\{)/g, '')
    .replaceAll(/\\([&%$#_])/g, '$1')
    .replaceAll('---', '—')
    .replaceAll('--', '–')
    .replaceAll(/(?<!\\)~/g, '\u00A0')
    .replaceAll(/[{}]/g, '')
    .replaceAll(/[ \t\r\n]+/g, ' ')
    .trim()
    .normalize('NFC');
}
