import { deflateSync } from 'node:zlib';
import { PDFDict, type PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import type { PdfMeta } from './pdf-finisher.js';

/**
 * The XMP packet of the file: what it is, who made it and when, and that it follows PDF/A-2a and PDF/UA-1. It must
 * say the same as the information dictionary.
 *
 * Source: ISO 16684-1 (XMP), ISO 19005-2, 6.6 (PDF/A-2; a schema that it does not know must be described),
 * ISO 14289-1, 5 (PDF/UA-1).
 */
function xmpPacket({ title, author, subject, language, epochSeconds, producer }: PdfMeta): string {
  const date = isoDate(epochSeconds);
  const creator =
    author === '' ? '' : `<dc:creator><rdf:Seq><rdf:li>${escaped(author)}</rdf:li></rdf:Seq></dc:creator>`;
  const description = subject ? `<dc:description>${alternatives(subject)}</dc:description>` : '';
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" ${namespaces}>
<dc:format>application/pdf</dc:format>
<dc:title>${alternatives(title)}</dc:title>
${creator}${description}<dc:language><rdf:Bag><rdf:li>${escaped(language)}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>${creatorTool}</xmp:CreatorTool>
<xmp:CreateDate>${date}</xmp:CreateDate><xmp:ModifyDate>${date}</xmp:ModifyDate>
<pdf:Producer>${escaped(producer)}</pdf:Producer>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
${universalAccessSchema}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
}

/** The program that laid the pages out, without its version: the version would change the bytes and tells readers nothing. */
const creatorTool = 'Chromium';

/** Such as `2015-12-31T00:00:00+00:00`. */
function isoDate(epochSeconds: number): string {
  return new Date(epochSeconds * 1000).toISOString().replace(/\.\d+Z$/, '+00:00');
}

const namespaces = Object.entries({
  dc: 'http://purl.org/dc/elements/1.1/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  pdf: 'http://ns.adobe.com/pdf/1.3/',
  pdfaid: 'http://www.aiim.org/pdfa/ns/id/',
  pdfuaid: 'http://www.aiim.org/pdfua/ns/id/',
  pdfaExtension: 'http://www.aiim.org/pdfa/ns/extension/',
  pdfaSchema: 'http://www.aiim.org/pdfa/ns/schema#',
  pdfaProperty: 'http://www.aiim.org/pdfa/ns/property#',
})
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ');

const universalAccessSchema = `<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>PDF/UA part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>`;

function alternatives(text: string): string {
  return `<rdf:Alt><rdf:li xml:lang="x-default">${escaped(text)}</rdf:li></rdf:Alt>`;
}

function escaped(text: string): string {
  return text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * Writes everything that the file says about itself: information dictionary, XMP packet, language, the meaning of
 * its colours, and that a viewer shows title and outline. Replaces what Chromium wrote, its clock times included.
 */
export function writeMetadata(pdf: PDFDocument, meta: PdfMeta): void {
  writeInformation(pdf, meta);
  const xmp = Buffer.from(xmpPacket(meta), 'utf8');
  // Left uncompressed: tools find it without reading the file.
  const packet = pdf.context.stream(xmp, { Type: 'Metadata', Subtype: 'XML' });
  pdf.catalog.set(PDFName.of('Metadata'), pdf.context.register(packet));
  pdf.catalog.set(PDFName.of('Lang'), PDFString.of(meta.language));
  if (pdf.catalog.has(PDFName.of('Outlines')))
    pdf.catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'));
  writeOutputIntent(pdf);
}

function writeInformation(
  pdf: PDFDocument,
  { title, author, subject, producer, epochSeconds }: PdfMeta,
): void {
  const { context } = pdf;
  const known = context.lookup(context.trailerInfo.Info);
  const information = known instanceof PDFDict ? known : context.obj({});
  for (const key of information.keys()) information.delete(key);
  information.set(PDFName.of('Title'), PDFHexString.fromText(title));
  if (author !== '') information.set(PDFName.of('Author'), PDFHexString.fromText(author));
  if (subject) information.set(PDFName.of('Subject'), PDFHexString.fromText(subject));
  information.set(PDFName.of('Creator'), PDFString.of(creatorTool));
  information.set(PDFName.of('Producer'), PDFHexString.fromText(producer));
  const date = `D:${isoDate(epochSeconds).replace(/[-:T]/g, '').slice(0, 14)}+00'00'`;
  information.set(PDFName.of('CreationDate'), PDFString.of(date));
  information.set(PDFName.of('ModDate'), PDFString.of(date));
  if (known !== information) context.trailerInfo.Info = context.register(information);
}

function writeOutputIntent(pdf: PDFDocument): void {
  const { context } = pdf;
  const profile = context.stream(deflateSync(srgbProfile(), { level: 9 }), { N: 3, Filter: 'FlateDecode' });
  const intent = context.obj({
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    DestOutputProfile: context.register(profile),
  });
  intent.set(PDFName.of('OutputConditionIdentifier'), PDFString.of('sRGB'));
  intent.set(PDFName.of('Info'), PDFString.of('sRGB IEC61966-2.1'));
  pdf.catalog.set(PDFName.of('OutputIntents'), context.obj([intent]));
}

/**
 * A minimal sRGB profile (about 600 bytes) for the output intent that PDF/A asks for: the colours of the file mean
 * the same everywhere.
 *
 * Source: ICC.1:2022 (version 4 matrix/TRC profile, `para` curve of type 3), IEC 61966-2-1 (curve), and its
 * primaries adapted to D50 with the Bradford matrix.
 */
export function srgbProfile(): Buffer {
  const curve = parametricCurve([2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]);
  const tags: readonly (readonly [signature: string, data: Buffer])[] = [
    ['desc', localizedText('sRGB')],
    ['cprt', localizedText('CC0')],
    ['wtpt', xyz(...whitePoint)],
    ['chad', adaptation()],
    ['rXYZ', xyz(0.436066, 0.222488, 0.013916)],
    ['gXYZ', xyz(0.385147, 0.716873, 0.097076)],
    ['bXYZ', xyz(0.143066, 0.060608, 0.714096)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  const body = tagTable(tags);
  return Buffer.concat([header(headerSize + body.length), body]);
}

const headerSize = 128;
const whitePoint: readonly [number, number, number] = [0.9642, 1, 0.8249];

function header(size: number): Buffer {
  const bytes = Buffer.alloc(headerSize);
  bytes.writeUInt32BE(size, 0);
  bytes.writeUInt32BE(0x04200000, 8);
  bytes.write('mntrRGB XYZ ', 12, 'latin1');
  // The profile's own date is fixed, like everything in it.
  [2026, 1, 1, 0, 0, 0].forEach((part, index) => {
    bytes.writeUInt16BE(part, 24 + 2 * index);
  });
  bytes.write('acsp', 36, 'latin1');
  Buffer.concat(whitePoint.map(s15Fixed16)).copy(bytes, 68);
  return bytes;
}

/** The count, one entry a tag, then the data, each shared by the tags that have the same. */
function tagTable(tags: readonly (readonly [signature: string, data: Buffer])[]): Buffer {
  const table = Buffer.alloc(4 + 12 * tags.length);
  table.writeUInt32BE(tags.length, 0);
  const offsets = new Map<Buffer, number>();
  const parts: Buffer[] = [];
  let next = headerSize + table.length;
  tags.forEach(([signature, data], index) => {
    let offset = offsets.get(data);
    if (offset === undefined) {
      offset = next;
      offsets.set(data, offset);
      const padding = Buffer.alloc((4 - (data.length % 4)) % 4);
      parts.push(data, padding);
      next += data.length + padding.length;
    }
    table.write(signature, 4 + 12 * index, 'latin1');
    table.writeUInt32BE(offset, 8 + 12 * index);
    table.writeUInt32BE(data.length, 12 + 12 * index);
  });
  return Buffer.concat([table, ...parts]);
}

function s15Fixed16(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(Math.round(value * 65536));
  return bytes;
}

function xyz(x: number, y: number, z: number): Buffer {
  return Buffer.concat([Buffer.from('XYZ \0\0\0\0', 'latin1'), ...[x, y, z].map(s15Fixed16)]);
}

function parametricCurve(parameters: readonly number[]): Buffer {
  return Buffer.concat([Buffer.from('para\0\0\0\0\0\x03\0\0', 'latin1'), ...parameters.map(s15Fixed16)]);
}

/** The Bradford matrix from D65 to D50. */
function adaptation(): Buffer {
  const matrix = [
    1.047882, 0.022919, -0.050217, 0.029587, 0.990479, -0.017059, -0.009232, 0.015076, 0.751678,
  ];
  return Buffer.concat([Buffer.from('sf32\0\0\0\0', 'latin1'), ...matrix.map(s15Fixed16)]);
}

function localizedText(text: string): Buffer {
  const words = Buffer.from(text, 'utf16le').swap16();
  const head = Buffer.alloc(28);
  head.write('mluc', 0, 'latin1');
  head.writeUInt32BE(1, 8);
  head.writeUInt32BE(12, 12);
  head.write('enUS', 16, 'latin1');
  head.writeUInt32BE(words.length, 20);
  head.writeUInt32BE(head.length, 24);
  return Buffer.concat([head, words]);
}
