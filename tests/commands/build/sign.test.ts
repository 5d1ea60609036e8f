import { generateKeyPairSync, verify } from 'node:crypto';
import { symlinkSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { type ProjectFolder, projectFolders } from './project-folder.js';

const projects = projectFolders();
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const signature = 'output/manifest.sig';
let project: ProjectFolder;

beforeEach(() => {
  project = projects.recorded();
  project.write('../key.pem', pem);
});

const build = (key = '../key.pem') => project.build({ sign: `${project.root}/${key}` });
const isSigned = (): boolean =>
  verify(null, project.bytes('output/manifest.json'), publicKey, project.bytes(signature));

test('signs the manifest, also where nothing else is to be done; a build without a key keeps a signature that holds, and removes one of another manifest', async () => {
  await project.firstBuild();
  expect(project.has(signature)).toBe(false);
  expect(await build()).toMatchObject({ upToDate: true, diagnostics: [], signed: [signature] });
  expect(isSigned()).toBe(true);

  project.remove('output/second/en/second.html');
  const unsigned = await project.build();
  expect(unsigned.diagnostics).toEqual([]);
  expect(unsigned).not.toHaveProperty('signed');
  expect(isSigned()).toBe(true);
  project.edit('templates/second.md', (text) => `${text}\nAnother line.\n`);
  expect((await project.build()).diagnostics).toEqual([]);
  expect(project.has(signature)).toBe(false);
});

test('with a key of another kind, an encrypted one or one that would be published, nothing is built', async () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  project.write('../rsa.pem', rsa.export({ type: 'pkcs8', format: 'pem' }));
  const secret = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'a word' } as const;
  project.write('../secret.pem', privateKey.export(secret));
  project.write('../empty.pem', '');
  project.write('output/key.pem', pem);
  symlinkSync(`${project.root}/output/key.pem`, `${project.root}/link.pem`);
  const outside = ['../rsa.pem', '../secret.pem', '../empty.pem', '../absent.pem'];
  for (const key of [...outside, 'output/key.pem', 'link.pem'])
    expect((await build(key)).diagnostics).toMatchObject([{ code: 'output/key', severity: 'error' }]);
  expect(project.list('output')).toEqual(['key.pem']);
});
