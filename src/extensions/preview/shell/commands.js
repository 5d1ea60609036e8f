import { element, part, problemItem } from './places.js';

/**
 * The buttons that start a command, and what the command says.
 * @typedef {{name?: string, isRunning?: boolean, code?: number, errors: number, problems: import('./places.js').Problem[], lines?: string[], project?: string, address?: string}} Command
 * @typedef {{folder: string, here: string, others: string[], examples: string[]}} Projects
 */

/** @type {HTMLDialogElement} */
const dialog = part('projects');
/** @type {HTMLSelectElement} */
const begin = part('begin');
/** @type {HTMLInputElement} */
const folder = part('folder');
/** @type {HTMLTextAreaElement} */
const files = part('files');
const go = part('command-go');

/** @type {Readonly<Record<string, string>>} */
const titles = { check: 'Check', build: 'Build', next: 'Next edition', 'next-write': 'Next edition', new: 'New project', open: 'Other project' };
/** This window, and no other that looks on, goes to the project that is opened. */
let isLeaving = false;

/** @param {string} text */
function say(text) {
  part('command').hidden = false;
  if (part('command-title').textContent !== text) part('command-title').textContent = text;
}

/** @param {string} name @param {URLSearchParams} [query] @returns {Promise<boolean>} */
async function run(name, query = new URLSearchParams()) {
  const { status } = await fetch(`run/${name}?${query}`, { method: 'POST' });
  if (status === 409) say('Another command is running. Wait for its end, or stop it.');
  return status === 200;
}

/** @param {Command} command */
function result({ isRunning, code, errors }) {
  if (isRunning) return 'running';
  if (code === undefined) return 'stopped';
  if (errors > 0) return errors === 1 ? '1 error' : `${errors} errors`;
  return code === 0 ? 'done' : 'failed';
}

/** @param {Command} command */
export function takeCommand(command) {
  const { name = '', isRunning, code, problems, lines = [], project, address } = command;
  part('command').hidden = name === '';
  if (name === '') return;
  if (address !== undefined && isLeaving) return location.assign(address);
  say(`${titles[name]}: ${result(command)}`);
  part('command').className = problems.some(({ severity }) => severity === 'error') ? 'error' : '';
  part('command-list').replaceChildren(...problems.map((one, index) => problemItem(one, `?of=command&problem=${index}`)));
  const text = part('command-lines');
  text.textContent = lines.join('\n');
  text.hidden = lines.length === 0;
  if (isRunning) text.scrollTop = text.scrollHeight;
  part('command-end').textContent = isRunning ? 'Stop' : 'Close';
  offer('', '');
  if (isRunning) return;
  if (name === 'next' && code === 0 && lines.length > 0) offer('next-write', 'Change the files as shown');
  if (name === 'new' && project !== undefined) void offerToOpen(project);
}

/** @param {string} name @param {string} text @param {string} [project] */
function offer(name, text, project = '') {
  go.hidden = name === '';
  go.textContent = text;
  Object.assign(go.dataset, { run: name, folder: project });
}

/** @param {string} project */
async function offerToOpen(project) {
  /** @type {Projects} */
  const { others } = await (await fetch('projects')).json();
  if (others.includes(project)) offer('open', `Open ${project}`, project);
}

async function showProjects() {
  /** @type {Projects} */
  const { folder: around, others, examples } = await (await fetch('projects')).json();
  part('around').textContent = around;
  part('no-others').hidden = others.length > 0;
  part('others').replaceChildren(
    ...others.map((name) => {
      const one = element('li', '');
      const button = element('button', `Open ${name}`);
      Object.assign(button.dataset, { run: 'open', folder: name });
      one.append(button);
      return one;
    }),
  );
  const chosen = begin.value;
  begin.replaceChildren(new Option('the smallest project', ''), ...examples.map((name) => new Option(`the example ${name}`, name)), new Option('my own files', 'files:'));
  begin.value = chosen;
  showFiles();
  part('new-failure').textContent = '';
  dialog.showModal();
}

function showFiles() {
  part('files-of').hidden = begin.value !== 'files:';
}

async function makeProject() {
  const isOfFiles = begin.value === 'files:';
  const query = new URLSearchParams({ folder: folder.value, example: isOfFiles ? '' : begin.value });
  const paths = isOfFiles ? files.value.split('\n').filter((path) => path.trim() !== '') : [];
  for (const path of paths) query.append('file', path);
  const isAsked = !isOfFiles || paths.length > 0;
  if (isAsked && (await run('new', query))) return dialog.close();
  part('new-failure').textContent = isAsked
    ? 'The name may not be empty, begin with a dot, or have a character that no folder may have.'
    : 'Name at least one file.';
}

document.addEventListener('click', async ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null;
  const { run: name, folder: project } = button?.dataset ?? {};
  if (name === undefined) return;
  isLeaving = name === 'open';
  if (dialog.open) dialog.close();
  await run(name, new URLSearchParams(project ? { folder: project } : {}));
});
part('command-end').addEventListener('click', () => void fetch('stop', { method: 'POST' }));
part('output').addEventListener('click', async () => {
  const answer = await fetch('output', { method: 'POST' });
  if (answer.status === 409) return say('Nothing has been built yet. Choose Build first.');
  /** @type {{failure?: string}} */
  const { failure } = await answer.json();
  if (failure !== undefined) say(`The folder could not be shown: ${failure}`);
});
part('other').addEventListener('click', () => void showProjects());
part('new').addEventListener('click', () => void makeProject());
begin.addEventListener('change', showFiles);
