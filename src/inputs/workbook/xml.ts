import { SaxesParser } from 'saxes';

export type Attributes = Readonly<Record<string, string>>;

/** What is done with the parts of an XML file, in their order. */
export interface XmlReader {
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Reads a part of a workbook to its end. Throws where it is not UTF-8, is no well-formed XML, or has entities of its own. */
export function scanXml(bytes: Uint8Array, reader: XmlReader): void {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => reader.open?.(name, attributes));
  parser.on('closetag', ({ name }) => reader.close?.(name));
  parser.on('text', (text) => reader.text?.(text));
  parser.on('cdata', (text) => reader.text?.(text));
  parser.write(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).close();
}
