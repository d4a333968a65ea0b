/** Condition coverage as one page: no network, no font, no file beside it. Texts of rules are hostile, so all is escaped. */
import {
  type ActionCoverage,
  type ConditionCoverage,
  type CoverageReport,
  type ExpressionCoverage,
  impossibleInWords,
  isComplete,
  missingInWords,
  percentOf,
  type RuleCoverage,
} from '@secl/testing';
import { forHtml } from '@secl/text';
import type { Documents } from '../report/documents.ts';
import { count } from '../report/markdown.ts';
import { actionMet, actionTitle } from './action-words.ts';
import { pageScript } from './html-script.ts';
import { pageStyle } from './html-style.ts';
import { type Mark, type MarkedSpan, markedSpans } from './mark.ts';

export function htmlCoverage(report: CoverageReport, documents: Documents): string {
  const { rules, sidesSeen, sidesToSee } = report;
  const whole = rules.filter(isComplete).length;
  const percent = percentOf(report);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Condition coverage: ${percent} %</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<h1>Condition coverage</h1>
<p class="total"><strong class="percent ${levelOf(report)}">${percent} %</strong>
<span>${sidesSeen} of ${sidesToSee} outcomes seen deciding</span>
<span>${whole} of ${count(rules.length, 'rule')} whole</span></p>
${bar(report, 'total')}
<p class="help">A condition is covered when tests have seen it decide both ways: the rule says what it says because the condition is
true, and, on another event, because it is false.</p>
<div class="tools">
<label>Find <input id="find" type="search" placeholder="rule, file or condition" autocomplete="off" aria-keyshortcuts="/"></label>
<label><input id="lacking" type="checkbox"> only what lacks something</label>
<span class="keys"><kbd>/</kbd> find <kbd>j</kbd> <kbd>k</kbd> next, previous <kbd>Enter</kbd> open</span>
</div>
</header>
<main>
${rules.map((rule) => ruleSection(rule, documents)).join('\n')}
<p id="nothing" hidden>No rule has this.</p>
</main>
<script>${pageScript}</script>
</body>
</html>
`;
}

function ruleSection(rule: RuleCoverage, documents: Documents): string {
  const { id, events, matches, sidesSeen, sidesToSee, actions } = rule;
  const complete = isComplete(rule);
  const place = forHtml(documents.link(rule.place));
  const met =
    events === 0 ? 'no test looks at it' : `${count(events, 'event')}, ${count(matches, 'match', 'matches')}`;
  return `<details class="rule" data-whole="${complete}"${complete || events === 0 ? '' : ' open'}>
<summary><span class="id">${forHtml(id)}</span>${bar(rule, `of ${id}`)}<span class="number">${sidesSeen} of ${sidesToSee}</span><span class="place">${place}</span><span class="met">${met}</span></summary>
${expressionPart(rule, documents)}${actions.map((action) => actionPart(action, documents)).join('')}
</details>`;
}

function expressionPart({ expression, conditions }: ExpressionCoverage, documents: Documents): string {
  return `<pre class="expression"><code>${markedExpression(expression, markedSpans(conditions))}</code></pre>
<table>
<thead><tr><th scope="col">condition</th><th scope="col">decides true</th><th scope="col">decides false</th><th scope="col">missing</th></tr></thead>
<tbody>
${conditions.map((condition) => conditionRow(condition, documents)).join('\n')}
</tbody>
</table>`;
}

function actionPart(action: ActionCoverage, documents: Documents): string {
  return `
<h2><span>${messageHtml(actionTitle(action))}</span> <span class="met">${forHtml(actionMet(action))}</span></h2>
${expressionPart(action, documents)}`;
}

/** Marked conditions do not overlap; what lies between them stands as it is written. */
function markedExpression(text: string, spans: readonly MarkedSpan[]): string {
  let html = '';
  let at = 0;
  for (const { span, mark, conditions } of [...spans].sort((a, b) => a.span.start - b.span.start)) {
    if (span.start < at) continue;
    const words = conditions.flatMap(missingInWords).join('; ');
    const title = words === '' ? 'covered' : words;
    html += `${lines(text.slice(at, span.start))}<mark class="${classes[mark]}" title="${forHtml(title)}">${lines(text.slice(span.start, span.end))}</mark>`;
    at = span.end;
  }
  return html + lines(text.slice(at));
}

const lines = (text: string): string => text.split('\n').map(forHtml).join('\n');
const classes: Readonly<Record<Mark, string>> = { whole: 'good', partly: 'some', none: 'bad' };

function conditionRow(condition: ConditionCoverage, documents: Documents): string {
  const { text, macros, sides } = condition;
  const macro = macros.at(-1);
  const missing = [...missingInWords(condition), ...impossibleInWords(condition)];
  const cell = (side: 'true' | 'false'): string => {
    const { decided, seen, impossible } = sides[side];
    const kind = decided > 0 ? 'good' : impossible ? 'never' : 'bad';
    const shown = decided > 0 ? `✓ ${decided}` : impossible ? 'cannot' : '✗';
    return `<td class="${kind}" title="seen ${side} on ${count(seen, 'event')}">${shown}</td>`;
  };
  const where = macro === undefined ? '' : ` <span class="macro">in ${forHtml(macro)}</span>`;
  const link = `<span class="at">${forHtml(documents.link(condition.place))}</span>`;
  return `<tr><td><code>${forHtml(text)}</code>${where}${link}</td>${cell('true')}${cell('false')}<td>${missing.map(messageHtml).join('<br>')}</td></tr>`;
}

/** Messages write code between backticks. */
function messageHtml(message: string): string {
  return message
    .split('`')
    .map((part, index) => (index % 2 === 0 ? forHtml(part) : `<code>${forHtml(part)}</code>`))
    .join('');
}

type Counted = Pick<CoverageReport, 'sidesSeen' | 'sidesToSee'>;

function levelOf(counted: Counted): 'good' | 'some' | 'bad' {
  if (isComplete(counted)) return 'good';
  return counted.sidesSeen === 0 ? 'bad' : 'some';
}

function bar(counted: Counted, of: string): string {
  const percent = percentOf(counted);
  return `<span class="bar ${levelOf(counted)}" role="img" aria-label="${forHtml(`${percent} % ${of}`)}"><i style="width:${percent}%"></i></span>`;
}
