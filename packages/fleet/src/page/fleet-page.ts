/**
 * Predicted coverage as one page: nothing beside it, no network, no font. The report lies in it as JSON, which its script
 * reads; a reader without scripts gets the whole in a sentence.
 */
import { forHtml } from '@secl/text';
import type { FleetReport } from '../report/report.ts';
import { type PageExtras, pageDataOf } from './page-data.ts';

/** What runs in the browser, as packages/fleet/page is built. */
export interface PageApp {
  readonly script: string;
  readonly style: string;
}

/** The same input gives the same bytes. */
export function fleetPage(report: FleetReport, app: PageApp, extras: PageExtras = {}): string {
  const { summary } = report;
  const percent = Math.floor(summary.liveShare * 100 + 1e-9);
  const sentence = `${percent} % of the rules are live where they should be: ${summary.hosts} hosts, ${summary.tasks} tasks, ${report.rules.length} rules`;
  const policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Predicted coverage: ${percent} %</title>
<link rel="icon" href="data:,">
<style>${app.style.replaceAll('</', '<\\/')}</style>
</head>
<body>
<div id="app"><p class="loading">${forHtml(sentence)}</p></div>
<noscript><p>The honeycomb, the cards and the filters of this page need JavaScript.</p></noscript>
<script type="application/json" id="data">${scriptText(JSON.stringify(pageDataOf(report, extras)))}</script>
<script>${app.script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')}</script>
</body>
</html>
`;
}

/**
 * JSON that ends no script element and opens no comment in one: names of hosts and texts of rules are hostile. The two
 * separators of lines are legal in JSON and break other readers.
 */
function scriptText(json: string): string {
  return json.replace(/[<\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
