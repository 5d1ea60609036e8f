import { expect, test } from 'vitest';
import { packageJson, textOf } from '../../house/repository.js';

test('the extension of an editor has the version of the tool and one package', () => {
  const { version, dependencies } = JSON.parse(textOf('src/extensions/lsp/vscode/package.json')) as Pick<
    typeof packageJson,
    'version' | 'dependencies'
  >;
  expect(version).toBe(packageJson.version);
  expect(Object.keys(dependencies)).toEqual(['vscode-languageclient']);
});
