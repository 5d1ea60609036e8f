import type { Inspection } from '../../outputs/pdf/inspect.js';
import { softened } from './softened.js';

/** The text of a PDF without faults: a heading for each page, and below it its lines as they are painted, margins included. */
export function paperLines({ text, problems }: Pick<Inspection, 'text' | 'problems'>): string {
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return text
    .map((page, index) => {
      const lines = page
        .split('\n')
        .map((line) => softened(line).trim())
        .filter((line) => line !== '');
      return [`--- page ${index + 1}`, ...lines, ''].join('\n');
    })
    .join('\n');
}
