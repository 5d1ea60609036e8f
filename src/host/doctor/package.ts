import type { Files } from '../host.js';
import { error, type Finding, ok } from './finding.js';

/** What must lie in `dist/` beside the code for any report to be built. */
const needed = [
  'fonts/fonts.json',
  'fonts/metrics.json',
  'fonts/system/NotoSans-Regular.ttf',
  'messages/en.yaml',
  'starter/tallybook.yaml',
  'theme/base.css',
  'theme/figures.css',
  'theme/print.css',
  'theme/screen.css',
  'theme/tables.css',
  'theme/tokens.css',
];

/** Whether the tool is whole: an interrupted installation lacks files, and the message of whoever meets that first is no help. */
export async function checkPackage(tool: Files): Promise<Finding> {
  const missing: string[] = [];
  for (const path of needed) if (!(await tool.exists(path))) missing.push(path);
  if (missing.length === 0) return ok('Package', 'complete');
  return error(
    'Package',
    `lacks ${missing.join(', ')}`,
    'install Tallybook again, or run `npm run compile` in its checkout',
  );
}

/** Whether every font that `fonts.json` names is there. */
export async function checkFonts(tool: Files): Promise<Finding> {
  const todo = 'install Tallybook again, or run `npm run compile` in its checkout';
  try {
    const faces = JSON.parse(await tool.readText('fonts/fonts.json')) as { readonly file: string }[];
    const missing: string[] = [];
    for (const { file } of faces) if (!(await tool.exists(`fonts/${file}`))) missing.push(file);
    if (missing.length > 0) return error('Fonts', `lacks ${missing.join(', ')}`, todo);
    return ok('Fonts', `${faces.length} faces`);
  } catch {
    return error('Fonts', 'the list of fonts cannot be read', todo);
  }
}
