import { strToU8 } from 'fflate';
import { zip } from '../annex/zip.js';
import { e, xmlOf } from './ooxml.js';

const packageNamespace = 'http://schemas.openxmlformats.org/package/2006';
const officeRelation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Content types of parts by the ending of their names; other parts state their own. */
const endings: Readonly<Record<string, string>> = {
  rels: 'application/vnd.openxmlformats-package.relationships+xml',
  xml: 'application/xml',
  png: 'image/png',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  emf: 'image/x-emf',
  wmf: 'image/x-wmf',
};

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
  readonly external: boolean;
}

/** A package of Office Open XML: parts, their types, and what leads from one to another. */
export class OfficePackage {
  readonly #parts = new Map<string, Uint8Array>();
  readonly #types = new Map<string, string>();
  readonly #relations = new Map<string, Relation[]>();

  /** Adds a part: `word/document.xml`. `type` is its content type where its ending does not say it. */
  add(name: string, content: string | Uint8Array, type?: string): void {
    this.#parts.set(name, typeof content === 'string' ? strToU8(content) : content);
    if (type !== undefined) this.#types.set(name, type);
  }

  /**
   * The id of the relation from a part (`''` is the package) to a target, made once.
   * @param type A name of ours (`image`), or an address.
   */
  relate(owner: string, type: string, target: string, external = false): string {
    const list = this.#relations.get(owner) ?? [];
    this.#relations.set(owner, list);
    const found = list.find((each) => each.target === target && each.type === type);
    if (found !== undefined) return found.id;
    const id = `rId${list.length + 1}`;
    list.push({ id, type, target, external });
    return id;
  }

  /** The archive: the same bytes for the same parts, on every machine. */
  bytes(): Uint8Array {
    const files = new Map<string, Uint8Array>([['[Content_Types].xml', strToU8(this.#contentTypes())]]);
    for (const [owner, list] of this.#relations) files.set(relationsOf(owner), strToU8(relationsXml(list)));
    for (const [name, content] of this.#parts) files.set(name, content);
    return zip(Object.fromEntries(files), (name) => /\.(?:png|jpe?g|gif)$/.test(name));
  }

  #contentTypes(): string {
    const used = new Set(['rels', ...[...this.#parts.keys()].map(endingOf)]);
    const defaults = [...used].sort().flatMap((Extension) => {
      const ContentType = endings[Extension];
      return ContentType === undefined ? [] : [e('Default', { Extension, ContentType })];
    });
    const overrides = [...this.#types]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, ContentType]) => e('Override', { PartName: `/${name}`, ContentType }));
    return xmlOf(e('Types', { xmlns: `${packageNamespace}/content-types` }, defaults, overrides));
  }
}

const endingOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** The part that holds the relations of another. */
function relationsOf(part: string): string {
  const at = part.lastIndexOf('/') + 1;
  return `${part.slice(0, at)}_rels/${part.slice(at)}.rels`;
}

function relationsXml(list: readonly Relation[]): string {
  const relations = list.map(({ id, type, target, external }) =>
    e('Relationship', {
      Id: id,
      Type: type.includes(':') ? type : `${officeRelation}/${type}`,
      Target: target,
      TargetMode: external ? 'External' : undefined,
    }),
  );
  return xmlOf(e('Relationships', { xmlns: `${packageNamespace}/relationships` }, relations));
}
