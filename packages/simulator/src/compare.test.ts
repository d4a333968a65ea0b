import { describe, expect, it } from 'vitest';
import { line } from './test-events.ts';
import { replayed, ruleSetOf } from './test-kit.ts';

const names = ['sh', 'ls', 'bash', 'ls'];
const recording = names.map((name, index) => line('exec', `0${index}`, { 'exec.file.name': name })).join('');

const rules = (all: Readonly<Record<string, string>>): string =>
  `rules:\n${Object.entries(all)
    .map(([id, expression]) => `  - {id: ${id}, expression: '${expression}'}\n`)
    .join('')}`;

/** What differs, as `id: before → after +gained lines -lost lines`. */
async function compared(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) {
  const { comparison } = await replayed(rules(after), { a: recording }, { before: ruleSetOf(rules(before)) });
  const side = (of: { readonly outcome: string; readonly matches: number } | undefined): string =>
    of === undefined ? 'none' : of.outcome === 'triggered' ? String(of.matches) : of.outcome;
  const lines = (sign: string, at: readonly { readonly line: number }[]): string =>
    at.map((each) => ` ${sign}${each.line}`).join('');
  return {
    unchanged: comparison?.unchanged,
    differences: comparison?.differences.map(
      ({ id, before: was, after: is, gained, lost }) =>
        `${id}: ${side(was)} → ${side(is)}${lines('+', gained)}${lines('-', lost)}`,
    ),
  };
}

describe('two rule sets over the same events', () => {
  it('do not differ where all rules do the same, however they are written', async () => {
    const before = { shell: 'exec.file.name in ["sh", "bash"]' };
    const after = { shell: 'exec.file.name == "sh" || exec.file.name == "bash"' };
    expect(await compared(before, after)).toEqual({ unchanged: 1, differences: [] });
  });

  it('differ in the events that rules gain and lose', async () => {
    const before = { wider: 'exec.file.name == "sh"', narrower: 'exec.file.name != ""' };
    const after = { wider: 'exec.file.name in ["sh", "bash"]', narrower: 'exec.file.name == "ls"' };
    expect(await compared(before, after)).toEqual({
      unchanged: 0,
      differences: ['narrower: 4 → 2 -1 -3', 'wider: 1 → 2 +3'],
    });
  });

  it('differ where a rule matches as often, but other events', async () => {
    const { differences } = await compared(
      { a: 'exec.file.name == "sh"' },
      { a: 'exec.file.name == "bash"' },
    );
    expect(differences).toEqual(['a: 1 → 1 +3 -1']);
  });

  it('differ in rules that are new, gone, or rejected', async () => {
    const before = { gone: 'exec.file.name == "sh"', broken: 'exec.file.name == "sh"' };
    const after = { new: 'dns.question.name == "x"', broken: 'exec.file.nam == "sh"' };
    const { differences } = await compared(before, after);
    expect(differences).toEqual(['broken: 1 → not-loaded -1', 'gone: 1 → none -1', 'new: none → no-event']);
  });

  it('name at most three events of each kind', async () => {
    const { differences } = await compared({ a: 'exec.file.name == "x"' }, { a: 'exec.file.name != ""' });
    expect(differences).toEqual(['a: no-match → 4 +1 +2 +3']);
  });

  it('say nothing of events beyond those that are kept', async () => {
    const many = line('exec', '01', { 'exec.file.name': 'sh', 'process.uid': 1 }).repeat(250);
    const last = line('exec', '02', { 'exec.file.name': 'sh', 'process.uid': 0 });
    const before = ruleSetOf(rules({ a: 'exec.file.name == "sh"' }));
    const { comparison } = await replayed(rules({ a: 'process.uid == 0' }), { a: many + last }, { before });
    // The rule of before has matched the last event as well, which its record no longer knows.
    expect(comparison?.differences[0]).toMatchObject({
      gained: [],
      lost: [{ line: 1 }, { line: 2 }, { line: 3 }],
    });
  });
});
