import { expect, test } from 'vitest';
import { editorFor, readEditor } from '../../../src/extensions/preview/editor.js';

const place = { file: 'templates/a b.md', line: 12, column: 3 };

test('a command is words, of which no shell makes more', () => {
  const words = readEditor('"my editor" --at {file}:{line}:{column} \'; rm -rf /\'');
  expect(words).toEqual(['my editor', '--at', '{file}:{line}:{column}', '; rm -rf /']);
  expect(editorFor(words, '/p', place)).toEqual([
    'my editor',
    '--at',
    '/p/templates/a b.md:12:3',
    '; rm -rf /',
  ]);
});

test('a command that does not say where the file goes gets it last', () => {
  expect(editorFor(['vi', '+{line}'], '/p', place)).toEqual(['vi', '+12', '/p/templates/a b.md']);
});

test('what a path holds is no placeholder', () => {
  expect(editorFor(['e', '{file}'], '/p', { ...place, file: '{line}.md' })).toEqual(['e', '/p/{line}.md']);
});
