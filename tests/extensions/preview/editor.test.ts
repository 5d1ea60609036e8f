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

test('an address goes to whatever the system has for it', () => {
  const words = readEditor('vscode://file/{file}:{line}:{column}');
  const address = 'vscode://file/p/templates/a%20b.md:12:3';
  expect(editorFor(words, '/p', place, 'linux')).toEqual(['xdg-open', address]);
  expect(editorFor(words, 'C:\\Users\\Çana', place, 'win32')).toEqual([
    'rundll32',
    'url.dll,FileProtocolHandler',
    'vscode://file/C:/Users/%C3%87ana/templates/a%20b.md:12:3',
  ]);
});
