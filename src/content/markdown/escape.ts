/** Words as Markdown in which no sign has a meaning. */
export const escaped = (text: string): string => text.replace(/[\\`*_[\]<>{}|~&$^@]/g, '\\$&');

/** The same at the beginning of a block: nothing makes a heading, item or box of it. */
export const escapedBlock = (text: string): string => unmarkedStart(escaped(text));

/** Markdown whose first sign, of a heading, item or box, has no meaning. */
export const unmarkedStart = (markdown: string): string =>
  markdown.replace(/^[#+:=-]/, '\\$&').replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
