import { parseAgentVersion } from '@secl/model';
import { describe, expect, it } from 'vitest';
import { readPolicy } from '../read/read-policy.ts';
import { type External, nothingExternal } from './external.ts';
import { load } from './load.ts';
import type { Target } from './target.ts';

const agentVersion = parseAgentVersion('7.68') ?? {
  major: 7,
  minor: 68,
  patch: 0,
  prerelease: '',
  build: '',
};
const target: Target = { platform: 'linux', agentVersion, origin: 'ebpf', host: new Map([['os', 'linux']]) };

function verdictOf(policy: string, external: External = nothingExternal, base?: string) {
  const files = [readPolicy('custom.policy', policy)];
  if (base !== undefined) files.unshift(readPolicy('default.policy', base));
  const ruleSet = load(files, target, external);
  const [verdict] = ruleSet.verdicts.filter((each) => each.policy === 'custom.policy');
  return { state: verdict?.state, problems: ruleSet.problems.map((problem) => problem.message) };
}

const usesMacro = 'rules:\n  - id: shell\n    expression: exec.file.name in SHELLS\n';

describe('a macro of a base that is not here', () => {
  const asking = 'if it is a macro, is the default policy missing here?';

  it('is asked for when nobody declares it', () => {
    const { state, problems } = verdictOf(usesMacro);
    expect(state?.status).toBe('rejected');
    expect(problems).toEqual([expect.stringMatching(/^`SHELLS` is not a field, constant or macro/)]);
    expect(problems[0]).toContain(asking);
  });

  it('is simply unknown where the default policy is here', () => {
    const { problems } = verdictOf(usesMacro, nothingExternal, 'rules: []\n');
    expect(problems).toEqual([expect.stringMatching(/^`SHELLS` is not a field, constant or macro/)]);
    expect(problems[0]).not.toContain(asking);
  });

  it('leaves the rule undecided when it is declared', () => {
    const external = { ...nothingExternal, macros: new Set(['SHELLS']) };
    expect(verdictOf(usesMacro, external)).toEqual({
      state: { status: 'undecided', needs: ['the macro `SHELLS` of the base'] },
      problems: [],
    });
  });

  it('leaves rules undecided through a macro that uses it', () => {
    const policy =
      'macros:\n  - id: STARTED\n    expression: process.file.name in SHELLS\n' +
      'rules:\n  - id: shell\n    expression: STARTED && exec.file.name != ""\n';
    const external = { ...nothingExternal, macros: new Set(['SHELLS']) };
    expect(verdictOf(policy, external).state).toEqual({
      status: 'undecided',
      needs: ['the macro `SHELLS` of the base'],
    });
  });

  it('excuses no other mistake of the rule', () => {
    const policy = 'rules:\n  - id: shell\n    expression: exec.file.name in SHELLS && exec.nope == 1\n';
    const external = { ...nothingExternal, macros: new Set(['SHELLS']) };
    expect(verdictOf(policy, external).state?.status).toBe('rejected');
  });
});

it('a variable of the base can be read as what it is declared to be', () => {
  const policy = 'rules:\n  - id: again\n    expression: exec.file.name == "sh" && ${process.seen}\n';
  const external: External = {
    ...nothingExternal,
    variables: new Map([['process.seen', { type: 'bool', array: false }]]),
  };
  expect(verdictOf(policy).state?.status).toBe('rejected');
  expect(verdictOf(policy, external).state?.status).toBe('loaded');
});

it('a rule of the base can be overridden', () => {
  const policy =
    'rules:\n  - id: theirs\n    combine: override\n    override_options: {fields: [every]}\n    every: 10m\n';
  const external = { ...nothingExternal, ids: new Set(['theirs']) };
  expect(verdictOf(policy).state?.status).toBe('rejected');
  expect(verdictOf(policy, external).state).toEqual({
    status: 'undecided',
    needs: ['the rule `theirs` of the base'],
  });
});
