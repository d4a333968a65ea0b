import { RunningRuleSet } from '@secl/engine';
import { createDecoder } from '@secl/events';
import { catalogue } from '@secl/model';
import { describe, expect, it } from 'vitest';
import { loadText, policyOf } from './loading.ts';

/** Whether the only rule matches a shell that is started by root, on both engines. */
function matches(text: string): readonly boolean[] {
  const { ruleSet } = loadText(text);
  return (['plain', 'fast'] as const).map((engine) => {
    const running = new RunningRuleSet(ruleSet, { engine });
    const record = { Type: 'exec', Values: { 'exec.file.name': 'sh', 'process.uid': 0 } };
    const at = { document: 'test', text: '', line: 1, column: 1, offset: 0 };
    const decoded = createDecoder(catalogue('linux')).decodeRecord(record, at);
    if (!decoded.ok) throw new Error(decoded.problems[0]?.message);
    return running.evaluate(decoded.event).length === 1;
  });
}

describe('a rule of an event type', () => {
  it.each(['nosuch.file.path == "/x"', 'exec.nosuch == 1', 'nosuch > 3'])(
    'that nobody knows: %s',
    (expression) => {
      const { ruleSet } = loadText(policyOf(expression));
      expect(ruleSet.verdicts[0]?.state).toMatchObject({ status: 'rejected', type: 'error' });
    },
  );
});

describe('an integer', () => {
  it.each([
    ['9223372036854775807', 'loaded'],
    ['-9223372036854775808', 'loaded'],
    ['9223372036854775808', 'rejected'],
    ['99999999999999999999999999999999999', 'rejected'],
    ['0777777777777777777777', 'loaded'],
    ['08', 'rejected'],
  ])('%s is %s', (digits, status) => {
    const { ruleSet } = loadText(policyOf(`exec.file.inode != ${digits}`));
    expect(ruleSet.verdicts[0]?.state.status).toBe(status);
  });

  it('of 100,000 digits is rejected', () => {
    const { ruleSet } = loadText(policyOf(`exec.file.inode != ${'9'.repeat(100_000)}`));
    expect(ruleSet.verdicts[0]?.state.status).toBe('rejected');
  });

  it('keeps all its 64 bits', () => {
    const text = policyOf(
      'exec.file.name == "sh" && (9223372036854775807 & 9007199254740993) == 9007199254740993',
    );
    expect(matches(text)).toEqual([true, true]);
  });
});

describe('nesting', () => {
  it.each([
    ['parentheses', `${'('.repeat(10_000)}exec.file.name == "sh"${')'.repeat(10_000)}`],
    ['parentheses that nobody closes', `${'('.repeat(10_000)}exec.file.name == "sh"`],
    ['negations', `${'!('.repeat(10_000)}exec.file.name == "sh"${')'.repeat(10_000)}`],
    ['lists', `exec.file.name in ${'['.repeat(10_000)}"sh"${']'.repeat(10_000)}`],
  ])('of 10,000 %s is a problem at its place', (_, expression) => {
    const { ruleSet } = loadText(policyOf(expression));
    const [verdict] = ruleSet.verdicts;
    expect(verdict?.state).toMatchObject({ status: 'rejected', type: 'syntax_error' });
    expect(ruleSet.problems.length).toBeLessThanOrEqual(101);
  });

  it('of 400 parentheses is none', () => {
    const text = policyOf(`${'('.repeat(400)}exec.file.name == "sh"${')'.repeat(400)}`);
    expect(matches(text)).toEqual([true, true]);
  });
});

describe('a chain of 50,000 conditions', () => {
  it.each([
    ['||', 'process.uid == 1', ' || exec.file.name == "sh"'],
    ['&&', 'process.uid == 0', ' && exec.file.name == "sh"'],
  ])('with %s loads and is evaluated', (operator, condition, last) => {
    const expression = Array.from({ length: 50_000 }, () => condition).join(` ${operator} `) + last;
    expect(matches(policyOf(expression))).toEqual([true, true]);
  });

  it('of additions too', () => {
    const sum = Array.from({ length: 50_000 }, () => '1').join(' + ');
    expect(matches(policyOf(`exec.file.name == "sh" && ${sum} == 50000`))).toEqual([true, true]);
  });

  it('and a list of 50,000 members', () => {
    const members = Array.from({ length: 50_000 }, (_, index) => `"name${index}"`).join(', ');
    expect(matches(policyOf(`exec.file.name in [${members}, "sh"]`))).toEqual([true, true]);
  });
});

describe('control characters and other alphabets', () => {
  it.each(['\u001b[31m', '\u0000', '\u202e', '\ud83d\ude00', 'é'])('in an expression: %j', (text) => {
    const { ruleSet } = loadText(
      `rules: [{id: a, expression: ${JSON.stringify(`exec.file.name ${text} == "sh"`)}}]`,
    );
    expect(ruleSet.verdicts[0]?.state).toMatchObject({ status: 'rejected', type: 'syntax_error' });
  });

  it('half an escaped pair loses the file, as it does for agents', () => {
    const { ruleSet } = loadText(String.raw`rules: [{id: a, expression: "exec.file.name \ud800 == \"sh\""}]`);
    expect(ruleSet.policies[0]?.state).toBe('error');
  });
});
