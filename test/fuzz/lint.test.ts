/** The linter on policies that are broken in every way: it throws nothing, and what it says stays inside the file. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultConfig, type Finding, fixAll, type LintInput, lint } from '../../packages/lint/src/index.ts';
import { nothingExternal } from '../../packages/policy/src/index.ts';
import type { Edit } from '../../packages/text/src/index.ts';
import { describeTarget, lintInputOf, memoryFiles, openRuleSet } from '../../packages/workspace/src/index.ts';

const library = join(import.meta.dirname, '../../rules-library/policies');
const policies = readdirSync(library)
  .filter((name) => name.endsWith('.policy'))
  .map((name) => readFileSync(join(library, name), 'utf8'));

/** Words that change what rules mean; some of them break the file. */
const words = [
  ' && ',
  ' || ',
  '!',
  '(',
  ')',
  '[0]',
  ' == "*"',
  '~"/**"',
  'r"a|b"',
  '\\d',
  '${x}',
  '#',
  '# secl-ignore',
  '# secl-ignore-next pitfall/mixed-operators: why\n',
  '\r\n',
  '\t',
  '"',
  "'",
  '|-',
  '>',
  ': ',
  '- ',
  '\u{1f680}',
  '\0',
  'process.ancestors.file.name',
  '`',
  '<<',
  '&a ',
  '*a',
  '{',
  '}',
  'actions: [{kill: {signal: SIGKILL}}]',
  '\n\n',
];

/** A policy of the library, with words written over places of it. */
const broken = fc
  .tuple(
    fc.constantFrom(...policies),
    fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.constantFrom(...words)), { maxLength: 6 }),
  )
  .map(([policy, changes]) => {
    let text = policy;
    for (const [at, length, word] of changes) {
      const start = at % (text.length + 1);
      text = text.slice(0, start) + word + text.slice(start + length);
    }
    return text;
  });

async function inputOf(name: string, text: string): Promise<LintInput> {
  const described = describeTarget({});
  if (!described.ok) throw new Error(described.message);
  const set = await openRuleSet(memoryFiles({ [name]: text }), {
    name: 'fuzz',
    policies: [name],
    defaultPolicy: undefined,
    external: nothingExternal,
    targets: [described.value],
  });
  if (!set.ok) throw new Error(set.message);
  return lintInputOf(set.value);
}

function check(findings: readonly Finding[], texts: ReadonlyMap<string, string>): void {
  for (const { place, related, fix } of findings) {
    const places = [
      place,
      ...related.map((each) => each.place),
      ...(fix?.edits ?? []).map((edit) => edit.place),
    ];
    for (const { document, range } of places) {
      const length = texts.get(document)?.length ?? -1;
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.end).toBeGreaterThanOrEqual(range.start);
      expect(range.end).toBeLessThanOrEqual(length);
    }
  }
}

const errorsOf = (findings: readonly Finding[]): number =>
  findings.filter(({ severity }) => severity === 'error').length;

describe('a broken policy', () => {
  it('is linted, and mended as far as safe fixes go, without new errors', async () => {
    await fc.assert(
      fc.asyncProperty(broken, async (text) => {
        const look = async (changed: ReadonlyMap<string, string>) => {
          const input = await inputOf('a.policy', changed.get('a.policy') ?? text);
          const { findings } = lint(input, { ...defaultConfig, preset: 'strict' });
          const texts = new Map(input.files.map((each) => [each.file.name, each.text]));
          check(findings, texts);
          return { findings, all: findings, texts, inFiles: (edits: readonly Edit[]) => edits };
        };
        const before = await look(new Map());
        const { changed, look: after } = await fixAll(look, ['safe', 'suggested']);
        expect(errorsOf(after.findings)).toBeLessThanOrEqual(errorsOf(before.findings));
        // What is left was looked at in the text that is left.
        expect(after.texts.get('a.policy')).toBe(changed.get('a.policy') ?? text);
      }),
      { numRuns: 150 },
    );
  });

  it('may lie in any carrier', async () => {
    const names = ['a.yaml', 'values.yaml', 'a.tf.json', 'a.json', 'a.rule', 'a.policy'];
    const anything = fc.oneof(broken, fc.string({ unit: 'binary' }), fc.json(), fc.constantFrom(...words));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), anything, async (name, text) => {
        const input = await inputOf(name, text);
        const { findings } = lint(input, defaultConfig);
        check(findings, new Map(input.files.map((each) => [each.file.name, each.text])));
      }),
      { numRuns: 150 },
    );
  });
});
