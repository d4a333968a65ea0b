import type { ProcessSummary } from '@secl/simulator';
import { forTerminal } from '@secl/text';
import { cells } from '../report/cells.ts';
import { count } from '../report/markdown.ts';
import { cutMiddle } from './cut-middle.ts';
import { type Looks, widthOf } from './pretty.ts';

const shownProcesses = 4;
const shownAncestors = 5;

/** Who did it: how the process came to be, its id, its command line. */
export function processLines(
  processes: readonly ProcessSummary[],
  otherMatches: number,
  looks: Looks,
): readonly string[] {
  const { paint } = looks;
  const lines = processes.slice(0, shownProcesses).map((process) => processLine(process, looks));
  const more = processes.length - shownProcesses;
  if (more > 0) lines.push(`  ${paint.faint(`and ${count(more, 'more process', 'more processes')}`)}\n`);
  if (otherMatches > 0)
    lines.push(`  ${paint.faint(`and ${count(otherMatches, 'match', 'matches')} of yet others`)}\n`);
  return lines;
}

function processLine(process: ProcessSummary, looks: Looks): string {
  const { paint } = looks;
  const { pid, matches, first } = process;
  const width = widthOf(looks);
  const ancestors = cutMiddle(lineageOf(process), Math.floor(width * 0.4));
  const host = process.host === '' || process.host === first.recording ? '' : ` on ${process.host}`;
  const rest = forTerminal(`${pid === '' ? '' : ` (${pid})`}${host}${matches > 1 ? ` ×${matches}` : ''}`);
  const room = width - 2 - cells(ancestors + rest);
  const name = cutMiddle(forTerminal(process.process || 'unknown process'), Math.max(20, room));
  const label = `${paint.faint(ancestors)}${paint.good(name)}${rest}`;
  const command = forTerminal(process.arguments);
  if (command === '') return `  ${label}\n`;
  const beside = width - cells(label) - 4;
  // A few cells would show nothing of a long command line.
  if (beside >= Math.min(cells(command), 30)) return `  ${label}  ${cutMiddle(command, beside)}\n`;
  return `  ${label}\n      ${cutMiddle(command, width - 6)}\n`;
}

/** `work.sh › sh › `, without those that are far up. */
function lineageOf({ lineage }: ProcessSummary): string {
  const near = lineage.slice(-shownAncestors);
  const chain = near.length < lineage.length ? ['…', ...near] : near;
  return chain.map((name) => `${forTerminal(name)} › `).join('');
}
