import { describe, expect, it } from 'vitest';
import { problemsOutside, readMarked } from './test-carrier.ts';

describe('a ConfigMap', () => {
  it('holds a policy under each key that ends in .policy', () => {
    const { policies, problems, carried } = readMarked(
      'deploy/cm.yaml',
      `apiVersion: v1
kind: ConfigMap
metadata:
  name: rules
  namespace: datadog
data:
  readme.txt: nothing
  custom.policy: |
    rules:
      - id: shell
        expression: exec.file.name == "sh"
        «filtrs»: []
  default.policy: >-
    rules:
      [{id: any, expression: exec.pid > 0}]
`,
    );
    expect(policies).toEqual({
      'deploy/cm.yaml#custom.policy': ['shell: exec.file.name == "sh"'],
      'deploy/cm.yaml#default.policy': ['any: exec.pid > 0'],
    });
    expect(problems).toEqual(['policy/unknown-key']);
    expect(carried.map(({ group, file }) => [group, file.kind])).toEqual([
      ['datadog/rules', 'custom'],
      ['datadog/rules', 'default'],
    ]);
  });

  it('may stand in a stream of documents, and in a list', () => {
    const { policies, carried } = readMarked(
      'all.yaml',
      `# ---
kind: Deployment
--- # the first
kind: ConfigMap
metadata: {name: one}
data:
  a.policy: |
    ---
    rules: [{id: a, expression: exec.pid > 0}]
---
kind: List
items:
  - kind: ConfigMap
    metadata: {name: two}
    data: {a.policy: "rules: [{id: b, expression: exec.pid > 1}]"}
  - kind: Service
`,
    );
    expect(policies).toEqual({
      'all.yaml#one/a.policy': ['a: exec.pid > 0'],
      'all.yaml#two/a.policy': ['b: exec.pid > 1'],
    });
    expect(carried.map(({ group }) => group)).toEqual(['one', 'two']);
  });

  it('as JSON is the same', () => {
    const text = '{"kind": "ConfigMap", "data": {"a.policy": "rules:\\n  - id: a\\n    «filter»: []\\n"}}';
    expect(readMarked('cm.json', text)).toMatchObject({
      policies: { 'cm.json#a.policy': ['a: undefined'] },
      problems: ['policy/unknown-key'],
    });
  });

  it('shows the place of a mistake in double quotes, escapes and all', () => {
    const text = 'kind: ConfigMap\ndata:\n  a.policy: "rules:\\n  - id: a\\n    disabled: «\\"true\\"»\\n"\n';
    const { problems, carried } = readMarked('cm.yaml', text);
    expect(problems).toEqual(['policy/wrong-type']);
    expect(carried[0]?.file.unreadable?.code).toBe('policy/wrong-type');
  });

  it('that is broken deploys none of its policies', () => {
    const text = `kind: ConfigMap
metadata: {name: a}«}»
data:
  a.policy: |
    rules: [{id: a, expression: exec.pid > 0}]
`;
    const { carried, problems } = readMarked('cm.yaml', text);
    expect(problems).toEqual(['text/yaml-syntax']);
    expect(carried[0]?.file.unreadable?.code).toBe('text/yaml-syntax');
  });

  it('says what is in it and is not read as a policy', () => {
    const text = `kind: ConfigMap
data:
  «custom.policy»:
    rules: []
  «none.policy»:
binaryData:
  «other.policy»: cnVsZXM6Cg==
`;
    expect(readMarked('cm.yaml', text).problems).toEqual([
      'policy/not-a-text',
      'policy/not-a-text',
      'policy/not-read',
    ]);
    expect(readMarked('cm.yaml', 'kind: ConfigMap\ndata: {}\n').problems).toEqual(['policy/no-policy']);
  });
});

describe('the values of a chart', () => {
  it('hold policies at any depth', () => {
    const { policies, carried } = readMarked(
      'values.yaml',
      `datadog:
  securityAgent:
    runtime:
      customPolicies:
        - base.policy: |
            rules:
              - id: a
                expression: exec.pid > 0
      more: &more
        extra.policy: |-
          rules: [{id: b, expression: exec.pid > 1}]
again: *more
nothing.policy:
`,
    );
    expect(policies).toEqual({
      'values.yaml#base.policy': ['a: exec.pid > 0'],
      'values.yaml#extra.policy': ['b: exec.pid > 1'],
    });
    expect(carried.map(({ carrier }) => carrier)).toEqual(['helm', 'helm']);
  });
});

describe('a template of a chart', () => {
  it('leaves out what Helm writes, says so, and reads the rest where it stands', () => {
    const { policies, problems, carried } = readMarked(
      'templates/cm.yaml',
      `{{- if .Values.enabled }}
kind: ConfigMap
metadata:
  name: {{ include "chart.name" . }}
  labels:
    {{- include "chart.labels" . | nindent 4 }}
data:
  custom.policy: |
    rules:
      - id: shell
        expression: exec.file.name == "sh"
        «filtrs»: []
      - id: users
        expression: process.uid == «{{ .Values.uid }}»
      {{- if .Values.more }}
      - id: more
        expression: exec.pid > 0
      {{- end }}
  file.policy: |-
«{{ .Files.Get "file.policy" | indent 4 }}»
{{- end }}
`,
    );
    expect(policies).toEqual({
      'templates/cm.yaml#custom.policy': ['shell: exec.file.name == "sh"', 'more: exec.pid > 0'],
    });
    expect(problems).toEqual(['policy/unknown-key', 'policy/not-static', 'policy/not-static']);
    expect(carried[0]?.notStatic.map(({ id }) => id)).toEqual(['users']);
    expect(problemsOutside(carried).map(({ message }) => message)).toContain(
      '`file.policy` is known only when Helm runs: the policy is left out',
    );
  });

  it('may be all of the data', () => {
    const text = 'kind: ConfigMap\ndata: «{{ toYaml .Values.policies | nindent 2 }}»\n';
    expect(readMarked('templates/cm.yaml', text).problems).toEqual(['policy/not-static']);
  });
});
