import { catalogue } from '@secl/model';
import { describe, expect, test } from 'vitest';
import { parseMacro, parseRule } from '../parse/parse.ts';
import { checkMacro } from './check.ts';
import { acceptedRanges, describeRanges, type Surroundings, versionSlices } from './ranges.ts';
import { builtinVariables, type CheckedMacro } from './scope.ts';

const linux = catalogue('linux');

function among(
  macroTexts: Readonly<Record<string, string>> = {},
  names: readonly string[] = [],
): Surroundings {
  return {
    catalogue: linux,
    names,
    at: (facts) => {
      const macros = new Map<string, CheckedMacro>();
      const scope = { catalogue: linux, facts, macros, variables: builtinVariables };
      for (const [id, text] of Object.entries(macroTexts)) {
        const { macro } = checkMacro(id, parseMacro(text), scope);
        if (macro !== undefined) macros.set(id, macro);
      }
      return scope;
    },
  };
}

const needs = (text: string, surroundings = among()): string | undefined =>
  describeRanges(acceptedRanges(versionSlices(parseRule(text), surroundings)), linux);

describe('an expression needs the agents that know all its names', () => {
  test.each([
    ['exec.file.name == "sh"', undefined],
    ['exec.file.name == "sh" && process.auid >= 1000', 'needs agent 7.57 or newer'],
    ['setxattr.file.container_path == "/a"', 'needs agent 7.29 or older'],
    ['signal.target.ancestors[A].pid == 1', 'needs agent 7.35 or newer'],
    ['open.file.change_time < 5s', 'needs agent 7.31 or newer'],
    ['exec.file.name == "sh" && process.pid < 5s', 'needs agent 7.29 or newer'],
    ['exec.file.name == "sh" && process.nonsense == 1', 'no agent accepts it'],
    ['exec.file.name == "%{process.nonsense}"', 'needs agent 7.68 or older'],
  ])('%s: %s', (text, expected) => {
    expect(needs(text)).toBe(expected);
  });

  test('and says where versions are estimates', () => {
    expect(needs('exec.file.package.release == "1"')).toBe('needs agent 7.69 or newer (surely from 7.73)');
    expect(acceptedRanges(versionSlices(parseRule('exec.file.package.release == "1"'), among()))).toEqual([
      { first: 69, last: 83, sure: { first: 73, last: 83 } },
    ]);
  });

  test('also where constants are', () => {
    expect(needs('prctl.option == PR_GET_UNALIGN')).toBe('needs agent 7.71 or newer (estimated)');
  });

  test('macros included, when their names are given', () => {
    const surroundings = among({ user: 'process.auid >= 1000' }, ['process.auid']);
    expect(needs('exec.file.name == "sh" && user', surroundings)).toBe('needs agent 7.57 or newer');
  });
});

describe('slices', () => {
  test('cover all versions, each with what it finds wrong', () => {
    const slices = versionSlices(parseRule('exec.file.name == "sh" && process.auid == 1000'), among());
    expect(slices[0]?.first).toBe(linux.firstMinor);
    expect(slices[slices.length - 1]?.last).toBe(linux.lastMinor);
    for (const [index, { first }] of slices.entries()) {
      if (index > 0) expect(first).toBe((slices[index - 1]?.last ?? 0) + 1);
    }
    expect(slices[0]?.checked.problems.map(({ code }) => code)).toEqual(['name/not-in-version']);
  });

  test.each([
    'exec.file.name == "sh" && process.auid >= 1000',
    'exec.basename == "sh" && container.id != ""',
    'open.file.path in [~"/etc/**/x", ~"/a/*"] && open.flags & O_CREAT > 0',
    'setxattr.file.container_path == "/a" || process.ancestors[A].user_session.k8s_uid == "a"',
    'exec.file.name == "%{process.comm}" && process.created_at > 5s',
  ])('find in each version what checking that version alone finds: %s', (text) => {
    const parsed = parseRule(text);
    const alone = among();
    for (const { first, last, checked } of versionSlices(parsed, alone)) {
      for (let minor = first; minor <= last; minor++) {
        const only = versionSlices(parsed, { ...alone, catalogue: frozenAt(minor) })[0]?.checked;
        expect([minor, only?.problems.map(({ code }) => code)]).toEqual([
          minor,
          checked.problems.map(({ code }) => code),
        ]);
        expect([minor, [...(only?.fields.keys() ?? [])]]).toEqual([minor, [...checked.fields.keys()]]);
      }
    }
  });

  test('are made once for the same expression in the same surroundings', () => {
    const parsed = parseRule('exec.file.name == "sh"');
    const surroundings = among();
    expect(versionSlices(parsed, surroundings)).toBe(versionSlices(parsed, surroundings));
    expect(versionSlices(parsed, surroundings)).not.toBe(versionSlices(parsed, among()));
  });
});

/** The catalogue as if there were only one version: then there is one slice, checked at that version. */
function frozenAt(minor: number): typeof linux {
  return { ...linux, firstMinor: minor, lastMinor: minor, at: () => linux.at(minor) };
}
