/**
 * Files of every carrier, with anything changed in them: reading and loading never throw and do not take long, every
 * place lies in the user's file, and a file with the fixes of its problems is still one that can be read.
 */
import { parseAgentVersion } from '@secl/model';
import { type CarriedPolicy, load, outward, readCarrier } from '@secl/policy';
import { applyEdits, decodeText, type Problem, type Range, type TextEdit } from '@secl/text';
import { startHclParser } from '@secl/text/node';
import { describe, expect, it } from 'vitest';
import { createDice, type Dice } from './dice.ts';

const hcl = await startHclParser();

/** With mistakes in them for which there are fixes. */
const expressions = [
  'exec.file.nme == "sh"',
  'exec.file.path == "/bin/sh" and exec.pid > 0',
  'exec.file.name in ["a", "b"] && ${process.seen} == true',
  "exec.file.name == 'sh'",
  'open.file.name == ~"*.so" || open.flags & O_CREAT > 0',
  'exec.args_options in ["a=b"] &&',
  '%{x} == "é😀"',
] as const;

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);
const forTerraform = (text: string): string => escaped(text.replace(/([$%])\{/g, '$1$1{'));

const carriers: readonly (readonly [name: string, file: (expression: string) => string])[] = [
  [
    'a.policy',
    (text) =>
      `macros:\n  - id: m\n    expression: '["a"]'\nrules:\n  - id: a\n    expression: >-\n      ${text}\n    filtrs: [x]\n    actions:\n      - set: {name: seen, value: true, scope: process}\n  - id: a\n    expression: "${escaped(text)}"\n    combine: overide\n`,
  ],
  [
    'cm.yaml',
    (text) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\ndata:\n  a.policy: |\n    rules:\n      - id: a\n        expression: |-\n          ${text}\n  b.policy: "rules: [{id: b, expression: '${escaped(text).replaceAll("'", "''")}'}]"\n`,
  ],
  [
    'values.yaml',
    (text) =>
      `agent:\n  policies:\n    a.policy: >\n      rules:\n        - id: {{ .Values.id }}\n          expression: "${escaped(text)}"\n\n        - id: b\n          expression: ${text}\n    b.policy: |\n      rules: [{id: c, expression: "${escaped(text)}"}]\n`,
  ],
  [
    'rule.yaml',
    (text) =>
      `name: a\nexpression: ${JSON.stringify(text)}\ntests:\n  - description: x\n    data: {type: exec}\n`,
  ],
  ['a.macro', (text) => `expression: ${text}\nvalues: [a, b]\n`],
  ['b.macro', (text) => text],
  [
    'main.tf',
    (text) =>
      `locals {\n  text = "${forTerraform(text)}"\n}\nresource "datadog_csm_threats_agent_rule" "a" {\n  name = "a"\n  policy_id = datadog_csm_threats_policy.x.id\n  expression = <<-EOT\n    ${text.replace(/([$%])\{/g, '$1$1{')}\n  EOT\n  actions {\n    set {\n      name = var.x\n    }\n  }\n}\nresource "datadog_csm_threats_agent_rule" "b" {\n  name = "b"\n  expression = local.text\n}\n`,
  ],
  [
    'main.tf.json',
    (text) =>
      `{"locals": {"x": "y"}, "resource": {"datadog_csm_threats_agent_rule": {"a": {"name": "a", "expression": "${forTerraform(text)} \\/\\u00e9", "enabled": "\${local.x}", "actions": [{"set": {"value": 1}}]}}}}`,
  ],
  [
    'plan.json',
    (text) =>
      `{"format_version": "1", "planned_values": {"root_module": {"resources": [{"address": "x.a", "type": "datadog_csm_threats_agent_rule", "name": "a", "values": {"name": "a", "expression": ${JSON.stringify(text)}}}]}}, "resource_changes": [{"address": "x.a", "change": {"after_unknown": {"description": true}}}]}`,
  ],
  [
    'rule.json',
    (text) =>
      `{"data": [{"type": "agent_rule", "attributes": {"name": "a", "expression": ${JSON.stringify(text)}, "filters": ["os == 'linux'"], "actions": [{"kill": {"signal": "SIGKIL"}}]}}]}`,
  ],
];

const pieces = [
  ...['"', "'", '{', '}', '[', ']', '(', ')', ':', ',', '=', '#', '|', '>', '&a ', '*a', '<<: ', '!!str '],
  ...['\n', '\r\n', '\t', '  ', '---\n', '- ', '\\', '\\u', '\\"', '{{', '}}', '${', '%{', '$${', '~', '?'],
  ...[
    '<<EOT\n',
    '<<-EOT\n',
    '\nEOT\n',
    '/*',
    '*/',
    '\u0000',
    '\ufeff',
    '\u2028',
    '\ud83d',
    'é',
    '😀',
    'null',
  ],
  ...[
    'rules:',
    'expression: ',
    'id: a\n',
    'local.text',
    'dynamic "actions" {',
    'count = 0\n',
    '0x10',
    '1e400',
  ],
] as const;

function changed(text: string, dice: Dice, other: string): string {
  let result = text;
  for (let count = dice.below(4); count > 0; count--) {
    const start = dice.below(result.length + 1);
    const end = Math.min(result.length, start + dice.below(dice.pick([1, 3, 30])));
    const from = dice.below(other.length + 1);
    const by = dice.pick([
      dice.pick(pieces),
      dice.pick(pieces),
      result.slice(start, end).repeat(2),
      other.slice(from, from + dice.below(60)),
    ]);
    result = result.slice(0, start) + by + result.slice(end);
  }
  return result;
}

const agentVersion = parseAgentVersion('7.68.0');

/** What is wrong with a file and what an agent says of it, at places of the file. */
function problemsOf(carried: readonly CarriedPolicy[]): readonly Problem[] {
  if (agentVersion === undefined) throw new Error('no version');
  const files = carried.map(({ file }) => file);
  const set = load(files, { platform: 'linux', agentVersion, origin: 'ebpf', host: new Map() });
  const homes = new Map(carried.map(({ file, home }) => [file.name, home]));
  return set.problems.map((problem) => outward(problem, (document) => homes.get(document)));
}

function expectInside(problem: Problem, name: string, text: string): void {
  const { place, related, fix } = problem;
  const places = [
    place,
    ...related.map((each) => each.place),
    ...(fix?.edits ?? []).map((edit) => edit.place),
  ];
  for (const { document, range } of places) {
    expect(document, problem.code).toBe(name);
    expect(isRangeOf(range, text), `${problem.code} at ${range.start}..${range.end}`).toBe(true);
  }
}

const isRangeOf = ({ start, end }: Range, text: string): boolean =>
  start >= 0 && end >= start && end <= text.length;

/** The edits of all fixes, but for those that meet an earlier one. */
function editsOf(problems: readonly Problem[]): readonly TextEdit[] {
  const chosen: TextEdit[] = [];
  for (const { fix } of problems) {
    const edits = (fix?.edits ?? []).map(({ place, text }) => ({ range: place.range, text }));
    const meets = edits.some(({ range }) =>
      chosen.some((other) => range.start <= other.range.end && other.range.start <= range.end),
    );
    if (!meets) chosen.push(...edits);
  }
  return chosen;
}

const isLost = (carried: readonly CarriedPolicy[]): boolean =>
  carried.some(({ file }) => file.unreadable !== undefined);

/** Reads, loads and mends it; gives how many edits the fixes made. */
function check(name: string, text: string): number {
  const start = performance.now();
  const carried = readCarrier(name, text, { hcl });
  const problems = problemsOf(carried);
  expect(performance.now() - start).toBeLessThan(5_000);
  for (const problem of problems) expectInside(problem, name, text);
  const edits = editsOf(problems);
  if (edits.length === 0) return 0;
  const mended = applyEdits(text, edits);
  const again = readCarrier(name, mended, { hcl });
  for (const problem of problemsOf(again)) expectInside(problem, name, mended);
  if (!isLost(carried))
    expect(again.find(({ file }) => file.unreadable)?.file.unreadable?.message).toBe(undefined);
  return edits.length;
}

/** A failure names the number that makes it again. */
function everySeed(count: number, run: (dice: Dice) => void): void {
  for (let seed = 1; seed <= count; seed++) {
    try {
      run(createDice(seed));
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    }
  }
}

describe('a file of any carrier', () => {
  it.each(carriers)('%s is mended by its fixes as it is', (name, file) => {
    for (const expression of expressions) check(name, file(expression));
  });

  it.each(carriers)('%s with anything changed in it', (name, file) => {
    let mended = 0;
    everySeed(1_500, (dice) => {
      const [, other] = dice.pick(carriers);
      const text = changed(file(dice.pick(expressions)), dice, other(dice.pick(expressions)));
      mended += check(name, text);
    });
    expect(mended).toBeGreaterThan(name === 'b.macro' ? -1 : 0);
  });

  it('of bytes', () => {
    everySeed(2_000, (dice) => {
      const [name, file] = dice.pick(carriers);
      const bytes = new TextEncoder().encode(file(dice.pick(expressions)));
      for (let count = dice.below(20); count > 0; count--) bytes[dice.below(bytes.length)] = dice.below(256);
      check(name, decodeText(bytes.slice(0, dice.chance(30) ? dice.below(bytes.length) : undefined)).text);
    });
  });
});
