import { describe, expect, it } from 'vitest';
import { readMarked } from './test-carrier.ts';

describe('a policy that is all filled in by Helm', () => {
  it.each([
    ['in a block', '  a.policy: |\n    «{{- .Files.Get "a.policy" | nindent 4 }}»\n'],
    ['at the start of a line', '  a.policy: |-\n«{{ .Files.Get "a.policy" | indent 4 }}»\n'],
    ['behind its key', '  a.policy: «{{ .Values.policy | quote }}»\n'],
    ['in quotes', '  a.policy: "«{{ .Values.policy }}»"\n'],
  ])('%s is left out, and is no empty file', (_, value) => {
    const { policies, problems } = readMarked('cm.yaml', `kind: ConfigMap\ndata:\n${value}  other: 1\n`);
    expect(problems).toEqual(['policy/not-static']);
    expect(policies).toEqual({ 'cm.yaml': [] });
  });

  it.each([
    ['the end of what is around it', '{{- end }}\n'],
    ['a condition on what follows', '  {{- if .Values.more }}\n  more: 1\n  {{- end }}\n{{- end }}\n'],
    ['a comment', '{{- /* that was it */ -}}\n'],
    ['a variable', '{{- $more := 1 }}\n'],
    ['the name of the next key', '  {{ .Values.key }}: 1\n'],
  ])('has no part in a policy before %s', (_, after) => {
    const rule = '    rules:\n      - id: a\n        expression: exec.pid > 0\n';
    const text = `kind: ConfigMap\ndata:\n  a.policy: |\n${rule}${after}`;
    const { problems, policies, carried } = readMarked('cm.yaml', `{{- if .Values.on }}\n${text}`);
    expect(problems).toEqual([]);
    expect(policies).toEqual({ 'cm.yaml#a.policy': ['a: exec.pid > 0'] });
    expect(carried[0]?.home.readOnly).toBe(false);
  });

  it('has a part in a policy whose last lines it writes', () => {
    const rule = '    rules:\n      - id: a\n        expression: exec.pid > 0\n';
    const more = '    {{- if .Values.more }}\n    «{{- toYaml .Values.more | nindent 6 }}»\n    {{- end }}\n';
    const { problems, carried } = readMarked(
      'cm.yaml',
      `kind: ConfigMap\ndata:\n  a.policy: |\n${rule}${more}`,
    );
    expect(problems).toEqual(['policy/not-static']);
    expect(carried[0]?.home.readOnly).toBe(true);
  });

  it('leaves what stands around its rules', () => {
    const text =
      'kind: ConfigMap\ndata:\n  a.policy: |\n    «{{- if .Values.on }}»\n    rules: []\n    {{- end }}\n';
    expect(readMarked('cm.yaml', text).policies).toEqual({ 'cm.yaml#a.policy': [] });
  });
});
