/** A text as a part of a pattern that matches it and nothing else, with the flag `u` or without. */
export const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
