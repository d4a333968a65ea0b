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

/** `nonce` lets the page's own style and script through, and nothing else. Rules are counted as they come. */
export function diagnosisPage({ sets }: Diagnosis, nonce: string): string {
  let row = 0;
  const tables = sets.map((set) => tableOf(set, () => row++));
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
<p class="legend">${legend.join(' ')}</p>
</header>
${tables.length === 0 ? '<p>No rule set was found in this workspace.</p>' : tables.join('\n')}
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
      return `<td class="${status}" title="${forHtml(text.replaceAll('`', ''))}">${signs[status]}<span class="words"> ${withCode(text)}</span></td>`;
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
header { position: sticky; top: 0; background: var(--vscode-editor-background); padding: .8em 0; z-index: 1; }
input[type=search] { font: inherit; color: var(--vscode-input-foreground); background: var(--vscode-input-background); border: 1px solid var(--vscode-input-border, transparent); padding: .2em .5em; width: 16em; margin-right: 1em; }
.legend { display: flex; gap: 1.5em; margin: .6em 0 0; font-size: .9em; }
h2 { font-size: 1.1em; font-weight: 600; }
table { border-collapse: collapse; }
th, td { text-align: left; padding: .2em .9em .2em 0; border-bottom: 1px solid var(--vscode-panel-border, #8884); vertical-align: top; }
thead th { font-weight: 600; }
.sums > * { font-weight: normal; color: var(--vscode-descriptionForeground); }
.matrix td { min-width: 6em; }
.matrix .loaded .words { display: none; }
.words { font-size: .9em; }
td { max-width: 22em; }
.matrix td { max-width: 16em; }
code { font-family: var(--vscode-editor-font-family); }
button { all: unset; cursor: pointer; font-family: var(--vscode-editor-font-family); color: var(--vscode-textLink-foreground); }
button:hover, button:focus-visible { text-decoration: underline; }
.loaded { color: var(--vscode-gitDecoration-addedResourceForeground); }
.rejected { color: var(--vscode-errorForeground); }
.undecided { color: var(--vscode-editorWarning-foreground); }
.filtered, .never { color: var(--vscode-descriptionForeground); }
tr[hidden] { display: none; }
`;

const script = `
const vscode = acquireVsCodeApi();
const filter = document.getElementById('filter');
const trouble = document.getElementById('trouble');
const before = vscode.getState() ?? { text: '', trouble: false };
filter.value = before.text;
trouble.checked = before.trouble;
function narrow() {
  const text = filter.value.trim().toLowerCase();
  for (const row of document.querySelectorAll('tbody tr'))
    row.hidden = !row.dataset.id.includes(text) || (trouble.checked && 'fine' in row.dataset);
  vscode.setState({ text: filter.value, trouble: trouble.checked });
}
filter.addEventListener('input', narrow);
trouble.addEventListener('change', narrow);
document.addEventListener('click', ({ target }) => {
  const button = target.closest('button[data-row]');
  if (button !== null) vscode.postMessage({ row: Number(button.dataset.row) });
});
narrow();
`;
