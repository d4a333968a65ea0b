import { describe, expect, it } from 'vitest';
import { nothingExternal } from '../../load/external.ts';
import { load } from '../../load/load.ts';
import { readPolicy } from '../../read/read-policy.ts';
import { MacroInliner } from './inline-macros.ts';
import type { MacroText } from './macro-texts.ts';

const textOf = (id: string, expression: string | undefined, ...values: readonly string[]): MacroText => ({
  id,
  expression,
  values,
});
const inlinerOf = (...macros: readonly MacroText[]): MacroInliner =>
  new MacroInliner(new Map(macros.map((macro) => [macro.id, macro])));

const macros = [
  textOf('root', 'process.uid == 0 || process.euid == 0'),
  textOf('paths', '[~"/etc/*", "/root/x"]'),
  textOf('name', '"sh"'),
  textOf('one', '-1'),
  textOf('user', 'process.uid'),
  textOf('sum', 'process.uid + 1'),
  textOf('network', '10.0.0.0/8'),
  textOf('arguments', 'exec.argv'),
  textOf('nested', 'root && exec.comm == name'),
  textOf('noted', ' process.uid == 0 # why'),
  textOf('grouped', '(process.uid == 0)'),
  textOf('words', undefined, 'a*', 'b'),
  textOf('iterates', 'process.ancestors[A].pid == 1'),
  textOf('strange', undefined, '${x}'),
  textOf('none', undefined),
  textOf('both', 'process.uid == 0', 'a'),
  textOf('broken', 'process.uid =='),
  textOf('O_CREAT', 'process.uid == 7'),
];
const inliner = inlinerOf(...macros);

describe('macros that are written out', () => {
  it.each([
    ['exec.comm == "a" && root', 'exec.comm == "a" && (process.uid == 0 || process.euid == 0)'],
    ['!root', '!(process.uid == 0 || process.euid == 0)'],
    [
      'root || exec.pid > 0 && root',
      '(process.uid == 0 || process.euid == 0) || exec.pid > 0 && (process.uid == 0 || process.euid == 0)',
    ],
    ['open.file.path in paths', 'open.file.path in [~"/etc/*", "/root/x"]'],
    ['exec.comm not in words', 'exec.comm not in ["a*", "b"]'],
    ['"x" in arguments && exec.pid > 0', '"x" in exec.argv && exec.pid > 0'],
    ['connect.addr.ip in network', 'connect.addr.ip in 10.0.0.0/8'],
    ['exec.file.name == name', 'exec.file.name == "sh"'],
    ['exec.pid-one > 3', 'exec.pid-(-1) > 3'],
    ['exec.pid > user', 'exec.pid > process.uid'],
    ['exec.pid - sum > 3', 'exec.pid - (process.uid + 1) > 3'],
    [
      'nested && exec.pid > 0',
      '((process.uid == 0 || process.euid == 0) && exec.comm == "sh") && exec.pid > 0',
    ],
    ['noted && exec.pid > 0', '(process.uid == 0) && exec.pid > 0'],
    ['grouped && exec.pid > 0', '(process.uid == 0) && exec.pid > 0'],
    // A name is a constant first.
    ['open.flags & O_CREAT > 0', 'open.flags & O_CREAT > 0'],
    ['open.flags in [ O_CREAT ]', 'open.flags in [ O_CREAT ]'],
    ['exec.comm == "root" # root', 'exec.comm == "root" # root'],
  ])('`%s` is `%s`, and is judged the same', (expression, expected) => {
    const inlined = inliner.inline(expression);
    expect(inlined).toMatchObject({ ok: true, text: expected });
    expect(verdictOn(expression, true)).toBe(verdictOn(expected, false));
  });

  it('are named, those inside of them too', () => {
    expect(inliner.inline('nested')).toMatchObject({ used: ['nested', 'root', 'name'] });
  });
});

describe('macros that cannot be written out', () => {
  it.each([
    ['iterates', 'iterates', 'it has an iterator variable of its own'],
    ['exec.comm in strange', 'strange', 'its value `${x}` cannot stand between quotes'],
    ['exec.comm in none', 'none', 'it has no values, and a list has at least one'],
    ['paths == open.file.path', 'paths', 'it is a list, which cannot be written out but behind `in`'],
    ['words == exec.comm', 'words', 'it is a list, which cannot be written out but behind `in`'],
    ['exec.comm in name', 'name', 'agents take no such value to the right of `in`'],
    ['both', 'both', 'it has both an expression and values, so agents do not have it'],
    ['root && broken', 'broken', 'its expression is not correct'],
  ])('`%s`', (expression, macro, reason) => {
    expect(inliner.inline(expression)).toEqual({ ok: false, macro, reason });
  });

  it('use themselves', () => {
    const circle = inlinerOf(textOf('a', 'b'), textOf('b', 'a || a'));
    expect(circle.inline('a')).toEqual({ ok: false, macro: 'a', reason: 'it uses itself' });
  });

  it('grow beyond what agents take', () => {
    const doubles = Array.from({ length: 60 }, (_, index) =>
      textOf(`m${index + 1}`, `m${index} && m${index}`),
    );
    expect(inlinerOf(textOf('m0', 'exec.pid > 0'), ...doubles).inline('m60')).toMatchObject({
      ok: false,
      reason: 'the expression would be too long',
    });
  });
});

/** Whether an agent loads it as a rule, with the macros that it uses or without any. */
function verdictOn(expression: string, withMacros: boolean): string | undefined {
  const inlined = inliner.inline(expression);
  const used = withMacros && inlined.ok ? inlined.used : [];
  const policy = {
    macros: macros
      .filter(({ id }) => used.includes(id))
      .map(({ values, ...macro }) => (values.length > 0 ? { ...macro, values } : macro)),
    rules: [{ id: 'rule', expression }],
  };
  const { verdicts } = load(
    [readPolicy('a.policy', JSON.stringify(policy))],
    {
      platform: 'linux',
      agentVersion: { major: 7, minor: 70, patch: 0, prerelease: '', build: '' },
      origin: 'ebpf',
      host: new Map([['os', 'linux']]),
    },
    nothingExternal,
  );
  return verdicts[0]?.state.status;
}
