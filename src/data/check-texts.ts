import type { Diagnostic } from '../diagnostics.js';
import { invisibleIn } from '../model/invisible.js';
import type { ParsedYaml, YamlPath } from '../yaml/positions.js';

/** Who finds these looks at the whole file. */
const mostFaults = 100;

/** Reports the texts of the data package, keys too, with a character that cannot be seen. */
export function checkTexts(parsed: ParsedYaml): Diagnostic[] {
  const found: Diagnostic[] = [];
  const check = (text: string, path: YamlPath, part: 'key' | 'value'): void => {
    const hidden = invisibleIn(text);
    if (hidden === undefined || found.length === mostFaults) return;
    found.push({
      severity: 'error',
      code: 'data/invisible',
      message: `Unexpected invisible character ${hidden} in the data package, expected text that shows all that it holds`,
      position: parsed.positionOf(path, part),
      hint: 'remove the character; it came with a copy from elsewhere, or is there to mislead',
    });
  };
  const walk = (value: unknown, path: YamlPath): void => {
    if (typeof value === 'string') check(value, path, 'value');
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (!Array.isArray(value)) check(key, [...path, key], 'key');
      walk(inner, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  };
  walk(parsed.value, []);
  return found;
}
