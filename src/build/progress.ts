/** The steps of a build, in their order. `data` and `publish` happen once, `compose` and `print` for every target. */
export type Step = 'data' | 'compose' | 'print' | 'publish';

/** The beginning or the end of a step, for whoever shows how far a build is. */
export interface ProgressEvent {
  readonly step: Step;
  readonly state: 'begin' | 'end';
  /** Absent for steps of the whole project. */
  readonly target?: { readonly report: string; readonly language: string };
}

/** Takes every event of a build, in order. */
export type Progress = (event: ProgressEvent) => void;
