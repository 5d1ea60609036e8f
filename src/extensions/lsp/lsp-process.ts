import { check } from '../../commands/check/check.js';
import type { Diagnostic, Position } from '../../diagnostics.js';
import { withTexts } from '../../host/files/edited-texts.js';
import { createHost } from '../../host/node-host.js';
import { keptByProcess } from '../../host/processes/kept-by-process.js';
import { isFloat } from '../../model/tree/floats.js';
import { anchorsIn, labelOf } from '../../report/transforms/resolve.js';
import { plainText } from '../../report/tree.js';
import { nodePositions } from '../../session/compile-report.js';
import type { CompiledReport } from '../../session/made-report.js';
import { openSession } from '../../session/session.js';

/** A project with texts that are not saved yet. */
export interface EditedAsked {
  /** Its folder, absolute. */
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** By their paths. */
  readonly texts: readonly (readonly [path: string, text: string])[];
}

/** Something in a report that a reference can point at. */
export interface Place {
  readonly id: string;
  /** "Figure 3". */
  readonly label: string;
  /** Its heading, caption or term. */
  readonly title: string;
  readonly language: string;
  readonly position: Position;
}

/** What came of a check. */
export interface EditedTold {
  readonly diagnostics: readonly Diagnostic[];
  readonly places: readonly Place[];
}

/** The whole check of a project, in a session that lasts as long as the process. */
export async function checkEdited(
  { root, env, texts }: EditedAsked,
  tell: (told: EditedTold) => Promise<void>,
): Promise<void> {
  const session = keptByProcess('lsp', () => openSession({ ...env }));
  const host = createHost(root);
  const files = { ...host, project: withTexts(host.project, new Map(texts)) };
  const options = { root, debug: false, progress: () => {}, env: session.env, session, files };
  const { diagnostics, reports = [] } = await check(options);
  await tell({ diagnostics, places: reports.flatMap(placesIn) });
}

/** The order of the report; numbered paragraphs have ids that nobody wrote. */
function placesIn({ target, document, content, language }: CompiledReport): Place[] {
  const positionOf = nodePositions(content.positions);
  return [...anchorsIn(document.tree)].flatMap(([id, anchor]): Place[] => {
    const { node } = anchor;
    if (node.type === 'paragraph' || node.type === 'bibliographyEntry') return [];
    // What a figure or table says of itself comes first in it.
    const title = plainText(isFloat(node) ? node.children.slice(0, 1) : node.children);
    const label = labelOf(anchor, language).value;
    // What a call or a fence made is no node of the text.
    const position = 'at' in node ? node.at : positionOf(node);
    return [{ id, label, title, language: target.language, position }];
  });
}
