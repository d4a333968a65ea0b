import { startHclParser } from '@secl/text/node';
import { describe, expect, it } from 'vitest';
import { readCarrier } from './carriers/read-carrier.ts';
import { type PolicyProblemCode, policyProblems } from './problems.ts';
import { loadPolicies, type Options } from './test-kit/load-policies.ts';

const hcl = await startHclParser();

/** What else must be so for an example: the target, or a file that loads before. */
const surroundings: Partial<Record<PolicyProblemCode, Options & { readonly base?: string }>> = {
  'policy/action-not-performed': { origin: 'ebpfless', host: { origin: 'ebpfless' } },
  'policy/never-fires': { origin: 'ebpfless', host: { origin: 'ebpfless' } },
  'policy/event-type-disabled': { disabledEventTypes: new Set(['dns']) },
  'policy/filter': { host: { os: 'linux' } },
  'policy/override-crash': { base: '- id: example\n  expression: exec.pid > 0' },
  'policy/override-without-base': { base: '- id: a_default_rule\n  expression: exec.pid > 0' },
  'policy/macro-merge': { base: '- id: shells\n  values: [sh]' },
  'policy/macro-emptied': { base: '- id: shells\n  values: [sh]' },
  'policy/macro-nested': { base: '- id: a\n  expression: exec.file.name == "sh"' },
};

/** Examples that are whole files of another kind, with a name that such a file has. */
const fileNames: Partial<Record<PolicyProblemCode, string>> = {
  'policy/not-static': 'main.tf',
  'policy/terraform-directive': 'main.tf',
  'policy/carrier-type': 'main.tf',
  'policy/not-a-text': 'configmap.yaml',
  'policy/not-read': 'configmap.yaml',
  'policy/no-policy': 'configmap.yaml',
};

/** Makes a policy of an example: examples are keys of a rule, rules, macros or whole policies. */
function policyOf(example: string, code: PolicyProblemCode): string {
  if (/^(?:rules|macros):/m.test(example)) return example;
  if (example.startsWith('- ')) return `${isMacro(code) ? 'macros' : 'rules'}:\n${example}\n`;
  const keys = [
    /^id:/m.test(example) ? '' : 'id: example',
    /^(?:expression|combine|expresion):/m.test(example) ? '' : 'expression: exec.pid > 0',
    example,
  ].filter((line) => line !== '');
  return `rules:\n  -\n${keys.join('\n').replace(/^/gm, '    ')}\n`;
}

const isMacro = (code: PolicyProblemCode): boolean => code.includes('macro');

function codesOf(example: string, code: PolicyProblemCode): readonly string[] {
  const file = fileNames[code];
  if (file !== undefined)
    return readCarrier(file, example, { hcl }).flatMap((carried) =>
      carried.file.problems.map((each) => each.code),
    );
  const { base, ...options } = surroundings[code] ?? {};
  const files = {
    ...(base === undefined ? {} : { 'default.policy': policyOf(base, code) }),
    'custom.policy': policyOf(example, code),
  };
  const { problems, policies } = loadPolicies(files, options);
  const lost = policies.some(({ state }) => state === 'error') ? ['policy/unreadable'] : [];
  return [...problems.map((problem) => problem.code), ...lost];
}

const codes = Object.keys(policyProblems) as readonly PolicyProblemCode[];

describe.each(codes)('%s', (code) => {
  it('is what its bad example has', () => {
    expect(codesOf(policyProblems[code].avoid, code)).toContain(code);
  });

  it('is not what its good example has, which has no other mistake either', () => {
    const found = codesOf(policyProblems[code].prefer, code);
    expect(found).not.toContain(code);
    expect(found.filter((each) => each !== 'policy/macro-event-type' && each !== 'policy/shadowed')).toEqual(
      [],
    );
  });

  it('says what was found and why, in sentences', () => {
    const { message, explanation, title } = policyProblems[code];
    expect(title.length).toBeLessThan(50);
    expect(message).toMatch(/^[^A-Z].*[^.]$/);
    expect(explanation).toMatch(/^[A-Z`].*\.$/s);
  });
});
