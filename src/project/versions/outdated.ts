import type { Diagnostic } from '../../diagnostics.js';
import { locator } from '../../yaml/places.js';
import type { Change, ProjectText } from './change.js';
import type { Versions } from './versions.js';

/** What changed since the version that a project is written for, oldest first. */
export function changesSince(version: number, { changes }: Versions): readonly Change[] {
  return changes.filter((change) => change.version > version).sort((a, b) => a.version - b.version);
}

/** Each place that is still written as before these changes, with what to do there. */
export function outdated(texts: readonly ProjectText[], changes: readonly Change[]): readonly Diagnostic[] {
  return texts.flatMap((text) => {
    const locate = locator(text.text, text.file, { line: 1, column: 1 });
    return changes.flatMap((change) =>
      change.find(text).map(
        ({ start, message, remedy, replacement }): Diagnostic => ({
          severity: 'error',
          code: 'project/outdated',
          message,
          position: locate(start),
          hint: replacement === undefined ? remedy : `${remedy}; the command \`upgrade\` does it`,
        }),
      ),
    );
  });
}
