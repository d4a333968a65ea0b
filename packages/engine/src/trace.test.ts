import { type Compiled, type Context, compileRule } from '@secl/evaluation';
import { checkRule, parseRule } from '@secl/language';
import { UNKNOWN } from '@secl/model';
import { describe, expect, it } from 'vitest';
import { decisiveLeaves } from './decisive.ts';
import { eventOf, facts, linux, traced } from './test-kit/traced.ts';
import { type TraceNode, trace } from './trace.ts';

describe('a trace', () => {
  it('has every condition with its own piece of the text, its verdict and what was compared', () => {
    const { lines, verdict } = traced('open.file.path == "/etc/shadow" && open.flags & O_CREAT > 0', {
      'open.file.path': '/etc/shadow',
      'open.flags': 577,
    });
    expect(verdict).toBe(true);
    expect(lines).toBe(
      [
        'yes open.file.path == "/etc/shadow" && open.flags & O_CREAT > 0',
        '  yes open.file.path == "/etc/shadow" ["/etc/shadow" | "/etc/shadow"]',
        '  yes open.flags & O_CREAT > 0 [64 of 577 | 0]',
      ].join('\n'),
    );
  });

  it('goes on where an agent stops, and marks what that would not have reached', () => {
    expect(traced('open.flags == 1 && open.retval == 2', { 'open.flags': 0, 'open.retval': 2 }).lines).toBe(
      [
        'no open.flags == 1 && open.retval == 2',
        '  no open.flags == 1 [0 | 1]',
        '  (yes) open.retval == 2 [2 | 2]',
      ].join('\n'),
    );
  });

  it('stops as agents group: what decides the first of a chain decides all of it', () => {
    // `a || b && c` is `a || (b && c)`, and `a && b || c` is `a && (b || c)`.
    const or = traced('open.flags == 1 || open.retval == 2 && open.retval == 3', { 'open.flags': 1 });
    expect(or.lines.split('\n').map((line) => line.trim().split(' ')[0])).toEqual([
      'yes',
      'yes',
      '(no)',
      '(no)',
    ]);
    const and = traced('open.flags == 1 && open.retval == 2 || open.retval == 3', { 'open.retval': 3 });
    expect(and.verdict).toBe(false);
    expect(and.lines.split('\n').map((line) => line.trim().split(' ')[0])).toEqual([
      'no',
      'no',
      '(no)',
      '(yes)',
    ]);
  });

  it('does not stop behind what the recording does not know: an agent may have gone on', () => {
    expect(
      traced('open.flags == 1 && open.retval == 2', { 'open.flags': UNKNOWN, 'open.retval': 3 }).lines,
    ).toBe(
      [
        'no open.flags == 1 && open.retval == 2',
        '  needs open.flags: open.flags == 1 [?open.flags | 1]',
        '  no open.retval == 2 [3 | 2]',
      ].join('\n'),
    );
  });

  it('marks all inside of what is not reached', () => {
    const { lines } = traced('open.flags == 1 && (open.retval == 2 || open.retval == 3)', {
      'open.retval': 3,
    });
    expect(lines.split('\n').map((line) => line.trim().split(' ')[0])).toEqual([
      'no',
      'no',
      '(yes)',
      '(no)',
      '(yes)',
    ]);
  });

  it('goes into macros, whose conditions have their places in the text of the macro', () => {
    const macros = { writes: 'open.flags & O_CREAT > 0', etc: 'writes && open.file.path =~ "/etc/*"' };
    const { lines } = traced(
      'open.retval == 0 && etc',
      { 'open.flags': 64, 'open.file.path': '/usr/x' },
      { macros },
    );
    expect(lines).toBe(
      [
        'no open.retval == 0 && etc',
        '  yes open.retval == 0 [0 | 0]',
        '  no etc',
        '    no writes && open.file.path =~ "/etc/*"',
        '      yes writes',
        '        yes open.flags & O_CREAT > 0 [64 of 64 | 0]',
        '      no open.file.path =~ "/etc/*" ["/usr/x" | "/etc/*"]',
      ].join('\n'),
    );
  });

  it('shows the values of lists and of all ancestors, and macros for lists', () => {
    const { lines } = traced(
      'exec.file.name in shells && process.ancestors.file.name != "nginx"',
      { 'exec.file.name': 'sh' },
      {
        macros: { shells: '[ "sh", "bash" ]' },
        ancestors: [{ 'file.name': 'php' }, { 'file.name': 'nginx' }],
      },
    );
    expect(lines).toBe(
      [
        'no exec.file.name in shells && process.ancestors.file.name != "nginx"',
        '  yes exec.file.name in shells ["sh" | "sh" "bash"]',
        '  no process.ancestors.file.name != "nginx" ["php" "nginx" | "nginx"]',
      ].join('\n'),
    );
  });

  it('shows what is negated below the negation, and conditions that are compared with each other', () => {
    const { lines } = traced('!(open.flags == 1) && (open.retval == 2) == process.is_kworker', {
      'open.retval': 2,
    });
    expect(lines).toBe(
      [
        'no !(open.flags == 1) && (open.retval == 2) == process.is_kworker',
        '  yes !(open.flags == 1)',
        '    no open.flags == 1 [0 | 1]',
        '  no (open.retval == 2) == process.is_kworker [true | false]',
        '    yes open.retval == 2 [2 | 2]',
      ].join('\n'),
    );
  });

  it('names the variables that are put into a text', () => {
    const { lines } = traced(`open.file.name == "x-\${seen}"`, { 'open.file.name': 'x-1' });
    expect(lines).toBe(`needs seen: open.file.name == "x-\${seen}" ["x-1" | ?seen of ?seen]`);
  });
});

describe('the trace of a rule with an iterator variable', () => {
  const expression = 'exec.uid == 0 && process.ancestors[A].uid == 1 && process.ancestors[A].comm == "php"';

  it('shows the element that matches', () => {
    const ancestors = [{ comm: 'php' }, { comm: 'php', uid: 1 }, { uid: 1 }];
    const { verdict, element, lines } = traced(expression, {}, { ancestors });
    expect(verdict).toBe(true);
    expect(element).toEqual({ iterator: 'process.ancestors', index: 1, count: 3 });
    expect(lines).toContain('yes process.ancestors[A].comm == "php" ["php" | "php"]');
  });

  it('shows the one that comes nearest where none matches', () => {
    const ancestors = [{ comm: 'sh' }, { comm: 'sh', uid: 1 }, { uid: 7 }];
    const { verdict, element, lines } = traced(expression, {}, { ancestors });
    expect(verdict).toBe(false);
    expect(element?.index).toBe(1);
    expect(lines).toContain('yes process.ancestors[A].uid == 1 [1 | 1]');
  });

  it('is false without elements, and there is nothing to show', () => {
    const { verdict, root, element } = traced('exec.uid == 0 && process.ancestors[A].comm != "php"', {});
    expect({ verdict, root, element }).toEqual({ verdict: false, root: undefined, element: undefined });
  });
});

it('a trace says of every condition what evaluating it alone says', () => {
  const { root } = traced('open.flags == 0 && !(open.retval == 1 || process.uid == 5)', {});
  const all = (node: TraceNode): readonly TraceNode[] => [node, ...node.parts.flatMap(all)];
  expect(root === undefined ? [] : all(root).map(({ verdict }) => verdict)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});

it('a chain of 50,000 conditions is traced', () => {
  const conditions = Array.from({ length: 50_000 }, (_, index) => `open.flags != ${index + 1}`);
  const checked = checkRule(parseRule(conditions.join(' && ')), {
    catalogue: linux,
    facts,
    macros: new Map(),
    variables: new Map(),
  });
  const compiled: Compiled | undefined = compileRule(checked, linux)?.compiled;
  if (compiled === undefined) throw new Error('a rule without problems compiles');
  const context: Context = {
    event: eventOf('open', { 'open.flags': 50_000 }, []),
    now: undefined,
    variables: { read: () => '' },
    register: 0,
  };
  const root = trace(compiled, context);
  expect(root.parts).toHaveLength(50_000);
  expect(decisiveLeaves(root)).toHaveLength(1);
});
