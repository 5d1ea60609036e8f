import { portableBrowser } from '../../../host/browser/find.js';
import { startSeconds } from '../../../host/browser/patience.js';
import { toolRoot } from '../../../host/node-host.js';
import { environmentProblem } from '../../../host/problems.js';
import { toolIdentity } from '../../../host/tool-identity.js';
import { toolVersion } from '../../../host/version.js';
import { faultOf } from '../../../problems/problem.js';
import { sha256 } from '../../../sha256.js';
import type { Channel } from '../host/channel.js';
import type { Share } from '../host/share.js';

/**
 * The channel of jobs that this program, on this machine, makes the same bytes of as whoever put them there. Rejects with an
 * `EnvironmentProblem` where it cannot be said what program this is.
 */
export async function ownChannel(share: Share, env: NodeJS.ProcessEnv): Promise<Channel> {
  const tool = toolIdentity();
  if (tool === undefined) throw environmentProblem(faultOf('host/package'));
  const browser = await portableBrowser({ toolRoot: toolRoot(), env, startDeadline: startSeconds * 1000 });
  const { version, platform, arch } = process;
  return {
    share: share.id,
    tool: sha256(`${tool}\n${browser}`),
    shown: `Tallybook ${toolVersion()} (${tool.slice(0, 8)}), Node ${version}, ${platform} ${arch}, ${browser}`,
  };
}

/** By what the parts of workers are known: whoever holds the shared directory may write them, and nobody else can. */
export const partsKey = (share: Share): Uint8Array => Buffer.from(share.seal('parts'), 'hex');
