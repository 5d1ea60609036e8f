import { type Content, compose as composeTree } from '../../src/content/compose.js';
import type { ComposeInput } from '../../src/content/compose-input.js';
import type { Outcome } from '../../src/diagnostics.js';
import type { Host } from '../../src/host/host.js';

/** The content stage as a whole: the tree, and all that is said of it. */
export async function compose(input: ComposeInput, host: Host): Promise<Outcome<Content | undefined>> {
  const { value, judgeWords } = await composeTree(input, host);
  return { value, diagnostics: await judgeWords({ host, data: input.data }) };
}
