/** For tests: a small fleet, a policy, and a run of `secl coverage` on them. */
import { type Outcome, runInMemory } from '../test-context.ts';
import { testFiles } from '../test-files.ts';

export const policy = `rules:
  - id: network
    expression: connect.addr.port == 22
    tags: {severity: critical, technique: T1021-remote-services}
  - id: tunnel
    expression: dns.question.length > 60
    actions: [{kill: {signal: SIGKILL}}]
  - id: kernel
    expression: exec.file.name == "sh"
    filters: ['kernel.version.major >= 6']
`;
const hosts = `hostname,agent_version,cluster,env
web-1,7.68.1,new,prod
web-2,7.50.0,old,prod
bare,none,old,dev
`;
export const files = {
  'a.policy': policy,
  'hosts.csv': hosts,
  'tasks.csv': 'task_arn,agent_version,wrapped\nt1,7.70.0,yes\nt2,none,\n',
};

/** `more`: files beside those, or instead of them. */
export function runCoverage(
  args: readonly string[],
  more: Readonly<Record<string, string | Uint8Array>> = {},
  stdin = '',
): Promise<Outcome> {
  return runInMemory(['coverage', ...args], { fs: testFiles({ ...files, ...more }), stdin });
}
