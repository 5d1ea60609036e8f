import { PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import type { MatchedText } from './matched-words.js';

/**
 * Says what signs such as `[i]` stand for, and of words in another language which it is.
 *
 * Source: ISO 32000-1, 14.9.5 (expansion of abbreviations), 14.9.2 (natural language).
 */
export function tellWords(matched: readonly MatchedText[]): void {
  for (const { read, source } of matched) {
    const { element } = read;
    const { expansion, language } = source;
    if (expansion === undefined && language === undefined) continue;
    // What groups without a meaning has none to read out.
    if (element.type === 'NonStruct') element.type = 'Span';
    if (expansion !== undefined) element.dict.set(PDFName.of('E'), PDFHexString.fromText(expansion));
    if (language !== undefined) element.dict.set(PDFName.of('Lang'), PDFString.of(language));
  }
}
