import { expect, test } from 'vitest';
import { checkHouse } from '../../src/commands/verify/check-house.js';
import { parseSnapshot } from '../../src/model/snapshot.js';
import { readMarkup } from '../../src/outputs/snapshot/read-markup.js';
import { outputOf, sampleProject, textOf } from '../commands/verify/sample-output.js';
import { sampleSvg } from '../pictures/samples.js';

const page = 'visits/en/visits.html';

test('verify knows the logo and the picture of a cover by their bytes; a report of another publisher has neither', async () => {
  const output = await outputOf({
    ...sampleProject,
    'templates/visits.md': '# Visits\n\nNobody was counted.\n',
    'logo.svg': sampleSvg('<circle r="4"/>'),
    'door.svg': sampleSvg('<rect width="9" height="9"/>'),
    'tallybook.yaml': `${sampleProject['tallybook.yaml']}
  guest: {publisher: The readers, template: templates/visits.md, formats: [html]}
theme: {logo: {file: logo.svg, alt: The library}, cover: {image: door.svg, decorative: true}}
`,
  });
  const [html, published] = [page, 'visits/en/published.json'].map((path) => textOf(output, path));
  const faults = (markup = '', snapshotText = published): readonly string[] => {
    const { snapshot } = parseSnapshot(snapshotText ?? '');
    if (snapshot === undefined) throw new Error('no snapshot');
    return checkHouse({ html: markup, file: page, snapshot, nodes: readMarkup(markup) }).map(
      ({ message }) => message,
    );
  };
  expect(html).toContain('alt="The library"');
  expect(html).toMatch(/<img class="cover-picture"[^>]* alt=""/);
  expect(textOf(output, 'guest/en/guest.html')).not.toContain('<img class');
  expect(faults(html)).toEqual([]);

  const [data, other] = [4, 9].map((r) => Buffer.from(sampleSvg(`<circle r="${r}"/>`)).toString('base64'));
  expect(faults(html?.replace(data ?? '', other ?? ''))).toEqual([
    'Unexpected logo in the head of the page, expected the one with the published digest',
  ]);
  expect(faults(html?.replace(/<img class="logo"[^>]*>/, ''))).toEqual([
    'Unexpected page without the logo, expected it as published',
  ]);
  expect(faults(html?.replace('class="logo"', 'class="other"'))).toHaveLength(2);
  expect(
    faults(
      html,
      published?.replace(/\{\s*"what":\s*"picture"[^}]*\}/, `{"what":"logo","sha256":"${'a'.repeat(64)}"}`),
    ),
  ).toEqual(['Unexpected picture of the cover in the head of the page, expected none as published']);
});
