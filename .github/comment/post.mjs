// Writes or renews the comment of a pull request: `node post.mjs CHANGES`. Which pull request that is says GitHub, by the branch and
// the commit of the run that has ended, and nothing in CHANGES. In the environment: API, TOKEN, REPOSITORY, and of that run HEAD (owner:branch), SHA
// and ADDRESS.
import { marker, readJson, render } from './render.mjs';

const { API = 'https://api.github.com', TOKEN, REPOSITORY, HEAD, SHA, ADDRESS } = process.env;
const [folder = 'changes'] = process.argv.slice(2);

async function ask(path, method = 'GET', body = undefined) {
  const response = await fetch(`${API}/repos/${REPOSITORY}/${path}`, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${TOKEN}`,
      'x-github-api-version': '2022-11-28',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`GitHub answered ${response.status} to ${method} ${path.replace(/\?.*/, '')}`);
  return response.json();
}

/** The open pull request whose newest commit is the one that was built; a later push has a run of its own. */
async function pullRequest() {
  const open = await ask(`pulls?state=open&per_page=100&head=${encodeURIComponent(HEAD)}`);
  return open.find(({ head }) => head.sha === SHA && `${head.repo?.owner?.login}:${head.ref}` === HEAD)?.number;
}

/** Our own comment, which no person can have written: anybody can type the marker. */
async function ownComment(number) {
  for (let page = 1; ; page++) {
    const comments = await ask(`issues/${number}/comments?per_page=100&page=${page}`);
    const own = comments.find(({ user, body }) => user?.login === 'github-actions[bot]' && body?.startsWith(marker));
    if (own !== undefined || comments.length < 100) return own;
  }
}

const changes = readJson(folder, 'changes.json');
const number = changes === undefined ? undefined : await pullRequest();
if (number === undefined) {
  process.stdout.write('There is nothing to say, or the pull request has moved on.\n');
} else {
  const pages = readJson(folder, 'pages.json');
  const own = await ownComment(number);
  const body = render(changes, pages, ADDRESS);
  if (own !== undefined) await ask(`issues/comments/${own.id}`, 'PATCH', { body });
  // Where nothing changes, nobody need be told, unless something else stands there.
  else if (changes.same !== true || (pages?.changed?.length ?? 0) > 0) await ask(`issues/${number}/comments`, 'POST', { body });
}
