import { applyEdits } from '@secl/text';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyFile } from '../read/definitions.ts';
import { newReadMemory, type ReadMemory } from '../read/read-memory.ts';
import { readPolicy } from '../read/read-policy.ts';
import { targetOf } from '../test-kit/load-policies.ts';
import { nothingExternal } from './external.ts';
import { type LoadMemory, load, newLoadMemory } from './load.ts';
import type { RuleSet } from './loaded.ts';
import { stateOf } from './state-of.ts';
import type { Target } from './target.ts';

const first = `version: 1.0.0
macros:
  - id: SHELLS
    values: [sh, bash]
rules:
  - id: marks
    # Runs before reads_it, or behind it.
    expression: exec.file.name == "sh" && process.args in SHELLS
    actions:
      - set: {name: seen, value: true, scope: process}
  - id: reads_it
    expression: exec.file.path =~ "/tmp/*" && \${process.seen}
  - id: old
    expression: open.file.path == "/etc/passwd"
    agent_version: '< 7.0'
  - id: broken
    expression: exec.file.nam == "x"
  - id: plain
    description: nothing more
    expression: |
      open.file.name == "y"
      && open.flags & O_CREAT > 0
`;
const second = `rules:
  - id: elsewhere
    expression: exec.file.name == "curl"
  - id: twice
    expression: unlink.file.name == "a"
  - id: twice
    expression: unlink.file.name == "b"
`;

const target = targetOf({ origin: 'ebpf' });
const open: Target = { ...target, agentVersion: undefined };

/** Files as an editor reads them: item by item, with what was read before. */
class Editor {
  readonly texts: [string, string] = [first, second];
  readonly #memories: [ReadMemory, ReadMemory] = [newReadMemory(), newReadMemory()];
  #files: [PolicyFile, PolicyFile] = [this.#read(0), this.#read(1)];

  get files(): readonly PolicyFile[] {
    return this.#files;
  }

  edit(which: 0 | 1, start: number, end: number, text: string): void {
    this.texts[which] = applyEdits(this.texts[which], [{ range: { start, end }, text }]);
    this.#files = which === 0 ? [this.#read(0), this.#files[1]] : [this.#files[0], this.#read(1)];
  }

  replace(which: 0 | 1, old: string, text: string): void {
    const start = this.texts[which].indexOf(old);
    if (start === -1) throw new Error(`${old} is not there`);
    this.edit(which, start, start + old.length, text);
  }

  #read(which: 0 | 1): PolicyFile {
    return readPolicy(
      which === 0 ? 'a.policy' : 'b.policy',
      this.texts[which],
      'custom',
      this.#memories[which],
    );
  }
}

/** All that loading says, without the functions that engines run. */
function said(set: RuleSet): object {
  const { verdicts, policies, rules, macros, failedMacros, variables, dropped, problems } = set;
  return {
    problems,
    verdicts: verdicts.map(({ rule: _, ...rest }) => rest),
    policies,
    rules: rules.map(({ id, eventType, expression: { offset, value }, actions, rule }) => {
      return { id, eventType, offset, value: value.value, acts: actions.length, base: rule.base.offset };
    }),
    macros: [...macros.keys()],
    failedMacros,
    variables,
    dropped,
  };
}

/** What becomes of each rule, as it is known before everything is loaded. */
function statuses(set: RuleSet): readonly unknown[] {
  return ['marks', 'reads_it', 'old', 'broken', 'plain', 'elsewhere', 'twice', 'none'].map((id) => {
    const state = stateOf(set, id);
    return state?.status === 'rejected' ? state.agent : state;
  });
}

/** A memory that tells how often definitions were judged: loading everything begins with that. */
function counting(given: Target = target): { readonly memory: LoadMemory; readonly wholes: () => number } {
  let wholes = 0;
  const memory = newLoadMemory(given);
  return {
    memory: {
      ...memory,
      judge(agent) {
        wholes++;
        return memory.judge(agent);
      },
    },
    wholes: () => wholes,
  };
}

describe('after an edit', () => {
  it.each([
    ['in an expression', 'a.policy', 'open.file.name == "y"', 'open.file.name == "yy"'],
    ['that breaks an expression', 'a.policy', '"sh" &&', '"sh" &'],
    ['that mends one', 'a.policy', 'exec.file.nam ', 'exec.file.name '],
    [
      'of the event type of a rule that sets a variable',
      'a.policy',
      'exec.file.name == "sh"',
      'open.flags > 1',
    ],
    ['in a description', 'a.policy', 'nothing more', 'nothing\\nmore'],
    ['in a comment', 'a.policy', 'Runs before', 'May run before'],
    ['in another file', 'b.policy', '"curl"', '"wget"'],
  ])('%s no other rule is loaded, and what is said is what loading everything says', (_, file, old, text) => {
    const editor = new Editor();
    const { memory, wholes } = counting();
    const loaded = (): RuleSet => load(editor.files, target, nothingExternal, memory);
    loaded();
    editor.replace(file === 'a.policy' ? 0 : 1, old, text);
    const set = loaded();
    expect(wholes()).toBe(1);
    expect(loaded().problems).toEqual(set.problems);
    expect(wholes()).toBe(1);
    expect(set.problems).toEqual(load(editor.files, target).problems);
    expect(statuses(set)).toEqual(statuses(load(editor.files, target)));
    expect(wholes()).toBe(1);
    expect(said(set)).toEqual(said(load(editor.files, target)));
  });

  it.each([
    ['of an id', 0, 'id: plain', 'id: plains'],
    ['of a variable', 0, 'name: seen', 'name: sen'],
    ['of a macro', 0, '[sh, bash]', '[sh]'],
    ['of what moves a macro', 0, '1.0.0', '1.0.10'],
    ['of a rule with a second definition', 1, '"b"', '"c"'],
  ] as const)('%s, others may be judged otherwise', (_, which, old, text) => {
    const editor = new Editor();
    const { memory } = counting();
    load(editor.files, target, nothingExternal, memory);
    editor.replace(which, old, text);
    const set = load(editor.files, target, nothingExternal, memory);
    expect(said(set)).toEqual(said(load(editor.files, target)));
  });

  it('what an older loading says is about its own files', () => {
    const editor = new Editor();
    const { memory } = counting();
    const before = editor.files;
    load(before, target, nothingExternal, memory);
    editor.replace(0, '"sh" &&', '"bash" &&');
    const between = editor.files;
    const set = load(between, target, nothingExternal, memory);
    editor.replace(0, '"bash" &&', '"zsh" ||');
    load(editor.files, target, nothingExternal, memory);
    expect(statuses(set)).toEqual(statuses(load(between, target)));
    expect(said(set)).toEqual(said(load(between, target)));
  });
});

describe('where the version of the agent is left out', () => {
  it('an edit in an expression loads no other rule for any agent', () => {
    const editor = new Editor();
    const { memory, wholes } = counting(open);
    load(editor.files, open, nothingExternal, memory);
    const before = wholes();
    editor.replace(0, 'open.file.name == "y"', 'open.file.name == "yy" && open.file.extension == "a"');
    const set = load(editor.files, open, nothingExternal, memory);
    expect(wholes()).toBe(before);
    expect(set.problems).toEqual(load(editor.files, open).problems);
    expect(said(set)).toEqual(said(load(editor.files, open)));
  });
});

describe('under random edits, one upon the other', () => {
  const bits = [
    ...['x', '"', ' && ', 'SHELLS', '${process.seen}', '\n', '# ', "'", ' == "y"', 'exec', 'open', '('],
    ...[
      '\n  - id: more\n    expression: exec.pid > 1\n',
      '    disabled: true\n',
      '    priority: 3\n',
      '\n\n',
    ],
  ];
  const edit = fc.record({
    which: fc.constantFrom<0 | 1>(0, 0, 0, 1),
    at: fc.nat(2000),
    remove: fc.oneof(fc.constant(0), fc.nat(8)),
    text: fc.constantFrom('', ...bits),
  });

  it.each([
    ['one agent', target, 300],
    ['every agent', open, 30],
  ] as const)('a memory changes nothing for %s', (_, given, numRuns) => {
    let [alone, all] = [0, 0];
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        const editor = new Editor();
        const { memory, wholes } = counting(given);
        load(editor.files, given, nothingExternal, memory);
        for (const { which, at, remove, text } of edits) {
          const start = at % (editor.texts[which].length + 1);
          const end = Math.min(start + remove, editor.texts[which].length);
          editor.edit(which, start, end, text);
          const before = wholes();
          const set = load(editor.files, given, nothingExternal, memory);
          if (wholes() === before) alone++;
          else all++;
          const fresh = load(editor.files, given);
          expect(set.problems).toEqual(fresh.problems);
          expect(statuses(set)).toEqual(statuses(fresh));
          if (at % 3 === 0) expect(said(set)).toEqual(said(fresh));
        }
      }),
      { numRuns },
    );
    expect(Math.min(alone, all)).toBeGreaterThan(numRuns / 3);
  });
});
