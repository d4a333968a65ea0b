import { expect, it } from 'vitest';
import { replayed } from './test-kit.ts';

const rules = `
rules:
  - id: shadow_read
    expression: open.file.path == "/etc/shadow"
  - id: shadow_written
    expression: open.file.path == "/etc/shadow" && open.flags & O_WRONLY > 0
  - id: shadow_read_by_root
    expression: open.file.path == "/etc/shadow" && process.envp in ["A=b"]
`;

/** An event as an agent sends it for a rule. */
function sent(rule_id: string, evt: object = {}): string {
  return `${JSON.stringify({
    agent: { rule_id, os: 'linux' },
    evt: { name: 'open', ...evt },
    date: '2026-03-01T10:00:00Z',
    file: { path: '/etc/shadow', name: 'shadow', uid: 0, gid: 0, flags: ['O_RDONLY'] },
    process: { pid: 42, uid: 0, gid: 0, executable: { path: '/bin/cat', name: 'cat', uid: 0, gid: 0 } },
  })}\n`;
}

it('sets what an agent said beside what the same rules do here', async () => {
  const a =
    sent('shadow_read') + sent('shadow_written') + sent('shadow_read_by_root') + sent('of_another_policy');
  const { report } = await replayed(rules, { a });
  const short = report.said.map(({ rule, loaded, matched, undecided, silent, needs, first }) => [
    rule,
    { loaded, matched, undecided, silent },
    needs,
    first?.line,
  ]);
  expect(short).toEqual([
    ['of_another_policy', { loaded: false, matched: 0, undecided: 0, silent: 1 }, [], 4],
    ['shadow_read', { loaded: true, matched: 1, undecided: 0, silent: 0 }, [], undefined],
    ['shadow_read_by_root', { loaded: true, matched: 0, undecided: 1, silent: 0 }, ['process.envp'], 3],
    ['shadow_written', { loaded: true, matched: 0, undecided: 0, silent: 1 }, [], 2],
  ]);
});

it('counts events of types that no rule is about', async () => {
  const { report } = await replayed(rules, { a: sent('shadow_read', { name: 'rmdir' }) });
  expect(report.said).toMatchObject([{ rule: 'shadow_read', events: 1, silent: 1 }]);
});

it('has nothing to say of recordings that are no agent’s', async () => {
  const { report } = await replayed(rules, { a: '{"Type":"open","Values":{}}\n' });
  expect(report.said).toEqual([]);
});
