/** The page of the diagnosis panel: text in, HTML out. */
import type { CellStatus, DiagnosedSet, Diagnosis } from '@secl/language-server';
import { forHtml } from '@secl/text';

const signs: Readonly<Record<CellStatus, string>> = {
  loaded: '✓',
  filtered: '–',
  rejected: '✗',
  undecided: '?',
  never: '◦',
  absent: '',
};

const words: Readonly<Record<CellStatus, string>> = {
  loaded: 'loads',
  filtered: 'filtered',
  rejected: 'rejected',
  undecided: 'undecided',
  never: 'never fires there',
  absent: 'no rule there',
};

/** What is told again after each edit; the page around it stays. Rules are counted as they come. */
export function diagnosisTables({ sets }: Diagnosis): string {
  let row = 0;
  if (sets.length === 0)
    return '<p>There are no rules here yet. <b>SECL: New Policy File</b> begins some.</p>';
  return sets.map((set) => tableOf(set, () => row++)).join('\n');
}

/** The page without its tables. `nonce` lets its own style and script through, and nothing else. */
export function diagnosisPage(nonce: string): string {
  const legend = (Object.keys(words) as CellStatus[])
    .filter((status) => status !== 'absent')
    .map((status) => `<span class="${status}">${signs[status]} ${words[status]}</span>`);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<title>Diagnosis</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<header>
<label>Rules <input id="filter" type="search" placeholder="part of a name"></label>
<label><input id="trouble" type="checkbox"> only those that do not load everywhere</label>
<span id="count" role="status"></span>
<p class="legend">${legend.join(' ')}</p>
</header>
<main id="tables"></main>
<script nonce="${nonce}">${script}</script>
</body>
</html>
`;
}

function tableOf({ name, targets, rules }: DiagnosedSet, next: () => number): string {
  const head = targets.map((target) => `<th scope="col">${forHtml(target)}</th>`).join('');
  const loaded = targets.map(
    (_, column) => rules.filter(({ cells }) => cells[column]?.status === 'loaded').length,
  );
  const sums = loaded.map((count) => `<td>${count} of ${rules.length}</td>`).join('');
  const rows = rules.map(({ id, cells }) => {
    const everywhere = cells.every(({ status }) => status === 'loaded');
    const columns = cells.map(({ status, words: why }) => {
      const text = status === 'loaded' ? words.loaded : why;
      return `<td class="${status}" title="${forHtml(text.replaceAll('`', ''))}"><span aria-hidden="true">${signs[status]}</span><span class="words"> ${withCode(text)}</span></td>`;
    });
    return `<tr data-id="${forHtml(id.toLowerCase())}"${everywhere ? ' data-fine' : ''}><th scope="row"><button data-row="${next()}">${forHtml(id)}</button></th>${columns.join('')}</tr>`;
  });
  return `<section>
<h2>${forHtml(name)}</h2>
<table${targets.length > 1 ? ' class="matrix"' : ''}>
<thead><tr><th scope="col">Rule</th>${head}</tr><tr class="sums"><th scope="row">loads</th>${sums}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</section>`;
}

/** Names stand between backticks. */
function withCode(text: string): string {
  return forHtml(text).replace(/`([^`]*)`/g, '<code>$1</code>');
}

const style = `
body { font: var(--vscode-font-size) var(--vscode-font-family); color: var(--vscode-foreground); padding: 0 1.5em 2em; }
header { position: sticky; top: 0; background: var(--vscode-editor-background); padding: .8em 0; z-index: 2; }
input[type=search] { font: inherit; color: var(--vscode-input-foreground); background: var(--vscode-input-background); border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, transparent)); padding: .2em .5em; width: 16em; margin-right: 1em; }
input[type=checkbox] { accent-color: var(--vscode-button-background); vertical-align: -.1em; }
:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 1px; }
#count { margin-left: 1em; color: var(--vscode-descriptionForeground); }
.legend { display: flex; flex-wrap: wrap; gap: .2em 1.5em; margin: .6em 0 0; font-size: .9em; }
h2 { font-size: 1.1em; font-weight: 600; }
table { border-collapse: separate; border-spacing: 0; }
th, td { text-align: left; padding: .2em .9em .2em 0; border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, #8884)); vertical-align: top; }
thead th { position: sticky; top: var(--header, 0); z-index: 1; font-weight: 600; background: var(--vscode-editor-background); }
tbody th, .sums > * { font-weight: normal; }
.sums > * { position: static; color: var(--vscode-descriptionForeground); }
.matrix td { min-width: 6em; }
.matrix .loaded .words { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.words { font-size: .9em; }
td { position: relative; max-width: 22em; }
.matrix td { max-width: 16em; }
code { font-family: var(--vscode-editor-font-family); }
button { font: inherit; font-family: var(--vscode-editor-font-family); text-align: left; border: 0; padding: 0; background: none; cursor: pointer; color: var(--vscode-textLink-foreground); }
button:hover { text-decoration: underline; }
.loaded { color: var(--vscode-gitDecoration-addedResourceForeground); }
.rejected { color: var(--vscode-errorForeground); }
.undecided { color: var(--vscode-editorWarning-foreground); }
.filtered, .never { color: var(--vscode-descriptionForeground); }
tr[hidden] { display: none; }
`;

/** Tables come by message, so that what was typed, scrolled to and focused stays while rules are edited. */
const script = `
const vscode = acquireVsCodeApi();
const [filter, trouble, count, tables] = ['filter', 'trouble', 'count', 'tables'].map((id) => document.getElementById(id));
const before = vscode.getState() ?? { text: '', trouble: false };
filter.value = before.text;
trouble.checked = before.trouble;
function narrow() {
  const text = filter.value.trim().toLowerCase();
  const rows = [...document.querySelectorAll('tbody tr')];
  for (const row of rows)
    row.hidden = !row.dataset.id.includes(text) || (trouble.checked && 'fine' in row.dataset);
  const shown = rows.filter(({ hidden }) => !hidden).length;
  count.textContent = rows.length === 0 ? '' : shown === 0 ? 'no such rule' : shown + ' of ' + rows.length + (rows.length === 1 ? ' rule' : ' rules');
  vscode.setState({ text: filter.value, trouble: trouble.checked });
}
function measure() {
  document.body.style.setProperty('--header', document.querySelector('header').offsetHeight + 'px');
}
filter.addEventListener('input', narrow);
trouble.addEventListener('change', narrow);
addEventListener('resize', measure);
addEventListener('message', ({ data }) => {
  const focused = document.activeElement?.dataset?.row;
  tables.innerHTML = data.tables;
  narrow();
  if (focused !== undefined) tables.querySelector('button[data-row="' + focused + '"]')?.focus();
});
document.addEventListener('click', ({ target }) => {
  const button = target.closest('button[data-row]');
  if (button !== null) vscode.postMessage({ row: Number(button.dataset.row) });
});
measure();
vscode.postMessage({ ready: true });
`;
