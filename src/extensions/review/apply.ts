import { groupBy } from '../../model/group-by.js';
import { type Edit, shown } from './edits.js';
import { type Patchable, patched, patchOf, type Reason } from './patch.js';
import { unproven } from './proof.js';
import type { Published } from './published.js';

/** A report as another template would make it; undefined where that cannot be one. */
export type Remake = (template: string) => Promise<Published | undefined>;

/** Why a change is left: also where the report would say something else, or where what belongs to it is left. */
export type Left = Reason | 'proof' | 'others';

type Unit = readonly Edit[];

/** What became of edits: a template, what is in it, and why the others are not. */
export interface Applied {
  readonly template: string;
  readonly applied: readonly Edit[];
  readonly refused: ReadonlyMap<Edit, Left>;
}

/**
 * Writes edits into a template. Each is in it only where the report that the new template makes has the words that are wanted, and all
 * others as they were: where it has not, parts of them are tried.
 */
export async function applyEdits(
  edits: readonly Edit[],
  report: Patchable,
  remake: Remake,
): Promise<Applied> {
  const refused = new Map<Edit, Left>();
  for (const edit of edits) {
    const patch = patchOf(edit, report);
    if (typeof patch === 'string') refused.set(edit, patch);
  }
  const known = (await remake(report.template))?.diagnostics ?? [];
  let applied: readonly Edit[] = [];
  let template = report.template;
  const tryAll = async (units: readonly Unit[]): Promise<void> => {
    if (units.length === 0) return;
    const more = new Set(units.flat());
    const all = edits.filter((edit) => applied.includes(edit) || more.has(edit));
    const text = textWith(all, report);
    const blamed = text === undefined ? [] : unproven(all, report.published, await remake(text), known);
    if (text !== undefined && blamed === undefined) {
      [applied, template] = [all, text];
      return;
    }
    if (units.length === 1) for (const edit of more) refused.set(edit, 'proof');
    else for (const part of apart(units, blamed ?? [])) await tryAll(part);
  };
  const units = unitsOf(edits);
  await tryAll(units.filter((unit) => unit.every((edit) => !refused.has(edit))));
  for (const edit of edits) if (!applied.includes(edit) && !refused.has(edit)) refused.set(edit, 'others');
  return { template, applied, refused };
}

/** Units without and with edits that are blamed; halves where that does not tell them apart. */
function apart(units: readonly Unit[], blamed: readonly Edit[]): readonly (readonly Unit[])[] {
  const isBlamed = (unit: Unit): boolean => unit.some((edit) => blamed.includes(edit));
  const parts = [units.filter((unit) => !isBlamed(unit)), units.filter(isBlamed)];
  const half = Math.ceil(units.length / 2);
  return parts.some(({ length }) => length === 0) ? [units.slice(0, half), units.slice(half)] : parts;
}

/** Edits that are made together or not at all: those of one sentence, and both halves of what was put elsewhere. */
function unitsOf(edits: readonly Edit[]): readonly Unit[] {
  let units: readonly Unit[] = [];
  for (const unit of groupBy(edits, unitOf).values()) {
    const belongs = (other: Unit): boolean => other.some((one) => unit.some((each) => areHalves(one, each)));
    const halves = units.filter(belongs);
    units = [...units.filter((other) => !halves.includes(other)), [...halves.flat(), ...unit]];
  }
  return units;
}

/** Somebody took words out of one place and put them in another: a paragraph that is split loses what the new one has. */
function areHalves(one: Edit, other: Edit): boolean {
  const [taken, put] = one.text === '' ? [one, other] : [other, one];
  return (
    one.file === other.file &&
    ![one.kind, other.kind].includes('moved') &&
    taken.text === '' &&
    put.was === '' &&
    /\p{L}/u.test(put.text) &&
    shown(taken.was) === shown(put.text)
  );
}

/** What somebody did to one sentence is made as a whole, or not at all. */
function unitOf(edit: Edit): unknown {
  const { kind, passage, file } = edit;
  if (kind !== 'words' || passage === undefined) return edit;
  const place = passage.paragraphs.flatMap(({ places }) => places)[0] ?? passage.words;
  const sentence = passage.tokens.slice(0, edit.from).filter(({ text }) => /[.!?]/.test(text)).length;
  return `${file} ${place} ${sentence}`;
}

function textWith(edits: readonly Edit[], report: Patchable): string | undefined {
  const patches = edits.map((edit) => patchOf(edit, report));
  return patched(
    report.template,
    patches.flatMap((patch) => (typeof patch === 'string' ? [] : patch)),
  );
}
