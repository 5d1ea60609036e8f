import type { Element, Nodes } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import type { Format } from '../../model/dataset/formats.js';
import { findNumerals } from '../../model/numerals.js';
import { type FinishedEntry, finished, isExact, type NumberClass } from '../../model/quantity.js';
import type { ClassedPart } from '../../model/tree/classed-text.js';
import { visit } from '../../model/tree/visit.js';
import type { HtmlReport } from '../html/html-report.js';
import { isText, type MarkupNode, readMarkup } from '../snapshot/read-markup.js';
import { classesOf, type PrintedNumeral, type PrintedPlace, type PrintedSection } from './numeral.js';

/** Attributes that a reader meets as text; the theme prints `data-code` and `data-head`. */
const spokenAttributes = [
  'alt',
  'title',
  'ariaLabel',
  'ariaDescription',
  'placeholder',
  'dataCode',
  'dataHead',
] as const;

/** What surrounds the node that is read. */
interface Surroundings {
  readonly classes: string | undefined;
  readonly place: PrintedPlace;
  readonly anchor: string | undefined;
  readonly section: PrintedSection | undefined;
  /** The quantities of the drawing around, by id. */
  readonly entries: ReadonlyMap<string, FinishedEntry>;
  /** What the drawing around says of itself. */
  readonly told: readonly (readonly ClassedPart[])[];
}

/**
 * Every numeral that finished content shows, in reading order, with the class that it was given where it was made
 * (`data-n`, the nearest one around it). A printed quantity has its ledger entry too.
 */
export function collectNumerals(content: readonly Nodes[]): PrintedNumeral[] {
  const collector = new Collector();
  const nowhere = { classes: undefined, anchor: undefined, section: undefined, entries: new Map(), told: [] };
  const start = { ...nowhere, place: 'text' } as const;
  for (const node of content) collector.visit(node, start);
  return collector.found;
}

class Collector {
  readonly found: PrintedNumeral[] = [];
  private heading: string | undefined;

  visit(node: Nodes, around: Surroundings): void {
    if (node.type === 'text') this.addText(node.value, around, node.position?.start.offset);
    else if (node.type === 'raw') this.visitMarkup(readMarkup(node.value), { ...around, place: 'chart' });
    else if (node.type === 'root') for (const child of node.children) this.visit(child, around);
    else if (node.type === 'element') this.visitElement(node, around);
  }

  private visitElement(element: Element, around: Surroundings): void {
    const { tagName, data, children } = element;
    // A drawing for windows of another width repeats what the first one prints.
    if (tagName === 'script' || tagName === 'style' || data?.only === 'otherWidth') return;
    const inner = this.inside(element, around);
    this.addAttributes(element, { ...inner, place: 'alternative' });
    const entry = data?.entry;
    if (entry !== undefined && isExact(entry.quantity.value)) {
      // Whose head says per cent, or million, is told from other cells.
      const isColumn = inner.place === 'table' && entry.place === 'column';
      this.add(textOf(element), 'ledger', isColumn ? { ...inner, place: 'column' } : inner, {
        entry,
        ...(data?.repeats === true && { repeats: true }),
      });
      return;
    }
    for (const child of children) this.visit(child, inner);
  }

  private addAttributes({ tagName, properties, data }: Element, around: Surroundings): void {
    for (const name of spokenAttributes) {
      const words = properties[name];
      if (typeof words !== 'string') continue;
      const isTold = name === 'alt' || (name === 'title' && tagName === 'a');
      const parts = isTold ? (data?.told?.flat() ?? []) : [];
      if (parts.some((part) => part.entry !== undefined)) this.addTold([parts], around);
      else this.addText(words, { ...around, classes: asText(properties.dataNAlt) });
    }
  }

  private inside(element: Element, around: Surroundings): Surroundings {
    const { properties, data } = element;
    const own = asText(properties.id);
    const id = own?.startsWith('_') ? undefined : own;
    if (/^h[1-6]$/.test(element.tagName) && id !== undefined) this.heading = id;
    const section = sectionOf(element) ?? around.section;
    // Inside a card, caption or note a table or paragraph changes nothing.
    const place = data?.place ?? around.place;
    return {
      classes: asText(properties.dataN) ?? around.classes,
      place: around.place === 'alternative' && place === 'table' ? 'table' : place,
      anchor: id ?? around.anchor,
      section,
      entries: data?.entries === undefined ? around.entries : byId(data.entries),
      told: data?.told ?? around.told,
    };
  }

  /** A drawing: its texts bear their classes, and its quantities stand in a list. */
  private visitMarkup(nodes: readonly MarkupNode[], around: Surroundings): void {
    for (const node of nodes) {
      if (isText(node)) {
        this.addText(node.text, around);
        continue;
      }
      const { name, attributes, children } = node;
      const isWords = name === 'title' || name === 'desc';
      const inner: Surroundings = {
        ...around,
        classes: attributes.get('data-n') ?? around.classes,
        place: isWords ? 'alternative' : around.place,
      };
      const entry = isWords ? undefined : around.entries.get(attributes.get('data-id') ?? '');
      if (entry !== undefined) this.addLabel(markupText(children), entry, inner);
      else if (isWords) this.addTold(name === 'title' ? inner.told.slice(0, 1) : inner.told.slice(1), inner);
      else this.visitMarkup(children, inner);
    }
  }

  /** The symbol of a missing value is no numeral. */
  private addLabel(label: string, entry: FinishedEntry, around: Surroundings): void {
    if (isExact(entry.quantity.value)) this.add(label, 'ledger', around, { entry });
    else this.addText(label, around);
  }

  /** What a drawing says of itself, each quantity whole. */
  private addTold(lines: Surroundings['told'], around: Surroundings): void {
    for (const { text, class: name, entry } of lines.flat()) {
      if (entry !== undefined && isExact(entry.quantity.value))
        this.add(entry.text, name, around, { entry: finished(entry) });
      else this.addText(text, { ...around, classes: name });
    }
  }

  private addText(words: string, around: Surroundings, offset?: number): void {
    const numerals = findNumerals(words);
    const classes = classesOf(around.classes, numerals.length);
    for (const [index, { text }] of numerals.entries())
      this.add(text, classes[index], around, offset === undefined ? {} : { offset });
  }

  private add(
    text: string,
    name: NumberClass | undefined,
    { place, anchor, section }: Surroundings,
    more: Pick<PrintedNumeral, 'entry' | 'repeats' | 'offset'> = {},
  ): void {
    this.found.push({ text, class: name, place, anchor: anchor ?? this.heading, section, ...more });
  }
}

const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const byId = (entries: readonly FinishedEntry[]): Surroundings['entries'] =>
  new Map(entries.map((entry) => [entry.id, entry]));

/** Chapters and sections are named by their heading. */
function sectionOf({ tagName, children }: Element): PrintedSection | undefined {
  if (tagName !== 'section') return undefined;
  const heading = children.find((child) => child.type === 'element' && /^h[1-6]$/.test(child.tagName));
  const id = heading?.type === 'element' ? heading.properties.id : undefined;
  return heading === undefined || id === undefined
    ? undefined
    : { id: `${id}`, title: textOf(heading).trim() };
}

function markupText(nodes: readonly MarkupNode[]): string {
  return nodes.map((node) => (isText(node) ? node.text : markupText(node.children))).join(' ');
}

/** What a format with pages has beside the text, known when it is printed. */
interface PrintedPages {
  readonly format: Format;
  /** Page by id. */
  readonly pages: Readonly<Record<string, number>>;
  readonly pageCount: number;
}

/**
 * What only pages show: their cover and contents with page numbers, the running heads, one a chapter, and the number
 * at the foot of each page. The text between them is the one of the screen.
 *
 * @param content What is printed.
 */
export function paperNumerals(
  document: HtmlReport,
  content: readonly Element[],
  { format, pages, pageCount }: PrintedPages,
): PrintedNumeral[] {
  const numerals = collectNumerals(content);
  const front = numerals.filter(({ place }) => place === 'cover' || place === 'contents');
  const chapters = new Set(document.chapters.map(({ id }) => id));
  const heads = numerals
    .filter(({ place, anchor = '' }) => place === 'heading' && chapters.has(anchor))
    .map(
      (numeral): PrintedNumeral => ({
        ...numeral,
        ...(numeral.entry && { repeats: true }),
        place: 'running-head',
      }),
    );
  const numbered = (text: number, anchor?: string): PrintedNumeral => ({
    text: `${text}`,
    class: 'enumerator',
    place: anchor === undefined ? 'page-number' : 'contents',
    anchor,
    section: undefined,
  });
  const listed = listedIds(document).flatMap((id) =>
    pages[id] === undefined ? [] : [numbered(pages[id], id)],
  );
  const feet = Array.from({ length: pageCount }, (_, index) => [numbered(index + 1), numbered(pageCount)]);
  return [...front, ...listed, ...heads, ...feet.flat()].map((numeral) => ({ ...numeral, only: format }));
}

/** The ids whose page the lists of the report name, as often as they do. */
function listedIds({ body }: HtmlReport): string[] {
  const ids: string[] = [];
  visit(body, 'element', ({ properties }: Element) => {
    const id = asText(properties.dataPageOf);
    if (id !== undefined) ids.push(id);
  });
  return ids;
}
