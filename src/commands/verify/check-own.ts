import { createHash } from 'node:crypto';
import type { Diagnostic } from '../../diagnostics.js';
import type { Files } from '../../host/host.js';
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
 * one policy, which allows one script and no network, that script, and one style sheet. Whether these are the ones of
 * this version is a warning only: another may have built the page.
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
  const message = `Unexpected ${strange.name === 'style' ? 'style sheet' : 'script'} of a page, which says that ${snapshot.tool} built it, expected that of this version`;
  const hint =
    'if another version built it, verify it with that one: this one knows of it only that it was published so';
  return [
    {
      ...problemAt('verify/other-version', file, message, { text: html, offset: strange.start }, hint),
      severity: 'warning',
    },
  ];
}

function elementsOf(
  nodes: readonly MarkupNode[],
  isMeant: (element: MarkupElement) => boolean,
): MarkupElement[] {
  return nodes.flatMap((node) =>
    isText(node) ? [] : [...(isMeant(node) ? [node] : []), ...elementsOf(node.children, isMeant)],
  );
}
