// Is this commit the release that its tag names? `node check.mjs TAG REPOSITORY` prints what changed, or ends with 1 and says what is missing.
import { readFileSync } from 'node:fs';

const [tag = '', repository = ''] = process.argv.slice(2);
const { version, repository: named } = JSON.parse(readFileSync('package.json', 'utf8'));
const changes = readFileSync('CHANGELOG.md', 'utf8');
const [heading = '', notes = ''] = sectionOf(changes, version);
const faults = [
  tag !== `v${version}` && ['package.json', `The tag is ${tag}, and the version is ${version}.`],
  // npm compares them when it takes the provenance.
  named.url !== `git+https://github.com/${repository}.git` && [
    'package.json',
    `\`repository\` names ${named.url}, and this is ${repository}: write its owner there.`,
  ],
  (heading === '' || /not yet released/.test(heading)) && [
    'CHANGELOG.md',
    `There is no heading "## ${version}, DAY": write the day of the release.`,
  ],
].filter(Boolean);
for (const [file, fault] of faults) process.stderr.write(`::error file=${file},title=Release::${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
if (faults.length === 0) process.stdout.write(notes.trim() + '\n');

/** The heading of a version and what is below it. */
function sectionOf(text, wanted) {
  const section = text.split(/^(?=## )/m).find((each) => each.startsWith(`## ${wanted}`)) ?? '';
  const [first = '', ...rest] = section.split('\n');
  return [first, rest.join('\n')];
}
