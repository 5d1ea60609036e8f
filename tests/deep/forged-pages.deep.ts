/** What a stranger makes of a page: always noticed, the manifest rewritten to match, and never a failure of ours. */
import { expect, test } from 'vitest';
import { verifyFiles } from '../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { seededRandom, withFile, withPublished } from '../commands/verify/mutations.js';
import { outputOf, sampleProject, textOf } from '../commands/verify/sample-output.js';
import { memoryHost } from '../memory-host.js';
import { forge } from './forge.js';
import { seedOf } from './seed.js';

const runs = 1000;
const page = 'visits/en/visits.html';
/** Where it is the one that was published, every change of the page must be noticed. */
const published = 'visits/en/published.json';

test(`each of ${runs} forged pages is noticed, and none ends in a failure of ours`, async () => {
  const seed = seedOf('forged pages');
  const random = seededRandom(seed);
  const output = await outputOf(sampleProject);
  const html = textOf(output, page);
  for (let run = 0; run < runs; run++) {
    const { text, what } = forge(html, random);
    const about = `seed ${seed}, run ${run}: ${what}`;
    for (const files of [withFile(output, page, text), withPublished(output, page, text)]) {
      const { project, tool } = memoryHost(files);
      const { diagnostics } = await verifyFiles(project, tool).catch((cause) => {
        throw new Error(about, { cause });
      });
      for (const each of diagnostics)
        expect(formatDiagnostic(each), about).toMatch(/:\d+:\d+ (error|warning) verify\//);
      const isHonest = files[published] === output[published];
      if (isHonest && text !== html) expect(diagnostics, about).not.toEqual([]);
    }
  }
});
