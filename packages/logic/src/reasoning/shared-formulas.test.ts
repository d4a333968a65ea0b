import { describe, expect, test } from 'vitest';
import { rule } from '../test-rule.ts';
import type { Formula } from './formula.ts';
import { formulaOf } from './proposition.ts';
import type { Naming } from './term.ts';

const naming = (eventType: string, element = ''): Naming => ({
  eventType,
  element,
  variables: '',
  side: 'first',
  fileNames: 'several',
  fresh: 0,
});

function formula(text: string, holds = true): Formula {
  const { condition, eventType } = rule(text);
  return formulaOf(condition, holds, naming(eventType));
}

/** What is asked of which term; where it was read first does not matter. */
function meaning(each: Formula): unknown {
  if (each.kind !== 'literal') return [each.kind, each.parts.map(meaning)];
  const { term, of, test } = each.literal;
  return { key: term.key, values: term.values, among: term.among, of, test };
}

const comparisons = [
  'open.file.path == "/a"',
  'open.file.path != "/a"',
  'open.file.path =~ "/a"',
  'open.file.path in ["/a", "/b"]',
  'open.file.path in ["/a", ~"/b"]',
  'open.file.path not in ["/a", "/b"]',
  'open.file.name == "/a"',
  'process.file.path == "/a"',
  'process.comm == "a /b"',
  'process.comm in ["a", "b"]',
  'process.comm == "a plain 1 b"',
  'process.comm in [~"a", "b"]',
  'process.ancestors.comm == "a"',
  'process.ancestors[A].comm == "a"',
  'process.ancestors.comm != "a"',
  'process.ancestors[A].comm != "a"',
  'process.uid == 1',
  'process.uid != 1',
  'process.uid > 1',
  'process.gid == 1',
  'process.ancestors.uid == 1',
  'process.ancestors[A].uid == 1',
  'process.ancestors.uid != 1',
  'process.ancestors.length == 1',
  'process.ancestors.file.path.length == 1',
  'process.file.path.length == 1',
  'process.uid in [1, 2]',
  'process.uid in [1, 12]',
  'process.uid in [11, 2]',
  'open.flags & O_CREAT > 0',
  'open.flags & O_EXCL > 0',
  'open.flags & (O_CREAT | O_EXCL) > 0',
  'open.flags & O_CREAT == 0',
  'open.file.mode & 1 > 0',
  'process.uid + process.gid == 3',
  'process.uid - process.gid == 3',
  'process.gid - process.uid == 3',
  'exec.args_truncated',
  '!exec.args_truncated',
  'exec.envs_truncated',
  'dns.question.name == "a.b"',
  'dns.question.name == "A.b"',
];

describe('comparisons that are made again', () => {
  test.each(comparisons)('%s is one formula wherever it stands', (text) => {
    for (const holds of [true, false]) expect(formula(text, holds)).toBe(formula(text, holds));
  });

  // Formulas of the second side are made anew each time.
  test.each(comparisons)('%s is asked for what it would be if it stood alone', (text) => {
    const { condition, eventType } = rule(text);
    for (const holds of [true, false]) {
      const alone = formulaOf(condition, holds, { ...naming(eventType), side: 'second' });
      expect(meaning(formula(text, holds))).toEqual(meaning(alone));
    }
  });

  test('no two that differ are the same formula', () => {
    const found = comparisons.map((text) => formula(text));
    // Only a negation is written in another way.
    expect(new Set(found).size).toBe(comparisons.length);
  });

  test('they are told apart by the event type of their rule', () => {
    const { condition } = rule('process.comm == "a"');
    expect(formulaOf(condition, true, naming('open'))).not.toBe(formulaOf(condition, true, naming('exec')));
  });

  test('a field that means more on later agents is asked for each in its own way', () => {
    const text = 'open.file.path =~ "/a/**/b"';
    const of = (minor: number): Formula => formulaOf(rule(text, { minor }).condition, true, naming('open'));
    expect(of(75)).toBe(of(75));
    expect(of(75)).not.toBe(of(70));
  });
});
