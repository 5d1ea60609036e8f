import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.js';

const { projects: _, ...settings } = base.test ?? {};

/** `npm run test:deep`: minutes of random faults, too long for every push. */
export default defineConfig({
  plugins: base.plugins ?? [],
  test: {
    ...settings,
    // And what the tests beside them leave to this run.
    env: { ...settings.env, DEEP: 'true' },
    include: [
      'tests/deep/*.deep.ts',
      'tests/{false-reports,house/{packed,workflows},extensions/claims/brute-force,commands/build/{early-start,own-files,parts,up-to-date},start/start}.test.ts',
      'tests/{charts/{flagship,overlaps,statistics,told-forms,told-in-languages},content/{interpret,markdown/parse-sections,neighbours/slips},extensions/plan/helpers/indicator-bullets,language/no-english,model/visit}.test.ts',
      'tests/{charts/{descriptions,plain-vega-lite},content/numbers/lint,data/{gate/{laws,totals},hints},equations/random,extensions/plan/data/laws,model/periods}.test.ts',
      'tests/{golden,extensions/protect/{attack,confidential,items,knows-the-tool,linked,round-audit,singletons,two-worlds}}.test.ts',
      'tests/{cli/{ended,machine,one-build-at-a-time},host/browser/{broken-browsers,printer},outputs/{html/page-breaks,plain-text/{plain-text,registered},words/paper}}.test.ts',
    ],
    exclude: [],
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
  },
});
