import { parametersOf } from '../content/parameters.js';
import { splitFrontMatter } from '../content/template/front-matter.js';
import { createHost } from '../host/node-host.js';
import { type RecordingHost, recordHost } from '../host/recording.js';
import { keptWords, toSerbianLatin, writtenForm } from '../language/serbian-latin.js';
import type { PublishedData } from '../model/dataset/dataset.js';
import { formats, pageFormat } from '../model/dataset/formats.js';
import type { Project, Report } from '../model/project/project.js';
import { indexPage } from '../outputs/index-page/index-page.js';
import type { FinishedFile } from '../outputs/manifest/manifest.js';
import { indexPath, targetPaths } from '../outputs/paths.js';
import { loadHouse } from '../publisher/load-house.js';
import type { OpenProject } from './open-project.js';
import { languageOf } from './write-report.js';

/** The data with the texts of a language, as it is printed, and the host with what they rest on among its answers. */
export type DataIn = (
  language: string,
  host: RecordingHost,
) => Promise<{ readonly data: PublishedData; readonly host: RecordingHost }>;

/** Index pages, and what they were made from. */
export interface IndexPages {
  readonly files: readonly FinishedFile[];
  readonly host: RecordingHost;
}

/**
 * The page that leads to each of the reports that are made for many, in each language that has some. It names what is published, and
 * nothing else: `isThere` tells which files that are.
 */
export async function indexPages(
  { project, root }: Pick<OpenProject, 'project' | 'root'>,
  draft: boolean,
  dataIn: DataIn,
  isThere: (path: string) => boolean,
): Promise<IndexPages> {
  let host = recordHost(createHost(root, project.limits));
  const files: FinishedFile[] = [];
  for (const report of project.reports) {
    if (report.matrix === undefined) continue;
    for (const tag of project.languages) {
      const places = itemPlaces(report, tag, isThere);
      if (places.length === 0) continue;
      const local = await dataIn(tag, host);
      const { data } = local;
      host = local.host;
      const items = places.map(({ item, files }) => ({ files, name: namesOf(report, item, data) }));
      const languages = project.languages
        .filter((other) => other !== tag && itemPlaces(report, other, isThere).length > 0)
        .map((other) => ({ tag: other, address: `../${other}/index.html` }));
      const { title, publisher } = await headOf(report, tag, project, host);
      const meta = {
        ...{ title, publisher, edition: project.edition, language: tag, illustrative: false, draft },
        ...(report.audience && { audience: report.audience }),
      };
      const language = await languageOf(tag, host);
      const house = (await loadHouse(report.theme, host, false)).value;
      const page = await indexPage(
        { meta, language, house, theme: report.theme, items, languages },
        host.tool,
      );
      const bytes = new TextEncoder().encode(page);
      files.push({
        path: indexPath(report.id, tag),
        bytes,
        report: report.id,
        language: tag,
        format: pageFormat,
      });
    }
  }
  return { files, host };
}

type Item = NonNullable<Report['matrix']>['items'][number];

/** The items of which something to read is there, and where, as the index writes it. */
function itemPlaces(report: Report, language: string, isThere: (path: string) => boolean) {
  return (report.matrix?.items ?? []).flatMap((item) => {
    const paths = targetPaths({ report, item, language });
    const from = (path: string): string => `../${path.slice(report.id.length + 1)}`;
    const files = formats.flatMap((format) =>
      isThere(paths.of(format)) ? [{ format, address: from(paths.of(format)) }] : [],
    );
    return files.length === 0 ? [] : [{ item, files }];
  });
}

/** What an item is called: its categories, or what the first column of the file says. */
function namesOf({ matrix }: Report, item: Item, data: PublishedData): string {
  const all = [...parametersOf({ matrix, item }, data).values()];
  const categories = all.filter(({ isCategory }) => isCategory);
  return (categories.length > 0 ? categories : all.slice(0, 1)).map(({ text }) => text).join(', ');
}

/** The title that all items share, and the publisher, in the words of a language. */
async function headOf(
  { title, publisher, template, templates }: Report,
  language: string,
  { limits, keptInCyrillic }: Project,
  { project }: RecordingHost,
): Promise<{ readonly title: string; readonly publisher: string }> {
  const path = templates?.[language] ?? template;
  const text = (await project.readText(path, limits.textBytes)).replace(/\r\n?/g, '\n');
  const { frontMatter } = splitFrontMatter(text, path);
  const shown = (words: string): string =>
    writtenForm(language) === language ? words : toSerbianLatin(words, keptWords(keptInCyrillic));
  return {
    title: shown(withoutParameters(frontMatter.title ?? title)),
    publisher: shown(frontMatter.publisher ?? publisher),
  };
}

/** "Progress report: {municipality}" without what differs: "Progress report". */
const withoutParameters = (title: string): string =>
  title
    .replace(/\s*[:–—-]\s*\{[^{}]+\}\s*$/u, '')
    .replace(/^\{[^{}]+\}\s*[:–—-]\s*/u, '')
    .replace(/\{[^{}]+\}/gu, '…');
