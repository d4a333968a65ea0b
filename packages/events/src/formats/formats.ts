import type { Importer } from '../importer.ts';
import { agentEvent } from './agent-event/agent-event.ts';
import { auditd } from './auditd/auditd.ts';
import { bpftrace } from './bpftrace/bpftrace.ts';
import { canonical } from './canonical/canonical.ts';
import { scap } from './scap/scap.ts';
import { strace } from './strace/strace.ts';
import { tetragon } from './tetragon/tetragon.ts';
import { tracee } from './tracee/tracee.ts';

/** Everything that can be read, in the order in which it is offered. */
export const formats: readonly Importer[] = [
  canonical,
  agentEvent,
  strace,
  tetragon,
  tracee,
  auditd,
  scap,
  bpftrace,
];

/** The format of a file that begins with these lines, or none. */
export function recogniseFormat(firstLines: readonly string[]): Importer | undefined {
  let best: Importer | undefined;
  let bestScore = 0;
  for (const format of formats) {
    const score = format.recognise(firstLines);
    if (score > bestScore) {
      best = format;
      bestScore = score;
    }
  }
  return best;
}
