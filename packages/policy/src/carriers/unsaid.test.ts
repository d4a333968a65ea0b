import { parseAgentVersion } from '@secl/model';
import { startHclParser } from '@secl/text/node';
import { describe, expect, it } from 'vitest';
import { load } from '../load/load.ts';
import { readCarrier } from './read-carrier.ts';

const hcl = await startHclParser();

/** What becomes of each rule of a file: its status, or what it needs. */
function fatesIn(name: string, text: string): Readonly<Record<string, string>> {
  const agentVersion = parseAgentVersion('7.68.0');
  if (agentVersion === undefined) throw new Error('no version');
  const files = readCarrier(name, text, { hcl }).map(({ file }) => file);
  const set = load(files, { platform: 'linux', agentVersion, origin: 'ebpf', host: new Map() });
  return Object.fromEntries(
    set.verdicts.map(({ id, state }) => [
      id,
      state.status === 'undecided' ? state.needs.join(', ') : state.status,
    ]),
  );
}

const rule = (name: string, expression: string, ...lines: readonly string[]): string =>
  `resource "datadog_csm_threats_agent_rule" "${name}" {\n  name = "${name}"\n  expression = ${expression}\n${lines.join('\n')}\n}\n`;
const reading = rule('reads', '"exec.pid > 0 && $${seen} == \\"x\\""');
const set = (value: string): string => `actions {\n set {\n name = "seen"\n value = ${value}\n }\n }`;

describe('a variable that something hidden may set leaves rules that read it undecided', () => {
  it.each([
    ['an action with a variable in it', rule('sets', '"exec.pid > 0"', set('var.x')), 'sets'],
    ['actions by a loop', rule('sets', '"exec.pid > 0"', 'dynamic "actions" {\ncontent {}\n}'), 'sets'],
    ['a rule that is left out', rule('sets', 'var.x', set('"x"')), 'sets'],
  ])('%s', (_, text, by) => {
    expect(fatesIn('main.tf', text + reading)).toMatchObject({
      reads: `what the rule \`${by}\` sets, which only Terraform knows`,
    });
  });

  it('and not where its name is known to be another', () => {
    const text = rule('sets', 'var.x', set('"x"').replace('seen', 'other'));
    expect(fatesIn('main.tf', text + reading)).toEqual({ reads: 'rejected' });
  });

  it('and not where something else is wrong with them, or nothing is hidden', () => {
    const sets = rule('sets', '"exec.pid > 0"', set('var.x'));
    expect(fatesIn('main.tf', sets + rule('reads', '"exec.nosuch > 0 && $${seen}"'))).toMatchObject({
      reads: 'rejected',
    });
    expect(fatesIn('main.tf', rule('sets', '"exec.pid > 0"', set('"y"')) + reading)).toEqual({
      sets: 'loaded',
      reads: 'loaded',
    });
    expect(fatesIn('main.tf', reading)).toEqual({ reads: 'rejected' });
  });

  it("in Terraform's JSON", () => {
    const text = `{"resource": {"datadog_csm_threats_agent_rule": {
      "sets": {"name": "sets", "expression": "exec.pid > 0", "actions": [{"set": {"name": "seen", "value": "\${var.x}"}}]},
      "reads": {"name": "reads", "expression": "exec.pid > 0 && $\${seen}"}}}}`;
    expect(fatesIn('main.tf.json', text)).toEqual({
      sets: 'loaded',
      reads: 'what the rule `sets` sets, which only Terraform knows',
    });
  });
});

it('a macro and a rule that Helm has a part in leave rules undecided', () => {
  const text = `kind: ConfigMap
data:
  a.policy: |
    macros:
      - id: SHELLS
        expression: exec.file.name in [{{ .Values.shells }}]
    rules:
      - id: uses
        expression: SHELLS
      - id: sets
        expression: exec.file.name == "{{ .Values.name }}"
      - id: reads
        expression: exec.pid > 0 && \${seen}
      - id: wrong
        expression: exec.pid > 0 && OTHERS
`;
  expect(fatesIn('cm.yaml', text)).toEqual({
    uses: 'the macro `SHELLS`, which only Helm knows',
    reads: 'what the rule `sets` sets, which only Helm knows',
    wrong: 'rejected',
  });
});
