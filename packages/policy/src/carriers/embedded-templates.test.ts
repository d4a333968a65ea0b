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

  it('leaves what stands around its rules', () => {
    const text =
      'kind: ConfigMap\ndata:\n  a.policy: |\n    «{{- if .Values.on }}»\n    rules: []\n    {{- end }}\n';
    expect(readMarked('cm.yaml', text).policies).toEqual({ 'cm.yaml#a.policy': [] });
  });
});
