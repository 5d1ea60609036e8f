import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import type { Host } from '../../host/host.js';
import { folderNames } from '../../host/publication/part-folder.js';
import type { Target } from '../../model/project/project.js';
import { reportName, targetName } from '../../model/project/target-name.js';
import { problem } from '../../problems/problem.js';
import { inputsOfPart } from './open-part.js';
import { type FinishedTarget, type FoundTarget, Part, type PartPlace, partFile } from './part.js';
import type { PartInputs } from './part-inputs.js';

/** Finished targets of several parts, in the order in which they were asked for. */
export interface ReadParts {
  readonly finished: readonly FinishedTarget[];
  readonly missing: readonly Target[];
  /** Errors where parts are none, of other inputs, torn, or have a target twice; those about missing ones are in `aboutMissing`. */
  readonly diagnostics: readonly Diagnostic[];
  readonly aboutMissing: readonly Diagnostic[];
}

/**
 * Finds targets in parts. A place is a part, or a folder of parts. They are believed as they stand where their hashes agree: whoever names
 * a part answers for who made it.
 */
export async function readParts(
  places: readonly PartPlace[],
  inputs: PartInputs,
  targets: readonly Target[],
  host: Host,
): Promise<ReadParts> {
  const diagnostics: Diagnostic[] = [];
  const parts: Part[] = [];
  for (const place of places) {
    const inside = await partsIn(place);
    if (inside.length === 0) diagnostics.push(noPart(place));
    for (const [each, own] of inside) {
      const differs = differenceOf(inputs, own);
      if (differs === undefined) parts.push(new Part(each, inputs));
      else diagnostics.push(otherInputs(each, differs));
    }
  }
  const nothing = { finished: [], missing: [], diagnostics, aboutMissing: [] };
  if (hasErrors(diagnostics)) return nothing;
  const finished: FinishedTarget[] = [];
  const missing: Target[] = [];
  for (const target of targets) {
    const found: FinishedTarget[] = [];
    let isThere = false;
    for (const part of parts) {
      const look = await part.look(target, host);
      isThere ||= look.is !== 'absent';
      if (look.is === 'whole') found.push(look.target);
      else for (const fault of faultOf(look, target, part.place)) diagnostics.push(fault);
    }
    const [first, second] = found;
    if (first !== undefined && second !== undefined) diagnostics.push(doubled(target, first, second, places));
    if (first !== undefined) finished.push(first);
    else if (!isThere) missing.push(target);
  }
  for (const fault of otherBrowsers(finished, places)) diagnostics.push(fault);
  return { finished, missing, diagnostics, aboutMissing: missing.map(missingTarget) };
}

/** The part at a place, or the parts directly below it, with what they say that they were made from. */
async function partsIn(place: PartPlace): Promise<(readonly [PartPlace, PartInputs])[]> {
  const own = await inputsOfPart(place);
  if (own !== undefined) return [[place, own]];
  const below = folderNames(place.root).map((name) => ({
    ...place,
    root: `${place.root}/${name}`,
    shown: `${place.shown}/${name}`,
  }));
  const read = await Promise.all(below.map(async (each) => [each, await inputsOfPart(each)] as const));
  return read.flatMap(([each, inputs]) => (inputs === undefined ? [] : [[each, inputs] as const]));
}

/** In which words two parts differ in what they were made from; undefined where they do not. */
function differenceOf(wanted: PartInputs, own: PartInputs): string | undefined {
  const words: readonly (readonly [boolean, string])[] = [
    [
      own.version !== wanted.version,
      `was made by Tallybook ${own.version}, and this is Tallybook ${wanted.version}`,
    ],
    [own.tool !== wanted.tool, 'was made by another build of Tallybook, or another Node'],
    [
      own.edition !== wanted.edition,
      `is of the edition ${own.edition}, and the project of ${wanted.edition}`,
    ],
    [
      own.draft !== wanted.draft,
      own.draft ? 'has drafts, and this run publishes reports' : 'has no drafts, and this run makes drafts',
    ],
    [own.dated !== wanted.dated, 'was made with another `SOURCE_DATE_EPOCH`'],
    [own.data !== wanted.data, 'was made from other data than the project has'],
    [own.project !== wanted.project, 'was made from another `tallybook.yaml` than the project has'],
  ];
  return words.find(([isOther]) => isOther)?.[1];
}

const noPart = ({ shown }: PartPlace): Diagnostic =>
  problem('part/none', { file: shown, line: 1, column: 1 }, { shown, partFile });

const again = 'make all parts anew from one state of the project, with one Tallybook';

const otherInputs = ({ shown }: PartPlace, difference: string): Diagnostic =>
  problem(
    'part/inputs.part',
    { file: `${shown}/${partFile}`, line: 1, column: 1 },
    { difference },
    { hint: again },
  );

const nameOf = (target: Target): string => `\`${reportName(targetName(target))}\` (${target.language})`;

function faultOf(look: FoundTarget, target: Target, { shown }: PartPlace): Diagnostic[] {
  if (look.is === 'torn') {
    const file = `${shown}/${look.path}`;
    return [problem('part/torn', { file, line: 1, column: 1 }, { path: look.path, name: nameOf(target) })];
  }
  if (look.is !== 'other') return [];
  return [
    problem(
      'part/inputs.template',
      { file: shown, line: 1, column: 1 },
      { name: nameOf(target) },
      { hint: again },
    ),
  ];
}

const doubled = (
  target: Target,
  first: FinishedTarget,
  second: FinishedTarget,
  places: readonly PartPlace[],
): Diagnostic =>
  problem(
    'part/doubled',
    { file: shownOf(second, places), line: 1, column: 1 },
    { name: nameOf(target), shown: shownOf(first, places) },
  );

/** A part as it was named on the command line. */
function shownOf({ root }: FinishedTarget, places: readonly PartPlace[]): string {
  const place = places.find((each) => root === each.root || root.startsWith(`${each.root}/`));
  return place === undefined ? root : `${place.shown}${root.slice(place.root.length)}`;
}

const missingTarget = (target: Target): Diagnostic =>
  problem('part/missing', target.item?.position ?? target.report.position, { name: nameOf(target) });

/** Browsers break lines in their own ways: a folder is printed by one. */
function otherBrowsers(finished: readonly FinishedTarget[], places: readonly PartPlace[]): Diagnostic[] {
  const by = new Map(
    finished.flatMap((each) => (each.browser === undefined ? [] : [[each.browser, each] as const])),
  );
  const [first, other] = [...by];
  if (first === undefined || other === undefined) return [];
  return [
    problem(
      'part/inputs.printed',
      { file: `${shownOf(other[1], places)}/${partFile}`, line: 1, column: 1 },
      { name: nameOf(other[1].target), other: other[0], first: first[0], otherName: nameOf(first[1].target) },
    ),
  ];
}
