import { applyEdits } from '@secl/text';
import { describe, expect, it } from 'vitest';
import { outwardEdits } from './outward.ts';
import { readCarrier } from './read-carrier.ts';
import { problemsOutside, readMarked } from './test-carrier.ts';

const application = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: agents
  namespace: argocd
spec:
  source:
    chart: datadog
    helm:
      releaseName: datadog
      values: |
        datadog:
          customPolicies:
            base.policy: |
              rules:
                - id: shell
                  expression: exec.file.name == "sh"
                  «filtrs»: []
`;

describe('values of a chart that are a text in another file', () => {
  it('of Argo CD', () => {
    const { policies, problems, carried } = readMarked('app.yaml', application);
    expect(policies).toEqual({ 'app.yaml#base.policy': ['shell: exec.file.name == "sh"'] });
    expect(problems).toEqual(['policy/unknown-key']);
    expect(carried.map(({ carrier, group }) => [carrier, group])).toEqual([['helm', 'argocd/agents']]);
  });

  it.each([
    [
      'sources of Argo CD',
      'spec: {sources: [{helm: {values: "a.policy: |\\n  rules: [{id: a, «idd»: x}]\\n"}}]}\n',
    ],
    [
      'k3s',
      'kind: HelmChart\nspec:\n  valuesContent: |-\n    x:\n      a.policy: |\n        rules: [{id: a, «idd»: x}]\n',
    ],
    [
      'a ConfigMap that Flux takes them from',
      'kind: ConfigMap\ndata:\n  values.yaml: |\n    a.policy: "rules: [{id: a, «idd»: x}]"\n',
    ],
    [
      'a manifest that is a text itself, with values in it',
      "manifests:\n  app.yaml: |\n    kind: Application\n    spec:\n      values: |\n        a.policy: 'rules: [{id: a, «idd»: x}]'\n",
    ],
  ])('of %s', (_, text) => {
    const { policies, problems } = readMarked('x.yaml', text);
    expect(policies).toEqual({ 'x.yaml#a.policy': ['a: undefined'] });
    expect(problems).toEqual(['policy/unknown-key']);
  });

  it('may be a mapping as well, beside a ConfigMap', () => {
    const text = `kind: ConfigMap
metadata: {name: one}
data:
  a.policy: "rules: [{id: a, expression: exec.pid > 0}]"
---
kind: HelmRelease
metadata: {name: two}
spec:
  values:
    a.policy: "rules: [{id: b, expression: exec.pid > 1}]"
---
kind: Deployment
spec: {values: "b.policy: |\\n  rules: []\\n"}
`;
    const { policies, carried } = readMarked('all.yaml', text);
    expect(policies).toEqual({
      'all.yaml#one/a.policy': ['a: exec.pid > 0'],
      'all.yaml#two/a.policy': ['b: exec.pid > 1'],
    });
    expect(carried.map(({ carrier, group }) => `${carrier} ${group}`)).toEqual(['configmap one', 'helm two']);
  });

  it('are edited where they stand', () => {
    const text = application.replace(/[«»]/g, '');
    const [carried] = readCarrier('app.yaml', text);
    const document = carried?.file.name ?? '';
    const at = carried?.text.indexOf('"sh"') ?? -1;
    const edit = {
      location: { document, range: { start: at, end: at + 4 } },
      text: '"a" ||\n      exec.pid > 0',
    };
    const edits = outwardEdits([edit], () => carried?.home) ?? [];
    expect(
      applyEdits(
        text,
        edits.map(({ location, text: by }) => ({ range: location.range, text: by })),
      ),
    ).toBe(
      text.replace(
        'expression: exec.file.name == "sh"',
        'expression: exec.file.name == "a" ||\n                    exec.pid > 0',
      ),
    );
  });

  it('are lost alone where they are broken', () => {
    const text = `kind: Application
metadata: {name: one}
spec:
  values: |
    a: {b
    x.policy: "rules: [{id: a, expression: exec.pid > 0}]"
---
kind: Application
metadata: {name: two}
spec:
  values: |
    y.policy: "rules: [{id: b, expression: exec.pid > 0}]"
`;
    const carried = readCarrier('apps.yaml', text);
    const found = carried.map(({ file }) => [file.name, file.rules.length, file.unreadable?.code]);
    expect(found).toContainEqual(['apps.yaml#y.policy', 1, undefined]);
    const [first] = problemsOutside(carried);
    expect([first?.code, first?.place.document]).toEqual(['text/yaml-syntax', 'apps.yaml']);
    expect(text.slice(0, first?.place.range.start).split('\n')).toHaveLength(5);
  });

  it('with a template in them are left out, and said', () => {
    const set = `kind: ApplicationSet
spec:
  values: |
    cluster: «{{»cluster}}
    a.policy: "rules: []"
`;
    expect(readMarked('set.yaml', set)).toMatchObject({
      policies: { 'set.yaml': [] },
      problems: ['policy/not-static'],
    });
    const chart = `kind: ConfigMap
data:
  values.yaml: |
    cluster: «{{ .Values.cluster }}»
    a.policy: "rules: []"
`;
    const { carried } = readMarked('templates/cm.yaml', chart);
    expect(problemsOutside(carried).map(({ message }) => message)).toEqual([
      '`values.yaml` is known only when Helm runs: its policies are left out',
    ]);
  });

  it('are no values where no key says so', () => {
    const notes = 'kind: ConfigMap\ndata:\n  notes.txt: |\n    a.policy: |\n      rules: []\n';
    expect(readMarked('cm.yaml', notes).problems).toEqual(['policy/no-policy']);
  });
});
