import { programs } from '../../extensions/programs.js';
import { data } from './data.js';
import { doctor, init } from './projects.js';
import { verify } from './published.js';
import { build, check } from './reports.js';
import type { Verb } from './verb.js';

/** Every verb, in the order of the help. */
export const verbs: readonly Verb[] = [
  build,
  check,
  verify,
  init,
  data,
  ...programs.flatMap((each) => each.verbs),
  doctor,
];
