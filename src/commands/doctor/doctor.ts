import { examine } from '../../host/doctor/examine.js';
import type { Finding } from '../../host/doctor/finding.js';

export type { Finding } from '../../host/doctor/finding.js';

/** Examines this machine, after downloading a browser where that is asked for: each finding as soon as it is known. */
export function doctor(options: Parameters<typeof examine>[0]): AsyncIterable<Finding> {
  return examine(options);
}
