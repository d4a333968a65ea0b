import { describe, expect, it } from 'vitest';
import { loadText, misplaced } from './loading.ts';

/** Small, and with every part that a policy can have. */
const corpus: Readonly<Record<string, string>> = {
  'plain scalars': `version: 1.2.3
macros:
  - id: shells
    values: [sh, "bash", 'zsh']
  - id: is_root
    expression: process.uid == 0
    combine: override
rules:
  - id: one
    description: A shell, as "root"
    expression: exec.file.name in shells && is_root # why
    agent_version: ">= 7.50, < 8"
    filters: [os == "linux"]
    tags: {tactic: TA0002, k: 1}
    every: 1h30m
`,
  'block scalars and actions': `rules:
  - id: two
    expression: |-
      open.file.path =~ ~"/etc/**" &&
      open.flags & (O_CREAT|O_RDWR) > 0 ||
      process.ancestors[A].file.name in ["nginx", r"^php.*"]
    actions:
      - set:
          name: seen
          scope: process
          value: true
          ttl: 10m
      - filter: \${process.seen}
        kill: {signal: SIGKILL, scope: container}
  - id: three
    expression: >
      connect.addr.ip in [10.0.0.0/8, ::1]
      and connect.addr.port not in [ 53, 443 ]
    actions: [{log: {level: info, message: "\${process.seen} é 🙂"}}]
`,
  'fim and flow style': `{rules: [{id: four, expression: 'fim.write.file.path == "/etc/passwd"', disabled: no}]}
`,
};

describe.each(Object.entries(corpus))('a policy in %s', (_, text) => {
  it('loads when it is whole', () => {
    const { ruleSet } = loadText(text);
    expect(ruleSet.verdicts.filter(({ state }) => state.status !== 'loaded')).toEqual([]);
  });

  it('is read without an exception wherever it is cut off, and every problem has its place in the text', () => {
    const wrong: string[] = [];
    for (let end = 0; end <= text.length; end++) {
      const half = text.slice(0, end);
      const loading = loadText(half);
      for (const { code } of misplaced(loading, half)) wrong.push(`cut at ${end}: ${code}`);
    }
    expect(wrong).toEqual([]);
  });

  it('is read without an exception whichever of its characters is missing', () => {
    const wrong: string[] = [];
    for (let at = 0; at < text.length; at++) {
      const damaged = text.slice(0, at) + text.slice(at + 1);
      for (const { code } of misplaced(loadText(damaged), damaged)) wrong.push(`without ${at}: ${code}`);
    }
    expect(wrong).toEqual([]);
  });
});
