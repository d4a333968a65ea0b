import { describe, expect, it } from 'vitest';
import { fates, loadPolicies, marked } from '../test-kit/load-policies.ts';

const withMacros = (macros: string, expression = 'exec.file.name in shells') =>
  loadPolicies(`macros:\n${macros}\nrules:\n  - {id: a, expression: '${expression}'}\n`);
const codes = ({ problems }: ReturnType<typeof loadPolicies>) => problems.map(({ code }) => code);
const failed = ({ failedMacros }: ReturnType<typeof loadPolicies>) =>
  failedMacros.map(({ id, agent }) => `${id}: ${agent}`);

describe('a macro', () => {
  it.each([
    ['of an expression', '- {id: shells, expression: \'["sh"]\'}'],
    ['of values', '- {id: shells, values: [sh]}'],
    ['of no values at all', '- {id: shells}'],
  ])('%s is used by its id', (_, macro) => {
    expect(fates(withMacros(macro))).toEqual({ a: 'loaded' });
  });

  it('of both fails, and the rules that use it with it', () => {
    const ruleSet = withMacros(`- {id: shells, expression: '["sh"]', values: [sh]}`);
    expect(failed(ruleSet)).toEqual(["shells: only one of 'expression' and 'values' can be defined"]);
    expect(fates(ruleSet).a).toBe('error: rule compilation error: field `shells` not found');
  });

  it('that does not parse fails: one problem at the mistake, with what comes of it beside', () => {
    const text = 'macros:\n  - {id: shells, expression: exec.file.name == }\n';
    const { failedMacros, problems } = loadPolicies(text);
    expect(failedMacros[0]?.agent).toMatch(/^syntax error: /);
    expect(failedMacros[0]?.problems).toEqual(problems);
    expect(problems).toMatchObject([
      {
        code: 'syntax/missing-operand',
        related: [{ message: 'the macro `shells` does not compile, so every rule that uses it is rejected' }],
      },
    ]);
  });

  it('that fails is what is wrong with the rules and macros that use it, and no misspelt field', () => {
    const text = `macros:
  - {id: from_tmp, expression: process.file.pat == "/tmp/x"}
  - {id: outer, expression: from_tmp && process.uid == 0}
rules:
  - {id: a, expression: exec.pid > 0 && from_tmp}
  - {id: b, expression: exec.pid > 0 && outer}`;
    const { problems } = loadPolicies(text);
    expect(marked(problems, text)).toEqual([
      'name/unknown-field «process.file.pat»',
      'policy/macro-nested «outer»',
      'policy/macro-failed «from_tmp»',
      'policy/macro-failed «from_tmp»',
      'policy/macro-failed «outer»',
    ]);
    expect(problems[3]).toMatchObject({
      agent: 'field `from_tmp` not found',
      related: [{ message: expect.stringContaining('`process.file.pat` is not a field') }],
    });
  });

  it('with `fim.write.file.` fails: only rules expand it', () => {
    expect(failed(withMacros(`- {id: shells, expression: 'fim.write.file.path == "/x"'}`))).toEqual([
      'shells: field `fim.write.file.path` not found',
    ]);
  });

  it.each([
    ['- {values: [sh]}', 'policy/no-macro-id'],
    ['- {id: a-b, values: [sh]}', 'policy/bad-id'],
  ])('without a good id is left out: %s', (macro, code) => {
    expect(codes(withMacros(macro, 'exec.pid > 0'))).toEqual([code]);
  });

  it('that is not accepted is missing', () => {
    const ruleSet = withMacros('- {id: shells, values: [sh], agent_version: < 7}');
    expect(fates(ruleSet).a).toContain('field `shells` not found');
  });

  it('with a constraint that agents cannot read is reported', () => {
    expect(failed(withMacros('- {id: shells, values: [sh], agent_version: nope}'))).toEqual([
      'shells: error when evaluating one of the macro filters: failed to parse agent version constraint: improper constraint: nope',
    ]);
  });
});

it('a text that agents refuse is a problem where the macro is used, and leads to its definition', () => {
  const text = `macros:
  - {id: tokens, expression: '[ ~"/run/**/token" ]'}
rules:
  - {id: a, expression: 'open.file.path in tokens || open.file.path =~ "/run/**/token"'}`;
  const { problems } = loadPolicies(text);
  expect(problems.map(({ code, related }) => [code, related.map(({ message }) => message)])).toEqual([
    ['value/glob', ['the macro `tokens`']],
    ['value/glob', []],
  ]);
});

describe('macros with one id', () => {
  const members = (...macros: readonly string[]): readonly unknown[] => {
    const value = withMacros(macros.join('\n')).macros.get('shells')?.value;
    return value?.kind === 'values' ? value.members.map((member) => member.value) : [];
  };

  it('merge adds values, override replaces them, anything else is ignored', () => {
    const first = '- {id: shells, values: [sh, bash]}';
    expect(members(first, '- {id: shells, values: [zsh], combine: merge}')).toEqual(['sh', 'bash', 'zsh']);
    expect(members(first, '- {id: shells, values: [zsh], expression: "", combine: merge}')).toEqual([
      'sh',
      'bash',
      'zsh',
    ]);
    expect(members(first, '- {id: shells, values: [zsh], combine: override}')).toEqual(['zsh']);
    expect(members(first, '- {id: shells, values: [zsh]}')).toEqual(['sh', 'bash']);
  });

  it('do not merge where either has an expression: the first stays', () => {
    const ruleSet = withMacros(
      `- {id: shells, values: [sh]}\n- {id: shells, expression: '["zsh"]', combine: merge}`,
    );
    expect(failed(ruleSet)).toEqual(['shells: cannot merge expression']);
    expect(codes(ruleSet)).toEqual(['policy/macro-merge']);
    expect(fates(ruleSet)).toEqual({ a: 'loaded' });
  });

  it('an override with only an expression leaves an empty list, and a rule that never matches', () => {
    const ruleSet = withMacros(
      `- {id: shells, values: [sh]}\n- {id: shells, expression: '["zsh"]', combine: override}`,
    );
    expect(codes(ruleSet)).toEqual(['policy/macro-emptied']);
    expect(fates(ruleSet)).toEqual({ a: 'loaded' });
  });

  it('an override of values over an expression fails', () => {
    const ruleSet = withMacros(
      `- {id: shells, expression: '["sh"]'}\n- {id: shells, values: [zsh], combine: override}`,
    );
    expect(failed(ruleSet)).toEqual(["shells: only one of 'expression' and 'values' can be defined"]);
  });
});

describe('a macro that uses another', () => {
  const outer = '- {id: shells, expression: inner}';
  const inner = `- {id: inner, expression: '["sh"]'}`;

  it.each([
    ['behind it', [outer, inner]],
    ['before it', [inner, outer]],
  ])('%s compiles, and we warn that agents compile in random order', (_, macros) => {
    const ruleSet = withMacros(macros.join('\n'));
    expect(fates(ruleSet)).toEqual({ a: 'loaded' });
    expect(codes(ruleSet)).toEqual(['policy/macro-nested']);
  });

  it('that uses it fails, and says through which', () => {
    const ruleSet = withMacros('- {id: shells, expression: b}\n- {id: b, expression: shells}');
    expect(ruleSet.problems.filter(({ code }) => code === 'policy/macro-cycle')).toMatchObject([
      { message: 'the macro `b` uses itself through `shells`, `b`, `shells`' },
    ]);
    expect(ruleSet.failedMacros.map(({ id }) => id)).toEqual(['b', 'shells']);
  });

  it('that is itself is a cycle too', () => {
    expect(codes(withMacros('- {id: shells, expression: shells}'))).toEqual([
      'policy/macro-cycle',
      'policy/macro-failed',
    ]);
  });
});

describe('a macro with a field of one event type', () => {
  const text = `
macros: [{id: of_exec, expression: exec.file.name == "sh"}]
rules:
  - {id: uses_it, expression: of_exec && process.uid == 0}
  - {id: of_open, expression: open.file.path == "/x"}`;

  it('gives that type to every rule, and those of another type are rejected', () => {
    const ruleSet = loadPolicies(text);
    expect(fates(ruleSet)).toEqual({
      uses_it: 'loaded',
      of_open: 'error: rule compilation error: expression with multiple event types is not supported',
    });
    expect(codes(ruleSet)).toContain('policy/macro-event-type');
  });
});
