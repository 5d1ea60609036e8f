/**
 * Problems with their places, each of which opens in the editor of the author, or in a window with its lines.
 * @typedef {{file: string, line: number, column: number, sheet?: string}} Place
 * @typedef {{severity: string, code: string, message: string, position: Place, hint?: string, see?: {position: Place, note: string}[]}} Problem
 */

/** @template {HTMLElement} T @param {string} id @returns {T} */
export const part = (id) => /** @type {T} */ (document.getElementById(id));

/** @template {keyof HTMLElementTagNameMap} K @param {K} name @param {string} text @param {string} [className] */
export const element = (name, text, className = '') =>
  Object.assign(document.createElement(name), { textContent: text, className });

/** @param {Place & {failure?: string}} where */
export function shownPlace({ file, line, column, sheet, failure }) {
  const at = sheet === undefined ? `${file}:${line}:${column}` : `${file} ${sheet} row ${line}`;
  return failure === undefined ? at : `${at} (the editor did not start: ${failure})`;
}

/** @param {Place} position @param {string} asked What the server is asked for its lines with. */
function placeButton(position, asked) {
  const isFile = position.file !== 'tallybook' && !position.file.startsWith('.');
  const spot = element(isFile ? 'button' : 'span', shownPlace(position), 'where');
  if (isFile) spot.dataset.place = asked;
  return spot;
}

/** @param {Problem} problem @param {string} asked */
export function problemItem({ severity, code, message, position, hint, see = [] }, asked) {
  const one = element('li', '', severity);
  one.append(placeButton(position, asked), ' ', element('span', severity, 'severity'), ` ${code}: ${message}`);
  for (const [index, { position: other, note }] of see.entries()) {
    const line = element('p', 'see: ');
    line.append(placeButton(other, `${asked}&see=${index}`), `, ${note}`);
    one.append(line);
  }
  if (hint !== undefined) one.append(element('p', `hint: ${hint}`));
  return one;
}

/** @param {string} asked */
async function openIt(asked) {
  const answer = await fetch(`open/${asked}`, { method: 'POST' });
  if (!answer.ok) return 'files of this kind are not opened from here';
  /** @type {{failure?: string}} */
  const { failure } = await answer.json();
  return failure;
}

/** @param {string} asked @param {string} [failure] */
async function showLines(asked, failure) {
  const answer = await fetch(`source/${asked}`);
  if (!answer.ok) return;
  /** @type {Place & {first: number, lines: string[]}} */
  const { first, lines, ...place } = await answer.json();
  part('source-title').textContent = shownPlace(place);
  part('source-failure').textContent = failure ?? (lines.length === 0 ? 'Its lines cannot be shown here.' : '');
  const rows = lines.map((text, index) =>
    element('span', `${String(first + index).padStart(5)}  ${text}\n`, first + index === place.line ? 'here' : ''),
  );
  part('source-lines').replaceChildren(...rows);
  part('source-open').dataset.opens = asked;
  /** @type {HTMLDialogElement} */
  const dialog = part('source');
  if (!dialog.open) dialog.showModal();
  part('source-lines').querySelector('.here')?.scrollIntoView({ block: 'center' });
}

document.addEventListener('click', async ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null;
  const { place, opens } = button?.dataset ?? {};
  if (opens !== undefined) part('source-failure').textContent = (await openIt(opens)) ?? '';
  if (place === undefined) return;
  const failure = document.body.dataset.editor === 'true' ? await openIt(place) : '';
  if (failure !== undefined) await showLines(place, failure === '' ? undefined : failure);
});
for (const dialog of document.querySelectorAll('dialog'))
  dialog.querySelector('.close')?.addEventListener('click', () => dialog.close());
