import { collect, data, protect } from './data.js';
import { describe, doctor, init } from './projects.js';
import { diff, trace, verify } from './published.js';
import { enqueue, worker } from './queue.js';
import { accessibility, build, check, preview } from './reports.js';
import { translate } from './translate.js';
import type { Verb } from './verb.js';

/** Every verb, in the order of the help. */
export const verbs: readonly Verb[] = [
  build,
  check,
  preview,
  diff,
  verify,
  trace,
  init,
  describe,
  data,
  protect,
  collect,
  accessibility,
  translate,
  enqueue,
  worker,
  doctor,
];
