import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { yamlComments } from '@secl/text';
import { startHclParser } from '@secl/text/node';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nothingExternal } from '../../load/external.ts';
import { load } from '../../load/load.ts';
import type { Target } from '../../load/target.ts';
import type { RuleDefinition } from '../../read/definitions.ts';
import { readArchive } from '../archive.ts';
import type { CarriedPolicy } from '../carried.ts';
import { readCarrier } from '../read-carrier.ts';
import { type Conversion, targets } from './conversion.ts';
import { convert } from './convert.ts';

const hcl = await startHclParser();
const read = (name: string, text: string): readonly CarriedPolicy[] => readCarrier(name, text, { hcl });
const sourcesOf = (carried: readonly CarriedPolicy[]) =>
  carried.map((each) => ({ carried: each, comments: yamlComments(each.text) }));

/** Read under the names that they would have in a folder. */
const again = ({ files }: Conversion): readonly CarriedPolicy[] =>
  files.flatMap(({ name, content }) =>
    typeof content === 'string' ? read(name, content) : readArchive(name, content),
  );

const target: Target = {
  platform: 'linux',
  agentVersion: { major: 7, minor: 70, patch: 0, prerelease: '', build: '' },
  origin: 'ebpf',
  host: new Map([['os', 'linux']]),
};

/** What becomes of each rule, by its id. */
function verdicts(carried: readonly CarriedPolicy[]): ReadonlyMap<string, string> {
  const { verdicts: all } = load(
    carried.map(({ file }) => file),
    target,
    nothingExternal,
  );
  return new Map(all.map(({ id, state }) => [id, state.status]));
}

/** Every rule of which nothing is lost that decides on loading is judged as before. */
function expectSameVerdicts(before: readonly CarriedPolicy[], conversion: Conversion): void {
  const lost = conversion.changes.filter(({ kind }) => kind === 'lost');
  const changed = new Set(
    lost
      .filter(({ key }) => /rule|expression|agent_version|filters|disabled|actions/.test(key))
      .map(({ subject }) => subject),
  );
  const [was, is] = [verdicts(before), verdicts(again(conversion))];
  for (const [id, status] of was) if (!changed.has(id)) expect([id, is.get(id)]).toEqual([id, status]);
}

const saidBy = (carried: readonly CarriedPolicy[]): readonly unknown[] =>
  carried.flatMap(({ file }) =>
    file.rules.map((rule) => ({
      id: rule.id?.value,
      expression: rule.expression?.value,
      description: rule.description?.value,
      disabled: rule.disabled?.value,
      tags: rule.productTags.map(({ value }) => value),
      sets: rule.actions.flatMap(({ set }) =>
        set?.value?.kind === 'scalar' ? [[set.name?.value, set.value.value, set.ttl?.value]] : [],
      ),
    })),
  );

const texts = fc.oneof(
  fc.constantFrom(
    'a',
    ' a ',
    'é🙂',
    '${x} %{y} $${z}',
    'a: b # c',
    '- x',
    '"q" \\ \\n',
    "it's",
    'yes',
    '12',
    'EOT',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }).filter((text) => !/[\ud800-\udfff]/.test(text)),
  fc
    .array(fc.constantFrom('', ' ', '  a', 'b ', 'EOT', '${', '%{', '\t', '{{ x }}'), { maxLength: 5 })
    .map((lines) => lines.join('\n')),
);
const policies = fc
  .array(
    fc.record({
      expression: texts,
      description: texts,
      disabled: fc.boolean(),
      tags: fc.array(texts, { maxLength: 2 }),
      value: texts,
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((rules) =>
    yamlJson({
      rules: rules.map(({ expression, description, disabled, tags, value }, index) => ({
        id: `r${index}`,
        expression: `${expression}x`,
        description: `${description}x`,
        disabled,
        product_tags: tags.map((tag) => `${tag}x`),
        actions: [{ set: { name: 'n', value: `${value}x`, ttl: 600000000000 } }],
      })),
    }),
  );

/** JSON that is YAML, too: there, fewer characters stand as they are. */
function yamlJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

describe('any policy', () => {
  it.each(targets.filter((to) => to !== 'rule-files'))('says the same as %s', (to) => {
    fc.assert(
      fc.property(policies, (text) => {
        const before = [read('custom.policy', text)[0]].filter((each) => each !== undefined);
        const conversion = convert(sourcesOf(before), to);
        const back = again(conversion);
        expect(conversion.changes).toEqual([]);
        expect(back.flatMap(({ file }) => file.problems)).toEqual([]);
        expect(saidBy(back)).toEqual(saidBy(before));
        // And back to a policy, twice the same.
        const policy = convert(sourcesOf(back), 'policy');
        expect(saidBy(again(policy))).toEqual(saidBy(before));
        expect(convert(sourcesOf(back), 'policy')).toEqual(policy);
      }),
    );
  });
});

const library = join(import.meta.dirname, '../../../../../rules-library');
const ours = readdirSync(library, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.policy'),
);

/** What a rule says, by the keys of policy files; `undefined` where it says nothing. */
function keysOf(rule: RuleDefinition): Readonly<Record<string, unknown>> {
  const some = (texts: readonly { readonly value: string }[]): unknown =>
    texts.length === 0 ? undefined : texts.map(({ value }) => value);
  return {
    version: rule.version?.value,
    expression: rule.expression?.value,
    description: rule.description?.value,
    agent_version: rule.agentVersion?.value,
    filters: some(rule.filters),
    tags: some(rule.tags),
    product_tags: some(rule.productTags),
    disabled: rule.disabled?.value === true ? true : undefined,
    every: rule.every?.value,
    limiter_token: some(rule.limiterToken),
    silent: rule.silent?.value === true ? true : undefined,
    group_id: rule.groupId?.value,
    priority: rule.priority?.value,
  };
}

const rich = `rules:
  - id: rich
    version: 1.2
    expression: exec.pid > 0
    description: 'a: b'
    agent_version: '>= 7.50'
    filters: [os == "linux", os == "windows"]
    tags: {a: b}
    product_tags: [c, d]
    disabled: true
    every: 1h
    limiter_token: [exec.pid]
    silent: true
    group_id: g
    priority: 3
`;

describe('every key of a rule', () => {
  it.each(targets)('stands in %s as it was, or is named', (to) => {
    const before = read('rich.policy', rich);
    const conversion = convert(sourcesOf(before), to);
    const named = conversion.changes.filter(({ subject }) => subject === 'rich').map(({ key }) => key);
    const [was, is] = [before, again(conversion)].map((carried) => carried[0]?.file.rules[0]);
    if (was === undefined || is === undefined) throw new Error('the rule is gone');
    const expected = Object.entries(keysOf(was)).map(([key, value]) => [
      key,
      named.includes(key) ? undefined : value,
    ]);
    expect(keysOf(is)).toEqual(Object.fromEntries(expected));
  });
});

describe('the rules of the library', () => {
  const before = ours.flatMap((name) => read(name, readFileSync(join(library, name), 'utf8')));

  it('are there', () => {
    expect(before.flatMap(({ file }) => file.rules).length).toBeGreaterThan(20);
  });

  it.each(targets)('are judged as before as %s', (to) => {
    const conversion = convert(sourcesOf(before), to);
    expect(again(conversion).flatMap(({ file }) => file.problems)).toEqual([]);
    expectSameVerdicts(before, conversion);
  });
});
