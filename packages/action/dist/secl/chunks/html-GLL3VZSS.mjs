import{actionMet,actionTitle,markedSpans}from"./chunk-T73H26V2.mjs";import{count_OQ36MC5C as count}from"./joined-0681290E.mjs";import{impossibleInWords,missingInWords}from"./chunk-BXS23YBT.mjs";import{isComplete,percentOf}from"./chunk-D6NLKSFB.mjs";import{forHtml_3LFPA4WG as forHtml}from"./joined-32B23002.mjs";import"./chunk-SSE7NHPF.mjs";var pageScript=`
const find = document.getElementById('find');
const lacking = document.getElementById('lacking');
const rules = [...document.querySelectorAll('.rule')];
const texts = rules.map((rule) => rule.textContent.toLowerCase());
function show() {
  const wanted = find.value.trim().toLowerCase();
  let shown = 0;
  rules.forEach((rule, index) => {
    rule.hidden = !texts[index].includes(wanted) || (lacking.checked && rule.dataset.whole === 'true');
    if (!rule.hidden) shown++;
  });
  document.getElementById('nothing').hidden = shown > 0;
}
find.addEventListener('input', show);
lacking.addEventListener('change', show);
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === find) {
    if (event.key !== 'Escape') return;
    find.value = '';
    find.blur();
    show();
    return;
  }
  if (event.key === '/') {
    event.preventDefault();
    find.focus();
    return;
  }
  if (event.key !== 'j' && event.key !== 'k') return;
  const summaries = rules.filter((rule) => !rule.hidden).map((rule) => rule.querySelector('summary'));
  const at = summaries.indexOf(document.activeElement);
  const next = summaries[event.key === 'j' ? at + 1 : Math.max(0, at - 1)];
  if (next !== undefined) next.focus();
});
`;var pageStyle=`
:root {
  --page: #fbfbfa; --panel: #ffffff; --ink: #1c1e21; --faint: #63676e; --line: #e3e4e6; --focus: #2f6fde;
  --good: #1a7f4b; --good-soft: #d9f2e3; --some: #946200; --some-soft: #fdf0cf; --bad: #b3261e; --bad-soft: #fbe0de;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #16181b; --panel: #1e2125; --ink: #e6e8eb; --faint: #9aa0a8; --line: #32363c; --focus: #7aa8ff;
    --good: #63d297; --good-soft: #17392a; --some: #f0c054; --some-soft: #3d3216; --bad: #ff8a80; --bad-soft: #4a2321;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 72rem; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.35rem; font-weight: 650; }
code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: 0.9em; }
.total { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1.25rem; margin: 0.5rem 0; color: var(--faint); }
.percent { font-size: 2.6rem; line-height: 1.2; font-weight: 650; font-variant-numeric: tabular-nums; }
.percent.good { color: var(--good); } .percent.some { color: var(--some); } .percent.bad { color: var(--bad); }
.bar { display: block; height: 6px; border-radius: 3px; background: var(--line); overflow: hidden; }
.bar i { display: block; height: 100%; border-radius: 3px; background: var(--some); }
.bar.good i { background: var(--good); } .bar.bad i { background: var(--bad); }
.help { max-width: 46rem; color: var(--faint); }
.tools { position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: 0.5rem 1.25rem; align-items: center;
  margin: 1rem 0; padding: 0.6rem 0; background: var(--page); border-bottom: 1px solid var(--line); }
.tools input[type=search] { width: 16rem; max-width: 60vw; padding: 0.35rem 0.6rem; font: inherit; color: inherit;
  background: var(--panel); border: 1px solid var(--line); border-radius: 6px; }
.keys { margin-left: auto; color: var(--faint); font-size: 0.85rem; }
kbd { padding: 0 0.35rem; font: inherit; border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 4px; }
.rule { margin: 0.6rem 0; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; }
.rule[hidden] { display: none; }
summary { display: grid; grid-template-columns: minmax(12rem, 1fr) 7rem 5.5rem; gap: 0 1rem; align-items: center;
  padding: 0.6rem 0.9rem; cursor: pointer; list-style: none; }
.rule h2 { display: flex; justify-content: space-between; margin: 0; padding: 0.7rem 1rem 0; border-top: 1px solid var(--line);
  font-size: 0.95rem; font-weight: 600; }
.rule h2 .met { font-weight: 400; }
.rule h2 + .expression { border-top: 0; }
summary::-webkit-details-marker { display: none; }
summary:focus-visible, input:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 6px; }
.id { font-weight: 600; overflow-wrap: anywhere; }
.id::before { content: "\u25B8"; display: inline-block; width: 1.1em; color: var(--faint); }
[open] > summary .id::before { content: "\u25BE"; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.place, .met { grid-column: 1 / span 1; padding-left: 1.1em; color: var(--faint); font-size: 0.85rem; overflow-wrap: anywhere; }
.met { grid-column: 2 / span 2; text-align: right; padding: 0; }
.expression { margin: 0; padding: 0.8rem 1rem; overflow-x: auto; border-top: 1px solid var(--line);
  white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.9; }
mark { color: inherit; padding: 0.15em 0.1em; border-radius: 3px; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
mark.good { background: var(--good-soft); box-shadow: inset 0 -2px var(--good); }
mark.some { background: var(--some-soft); box-shadow: inset 0 -2px var(--some); }
mark.bad { background: var(--bad-soft); box-shadow: inset 0 -2px var(--bad); }
table { width: 100%; border-collapse: collapse; font-size: 0.9rem; table-layout: fixed; }
th, td { padding: 0.45rem 0.9rem; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
th { color: var(--faint); font-weight: 500; white-space: nowrap; }
td:first-child { overflow-wrap: anywhere; }
th:nth-child(2), th:nth-child(3) { width: 8rem; }
th:nth-child(4) { width: 32%; }
td.good { color: var(--good); } td.bad { color: var(--bad); } td.never { color: var(--faint); }
td.good, td.bad, td.never { white-space: nowrap; font-variant-numeric: tabular-nums; }
.macro { color: var(--faint); }
.at { display: block; color: var(--faint); font-size: 0.8rem; }
@media (max-width: 42rem) { .keys { display: none; } th:nth-child(4), td:nth-child(4) { display: none; } }
@media print { .tools { display: none; } body { max-width: none; } }
`;function htmlCoverage(report,documents){let{rules,sidesSeen,sidesToSee}=report,whole=rules.filter(isComplete).length,percent=percentOf(report);return`<!doctype html>
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
<span>${whole} of ${count(rules.length,"rule")} whole</span></p>
${bar(report,"total")}
<p class="help">A condition is covered when tests have seen it decide both ways: the rule says what it says because the condition is
true, and, on another event, because it is false.</p>
<div class="tools">
<label>Find <input id="find" type="search" placeholder="rule, file or condition" autocomplete="off" aria-keyshortcuts="/"></label>
<label><input id="lacking" type="checkbox"> only what lacks something</label>
<span class="keys"><kbd>/</kbd> find <kbd>j</kbd> <kbd>k</kbd> next, previous <kbd>Enter</kbd> open</span>
</div>
</header>
<main>
${rules.map(rule=>ruleSection(rule,documents)).join(`
`)}
<p id="nothing" hidden>No rule has this.</p>
</main>
<script>${pageScript}</script>
</body>
</html>
`}function ruleSection(rule,documents){let{id,events,matches,sidesSeen,sidesToSee,actions}=rule,complete=isComplete(rule),place=forHtml(documents.link(rule.place)),met=events===0?"no test looks at it":`${count(events,"event")}, ${count(matches,"match","matches")}`;return`<details class="rule" data-whole="${complete}"${complete||events===0?"":" open"}>
<summary><span class="id">${forHtml(id)}</span>${bar(rule,`of ${id}`)}<span class="number">${sidesSeen} of ${sidesToSee}</span><span class="place">${place}</span><span class="met">${met}</span></summary>
${expressionPart(rule,documents)}${actions.map(action=>actionPart(action,documents)).join("")}
</details>`}function expressionPart({expression,conditions},documents){return`<pre class="expression"><code>${markedExpression(expression,markedSpans(conditions))}</code></pre>
<table>
<thead><tr><th scope="col">condition</th><th scope="col">decides true</th><th scope="col">decides false</th><th scope="col">missing</th></tr></thead>
<tbody>
${conditions.map(condition=>conditionRow(condition,documents)).join(`
`)}
</tbody>
</table>`}function actionPart(action,documents){return`
<h2><span>${messageHtml(actionTitle(action))}</span> <span class="met">${forHtml(actionMet(action))}</span></h2>
${expressionPart(action,documents)}`}function markedExpression(text,spans){let html="",at=0;for(let{span,mark,conditions}of[...spans].sort((a,b)=>a.span.start-b.span.start)){if(span.start<at)continue;let words=conditions.flatMap(missingInWords).join("; "),title=words===""?"covered":words;html+=`${lines(text.slice(at,span.start))}<mark class="${classes[mark]}" title="${forHtml(title)}">${lines(text.slice(span.start,span.end))}</mark>`,at=span.end}return html+lines(text.slice(at))}var lines=text=>text.split(`
`).map(forHtml).join(`
`);var classes={whole:"good",partly:"some",none:"bad"};function conditionRow(condition,documents){let{text,macros,sides}=condition,macro=macros.at(-1),missing=[...missingInWords(condition),...impossibleInWords(condition)],cell=side=>{let{decided,seen,impossible}=sides[side],kind=decided>0?"good":impossible?"never":"bad",shown=decided>0?`\u2713 ${decided}`:impossible?"cannot":"\u2717";return`<td class="${kind}" title="seen ${side} on ${count(seen,"event")}">${shown}</td>`},where=macro===void 0?"":` <span class="macro">in ${forHtml(macro)}</span>`,link=`<span class="at">${forHtml(documents.link(condition.place))}</span>`;return`<tr><td><code>${forHtml(text)}</code>${where}${link}</td>${cell("true")}${cell("false")}<td>${missing.map(messageHtml).join("<br>")}</td></tr>`}function messageHtml(message){return message.split("`").map((part,index)=>index%2===0?forHtml(part):`<code>${forHtml(part)}</code>`).join("")}function levelOf(counted){return isComplete(counted)?"good":counted.sidesSeen===0?"bad":"some"}function bar(counted,of){let percent=percentOf(counted);return`<span class="bar ${levelOf(counted)}" role="img" aria-label="${forHtml(`${percent} % ${of}`)}"><i style="width:${percent}%"></i></span>`}export{htmlCoverage};
