import { createHash, type Hash } from 'node:crypto';
import { toolIdentity } from '../../host/tool-identity.js';
import { toolVersion } from '../../host/version.js';
import type { Project, Target } from '../../model/project/project.js';
import { inputsOf, type Manifest } from '../../outputs/manifest/manifest.js';
import { hash, inJson } from '../drawing/drawn-charts.js';
import type { SharedData } from '../made-report.js';
import type { Session } from '../session.js';

/**
 * What all reports of a part were made from. What is not published has no hash here, since a part goes to other
 * machines. The hash of a file of which all is known but a few small counts gives them to whoever tries them all.
 */
export interface PartInputs {
  readonly version: string;
  /** Hash of the program, its packages and Node. */
  readonly tool: string;
  readonly edition: number;
  readonly draft: boolean;
  /** `SOURCE_DATE_EPOCH`, which dates the outputs; empty where it is not set. */
  readonly dated: string;
  /** Hash of what the project file says, without the items of matrices. */
  readonly project: string;
  /** Hash of the data as they are published, and of all that is said of them. */
  readonly data: string;
  /** The datasets with the hash of what each publishes. */
  readonly datasets: Manifest['inputs'];
}

/** What the reports of a project are made from, once its data are there. */
export function partInputs(
  project: Project,
  { data, about, editions }: SharedData,
  draft: boolean,
  { env, hashes }: Session,
): PartInputs {
  const reports = project.reports.map(withoutItems);
  return {
    version: toolVersion(),
    tool: toolIdentity() ?? 'unknown',
    edition: project.edition,
    draft,
    dated: env.SOURCE_DATE_EPOCH ?? '',
    project: hash({ ...project, reports }),
    data: hashOfAll([data, about, editions]),
    datasets: inputsOf(data, hashes),
  };
}

/** What a target was made from: that, itself, and the files that it asked for, which are asked again. */
export const hashOfTarget = (inputs: PartInputs, { report, ...target }: Target): string =>
  hash([inputs, withoutItems(report), target]);

/** A report does not know which other items there are. */
const withoutItems = <T extends object>(report: T): object => ({ ...report, matrix: undefined });

/** Of what may be too long for one text: a million rows. */
function hashOfAll(value: unknown): string {
  const all = createHash('sha256');
  feed(all, value, 4);
  return all.digest('hex');
}

/** @param depth How many levels are taken apart: lists of data, datasets, their rows. */
function feed(all: Hash, value: unknown, depth: number): void {
  if (
    depth === 0 ||
    typeof value !== 'object' ||
    value === null ||
    value instanceof Map ||
    value instanceof Set
  ) {
    all.update(`${JSON.stringify(value, (_, part: unknown) => inJson(part)) ?? 'undefined'}\n`);
    return;
  }
  const parts: readonly (readonly [string, unknown])[] = Object.entries(value);
  all.update(`${parts.length} ${Array.isArray(value)}\n`);
  for (const [name, part] of parts) {
    all.update(`${JSON.stringify(name)}\n`);
    feed(all, part, depth - 1);
  }
}
