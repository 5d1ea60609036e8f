import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';

/** A node of the structure tree as a reader gets it: `type` after the role map, `text` of everything under it. */
export interface InspectedElement {
  readonly type: string;
  readonly alt: string;
  /** What it stands for in full, and its language where it has one of its own. */
  readonly expansion: string;
  readonly language: string;
  /** Where a picture stands on its page. */
  readonly box: readonly number[];
  readonly id: string;
  readonly scope: string;
  readonly headers: readonly string[];
  readonly columns: number;
  readonly rows: number;
  readonly text: string;
  readonly kids: readonly InspectedElement[];
  /** Its kids and the texts between them in reading order. */
  readonly order: readonly (InspectedElement | string)[];
  /** The `tag` of each annotation that belongs to it. */
  readonly annotations: readonly string[];
  /** Marked content directly in it. */
  readonly marks: readonly InspectedMark[];
  readonly tag: string;
}

export interface InspectedMark {
  /** `page.tag:mark`, as the painted pages name it. */
  readonly key: string;
  /** The `tag` of the page or form that holds it. */
  readonly stream: string;
  readonly mark: number;
}

export type MarkTexts = ReadonlyMap<string, string>;

/** The tree of the PDF, its texts taken from `texts` by `page.tag:mark`. Reads the objects anew, not through src. */
export function inspectTree(pdf: PDFDocument, texts: MarkTexts): InspectedElement[] {
  const root = pdf.catalog.lookupMaybe(PDFName.of('StructTreeRoot'), PDFDict);
  if (!root) return [];
  const roles = root.lookupMaybe(PDFName.of('RoleMap'), PDFDict);
  return kidsOf(root).map((kid) => element(kid));

  function kidsOf(dict: PDFDict): PDFObject[] {
    const kids = dict.lookup(PDFName.of('K'));
    if (kids instanceof PDFArray) return kids.asArray();
    const only = dict.get(PDFName.of('K'));
    return only ? [only] : [];
  }

  function element(entry: PDFObject): InspectedElement {
    const dict = pdf.context.lookup(entry, PDFDict);
    const page = dict.get(PDFName.of('Pg'));
    const own = {
      kids: [] as InspectedElement[],
      order: [] as (InspectedElement | string)[],
      annotations: [] as string[],
      marks: [] as InspectedMark[],
      text: '',
    };
    for (const kid of kidsOf(dict)) {
      const value = pdf.context.lookup(kid);
      if (value instanceof PDFNumber) addMark(own, page, page, value.asNumber());
      else if (!(value instanceof PDFDict)) continue;
      else if (value.has(PDFName.of('MCID'))) {
        const ownPage = value.get(PDFName.of('Pg')) ?? page;
        const stream = value.get(PDFName.of('Stm')) ?? ownPage;
        addMark(own, ownPage, stream, value.lookup(PDFName.of('MCID'), PDFNumber).asNumber());
      } else if (value.has(PDFName.of('Obj'))) own.annotations.push(tagOf(value.get(PDFName.of('Obj'))));
      else {
        const child = element(kid);
        own.kids.push(child);
        own.order.push(child);
        own.text += isInline(child.type) || own.text === '' ? child.text : ` ${child.text}`;
      }
    }
    const type = dict.lookup(PDFName.of('S'), PDFName);
    const role = roles?.lookupMaybe(type, PDFName) ?? type;
    return {
      type: role.decodeText(),
      alt: text(dict.lookup(PDFName.of('Alt'))),
      expansion: text(dict.lookup(PDFName.of('E'))),
      language: text(dict.lookup(PDFName.of('Lang'))),
      id: text(dict.lookup(PDFName.of('ID'))),
      ...tableAttributes(dict),
      ...own,
      tag: tagOf(entry),
    };
  }

  function addMark(
    own: { marks: InspectedMark[]; order: (InspectedElement | string)[]; text: string },
    page: PDFObject | undefined,
    stream: PDFObject | undefined,
    mark: number,
  ): void {
    const key = `${tagOf(page)}:${mark}`;
    own.marks.push({ key, stream: tagOf(stream), mark });
    own.text += texts.get(key) ?? '';
    own.order.push(texts.get(key) ?? '');
  }

  function tableAttributes(
    dict: PDFDict,
  ): Pick<InspectedElement, 'scope' | 'headers' | 'columns' | 'rows' | 'box'> {
    const attributes = dict.lookup(PDFName.of('A'));
    const list = attributes instanceof PDFArray ? attributes.asArray() : attributes ? [attributes] : [];
    const find = (name: string): PDFObject | undefined =>
      list
        .map((entry) => pdf.context.lookup(entry, PDFDict).lookup(PDFName.of(name)))
        .find((value) => value !== undefined);
    const [scope, headers, columns, rows, box] = ['Scope', 'Headers', 'ColSpan', 'RowSpan', 'BBox'].map(find);
    return {
      box:
        box instanceof PDFArray
          ? box.asArray().map((each) => (each instanceof PDFNumber ? each.asNumber() : Number.NaN))
          : [],
      scope: scope instanceof PDFName ? scope.decodeText() : '',
      headers:
        headers instanceof PDFArray ? headers.asArray().map((head) => text(pdf.context.lookup(head))) : [],
      columns: columns instanceof PDFNumber ? columns.asNumber() : 1,
      rows: rows instanceof PDFNumber ? rows.asNumber() : 1,
    };
  }
}

/**
 * The words that are read aloud, by the tags alone: text of one block runs on, so that a space that is missing makes one
 * word of two. Without the numbers and dots of lists, which no author wrote.
 */
export function taggedWords(elements: readonly InspectedElement[]): string[] {
  return elements.flatMap((element) => wordsIn(aloud(element)));
}

const wordsIn = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

function aloud({ type, order }: InspectedElement): string {
  if (type === 'Figure' || type === 'Lbl') return '';
  const text = order.map((kid) => (typeof kid === 'string' ? kid : aloud(kid))).join('');
  return isInline(type) ? text : ` ${text} `;
}

/** Every element, each before its kids. */
export function* everyElement(elements: readonly InspectedElement[]): Generator<InspectedElement> {
  for (const element of elements) {
    yield element;
    yield* everyElement(element.kids);
  }
}

export function tagOf(object: PDFObject | undefined): string {
  return object instanceof PDFRef ? object.tag : '';
}

export function text(object: PDFObject | undefined): string {
  return object instanceof PDFString || object instanceof PDFHexString ? object.decodeText() : '';
}

function isInline(type: string): boolean {
  return ['NonStruct', 'Span', 'Link', 'Code', 'Quote', 'Reference'].includes(type);
}
