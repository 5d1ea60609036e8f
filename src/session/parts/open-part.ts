import { folderFiles } from '../../host/files/files.js';
import { FileProblem } from '../../host/host.js';
import { environmentProblem } from '../../host/problems.js';
import { removeBelow, topNames } from '../../host/publication/part-folder.js';
import { toJson } from '../../outputs/canonical.js';
import { faultOf } from '../../problems/problem.js';
import { Part, type PartPlace, partFile } from './part.js';
import type { PartInputs } from './part-inputs.js';
import { partSchema } from './part-note.js';

/**
 * Opens the folder of a part for writing, which is made where there is none. One that was made from other inputs is emptied: nothing of it
 * could be used again. Rejects with an `EnvironmentProblem`, `host/foreign-file` where the folder holds something else, which stays.
 */
export async function openPart(place: PartPlace, inputs: PartInputs): Promise<Part> {
  const part = new Part(place, inputs);
  const before = await inputsOfPart(place);
  if (before === undefined && topNames(place.root).length > 0) throw foreignFolder(place);
  if (before !== undefined && isSame(before, inputs)) return part;
  removeBelow(place.root, place.shown);
  await part.begin();
  return part;
}

const foreignFolder = ({ shown }: PartPlace): Error =>
  environmentProblem(faultOf('host/foreign-file.files', { shown }), { file: shown });

/** What a part says that it was made from; undefined where the folder is none. */
export async function inputsOfPart({ root }: Pick<PartPlace, 'root'>): Promise<PartInputs | undefined> {
  try {
    return partSchema.parse(JSON.parse(await folderFiles(root).readText(partFile))).inputs;
  } catch (error) {
    if (error instanceof FileProblem || error instanceof SyntaxError || isOfSchema(error)) return undefined;
    throw error;
  }
}

const isOfSchema = (error: unknown): boolean => error instanceof Error && error.name.includes('ZodError');

const isSame = (one: PartInputs, other: PartInputs): boolean =>
  Buffer.from(toJson(partSchema.shape.inputs.parse(one))).equals(
    toJson(partSchema.shape.inputs.parse(other)),
  );
