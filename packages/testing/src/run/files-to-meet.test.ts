import { laterPolicy, load, type PolicyFile, type RuleSet, readPolicy, type Target } from '@secl/policy';
import { array, assert, constantFrom, property, record, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preparedCases } from '../test-case.ts';
import { caseRunner } from './case-runner.ts';
import { filesToMeet } from './files-to-meet.ts';

const target: Target = {
  platform: 'linux',
  agentVersion: { major: 7, minor: 68, patch: 0, prerelease: '', build: '' },
  origin: 'ebpf',
  host: new Map(),
};

/** Ids of the rules that stay for one case; those that stay for their variables only are in brackets. */
function stay(rules: string, testCase: string, on: Target = target): readonly string[] {
  const file = readPolicy('a.policy', rules.includes('rules:') ? rules : `rules:\n${rules}`);
  const [met] = filesToMeet([file], on, preparedCases(`cases:\n  - ${testCase}`));
  return (met?.rules ?? []).map(({ id, disabled }) =>
    disabled?.value === true ? `(${id?.value})` : (id?.value ?? ''),
  );
}

const rule = (id: string, expression: string, more = ''): string =>
  `  - id: ${id}\n    expression: ${JSON.stringify(expression)}\n${more}`;
/** The same so plainly that it need not be read. */
const plainRule = (id: string, expression: string, more: string): string =>
  `  - id: ${id}\n    expression: |-\n      ${expression}\n${more}`;

const shell = '{ events: [{ exec: bash > sh }], expect: none }';

describe('a rule stays', () => {
  it('that is about an event of the case', () => {
    const rules = rule('shell', 'exec.file.name == "sh"') + rule('shadow', 'open.file.path == "/etc/shadow"');
    expect(stay(rules, shell)).toEqual(['shell']);
    expect(stay(rules, '{ events: [{ open: /etc/hosts }], expect: none }')).toEqual(['shadow']);
  });

  it('that has a misspelt field of such an event: that it does not load is worth a word', () => {
    const rules = rule('shell', 'exec.file.nam == "sh"') + rule('shadow', 'open.file.pat == "/etc/shadow"');
    expect(stay(rules, shell)).toEqual(['shell']);
  });

  it('that the case names, whatever it is about', () => {
    const rules = rule('shadow', 'open.file.path == "/etc/shadow"');
    expect(stay(rules, '{ events: [{ exec: sh }], expect: { silent: [shadow] } }')).toEqual(['shadow']);
    expect(stay(rules, '{ expect: { verdicts: { shadow: loaded } } }')).toEqual(['shadow']);
  });

  it('unless its first condition is false on all events of its type', () => {
    const rules =
      rule('by_bash', 'process.parent.file.name == "bash" && exec.file.name == "ls"') +
      rule('by_make', 'process.parent.file.name == "make" && exec.file.name == "ls"');
    expect(stay(rules, shell)).toEqual(['by_bash']);
  });

  it('whose first condition does not rule it out, or cannot be cut or understood alone', () => {
    const rules = [
      'process.parent.file.name == "make" || exec.file.name == "sh"',
      'process.parent.file.name == "make" || exec.file.name == "x" && exec.file.name == "sh"',
      '(process.parent.file.name == "make" || exec.file.name == "sh") && exec.file.name == "sh"',
      '!(process.parent.file.name == "bash") && exec.file.name == "sh"',
      'process.parent.file.name in makers && exec.file.name == "sh"',
      '${process.seen} && exec.file.name == "sh"',
    ];
    const policy = rules.map((expression, index) => rule(`r${index}`, expression)).join('');
    expect(stay(policy, shell)).toHaveLength(rules.length);
  });

  it('that is undecided at first because the event leaves something unknown', () => {
    const rules = rule('by_make', 'process.parent.file.name == "make" && exec.file.name == "ls"');
    expect(
      stay(rules, '{ events: [{ exec: ls, unknown: [process.parent.file.name] }], expect: none }'),
    ).toEqual(['by_make']);
  });

  it('for its variables, switched off, that is not met', () => {
    const rules = rule(
      'sets',
      'open.file.path == "/x"',
      '    actions: [{ set: { name: seen, value: true } }]\n',
    );
    expect(stay(rules, shell)).toEqual(['(sets)']);
  });

  it('that has filters or several definitions', () => {
    const rules =
      rule('filtered', 'open.file.path == "/x"', '    filters: [kernel.version.major == 5]\n') +
      rule('twice', 'open.file.path == "/x"') +
      rule('twice', 'open.file.path == "/y"', '    combine: override\n');
    expect(stay(rules, shell)).toEqual(['filtered', 'twice', 'twice']);
  });

  it('that stands for several event types by one prefix', () => {
    const rules = rule('fim', 'fim.write.file.path == "/etc/passwd"');
    expect(stay(rules, '{ events: [{ rename: /a -> /etc/passwd }], expect: none }')).toEqual(['fim']);
    expect(stay(rules, shell)).toEqual([]);
  });
});

describe('all rules stay', () => {
  const rules = rule('shadow', 'open.file.path == "/etc/shadow"');

  it('where a name leads nowhere, as the nearest are told', () => {
    expect(stay(rules, '{ events: [{ exec: sh }], expect: [shaddow] }')).toEqual(['shadow']);
  });

  it('where the version of the agent is open', () => {
    expect(stay(rules, shell, { ...target, agentVersion: undefined })).toEqual(['shadow']);
  });

  it('where a macro has fields of the events, which count for every rule', () => {
    const macro = 'macros:\n  - { id: by_sh, expression: exec.file.name == "sh" }\n';
    expect(stay(`${macro}rules:\n${rules}`, shell)).toEqual(['shadow']);
  });
});

/* Rules of parts that meet, miss and break each other, held against what all of them together say. */
const heads = [
  'process.parent.file.name == "bash"',
  'process.parent.file.name != "bash"',
  'process.file.name in ["sh", ~"c*"]',
  'process.ancestors.file.name == "nginx"',
  'process.ancestors[A].file.name == "bash"',
  'exec.file.name =~ "s*"',
  'open.flags & O_WRONLY > 0',
  'process.uid == 0 or process.uid == 1',
  'process.file.name in shells',
  'process.nothing == 1',
  '${process.seen}',
  'exec.args in [r"^-c$"]',
];
const expressions = array(
  constantFrom(...heads, 'open.file.path == "/etc/passwd"', 'fim.write.file.name == "b"'),
  {
    minLength: 1,
    maxLength: 3,
  },
).chain((parts) =>
  array(constantFrom(' && ', ' || ', ' and '), { minLength: 2, maxLength: 2 }).map((operators) =>
    parts.map((part, index) => part + (index < parts.length - 1 ? operators[index] : '')).join(''),
  ),
);
const beside = constantFrom(
  '',
  '',
  '',
  '    actions: [{ set: { name: seen, value: true, scope: process } }]\n',
  '    actions: [{ set: { name: seen, value: "x", scope: process } }]\n',
  '    filters: [os == "linux"]\n',
  '    disabled: true\n',
  '    combine: override\n',
);
const policies = tuple(
  array(
    record({
      id: constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
      expression: expressions,
      beside,
      write: constantFrom(rule, plainRule),
    }),
    { minLength: 1, maxLength: 7 },
  ),
  constantFrom('[sh, bash]', '[]'),
).map(
  ([rules, values]) =>
    `macros:\n  - { id: shells, values: ${values} }\nrules:\n${rules.map(({ id, expression, beside, write }) => write(id, expression, beside)).join('')}`,
);
const events = array(
  constantFrom(
    '{ exec: bash > sh -c id }',
    '{ exec: nginx > make > cc }',
    '{ exec: sh, unknown: [process.parent.file.name, process.ancestors.*] }',
    '{ open: /etc/passwd, by: bash > cat }',
    '{ open: /tmp/b, by: sh > tee, flags: O_WRONLY | O_CREAT }',
    '{ rename: /a -> /tmp/b }',
    '{ nonsense: 1 }',
  ),
  { maxLength: 3 },
);
const expectations = constantFrom(
  'none',
  'a',
  '[b, c]',
  '{ silent: [a, d] }',
  '{ counts: { e: 1 } }',
  '[zz]',
);

describe('rules that stay', () => {
  it('make of a case what all rules make of it', () => {
    const cases = tuple(events, expectations).map(
      ([list, wanted]) => `{ events: [${list.join(', ')}], expect: ${wanted} }`,
    );
    assert(
      property(policies, array(cases, { minLength: 1, maxLength: 4 }), (policy, list) => {
        const prepared = preparedCases(`cases:\n${list.map((each) => `  - ${each}\n`).join('')}`);
        const files = [readPolicy('a.policy', policy)];
        const told = (ruleSet: RuleSet) => {
          const run = caseRunner(ruleSet);
          return prepared.map((each) => {
            const { outcome, failures, fired } = run(each);
            return {
              outcome,
              fired,
              failures: failures.map(({ message, kind, update }) => [message, kind, update]),
            };
          });
        };
        const all = load(files, target);
        const met = filesToMeet(files, target, prepared);
        const some = load(met, target);
        expect(told(some)).toEqual(told(all));
        expect(openIn(some)).toEqual(openIn(all));
        // What is not read is what would be left out.
        const unread = [laterPolicy('a.policy', policy, 'custom')];
        expect(rulesIn(filesToMeet(unread, target, prepared))).toEqual(rulesIn(met));
      }),
      { numRuns: 200 },
    );
  });
});

const rulesIn = (files: readonly PolicyFile[]) =>
  files.map(({ rules }) =>
    rules.map(({ offset, id, expression, disabled }) => [offset, id?.value, expression?.value, disabled]),
  );

const openIn = ({ verdicts }: RuleSet): readonly string[] =>
  verdicts.flatMap(({ id, state }) => (state.status === 'undecided' ? id : []));
