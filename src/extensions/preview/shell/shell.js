import { changeParts } from './change-parts.js';
import { takeCommand } from './commands.js';
import { morph } from './morph.js';
import { part, problemItem, shownPlace } from './places.js';

/**
 * The window around a report: what is looked at, what is wrong with it, and the newest state of it.
 * @typedef {{folder: string, report: string, language: string, item?: string, isConfidential: boolean, paper?: string}} Target
 * @typedef {{targets: Target[], problems: import('./places.js').Problem[], isChecked: boolean, isMaking: boolean, current: string[], opensEditor: boolean}} State
 * @typedef {{know(html: string): void, show(html: string, steps: {morph: typeof morph, changeParts: typeof changeParts}): boolean, showChange(): void, where(): void, idInView(): string | undefined}} Watched
 */

/** @type {HTMLSelectElement} */
const report = part('report');
/** @type {HTMLSelectElement} */
const language = part('language');
/** @type {HTMLIFrameElement} */
const page = part('page');
/** @type {HTMLIFrameElement} */
const printed = part('print');
/** @type {HTMLDetailsElement} */
const told = part('told');
const place = part('place');
const status = part('status');

/** @type {State} */
let state = { targets: [], problems: [], isChecked: false, isMaking: true, current: [], opensEditor: false };
/** @type {Target | undefined} */
let target;
/** @type {EventSource | undefined} */
let events;
/** The published text of what is looked at. @type {{version: number, html: string} | undefined} */
let text;
/** Of the page in the frame; 0 while it is loading. */
let shown = 0;
/** @type {Record<string, number>} */
let pages = {};
let paperVersion = 0;
let paperPage = 0;
let isConnected = false;

const isPressed = (/** @type {string} */ id) => part(id).ariaPressed === 'true';
/** @param {Target} one */
const nameOf = ({ report: id, item }) => (item === undefined ? id : `${id}: ${item}`);
/** @param {Target} one */
const pathOf = ({ folder, report: id, item }) => `page/${folder}/${item === undefined ? id : `${id}-${item}`}.html`;
/** @returns {Watched | undefined} */
const watched = () => /** @type {Window & {tallybookPreview?: Watched}} */ (page.contentWindow)?.tallybookPreview;

function listen() {
  events?.close();
  const query = new URLSearchParams(target && { target: target.folder, ...(isPressed('paper') && { paper: '1' }) });
  events = new EventSource(`events?${query}`);
  events.addEventListener('open', () => {
    isConnected = true;
    sayStatus();
    sayBehind();
  });
  events.addEventListener('error', () => {
    isConnected = false;
    sayStatus();
    sayBehind();
  });
  events.addEventListener('state', ({ data }) => takeState(JSON.parse(data)));
  events.addEventListener('making', () => {
    state.isMaking = true;
    sayBehind();
  });
  events.addEventListener('command', ({ data }) => takeCommand(JSON.parse(data)));
  events.addEventListener('page', ({ data }) => takePage(JSON.parse(data)));
  events.addEventListener('paper', ({ data }) => takePaper(JSON.parse(data)));
}

/** @param {State} now */
function takeState(now) {
  const isOther = JSON.stringify(now.targets) !== JSON.stringify(state.targets);
  state = now;
  document.body.dataset.editor = String(now.opensEditor);
  if (isOther) fillChoices();
  showProblems();
  sayStatus();
  sayBehind();
}

/** An address may be cut short where it was copied from. */
function folderInAddress() {
  try {
    return decodeURI(location.hash.slice(1));
  } catch {
    return '';
  }
}

function fillChoices() {
  const wanted = target ?? state.targets.find(({ folder }) => folder === folderInAddress()) ?? state.targets[0];
  const still = state.targets.find(({ folder }) => folder === wanted?.folder) ?? state.targets[0];
  fill(report, [...new Set(state.targets.map(nameOf))]);
  if (still === undefined) return;
  report.value = nameOf(still);
  fill(language, languagesOf(report.value));
  language.value = still.language;
  part('paper').toggleAttribute('disabled', still.paper === undefined);
  if (still.folder !== target?.folder) look(still);
  else target = still;
}

/** @param {string} name */
const languagesOf = (name) => state.targets.filter((one) => nameOf(one) === name).map((one) => one.language);

/** @param {HTMLSelectElement} select @param {readonly string[]} names */
function fill(select, names) {
  select.replaceChildren(...names.map((name) => new Option(name)));
}

/** @param {Target} one */
function look(one) {
  target = one;
  history.replaceState(null, '', `#${encodeURI(one.folder)}`);
  document.title = `${nameOf(one)}, ${one.language}${one.isConfidential ? ' (confidential)' : ''}: Tallybook preview`;
  report.value = nameOf(one);
  fill(language, languagesOf(nameOf(one)));
  language.value = one.language;
  part('paper').toggleAttribute('disabled', one.paper === undefined);
  text = undefined;
  place.hidden = true;
  // Versions are counted for each target: the first PDF of another one is not the one that stands there.
  pages = {};
  paperVersion = 0;
  paperPage = 0;
  printed.hidden = true;
  part('printing').hidden = false;
  part('making').hidden = false;
  load();
  listen();
}

/** Loads the page anew. */
function load() {
  shown = 0;
  if (target !== undefined) page.src = `${pathOf(target)}?${Date.now()}`;
}

/** The text as it is now, in whole. */
async function fetchText() {
  const folder = target?.folder;
  const answer = await fetch(`text/${folder}`);
  if (!answer.ok || folder !== target?.folder) return;
  const now = await answer.json();
  if (text === undefined || now.version > text.version) text = now;
}

/** @param {{folder: string, version: number, before?: number, patches?: {start: number, end: number, text: string}[]}} change */
async function takePage(change) {
  if (change.folder !== target?.folder) return;
  if (text !== undefined && text.version === change.version) return;
  if (text !== undefined && change.patches !== undefined && text.version === change.before) {
    text = { version: change.version, html: patched(text.html, change.patches) };
  } else await fetchText();
  showText();
}

/** @param {string} before @param {{start: number, end: number, text: string}[]} patches In the order of the text. */
function patched(before, patches) {
  const parts = patches.map(({ start, text }, index) => before.slice(patches[index - 1]?.end ?? 0, start) + text);
  return parts.join('') + before.slice(patches.at(-1)?.end ?? 0);
}

/** Brings the page in the frame to the newest text. */
function showText() {
  if (text === undefined || shown === 0) return;
  if (shown === text.version) {
    watched()?.know(text.html);
    return;
  }
  if (watched()?.show(text.html, { morph, changeParts }) === true) {
    shown = text.version;
    page.dataset.version = String(shown);
    sayStatus();
  } else load();
}

addEventListener('message', async ({ data, origin, source }) => {
  if (origin !== location.origin || source !== page.contentWindow) return;
  if (data.kind === 'ready') {
    shown = data.version;
    page.dataset.version = String(shown);
    part('making').hidden = true;
    sayBehind();
    if (text === undefined || text.version < shown) await fetchText();
    showText();
  } else if (data.kind === 'follow') follow(data.path);
  else if (data.kind === 'block') await showPlace(data.at);
  else if (data.kind === 'scrolled') turnPaper(data.id);
});

/** A link of the report to another language, or to a file that a build writes. @param {string} path */
function follow(path) {
  const other = state.targets.find((one) => path.endsWith(`/${pathOf(one)}`));
  if (other !== undefined) look(other);
  else if (target?.paper !== undefined && path.endsWith(`/${target.paper}`)) turnOn('paper', true);
  else sayPlace('this file is made by a build');
}

/** @param {number} block */
async function showPlace(block) {
  const query = `${target?.folder}?version=${shown}&block=${block}`;
  const answer = state.opensEditor ? await fetch(`open/${query}`, { method: 'POST' }) : await fetch(`place/${query}`);
  place.hidden = true;
  if (answer.ok) sayPlace(shownPlace(await answer.json()), query);
}

/** @param {string} text @param {string} [asked] What its lines are asked for with. */
function sayPlace(text, asked) {
  place.textContent = text;
  place.hidden = false;
  place.toggleAttribute('disabled', asked === undefined);
  place.dataset.place = asked ?? '';
}

/** How long a page may be made before it is said, in milliseconds. */
const patience = 600;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let behindTimer;

/** Says over a page that it does not show the sources as they are. */
function sayBehind() {
  clearTimeout(behindTimer);
  const behind = part('behind');
  const isCurrent = target !== undefined && state.current.includes(target.folder);
  const said = !isConnected
    ? 'The preview has ended. This page no longer follows its sources.'
    : state.isMaking
      ? 'This page is from before the last change. It is being made anew.'
      : 'This page is from before the last change. It is made anew when the errors below are corrected.';
  const show = () => {
    behind.textContent = said;
    behind.hidden = !part('making').hidden;
  };
  if (isConnected && isCurrent && !state.isMaking) behind.hidden = true;
  else if (isConnected && state.isMaking) behindTimer = setTimeout(show, patience);
  else show();
}

/** Whether the reader wants to see warnings. */
let showsWarnings = false;

function showProblems() {
  const { problems } = state;
  const count = (/** @type {string} */ severity) => problems.filter((one) => one.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  const isCurrent = target !== undefined && state.current.includes(target.folder);
  const without = !part('making').hidden ? ', and no page yet' : isCurrent ? '' : ', and the page is from before';
  part('making').textContent = errors > 0 && !isCurrent ? 'No page can be made. The errors are listed below.' : 'The page is being made.';
  const words = [
    ...(errors > 0 ? [`${errors} ${errors === 1 ? 'error' : 'errors'}${without}`] : []),
    ...(warnings > 0 ? [`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`] : []),
  ];
  const area = part('problems');
  area.hidden = words.length === 0;
  // Errors open the list when they come; it closes with the last one, but for a reader who wants to see warnings.
  if ((errors > 0) !== (area.className === 'error')) told.open = errors > 0 || showsWarnings;
  area.className = errors > 0 ? 'error' : '';
  const title = words.join(', ');
  if (part('problems-title').textContent !== title) part('problems-title').textContent = title;
  const sorted = problems.map((problem, index) => ({ problem, index })).filter(({ problem }) => problem.severity !== 'note');
  sorted.sort((a, b) => Number(b.problem.severity === 'error') - Number(a.problem.severity === 'error'));
  const list = sorted.slice(0, 200).map(({ problem, index }) => problemItem(problem, `?problem=${index}`));
  // What is said again as it was is left alone, with the focus that may be in it.
  const old = part('list');
  if (old.innerHTML !== list.map((one) => one.outerHTML).join('')) old.replaceChildren(...list);
}

part('problems-title').addEventListener('click', () => {
  // Before the click has changed it.
  if (part('problems').className !== 'error') showsWarnings = !told.open;
});

function sayStatus() {
  const said = !isConnected ? 'the preview has ended' : state.isChecked ? 'checked' : 'not checked yet';
  if (status.textContent !== said) status.textContent = said;
  document.body.dataset.status = said;
}

/** @param {{folder: string, version: number, pages: Record<string, number>}} made */
function takePaper(made) {
  if (made.folder !== target?.folder || made.version === paperVersion) return;
  ({ pages, version: paperVersion } = made);
  part('printing').hidden = true;
  printed.hidden = false;
  showPaper(watched()?.idInView());
}

/** @param {string | undefined} id */
function showPaper(id) {
  if (target === undefined || paperVersion === 0) return;
  paperPage = (id === undefined ? undefined : pages[id]) ?? paperPage;
  printed.src = `paper/${target.folder}/${paperVersion}/${target.paper}#page=${Math.max(1, paperPage)}`;
}

/** The page of the PDF follows the block that is read. @param {string | undefined} id */
function turnPaper(id) {
  if (!isPressed('paper') || id === undefined || pages[id] === undefined || pages[id] === paperPage) return;
  showPaper(id);
}

/** @param {string} id @param {boolean} [to] */
function turnOn(id, to = !isPressed(id)) {
  part(id).ariaPressed = String(to);
  page.classList.toggle('phone', isPressed('phone'));
  page.classList.toggle('dark', isPressed('dark'));
  if (id !== 'paper') return;
  part('sheet').hidden = !to;
  listen();
}

for (const id of ['phone', 'dark', 'paper']) part(id).addEventListener('click', () => turnOn(id));
part('changed').addEventListener('click', () => watched()?.showChange());
part('where').addEventListener('click', () => watched()?.where());
report.addEventListener('change', () => {
  const of = state.targets.filter((one) => nameOf(one) === report.value);
  const next = of.find((one) => one.language === target?.language) ?? of[0];
  if (next !== undefined) look(next);
});
language.addEventListener('change', () => {
  const next = state.targets.find((one) => nameOf(one) === report.value && one.language === language.value);
  if (next !== undefined) look(next);
});
listen();
