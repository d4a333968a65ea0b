import { describe, expect, it } from 'vitest';
import { runInMemory } from '../test-context.ts';
import { testFiles } from '../test-files.ts';

const configMap = `kind: ConfigMap
data:
  custom.policy: |
    rules:
      - id: shell
        expression: |
          process.uid == 0 &&
          exec.file.nam == "sh"
      - id: quiet
        expression: exec.file.name == "a"
`;
const terraform = `resource "datadog_csm_threats_agent_rule" "a" {
  name       = "a"
  expression = "process.uid == 0 && exec.file.nam == \\"sh\\""
}
`;
const fs = testFiles({ 'deploy/cm.yaml': configMap, 'main.tf': terraform });
const mistake = '`exec.file.nam` is not a field, constant or macro: did you mean `exec.file.name`?';

describe('places of policies that are a part of a file', () => {
  it('are shown where they stand in that file', async () => {
    const { stdout } = await runInMemory(['load', 'deploy/cm.yaml'], { fs });
    expect(stdout).toContain(`shell  rejected  deploy/cm.yaml:8:11 ${mistake}`);
    expect(stdout).toContain('  8 |           exec.file.nam == "sh"\n    |           ^^^^^^^^^^^^^\n');
  });

  it('stand in JSON with the file, in all that belongs to a problem', async () => {
    const { stdout } = await runInMemory(['load', 'deploy/cm.yaml', 'main.tf', '--format', 'json'], { fs });
    const { rules, problems } = JSON.parse(stdout) as {
      readonly rules: readonly { readonly id: string; readonly policy: string; readonly place: unknown }[];
      readonly problems: readonly { readonly place: unknown; readonly fix: { readonly edits: unknown } }[];
    };
    const at = (file: string, line: number, column: number, length: number) => ({
      file,
      start: { line, column },
      end: { line, column: column + length },
    });
    expect(rules.map(({ id, policy, place }) => ({ id, policy, place }))).toEqual([
      { id: 'shell', policy: 'deploy/cm.yaml#custom.policy', place: at('deploy/cm.yaml', 5, 13, 5) },
      { id: 'quiet', policy: 'deploy/cm.yaml#custom.policy', place: at('deploy/cm.yaml', 9, 13, 5) },
      { id: 'a', policy: 'main.tf', place: at('main.tf', 2, 16, 3) },
    ]);
    expect(problems.map(({ place }) => place)).toEqual([
      at('deploy/cm.yaml', 8, 11, 13),
      at('main.tf', 3, 37, 13),
    ]);
    expect(problems.map(({ fix }) => fix.edits)).toEqual([
      [{ place: at('deploy/cm.yaml', 8, 11, 13), text: 'exec.file.name' }],
      [{ place: at('main.tf', 3, 37, 13), text: 'exec.file.name' }],
    ]);
  });

  it('are those of standard input', async () => {
    const { stdout } = await runInMemory(['load', '-'], { stdin: configMap });
    expect(stdout).toContain(`shell  rejected  <stdin>:8:11 ${mistake}`);
  });

  it('are shown by replay and explain too', async () => {
    const explained = await runInMemory(['explain', '--rule', 'shell', '--policies', 'deploy/cm.yaml'], {
      fs,
    });
    expect(explained.stdout + explained.stderr).toContain('deploy/cm.yaml:8:11');
    const recording = testFiles({
      'deploy/cm.yaml': configMap,
      'a.jsonl': '{"Type": "exec", "Values": {"exec.file.name": "a"}}\n',
    });
    const replayed = await runInMemory(['replay', '--policies', 'deploy/cm.yaml', 'a.jsonl'], {
      fs: recording,
    });
    expect(replayed.stdout).toContain('quiet');
  });
});
