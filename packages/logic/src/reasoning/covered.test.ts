import { describe, expect, test } from 'vitest';
import { rule } from '../test-rule.ts';
import { coveredPairs } from './covered.ts';

/** `0 < 1`: the first rule is covered by the second; `1 = 0`: they are the same. */
function pairs(...expressions: readonly string[]): readonly string[] {
  return coveredPairs(expressions.map((expression) => rule(expression))).map(
    ({ narrower, wider, equal }) => `${narrower} ${equal ? '=' : '<'} ${wider}`,
  );
}

describe('a rule is covered by one that reports all that it reports', () => {
  test('a longer condition, a shorter list', () => {
    expect(
      pairs(
        'open.file.path in ["/etc/shadow", "/etc/gshadow"]',
        'open.file.path == "/etc/shadow" && process.uid != 0',
        'open.file.path in ["/etc/passwd"]',
      ),
    ).toEqual(['1 < 0']);
  });

  test('a pattern that takes in the texts of the other', () => {
    expect(
      pairs(
        'open.file.path in ["/etc/pam.d/sudo", ~"/etc/pam.d/common-*"] && open.flags & O_CREAT > 0',
        'open.file.path =~ "/etc/**" && open.flags & (O_CREAT|O_TRUNC) > 0',
        'open.file.path =~ "/var/**"',
      ),
    ).toEqual(['0 < 1']);
  });

  test('one of several groups', () => {
    expect(
      pairs(
        '(exec.file.name == "nc" && process.uid == 0) || (exec.file.name == "socat" && process.gid == 0)',
        'exec.file.name in ["nc", "socat", "ncat"]',
        'exec.file.name == "socat" && process.gid == 0 && process.uid == 7',
      ),
    ).toEqual(['0 < 1', '2 < 0', '2 < 1']);
  });

  test('a rule without anything of its event type covers those with', () => {
    expect(pairs('process.uid == 0 && open.flags >= 0', 'process.uid == 0')).toEqual(['0 < 1']);
  });

  test('a rule with an iterator variable is covered by one that asks the same of any element', () => {
    expect(
      pairs(
        'process.ancestors[A].file.name == "sh" && process.ancestors[A].pid == 1',
        'process.ancestors.file.name == "sh"',
        'process.ancestors[X].pid == 1',
      ),
    ).toEqual(['0 < 1', '0 < 2']);
  });
});

test('rules that are the same are one pair, the later one told of', () => {
  expect(
    pairs(
      'process.uid == 0 && process.gid == 1',
      'process.comm == "a"',
      'process.gid == 1 && process.uid == 0',
    ),
  ).toEqual(['2 = 0']);
});

describe('nothing is said', () => {
  test('of rules on different things', () => {
    expect(pairs('process.uid == 0', 'process.gid == 0', 'open.flags == 0', 'unlink.retval == 0')).toEqual(
      [],
    );
  });

  test('of rules that only overlap', () => {
    expect(pairs('open.file.path in ["/a", "/b"]', 'open.file.path in ["/b", "/c"]')).toEqual([]);
  });

  test('of rules that are never or always true: that is to be said of themselves', () => {
    expect(pairs('process.uid == 0 && process.uid == 1', 'process.uid == 0', 'process.comm =~ "*"')).toEqual(
      [],
    );
  });

  test('where a variable decides, which a match of the other rule may set', () => {
    expect(pairs('${seen} && process.uid == 0', '${seen} && process.uid >= 0')).toEqual([]);
    expect(pairs('${seen} && process.uid == 0', 'process.uid == 0')).toEqual(['0 < 1']);
  });
});
