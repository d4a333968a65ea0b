/** The look of the page, light and dark as the reader's system has it. Colours never say anything that a sign does not. */
export const pageStyle = `
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
.id::before { content: "▸"; display: inline-block; width: 1.1em; color: var(--faint); }
[open] > summary .id::before { content: "▾"; }
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
`;
