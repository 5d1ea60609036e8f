import type { Language } from '../../language/language.js';
import { parseCellAddress } from '../../model/dataset/cell-address.js';
import { parseExact } from '../../model/exact.js';
import type { Snapshot, SnapshotDataset, SnapshotNumber } from '../../model/snapshot/snapshot.js';
import { originWords } from '../../outputs/html/origins.js';
import { type OriginsBlock, originsId, type ToldOrigin } from '../../outputs/snapshot/origins-block.js';
import { type Fault, faultOf } from '../../problems/problem.js';
import { SnapshotCells } from './cells.js';

/** Says what is wrong with the cells that the page tells behind a number: other ones than it has, or other numbers in them. */
export type OriginFault = (entry: SnapshotNumber | undefined) => Fault | undefined;

/** A search for such faults, which puts no cell into words twice. */
export function originFaults(
  origins: ReadonlyMap<string, ToldOrigin>,
  snapshot: Pick<Snapshot, 'datasets' | 'revisions'>,
  language: Language,
): OriginFault {
  const inWords = cellsInWords(snapshot, language);
  return (entry) => {
    const origin = entry && origins.get(entry.id);
    if (entry === undefined || origin === undefined) return undefined;
    const expected = addressesOf(entry).map(inWords);
    // Of a cell that is not published it is said elsewhere.
    if (expected.includes(undefined)) return undefined;
    const left = new Set(expected);
    for (const { dataset, keys, text } of origin.cells) {
      const labels = keys.map(([, label]) => label).join(', ');
      // What an edition before had in it is told without a text.
      const found = expected.filter(
        (cell) =>
          cell?.dataset === dataset &&
          cell.labels === labels &&
          (text === '' || (cell.text ?? text) === text),
      );
      if (found.length === 0)
        return faultOf('verify/number.told-cell', { labels, text, number: entry.text, at: entry.at });
      for (const each of found) left.delete(each);
    }
    const [lost] = left;
    return (
      lost && faultOf('verify/number.untold-cell', { labels: lost.labels, number: entry.text, at: entry.at })
    );
  };
}

interface Calculated {
  readonly cells: readonly string[];
  readonly operands?: readonly Calculated[] | undefined;
}

/** Every cell that a number was calculated from, once. */
const addressesOf = ({ cells, operands = [] }: Calculated): readonly string[] => [
  ...new Set([...cells, ...operands.flatMap(addressesOf)]),
];

interface CellInWords {
  /** Its title. */
  readonly dataset: string;
  readonly labels: string;
  /** Undefined where what is told of it is a word. */
  readonly text: string | undefined;
}

function cellsInWords(snapshot: Pick<Snapshot, 'datasets' | 'revisions'>, language: Language) {
  const cells = new SnapshotCells(snapshot);
  const known = new Map<string, CellInWords | undefined>();
  const describe = (address: string): CellInWords | undefined => {
    const cell = parseCellAddress(address);
    const dataset = snapshot.datasets.find(({ name }) => name === cell?.dataset);
    if (cell === undefined || dataset === undefined) return undefined;
    const written = cells.textAt(address);
    const number = parseExact(written ?? '');
    const digits = written?.split('.')[1]?.length ?? 0;
    return {
      dataset: dataset.title,
      labels: Object.entries(cell.keys)
        .map(([name, value]) => labelOf(dataset, name, value))
        .join(', '),
      text: number === undefined ? written : language.number(number, { digits }),
    };
  };
  return (address: string): CellInWords | undefined => {
    if (!known.has(address)) known.set(address, describe(address));
    return known.get(address);
  };
}

const labelOf = ({ dimensions }: SnapshotDataset, dimension: string, value: string): string =>
  dimensions.find(({ name }) => name === dimension)?.categories?.find((each) => each.value === value)
    ?.label ?? value;

/** What is wrong with the words around these cells: those of the panel, the sources, and which data are illustrative. */
export function originsFault(
  block: OriginsBlock | undefined,
  { datasets }: Pick<Snapshot, 'datasets'>,
  language: Language,
): readonly Fault[] {
  if (block === undefined) return [];
  if (JSON.stringify(block.words) !== JSON.stringify(originWords(language)))
    return [faultOf('verify/text.origin-words', { originsId })];
  const strange = block.datasets.find(({ title, notes }) => {
    const published = datasets.filter((dataset) => dataset.title === title);
    // One of an edition before is told by its name alone.
    if (published.length === 0) return notes.length > 0;
    return !published.some(({ sources = [], illustrative }) => {
      const count = sources.length;
      const source = language.message('document.source', { sources: sources.join('; '), count });
      return (
        (count === 0 || notes.includes(source)) &&
        notes.includes(language.message('document.illustrative')) === illustrative
      );
    });
  });
  return strange === undefined
    ? []
    : [faultOf('verify/text.origin-source', { originsId, title: strange.title })];
}
