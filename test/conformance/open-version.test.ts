/**
 * Loading for an open agent version says what loading for each of the versions says, where they agree, and is undecided
 * where they do not. Judged the plain way: every version is loaded for itself, and the answers are laid side by side.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AgentVersion, accepts, parseConstraint, type Value } from '@secl/model';
import {
  inLoadOrder,
  type LoadedRule,
  load,
  type PolicyFile,
  type RuleSet,
  readPolicy,
  type Target,
} from '@secl/policy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCases } from './read-cases.ts';

type Patches = ReadonlyMap<number, readonly number[]>;

/** Every minor of the catalogue, with the patches of some. */
function versionsWith(patches: Patches): readonly AgentVersion[] {
  const found: AgentVersion[] = [];
  for (let minor = 83; minor >= 27; minor--) {
    for (const patch of patches.get(minor) ?? [0])
      found.push({ major: 7, minor, patch, prerelease: '', build: '' });
  }
  return found;
}

/** Every version that a text names with a patch, and its neighbours. */
function patchesIn(texts: readonly string[]): Patches {
  const patches = new Map<number, readonly number[]>();
  for (const [, minor, patch] of texts.flatMap((text) => [...text.matchAll(/\b7\.(\d+)\.(\d+)/g)])) {
    const number = Number(patch);
    const known = patches.get(Number(minor)) ?? [0];
    patches.set(Number(minor), [...new Set([...known, Math.max(0, number - 1), number, number + 1])]);
  }
  return patches;
}

const agentVersionNeed = 'the agent version';

/** Where the definition stands that gives a rule its expression. */
function placeOf({ base }: LoadedRule['rule']): string {
  return `${base.file.name} ${base.offset + base.value.range.start}`;
}

/** The verdict on each definition, the rules to run, and what is beside them, without words that name a version. */
function summary({ verdicts, rules, problems, dropped, failedMacros }: RuleSet) {
  return {
    verdicts: Object.fromEntries(
      verdicts.map(({ id, place, state }) => [
        `${id} ${place.document} ${place.range.start}`,
        state.status === 'undecided' ? `undecided: ${[...state.needs].sort().join()}` : state.status,
      ]),
    ),
    rules: new Set(rules.map(({ rule, eventType }) => `${placeOf(rule)} ${eventType}`)),
    beside: new Set([
      ...problems.map(({ code, place }) => `${code} ${place.document} ${place.range.start}`),
      ...dropped.map(({ rule, agent }) => `dropped ${rule} ${agent}`),
      ...failedMacros.map(({ id, agent }) => `failed ${id} ${agent}`),
    ]),
  };
}

/** What follows from the answers of all versions. */
function plainly(sets: readonly RuleSet[]): ReturnType<typeof summary> {
  const all = sets.map(summary);
  const verdicts: Record<string, string> = {};
  const undecided = new Set<string>();
  for (const key of new Set(all.flatMap((each) => Object.keys(each.verdicts)))) {
    const answers = new Set(all.map((each) => each.verdicts[key]));
    const [only] = answers;
    const needs = [...answers].flatMap((answer) => answer?.match(/^undecided: (.*)$/)?.[1]?.split(',') ?? []);
    verdicts[key] =
      answers.size === 1 && only !== undefined
        ? only
        : `undecided: ${[...new Set([agentVersionNeed, ...needs])].sort().join()}`;
    if (verdicts[key].startsWith('undecided')) undecided.add(key);
  }
  const bases = new Set(
    sets.flatMap((set) =>
      set.verdicts.flatMap(({ id, place, rule }) =>
        rule !== undefined && undecided.has(`${id} ${place.document} ${place.range.start}`)
          ? placeOf(rule)
          : [],
      ),
    ),
  );
  const [first] = all;
  const rules = [...(first?.rules ?? [])].filter(
    (key) => !bases.has(key.replace(/ \S+$/, '')) && all.every((each) => each.rules.has(key)),
  );
  return { verdicts, rules: new Set(rules), beside: new Set(all.flatMap(({ beside }) => [...beside])) };
}

type Rest = Omit<Target, 'agentVersion' | 'agentRange'>;

function bothWays(
  files: readonly PolicyFile[],
  rest: Rest,
  versions: readonly AgentVersion[],
  range?: string,
) {
  const parsed = parseConstraint(range ?? '');
  if (!parsed.ok) throw new Error(parsed.error);
  const { constraint } = parsed;
  const admitted = versions.filter((version) => accepts(constraint, version));
  const open: Target = { ...rest, agentVersion: undefined };
  return {
    open: summary(load(files, range === undefined ? open : { ...open, agentRange: constraint })),
    plain: plainly(admitted.map((agentVersion) => load(files, { ...rest, agentVersion }))),
  };
}

const host: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['os', 'linux'],
  ['os.id', 'ubuntu'],
]);

describe('loading for an open agent version is loading for each, put together', () => {
  it('on the policies of the vectors', () => {
    const name = 'vectors/policies.jsonl';
    let judged = 0;
    for (const read of readCases(name, readFileSync(join(import.meta.dirname, name), 'utf8'))) {
      if ('unreadable' in read || read.test.shape !== 'policies') continue;
      judged++;
      // One in eleven: each is loaded some sixty times.
      if (judged % 11 !== 0) continue;
      const { files: texts, host: facts } = read.test;
      const files = inLoadOrder(
        texts
          .filter((file) => file.name.endsWith('.policy'))
          .map((file) => readPolicy(file.name, file.content)),
      );
      const versions = versionsWith(patchesIn(texts.map(({ content }) => content)));
      const rest: Rest = { platform: 'linux', origin: undefined, host: new Map(Object.entries(facts)) };
      const { open, plain } = bothWays(files, rest, versions);
      expect(open, `${name}:${read.line}`).toEqual(plain);
    }
    expect(judged).toBeGreaterThan(800);
  });

  const folder = join(import.meta.dirname, '../../../shared/fetched/datadog/default-policies');
  const missing = !existsSync(folder);
  if (missing) console.warn('The released default policies are not here: their tests are skipped.');

  it.skipIf(missing).each([
    ['1.16.1', undefined],
    ['1.48.0', '>= 7.45.1'],
    ['1.69.3', undefined],
    ['1.69.3', '7.50 - 7.68'],
  ])(
    'on the default policy %s for agents %s',
    (version, range) => {
      const text = readFileSync(join(folder, `${version}.policy`), 'utf8');
      const rest: Rest = { platform: 'linux', origin: 'ebpf', host };
      const versions = versionsWith(patchesIn([text, range ?? '']));
      const { open, plain } = bothWays([readPolicy('default.policy', text)], rest, versions, range);
      expect(open).toEqual(plain);
    },
    60_000,
  );

  it('on small policies made at random, of definitions that get in each other’s way', () => {
    fc.assert(
      fc.property(fc.array(definitions, { minLength: 1, maxLength: 4 }), ranges, (made, range) => {
        const files = made.map((text, index) =>
          readPolicy(index === 0 ? 'default.policy' : `${index}.policy`, text),
        );
        const versions = versionsWith(new Map([50, 57, 60].map((minor) => [minor, [0, 1, 2, 3, 4]])));
        const { open, plain } = bothWays(
          files,
          { platform: 'linux', origin: 'ebpfless', host },
          versions,
          range,
        );
        expect(open).toEqual(plain);
      }),
      { numRuns: 60 },
    );
  });
});

const ranges = fc.constantFrom(
  undefined,
  '>= 7.50',
  '>= 7.50.2',
  '> 7.50.2 < 7.60.1',
  '7.57 || >= 7.70',
  '7.60.x',
);

const conditions = [
  'exec.file.name == "a"',
  'exec.pid > 0 && shells',
  'exec.file.name in shells',
  'connect.addr.port == 4444',
  'exec.file.nam == "a"',
  'open.file.path =~ "/tmp/**/a"',
  'bpf.cmd == BPF_PROG_LOAD',
  'fim.write.file.path == "/etc/shadow"',
  'exec.pid > 0 && ${seen}',
  'exec.pid > 0 && "${process.who}" == "%{exec.file.name}"',
  'process.ancestors[A].file.name == "a" && exec.pid > 0',
  'dns.question.name == "a" && dns.response.code == 1',
  'process.created_at > 5s && setuid.euid == 0',
];

const constraints = [
  '>= 7.50.2',
  '< 7.57',
  '!= 7.57.0',
  '7.60.x',
  '~7.60.1',
  '<= 7.50.3 || > 7.60',
  '^7.57.1',
  '>= x 7',
];
const filters = ['os == "linux"', 'os.is_cos', 'hostname == "a"', 'kernel.version.major >= 5', 'nosuch == 1'];
const actions = [
  '{set: {name: seen, value: true}}',
  '{set: {name: seen, field: connect.addr.port}}',
  '{set: {name: who, field: exec.file.name, scope: process}}',
  '{kill: {signal: SIGKILL}, filter: connect.addr.port == 1}',
  '{set: {name: who, expression: exec.file.metadata.type, default_value: 0, scope: process}}',
];

const perhaps = (key: string, values: readonly string[]) =>
  fc
    .option(fc.constantFrom(...values), { nil: undefined, freq: 2 })
    .map((value) => (value === undefined ? [] : [`${key}: ${value}`]));

const item = (parts: readonly (readonly string[])[]): string => `  - {${parts.flat().join(', ')}}\n`;
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const definitions = fc
  .tuple(
    fc.array(
      fc
        .tuple(
          fc.constantFrom('id: shells', 'id: names').map((id) => [id]),
          fc.oneof(
            perhaps('values', ['[sh]', '[sh, bash]']),
            perhaps(
              'expression',
              ['exec.file.name in [~"a*"]', 'connect.addr.port == 1', 'names'].map(quoted),
            ),
          ),
          perhaps('agent_version', constraints.map(quoted)),
          perhaps(
            'filters',
            filters.map((filter) => `[${quoted(filter)}]`),
          ),
          perhaps('combine', ['merge', 'override']),
        )
        .map(item),
      { maxLength: 2 },
    ),
    fc.array(
      fc
        .tuple(
          fc.constantFrom('id: a', 'id: b', 'id: c').map((id) => [id]),
          fc.constantFrom(...conditions).map((text) => [`expression: ${quoted(text)}`]),
          perhaps('agent_version', constraints.map(quoted)),
          perhaps(
            'filters',
            filters.map((filter) => `[${quoted(filter)}]`),
          ),
          perhaps(
            'actions',
            actions.map((action) => `[${action}]`),
          ),
          perhaps('disabled', ['true']),
          perhaps('combine', ['override']),
          perhaps('override_options', ['{fields: [all]}', '{fields: [actions]}']),
        )
        .map(item),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([macros, rules]) => `macros:\n${macros.join('')}rules:\n${rules.join('')}`);
