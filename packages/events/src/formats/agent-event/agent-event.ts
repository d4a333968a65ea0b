import type { Importer } from '../../importer.ts';
import { headOf } from '../../log-lines.ts';
import { coverage } from './coverage.ts';
import { agentEventReader } from './reader.ts';

/** The events that the security agent sends: `agent`, `evt`, `file`, `process`, … */
export const agentEvent: Importer = {
  id: 'agent-event',
  title: 'events of the security agent',
  fills: coverage,
  recognise(firstLines) {
    const text = headOf(firstLines);
    const has = (key: string): boolean => new RegExp(`(?:^|[^\\\\])"${key}"\\s*:\\s*\\{`).test(text);
    return has('agent') && has('evt') ? 0.97 : has('agent') && /"rule_id"\s*:/.test(text) ? 0.6 : 0;
  },
  open: agentEventReader,
};
