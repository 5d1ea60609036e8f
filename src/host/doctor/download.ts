import { downloadedBrowser, downloadedVersion } from '../browser/downloaded.js';
import { describeBrowser } from '../browser/printer.js';
import { EnvironmentProblem } from '../host.js';
import { problemFinding } from './browser.js';
import { type Finding, ok } from './finding.js';

/** Downloads a browser into the cache of this user and starts it once, whatever other browsers there are. */
export async function downloadBrowser(
  toolRoot: string,
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<Finding> {
  try {
    // Only here: it loads a package that nothing else needs.
    const { installBrowser } = await import('../browser/install.js');
    const folder = await installBrowser(env, say);
    const candidate = downloadedBrowser(env);
    const candidates = candidate === undefined ? [] : [candidate];
    await describeBrowser({ toolRoot, env, candidates, warn: () => {} });
    return ok('Download', `chrome-headless-shell ${downloadedVersion} in ${folder}, and it starts`);
  } catch (cause) {
    if (!(cause instanceof EnvironmentProblem)) throw cause;
    const { diagnostic } = cause;
    if (diagnostic.code !== 'host/browser-missing') return problemFinding('Download', diagnostic);
    const hint = 'install the library that it names, such as `apt-get install libnss3` for libnss3.so';
    return problemFinding('Download', { ...diagnostic, hint });
  }
}
