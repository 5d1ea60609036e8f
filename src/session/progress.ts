import type { Fetched } from '../host/browser/candidate.js';
import type { TargetName } from '../model/project/target-name.js';

/**
 * The steps of a build, in their order. `data` and `publish` happen once, `compose` and `print` for every target, and in a batch `target`,
 * whose end says that a target stands in its part, or has errors. `fetch`, before all, gets the browser of an installed tool, once.
 */
export type Step = 'fetch' | 'data' | 'compose' | 'print' | 'target' | 'publish';

/** The beginning or the end of a step, or that it takes long, for whoever shows how far a build is. */
export interface ProgressEvent {
  readonly step: Step;
  /** `slow` between the two, when a browser lets a print wait. */
  readonly state: 'begin' | 'slow' | 'end';
  /** Absent for steps of the whole project. */
  readonly target?: TargetName;
  /** Of the end of `target`: it has errors. */
  readonly failed?: boolean;
  /** Of the end of `target`: it stood there already, made from the same inputs. */
  readonly found?: boolean;
  /** Of `fetch`, now and then: how much has come. */
  readonly fetched?: Fetched;
  /** Only with the beginning of `data`: every target of this build, in order, so that all of it can be shown. */
  readonly targets?: readonly TargetName[];
}

/** Takes every event of a build, in order. */
export type Progress = (event: ProgressEvent) => void;
