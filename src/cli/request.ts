import type { Format } from '../model/dataset/formats.js';

/** What every command may be asked. */
export interface SharedRequest {
  readonly json: boolean;
  readonly debug: boolean;
  /** Say nothing but what is wrong. */
  readonly quiet: boolean;
}

/** What is asked of reports of a project. */
export interface ReportsRequest extends SharedRequest {
  /** As typed. */
  readonly project: string;
  readonly only: readonly string[];
  readonly languages: readonly string[];
}

/** What is asked to be built of them. */
export interface OutputsRequest extends ReportsRequest {
  readonly formats: readonly Format[];
  readonly draft: boolean;
}
