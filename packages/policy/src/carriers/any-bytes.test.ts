import { createLineIndex } from '@secl/text';
import { startHclParser } from '@secl/text/node';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArchive } from './archive.ts';
import type { CarriedPolicy } from './carried.ts';
import { readCarrier } from './read-carrier.ts';
import { problemsOutside } from './test-carrier.ts';

const hcl = await startHclParser();

/** Files that are nearly right, and pieces that break them. */
const samples: Readonly<Record<string, string>> = {
  'cm.yaml':
    'kind: ConfigMap\nmetadata: {name: a}\ndata:\n  a.policy: |\n    rules:\n      - id: a\n        expression: {{ .x }}\n---\nkind: ConfigMap\ndata:\n  b.policy: "rules: [{id: b}]"\n',
  'values.yaml': 'a:\n  a.policy: >-\n    rules: [{id: a,\n    expression: exec.pid > 0}]\n',
  'rule.yaml': 'name: a\nexpression: exec.pid > 0\ntests: []\nfilters: [x]\n',
  'a.macro': 'values: [a, b]\n',
  'main.tf':
    'resource "datadog_csm_threats_agent_rule" "a" {\n  name = "a"\n  policy_id = datadog_csm_threats_policy.x.id\n  expression = <<-EOT\n    exec.pid > 0\n  EOT\n  actions {\n    set {\n      name = var.x\n    }\n  }\n}\n',
  'main.tf.json':
    '{"resource": {"datadog_csm_threats_agent_rule": {"a": {"name": "a", "expression": "$${x} ${y}", "actions": [{"set": {"value": 1}}], "count": 0}}}}',
  'plan.json':
    '{"format_version": "1", "planned_values": {"root_module": {"resources": [{"address": "x.a", "type": "datadog_csm_threats_agent_rule", "name": "a", "values": {"name": "a", "expression": "e"}}]}}}',
  'rule.json':
    '{"data": [{"type": "agent_rule", "attributes": {"name": "a", "expression": "e", "actions": [{"kill": {}}]}}]}',
};
const pieces = fc.constantFrom(
  '"',
  '{',
  '}',
  '[',
  ']',
  ':',
  '\n',
  '---\n',
  '{{',
  '}}',
  '${',
  '  ',
  '#',
  '|',
  '\u0000',
  '\ud83d',
  '<<EOT\n',
  '\\',
  '\t',
  '=',
  'null',
  'é',
);
const names = Object.keys(samples);

const nearlyRight = fc
  .tuple(
    fc.constantFrom(...names),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 20 }), pieces), { maxLength: 4 }),
  )
  .map(([name, changes]) => {
    let text = samples[name] ?? '';
    for (const [at, length, piece] of changes) {
      const start = at % (text.length + 1);
      text = text.slice(0, start) + piece + text.slice(start + length);
    }
    return { name, text };
  });
const anything = fc.record({
  name: fc.constantFrom(...names, 'stdin'),
  text: fc.string({ unit: 'binary', maxLength: 200 }),
});

/** Every place lies in the user's file. */
function checkPlaces(carried: readonly CarriedPolicy[]): void {
  for (const { place, related } of problemsOutside(carried)) {
    for (const { document, range } of [place, ...related.map((each) => each.place)]) {
      const home = carried.find((each) => each.home.document === document)?.home;
      expect(home, document).toBeDefined();
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.end).toBeGreaterThanOrEqual(range.start);
      expect(range.end).toBeLessThanOrEqual(home?.text.length ?? -1);
    }
  }
  const named = carried.map(({ file }) => file.name);
  expect(new Set(named).size).toBe(named.length);
}

describe('bytes of any kind', () => {
  it.each([
    ['nearly right', nearlyRight],
    ['anything', anything],
  ])('that are %s are read without an exception, with places in the file', (_, files) => {
    fc.assert(
      fc.property(files, ({ name, text }) => checkPlaces(readCarrier(name, text, { hcl }))),
      { numRuns: 1_000 },
    );
  });

  it('are an archive or a problem', () => {
    const start = new Uint8Array([0x50, 0x4b, 3, 4]);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, marked) => {
        const whole = marked ? new Uint8Array([...start, ...bytes]) : bytes;
        expect(readArchive('pack.zip', whole).length).toBeGreaterThan(0);
      }),
    );
  });

  it('end in time: many braces that are never closed', () => {
    const text = `kind: ConfigMap\ndata:\n  a.policy: |\n${'    {{ x\n'.repeat(20_000)}`;
    const before = performance.now();
    checkPlaces(readCarrier('cm.yaml', text));
    expect(performance.now() - before).toBeLessThan(5_000);
    expect(createLineIndex(text).lineCount).toBe(20_004);
  });
});
