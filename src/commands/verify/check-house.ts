import type { Diagnostic } from '../../diagnostics.js';
import type { Snapshot, SnapshotHouseFile } from '../../model/snapshot.js';
import { pictureClasses } from '../../outputs/html/house-pictures.js';
import { hasClass } from '../../outputs/snapshot/has-class.js';
import { isText, type MarkupElement, type MarkupNode } from '../../outputs/snapshot/read-markup.js';
import { sha256 } from '../../sha256.js';
import { problemAt } from './problem.js';

interface HouseInput {
  readonly html: string;
  readonly file: string;
  readonly snapshot: Snapshot;
  readonly nodes: readonly MarkupNode[];
}

const names = { logo: 'logo', picture: 'picture of the cover' } as const;
type Pictured = keyof typeof names;

/** Holds the pictures of the publisher in the head of a page against their published digests, byte by byte. */
export function checkHouse({ html, file, snapshot, nodes }: HouseInput): Diagnostic[] {
  const masthead = elementsIn(nodes).find((each) => hasClass(each, 'masthead'));
  const images =
    masthead === undefined ? [] : elementsIn(masthead.children).filter(({ name }) => name === 'img');
  const published = snapshot.house ?? [];
  const fault = (message: string, at: MarkupElement | undefined): Diagnostic =>
    problemAt('verify/markup', file, message, { text: html, offset: at?.start ?? 0 });
  const known = Object.values(pictureClasses);
  const strange = images.filter((image) => !known.some((name) => hasClass(image, name)));
  return [
    ...strange.map((image) =>
      fault('Unexpected picture in the head of the page, expected those of the publisher alone', image),
    ),
    ...(Object.keys(names) as Pictured[]).flatMap((what) => {
      const shown = images.filter((image) => hasClass(image, pictureClasses[what]));
      const message = pictureFault(what, shown, published);
      return message === undefined ? [] : [fault(message, shown.at(-1) ?? masthead)];
    }),
  ];
}

function pictureFault(
  what: Pictured,
  shown: readonly MarkupElement[],
  published: readonly SnapshotHouseFile[],
): string | undefined {
  const name = names[what];
  const expected = published.find((each) => each.what === what)?.sha256;
  if (shown.length > 1) return `Unexpected second ${name} in the head of the page, expected one`;
  const [image] = shown;
  if (image === undefined || expected === undefined) {
    if (image === expected) return undefined;
    return image === undefined
      ? `Unexpected page without the ${name}, expected it as published`
      : `Unexpected ${name} in the head of the page, expected none as published`;
  }
  const [, data = ''] = /^data:[^,]*;base64,(.*)$/s.exec(image.attributes.get('src') ?? '') ?? [];
  if (sha256(Buffer.from(data, 'base64')) === expected) return undefined;
  return `Unexpected ${name} in the head of the page, expected the one with the published digest`;
}

const elementsIn = (nodes: readonly MarkupNode[]): MarkupElement[] =>
  nodes.flatMap((node) => (isText(node) ? [] : [node, ...elementsIn(node.children)]));
