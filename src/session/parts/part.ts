import { folderFiles } from '../../host/files/files.js';
import { writeWhole } from '../../host/files/whole-file.js';
import { type Files, type Host, ifReadable } from '../../host/host.js';
import { type Answer, isStillSo } from '../../host/recording.js';
import type { Target } from '../../model/project/project.js';
import { targetName } from '../../model/project/target-name.js';
import { toJson } from '../../outputs/canonical.js';
import type { FinishedFile } from '../../outputs/manifest/manifest.js';
import { builtPaths, targetPaths } from '../../outputs/paths.js';
import { sha256 } from '../../sha256.js';
import { type RecordedWarning, warningsOfProject } from '../memo/recorded.js';
import { hashOfTarget, type PartInputs } from './part-inputs.js';
import { type PartFile, type PartNote, parseAsked, parseNote, renderAsked, renderNote } from './part-note.js';

/** Says what a part was made from; in its folder. */
export const partFile = 'part.json';
/** Says what stands in the folder of a target; in that. */
const noteFile = 'target.json';
/** Lists of what was asked of the files, by their hashes; in a part. */
const askedFolder = 'asked';

/** A target whose files stand in a part. */
export interface FinishedTarget {
  readonly target: Target;
  /** The part, absolute: `files` are below it. */
  readonly root: string;
  readonly files: readonly PartFile[];
  readonly warnings: readonly RecordedWarning[];
  readonly pages?: Readonly<Record<string, number>>;
  /** How many passages no data can test. */
  readonly unchecked: number;
  /** What was asked of the files for it, beyond what all share. */
  readonly answers: readonly Answer[];
  /** What printed it; absent where nothing did. */
  readonly browser?: string;
  /** What was known of the browsers of the machine that printed it, as `PartPlace` has it. */
  readonly browsers?: string;
  /** True where a build of this user made it, as it stands there. */
  readonly isOwn: boolean;
}

/** What came of a target, to be put into a part. */
export interface MadeTarget {
  readonly target: Target;
  readonly files: readonly FinishedFile[];
  readonly diagnostics: Parameters<typeof warningsOfProject>[0];
  readonly pages?: Readonly<Record<string, number>>;
  readonly unchecked: number;
  readonly answers: readonly Answer[];
  readonly browser?: string;
}

/** What a part has of a target: nothing; a file that is not as it was written; one that was made from something else; or all. */
export type FoundTarget =
  | { readonly is: 'absent' }
  | { readonly is: 'torn'; readonly path: string }
  | { readonly is: 'other' }
  | { readonly is: 'whole'; readonly target: FinishedTarget };

/** Where a part lies, and by what this user's own are known. */
export interface PartPlace {
  /** Absolute. */
  readonly root: string;
  /** As messages name it. */
  readonly shown: string;
  /** Undefined where nothing that lies in a checkout is believed. */
  readonly key: Uint8Array | undefined;
  /**
   * Hash of what is known of the browsers of this machine: what another one printed is not found again. Absent where all who write and read
   * here have the same one.
   */
  readonly browsers?: string | undefined;
}

/**
 * A folder of finished targets: of each its files, as they will stand in the output folder, and one note, which is written when they
 * are on the disk. Whoever is killed leaves nothing behind that counts and is not whole, and what counts need not be made again.
 */
export class Part {
  readonly place: PartPlace;
  readonly inputs: PartInputs;
  readonly #files: Files;
  /** What is kept of lists that many targets share. */
  readonly #asked = new Map<string, Promise<readonly Answer[] | undefined>>();

  /** Whether they are answered so today: asked once for all targets of a list. */
  readonly #still = new Map<readonly Answer[], Promise<boolean>>();

  /** @param inputs What its targets are made from: those that were made from something else do not count. */
  constructor(place: PartPlace, inputs: PartInputs) {
    this.place = place;
    this.inputs = inputs;
    this.#files = folderFiles(place.root);
  }

  /** Writes down what the part is made from. */
  async begin(): Promise<void> {
    await this.#write(partFile, toJson({ version: 1, inputs: this.inputs }));
  }

  /** Writes a target. Rejects with an `EnvironmentProblem`. */
  async put(made: MadeTarget): Promise<FinishedTarget> {
    const { target, files, diagnostics, pages, unchecked, browser } = made;
    const { key, root, browsers } = this.place;
    const written = files.map(({ path, format, bytes, pages: count }) => ({
      ...{ path, format, sha256: sha256(bytes), bytes: bytes.byteLength },
      ...(count !== undefined && { pages: count }),
    }));
    const asked = renderAsked([...made.answers]);
    await Promise.all([
      ...files.map(({ path, bytes }) => this.#write(path, bytes)),
      this.#keepAsked(asked, made.answers),
    ]);
    const warnings = warningsOfProject(diagnostics);
    const note: PartNote = {
      version: 1,
      target: targetName(target),
      made: hashOfTarget(this.inputs, target),
      asked: asked.hash,
      ...(browser !== undefined && { browser, ...(browsers !== undefined && { browsers }) }),
      files: written,
      warnings,
      ...(pages && { pages }),
      unchecked,
    };
    await this.#write(notePath(target), renderNote(note, key));
    return finished(
      target,
      root,
      note,
      (await this.#asked.get(asked.hash)) ?? made.answers,
      key !== undefined,
    );
  }

  /**
   * A target that need not be made. Its note was written by this user, it was made from what is there now and printed
   * by the browser that is there now, and its files are whole. When in doubt it is made.
   */
  async find(target: Target, host: Host): Promise<FinishedTarget | undefined> {
    if (this.place.key === undefined) return undefined;
    const found = await this.look(target, host);
    if (found.is !== 'whole' || !found.target.isOwn) return undefined;
    const { browser, browsers } = found.target;
    return browser === undefined || browsers === this.place.browsers ? found.target : undefined;
  }

  /** What the part has of a target, by whomever it was made. */
  async look(target: Target, host: Host): Promise<FoundTarget> {
    const path = notePath(target);
    const bytes = await this.#read(path);
    if (bytes === undefined) return { is: 'absent' };
    const read = parseNote(bytes, this.place.key);
    if (read === undefined) return { is: 'torn', path };
    const { note, isOwn } = read;
    const wanted = builtPaths(target);
    const isAll =
      note.files.length === wanted.length && note.files.every((each, at) => each.path === wanted[at]);
    if (!isAll || note.made !== hashOfTarget(this.inputs, target)) return { is: 'other' };
    const answers = await this.#readAsked(note.asked);
    if (answers === undefined) return { is: 'torn', path: askedPath(note.asked) };
    const verdict = this.#still.get(answers) ?? isStillSo(answers, host);
    this.#still.set(answers, verdict);
    if (!(await verdict)) return { is: 'other' };
    for (const each of note.files) {
      if (!(await this.#isWhole(each))) return { is: 'torn', path: each.path };
    }
    return { is: 'whole', target: finished(target, this.place.root, note, answers, isOwn) };
  }

  async #isWhole({ path, sha256: expected }: PartFile): Promise<boolean> {
    const bytes = await this.#read(path);
    return bytes !== undefined && sha256(bytes) === expected;
  }

  /** Once for all targets that asked the same. */
  async #keepAsked(
    { hash, bytes }: ReturnType<typeof renderAsked>,
    answers: readonly Answer[],
  ): Promise<void> {
    if (this.#asked.has(hash)) return;
    const kept = this.#write(askedPath(hash), bytes).then(() => answers);
    this.#asked.set(hash, kept);
    // Whoever comes next must not take for written what was not.
    kept.catch(() => this.#asked.delete(hash));
    await kept;
  }

  #readAsked(hash: string): Promise<readonly Answer[] | undefined> {
    const known = this.#asked.get(hash);
    if (known !== undefined) return known;
    const reading = this.#read(askedPath(hash)).then((bytes) => bytes && parseAsked(bytes, hash));
    this.#asked.set(
      hash,
      reading.catch(() => undefined),
    );
    return reading;
  }

  /** Undefined where there is no such file, or none that can be read. */
  #read(path: string): Promise<Uint8Array | undefined> {
    return ifReadable(this.#files.read(path));
  }

  #write(path: string, bytes: Uint8Array): Promise<void> {
    const { root, shown } = this.place;
    return writeWhole(root, path, bytes, shown);
  }
}

const askedPath = (hash: string): string => `${askedFolder}/${hash}.json`;

const notePath = (target: Target): string => `${targetPaths(target).folder}/${noteFile}`;

const finished = (
  target: Target,
  root: string,
  { files, warnings, pages, unchecked, browser, browsers }: PartNote,
  answers: readonly Answer[],
  isOwn: boolean,
): FinishedTarget => ({
  ...{ target, root, files, warnings, unchecked, answers, isOwn },
  ...(pages && { pages }),
  ...(browser !== undefined && { browser }),
  ...(browsers !== undefined && { browsers }),
});
