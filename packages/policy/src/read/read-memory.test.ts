import { describe, expect, it } from 'vitest';
import { load, newLoadMemory } from '../load/load.ts';
import type { Target } from '../load/target.ts';
import { newReadMemory } from './read-memory.ts';
import { readPolicy } from './read-policy.ts';

const policy = (first: string, second: string): string =>
  `rules:\n  - id: one\n    expression: ${first}\n    evry: 5s\n  - id: two\n    expression: ${second}\n`;

const texts = [
  policy('exec.file.name == "a"', 'open.file.path == "/b"'),
  policy('exec.file.name == "longer than it was"', 'open.file.path == "/b"'),
  policy('exec.file.name ==', 'open.file.path == "/b"'),
  `macros:\n  - id: m\n    expression: '"x"'\n${policy('exec.file.name == m', 'exec.file.name == m')}`,
  policy('exec.file.name == "a"', 'open.file.path == "/b"'),
];

describe('a memory of reading and loading', () => {
  const target: Target = {
    platform: 'linux',
    agentVersion: { major: 7, minor: 68, patch: 0, prerelease: '', build: '' },
    origin: 'ebpf',
    host: new Map(),
  };

  it('changes nothing of what a policy says, wherever its items move', () => {
    const memory = newReadMemory();
    for (const text of texts) {
      expect(readPolicy('a.policy', text, 'custom', memory)).toEqual(readPolicy('a.policy', text));
    }
  });

  it('reads what did not change only once', () => {
    const memory = newReadMemory();
    const before = readPolicy('a.policy', texts[0] ?? '', 'custom', memory);
    const after = readPolicy('a.policy', texts[1] ?? '', 'custom', memory);
    expect(after.rules[1]?.expression).toBe(before.rules[1]?.expression);
    expect(after.rules[0]?.expression).not.toBe(before.rules[0]?.expression);
  });

  it('changes no verdict and no problem', () => {
    const memory = newLoadMemory(target);
    for (const text of texts) {
      const files = [readPolicy('a.policy', text)];
      const { verdicts, problems } = load(files, target, undefined, memory);
      const fresh = load(files, target);
      expect(problems).toEqual(fresh.problems);
      expect(verdicts.map(({ id, state }) => ({ id, state }))).toEqual(
        fresh.verdicts.map(({ id, state }) => ({ id, state })),
      );
    }
  });
});
