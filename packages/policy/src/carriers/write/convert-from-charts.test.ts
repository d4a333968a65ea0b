import { describe, expect, it } from 'vitest';
import { changes, converted, textOf } from './test-conversion.ts';

describe('policies in a template of a chart', () => {
  it('are nothing where Helm fills in all', () => {
    const text = 'kind: ConfigMap\ndata:\n  a.policy: |\n    {{- .Files.Get "a.policy" | nindent 4 }}\n';
    for (const to of ['policy', 'archive', 'api'] as const) {
      const conversion = converted(text, to, 'cm.yaml');
      expect(conversion.files).toEqual([]);
      expect(changes(conversion)).toEqual([
        'lost  policy: `a.policy` is known only when Helm runs: the policy is left out',
      ]);
    }
  });

  it('are without what Helm has a part in', () => {
    const text = `kind: ConfigMap
data:
  a.policy: |
    rules:
      - id: one
        expression: exec.comm == "{{ .Values.comm }}"
      - id: two
        expression: exec.pid > 0
        actions: [{coredump: {process: true}}, {kill: {signal: SIGKILL, disable_container_disarmer: true}}]
`;
    const conversion = converted(text, 'policy', 'cm.yaml');
    expect(textOf(conversion)).toBe(`rules:
  - id: two
    expression: exec.pid > 0
    actions:
      - coredump:
          process: true
      - kill:
          signal: SIGKILL
          disable_container_disarmer: true
`);
    expect(changes(conversion)).toEqual([
      'lost one rule: it is left out: what it says is known only when its tool runs',
    ]);
  });
});
