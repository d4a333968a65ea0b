import { describe, expect, it } from 'vitest';
import { laterPolicy, readWithout, rulesAtAGlance } from './later-policy.ts';
import { readPolicy } from './read-policy.ts';

const text = `version: 1.2.3
macros:
  - id: shells
    values: [sh, bash]
rules:
  - id: first
    expression: exec.file.name in shells
    tags: { severity: low }
  - id: second
    description: A file is opened
    expression: |-
      open.file.path == "/x"
  # Behind it
  - id: third
    expression: exec.file.name == "id"
`;

const later = () => laterPolicy('a.policy', text, 'custom');

describe('a policy that is read later', () => {
  it('holds what it would hold at once', () => {
    expect({ ...later() }).toEqual(readPolicy('a.policy', text));
  });

  it('tells its plain rules at a glance', () => {
    expect(rulesAtAGlance(later())).toEqual([
      { offset: text.indexOf('  - id: second'), id: 'second', expression: 'open.file.path == "/x"' },
      { offset: text.indexOf('  - id: third'), id: 'third', expression: 'exec.file.name == "id"' },
    ]);
  });

  it('is read without rules that nobody asks about, and the others are where they are', () => {
    const file = later();
    const whole = readPolicy('a.policy', text);
    expect(readWithout(file, rulesAtAGlance(file))).toEqual({ ...whole, rules: whole.rules.slice(0, 1) });
  });

  it('may lose all its rules', () => {
    const file = laterPolicy('a.policy', 'rules:\n- id: a\n  expression: exec.uid == 0\n', 'custom');
    expect(readWithout(file, rulesAtAGlance(file))).toMatchObject({ rules: [], problems: [] });
  });

  it('keeps what is wrong with it', () => {
    const broken = laterPolicy(
      'a.policy',
      `${text}  - id: fourth\n    expression: [1]\n    x: 1\n`,
      'custom',
    );
    const { unreadable, problems } = readWithout(broken, rulesAtAGlance(broken));
    expect(unreadable).toEqual(broken.unreadable);
    expect(problems).toEqual(broken.problems);
  });
});

it('tells nothing at a glance of a policy that was read, or has another shape', () => {
  expect(rulesAtAGlance(readPolicy('a.policy', text))).toEqual([]);
  const flow = laterPolicy('a.policy', '{ rules: [{ id: a, expression: exec.uid == 0 }] }\n', 'custom');
  expect(rulesAtAGlance(flow)).toEqual([]);
  expect(readWithout(flow, [])).toBe(flow);
});
