import { ifReadable } from '../../host/host.js';
import { createHost } from '../../host/node-host.js';
import { lastMove } from './kept.js';
import { unmovedOf } from './old-words.js';

const projectFile = 'tallybook.yaml';
const editionIn = (text = ''): number => Number(/^edition:\s*(\d{4})\b/m.exec(text)?.[1]);

/** Says how many sentences are word for word those of the edition before, where this machine knows how that ended. */
export async function unread(root: string): Promise<readonly string[]> {
  const { project } = createHost(root);
  const { texts = {} } = (await lastMove(project)) ?? {};
  const edition = editionIn(texts[projectFile]);
  if (editionIn(await ifReadable(project.readText(projectFile))) !== edition) return [];
  let count = 0;
  for (const [file, before] of Object.entries(texts)) {
    const text = file.endsWith('.md') ? await ifReadable(project.readText(file)) : undefined;
    const typed = (text ?? '').replace(/\{\{[\s\S]*?\}\}/g, (call) => call.replace(/./g, ' '));
    const left = unmovedOf((text ?? '').split('\n'), typed.split('\n'));
    count += left.filter(({ sentence }) => before.includes(sentence)).length;
  }
  const said = `Sentences that are word for word those of the edition of ${edition - 1}: ${count}. \`next --unchanged\` lists them`;
  return count === 0 ? [] : [said];
}
