import { error, type Finding, ok, warning } from './finding.js';

const oldestNode = [20, 19] as const;
/** A report of a hundred pages and its browser stay below this many bytes. */
const neededMemory = 512 * 1024 * 1024;

/** Whether this Node runs Tallybook. */
export function checkNode(version: string = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldMajor, oldMinor] = oldestNode;
  const runs = major > oldMajor || (major === oldMajor && minor >= oldMinor);
  if (runs) return ok('Node', version);
  return error('Node', version, `install Node ${oldMajor}.${oldMinor} or newer from https://nodejs.org`);
}

/** Whether Node knows the languages of reports: a Node built without full ICU writes every number the English way. */
export function checkLocales(languages: readonly string[] = ['en', 'sq', 'sr-Latn', 'sr-Cyrl']): Finding {
  const known = Intl.NumberFormat.supportedLocalesOf([...languages]);
  const missing = languages.filter((language) => !known.includes(language));
  if (missing.length === 0) return ok('Languages', `Node has the data of ${languages.join(', ')}`);
  return error(
    'Languages',
    `no data for ${missing.join(', ')}`,
    'install a Node with full ICU, such as those of https://nodejs.org',
  );
}

/** Whether there is memory for a browser. In a container, what its limit leaves counts. */
export function checkMemory(free: number = process.availableMemory()): Finding {
  const found = `${Math.floor(free / 1024 / 1024)} MB free`;
  return free >= neededMemory
    ? ok('Memory', found)
    : warning('Memory', found, 'close other programs, or raise the limit of the container, before printing');
}
