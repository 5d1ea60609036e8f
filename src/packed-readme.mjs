/** What the README of the package says in place of the pictures and commands of a checkout. */
const start = `## Your first report, in five minutes

You need [Node](https://nodejs.org) 20.19 or newer. Make a small project beside \`node_modules\`, and build it:

\`\`\`sh
npx tallybook init my-report
npx tallybook build my-report
\`\`\`

On Linux the first build fetches a browser for printing (69 MB). Elsewhere your Chrome or Edge prints, or
[one that is downloaded](docs/ci.md#the-browser). Where the guide says \`node dist/cli.js\`, type \`npx tallybook\`.

`;

/**
 * The README as it is packed: it begins with `npx`, and what is not in the package is looked up in the repository.
 * @param {string} readme
 * @param {string} repository Its `url` in `package.json`.
 * @param {(path: string) => boolean} isPacked
 */
export function packedReadme(readme, repository, isPacked) {
  const [from, to] = [readme.indexOf('!['), readme.indexOf('Open `../my-report/')];
  if (from === -1 || to < from) throw new Error('README.md no longer has what is left out of the package');
  const home = repository.replace(/^git\+|\.git$/g, '');
  return (readme.slice(0, from) + start + readme.slice(to))
    .replaceAll('../my-report', 'my-report')
    .replace(/\]\((?![a-z]+:|#)([^)#]+)/g, (link, path) =>
      isPacked(path) ? link : `](${home}/blob/main/${path}`,
    );
}
