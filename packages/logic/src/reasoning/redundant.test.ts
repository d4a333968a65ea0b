import { describe, expect, test } from 'vitest';
import { rule } from '../test-rule.ts';
import { type Redundancy, redundantParts } from './redundant.ts';

/** `kind: part`, and what makes it so behind `<-`. */
function findings(expression: string, macros: Readonly<Record<string, string>> = {}): readonly string[] {
  const tested = rule(expression, { macros });
  const text = ({ span }: Redundancy['part']): string => tested.tree.text.slice(span.start, span.end);
  return redundantParts(tested).map(({ kind, part, because }) => {
    const reasons = because.length === 0 ? '' : ` <- ${because.map(text).join(', ')}`;
    return `${kind}: ${text(part)}${reasons}`;
  });
}

describe('a part that is there twice', () => {
  test.each([
    [
      'process.uid == 0 && process.gid == 1 && process.uid == 0',
      'repeated: process.uid == 0 <- process.uid == 0',
    ],
    [
      'process.uid == 0 || process.gid == 1 || 0 == process.uid',
      'repeated: 0 == process.uid <- process.uid == 0',
    ],
    [
      'open.file.path in ["/a", "/b"] && open.file.path in ["/b", "/a"]',
      'repeated: open.file.path in ["/b", "/a"] <- open.file.path in ["/a", "/b"]',
    ],
    ['!(process.uid == 0 && process.uid == 0)', 'repeated: process.uid == 0 <- process.uid == 0'],
    [
      'process.ancestors.file.name == "sh" && process.ancestors.file.name == "sh"',
      'repeated: process.ancestors.file.name == "sh" <- process.ancestors.file.name == "sh"',
    ],
  ])('%s', (expression, expected) => {
    expect(findings(expression)).toEqual([expected]);
  });

  test('also where a macro stands for it', () => {
    expect(findings('by_root && process.uid == 0', { by_root: 'process.uid == 0' })).toEqual([
      'repeated: process.uid == 0 <- by_root',
    ]);
  });
});

describe('a part that another one implies', () => {
  test.each([
    // Of `&&` the weaker one is superfluous, of `||` the stronger one.
    [
      'open.file.path == "/etc/passwd" && open.file.path =~ "/etc/*"',
      'implied: open.file.path =~ "/etc/*" <- open.file.path == "/etc/passwd"',
    ],
    [
      'open.file.path =~ "/etc/*" || open.file.path == "/etc/passwd"',
      'implied: open.file.path == "/etc/passwd" <- open.file.path =~ "/etc/*"',
    ],
    [
      'process.comm == "bash" && process.uid == 0 && process.comm != "sh"',
      'implied: process.comm != "sh" <- process.comm == "bash"',
    ],
    [
      'process.uid == 0 && (process.uid == 0 || process.gid == 1)',
      'implied: (process.uid == 0 || process.gid == 1) <- process.uid == 0',
    ],
    [
      'open.flags & O_CREAT > 0 && open.flags & (O_CREAT|O_TRUNC) > 0',
      'implied: open.flags & (O_CREAT|O_TRUNC) > 0 <- open.flags & O_CREAT > 0',
    ],
    // `a && b || a` is `a && (b || a)`.
    [
      'process.uid == 0 && process.gid == 1 || process.uid == 0',
      'implied: process.gid == 1 || process.uid == 0 <- process.uid == 0',
    ],
    // The element is one of all.
    [
      'process.ancestors[A].file.name == "sh" && process.ancestors.file.name == "sh" && process.ancestors[A].pid == 1',
      'implied: process.ancestors.file.name == "sh" <- process.ancestors[A].file.name == "sh"',
    ],
  ])('%s', (expression, expected) => {
    expect(findings(expression)).toEqual([expected]);
  });

  test('or several do together', () => {
    expect(
      findings('process.uid > 3 && process.uid < 5 && process.uid != 7 && process.uid in [2, 4, 9]'),
    ).toEqual([
      'implied: process.uid != 7 <- process.uid < 5',
      'implied: process.uid in [2, 4, 9] <- process.uid > 3, process.uid < 5',
    ]);
  });

  test('the part that one other makes superfluous goes before the one that needs two', () => {
    expect(findings('process.uid in [1, 2] && process.uid != 2 && process.uid == 1')).toEqual([
      'implied: process.uid in [1, 2] <- process.uid == 1',
      'implied: process.uid != 2 <- process.uid == 1',
    ]);
  });
});

describe('parts that leave no room for each other', () => {
  test.each([
    [
      'open.file.path == "/etc/passwd" && open.file.path == "/etc/shadow"',
      'always-false: open.file.path == "/etc/shadow" <- open.file.path == "/etc/passwd"',
    ],
    [
      'process.uid > 5 && process.gid == 3 && process.uid < 3',
      'always-false: process.uid < 3 <- process.uid > 5',
    ],
    [
      '(process.uid == 1 && process.uid == 2) || process.gid == 3',
      'always-false: process.uid == 2 <- process.uid == 1',
    ],
    [
      'open.file.path != "/etc/passwd" || open.file.path != "/etc/shadow"',
      'always-true: open.file.path != "/etc/shadow" <- open.file.path != "/etc/passwd"',
    ],
    // Three, of which any two have room.
    [
      'process.uid in [1, 2] && process.uid != 1 && process.uid != 2',
      'always-false: process.uid != 2 <- process.uid in [1, 2], process.uid != 1',
    ],
    // Where the first holds, the second cannot; where the first fails, the second must hold.
    [
      'process.uid == 0 && (process.uid != 0 || process.gid == 1)',
      'always-false: process.uid != 0 <- process.uid == 0',
    ],
    [
      'process.uid == 0 || (process.uid != 0 && process.gid == 1)',
      'always-true: process.uid != 0 <- process.uid == 0',
    ],
  ])('%s', (expression, expected) => {
    expect(findings(expression)).toEqual([expected]);
  });
});

describe('a part that is decided by itself', () => {
  test.each([
    ['open.file.path.length >= 0 && process.uid == 0', 'always-true: open.file.path.length >= 0'],
    ['open.flags & 0 > 0 || process.uid == 0', 'always-false: open.flags & 0 > 0'],
    ['true && process.uid == 0', 'always-true: true'],
    ['process.comm =~ "*"', 'always-true: process.comm =~ "*"'],
    ['process.uid == 1 && (open.flags & 64 == 32)', 'always-false: (open.flags & 64 == 32)'],
  ])('%s', (expression, expected) => {
    expect(findings(expression)).toEqual([expected]);
  });
});

describe('nothing is found where every part counts', () => {
  test.each([
    'process.uid == 0',
    'process.uid == 0 && process.gid == 0',
    'process.ancestors.file.name == "sh" && process.ancestors.file.name == "bash"',
    'process.ancestors.file.name =~ "s*" && process.ancestors.file.name != "sh"',
    'exec.file.path == "/bin/sh" && exec.file.path != "/bin/bash"',
    'open.file.path =~ "/tmp/*" && open.file.path !~ "/tmp/*.log"',
    'open.file.path =~ "/tmp/*" || open.file.path =~ "/tmp/**"',
    'process.uid > 3 && process.uid < 5',
    'open.flags & 1 > 0 && open.flags & 2 > 0',
    '(process.uid == 0 || process.gid == 1) && (process.uid == 1 || process.gid == 0)',
    'connect.addr.ip in [10.0.0.0/8] && connect.addr.ip not in [10.0.0.0/16]',
    // True of every element; yet it asks for one.
    'process.ancestors[A].file.name =~ "*" && process.uid == 0',
    'process.ancestors[A].pid == 1 || process.ancestors[A].pid != 1',
    // What holds the only uses of an iterator variable: without it the rule would be true of no element, too.
    'process.uid != 0 || process.ancestors[A].pid == 1 && process.uid == 1',
    '"a" in ${process.texts} && "b" in ${process.texts} && process.uid == 0',
    'process.comm == "a" && process.args == "a"',
  ])('%s', (expression) => {
    expect(findings(expression)).toEqual([]);
  });

  test('nor inside of a macro, whose text is elsewhere', () => {
    const macros = { twice: 'process.uid == 0 && process.uid == 0' };
    expect(findings('twice && process.gid == 0', macros)).toEqual([]);
  });
});

test('parts know their places and what joins them', () => {
  const [finding] = redundantParts(rule('process.uid == 0 or (process.gid == 1) or (process.uid == 0)'));
  expect(finding).toMatchObject({
    kind: 'repeated',
    operator: '||',
    part: { span: { start: 42, end: 60 } },
    because: [{ span: { start: 0, end: 16 } }],
  });
});

test('a part ends with the parentheses of what stands in it', () => {
  const text =
    'process.uid == 1 || process.gid == 0 || process.uid == 1 && (process.tid == 2 && (process.gid == 3))';
  const [finding] = redundantParts(rule(text));
  expect(finding?.part.span).toEqual({ start: text.indexOf('process.uid == 1 &&'), end: text.length });
});

test('of conditions on which too much depends, nothing is said rather than late', () => {
  const choices = Array.from(
    { length: 90 },
    (_, index) => `(process.uid != ${index} || process.gid != ${index})`,
  );
  expect(findings(choices.join(' && '))).toEqual([]);
  expect(findings([...choices.slice(0, 5), choices[0]].join(' && '))).toEqual([
    'repeated: (process.uid != 0 || process.gid != 0) <- (process.uid != 0 || process.gid != 0)',
  ]);
});
