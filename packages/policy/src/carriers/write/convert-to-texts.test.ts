import { describe, expect, it } from 'vitest';
import { readArchive } from '../archive.ts';
import { converted, policy, read, rule, textOf } from './test-conversion.ts';

describe('what carries whole policies', () => {
  it('has the text of the policy, comments and all', () => {
    const indented = policy.replace(/^(?=.)/gm, '    ');
    expect(textOf(converted(policy, 'policy'))).toBe(policy);
    expect(textOf(converted(policy, 'configmap'))).toBe(
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: custom\ndata:\n  custom.policy: |\n${indented}`,
    );
    expect(textOf(converted(policy, 'helm'))).toBe(`customPolicies:\n  custom.policy: |\n${indented}`);
    expect(converted(policy, 'configmap').changes).toEqual([]);
  });

  it('has the same bytes each time, the archive too', () => {
    const [first, second] = [converted(policy, 'archive'), converted(policy, 'archive')];
    expect(first).toEqual(second);
    const [file] = first.files;
    const back = readArchive('pack.zip', file?.content as Uint8Array);
    expect(back.map(({ file: { name }, text }) => [name, text])).toEqual([
      ['pack.zip/custom.policy', policy],
    ]);
  });

  it('has Windows line ends as YAML reads them', () => {
    expect(textOf(converted(policy.replaceAll('\n', '\r\n'), 'helm'))).toBe(
      textOf(converted(policy, 'helm')),
    );
  });

  it('has braces of a policy in a ConfigMap so that no template begins there', () => {
    const text = textOf(converted(rule(`expression: 'exec.comm == "{{a}}"'`), 'configmap'));
    expect(text).not.toContain('{{');
    const [back] = read('cm.yaml', text);
    expect(back?.file.rules[0]?.expression?.value).toBe('exec.comm == "{{a}}"');
  });
});
