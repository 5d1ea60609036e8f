import { createHash } from 'node:crypto';
import type { Diagnostic } from '../../diagnostics.js';
import type { Files } from '../../host/host.js';
import { toolVersion } from '../../host/version.js';
import type { Snapshot } from '../../model/snapshot.js';
import { isOwnStyle } from '../../outputs/html/own-style.js';
import { pagePolicy } from '../../outputs/html/page.js';
import { pageScript } from '../../outputs/html/page-script.js';
import { isOriginsBlock } from '../../outputs/snapshot/origins-block.js';
import { isText, type MarkupElement, type MarkupNode } from '../../outputs/snapshot/read-markup.js';
import type { Page } from '../../outputs/snapshot/read-page.js';
import { problemAt } from './problem.js';

interface OwnInput {
  readonly html: string;
  readonly file: string;
  readonly snapshot: Snapshot;
  readonly page: Page;
  readonly tool: Files;
}

/**
 * Holds what acts on a page against what Tallybook puts there, so that it need not be believed to a snapshot. That is
 * one policy, which allows one script and no network, that script, and one style sheet. Others are a warning only where
 * another version built the page.
 */
export async function checkOwn(input: OwnInput): Promise<Diagnostic[]> {
  const { html, file, page } = input;
  const scripts = elementsOf(page.nodes, (each) => each.name === 'script' && !isOriginsBlock(each));
  const styles = elementsOf(page.nodes, ({ name }) => name === 'style');
  const policies = elementsOf(page.nodes, ({ attributes }) => attributes.has('http-equiv'));
  const [script, style, policy] = [scripts[0], styles[0], policies[0]];
  const fault = (message: string, at?: MarkupElement): Diagnostic =>
    problemAt('verify/markup', file, message, { text: html, offset: at?.start ?? 0 });
  if (policy === undefined || policies.length > 1)
    return [fault(`Unexpected page with ${policies.length} policies, expected one`, policies[1])];
  if (script === undefined || scripts.length > 1)
    return [fault(`Unexpected page with ${scripts.length} scripts, expected one`, scripts[1])];
  if (style === undefined || styles.length > 1)
    return [fault(`Unexpected page with ${styles.length} style sheets, expected one`, styles[1])];
  const hash = createHash('sha256')
    .update(script.raw ?? '')
    .digest('base64');
  if (policy.attributes.get('content') !== pagePolicy(`'sha256-${hash}'`))
    return [
      fault('Unexpected content security policy, expected one for the script of the page alone', policy),
    ];
  return otherVersion(input, script, style);
}

async function otherVersion(
  { html, file, snapshot, tool }: OwnInput,
  script: MarkupElement,
  style: MarkupElement,
): Promise<Diagnostic[]> {
  const isOwn = script.raw === pageScript && (await isOwnStyle(style.raw ?? '', tool, snapshot.house));
  if (isOwn) return [];
  const strange = script.raw === pageScript ? style : script;
  const what = strange.name === 'style' ? 'style sheet' : 'script';
  const place = { text: html, offset: strange.start };
  const version = toolVersion();
  if (snapshot.tool === version)
    return [
      problemAt(
        'verify/markup',
        file,
        `The ${what} is not that of Tallybook ${version}, which built the page`,
        place,
      ),
    ];
  const message = `The ${what} is that of Tallybook ${snapshot.tool} and cannot be held against this ${version}`;
  const hint = 'verify it with the version that built it: this one knows of it only that it was published so';
  return [{ ...problemAt('verify/other-version', file, message, place, hint), severity: 'warning' }];
}

function elementsOf(
  nodes: readonly MarkupNode[],
  isMeant: (element: MarkupElement) => boolean,
): MarkupElement[] {
  return nodes.flatMap((node) =>
    isText(node) ? [] : [...(isMeant(node) ? [node] : []), ...elementsOf(node.children, isMeant)],
  );
}
