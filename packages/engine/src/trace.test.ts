import { type Compiled, type Context, compileRule, isUndecided, undecided } from '@secl/evaluation';
import {
  type CheckedMacro,
  type CheckScope,
  checkMacro,
  checkRule,
  parseMacro,
  parseRule,
} from '@secl/language';
import { catalogue, type Event, emptyEvent, nothingUnknown, type SlotValue, UNKNOWN } from '@secl/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisiveChoices, decisiveLeaves } from './decisive.ts';
import { type RuleTrace, type TracedOperand, type TraceNode, trace, traceRule } from './trace.ts';

const linux = catalogue('linux');
const facts = linux.at(68);

type Values = Readonly<Record<string, SlotValue>>;

interface Given {
  readonly macros?: Readonly<Record<string, string>>;
  readonly ancestors?: readonly Values[];
}

/** The trace of an expression on an event with these values, as lines: `verdict  condition  what was compared`. */
function traced(
  expression: string,
  values: Values,
  given: Given = {},
): RuleTrace & { readonly lines: string } {
  const texts = new Map(Object.entries(given.macros ?? {}));
  const macros = new Map<string, CheckedMacro>();
  const variables = new Map([['seen', { type: 'string', array: false } as const]]);
  const scope: CheckScope = { catalogue: linux, facts, macros, variables };
  for (const [id, text] of texts) {
    const { macro } = checkMacro(id, parseMacro(text), scope);
    if (macro !== undefined) macros.set(id, macro);
  }
  const checked = checkRule(parseRule(expression), scope);
  expect(checked.problems).toEqual([]);
  const rule = compileRule(checked, linux);
  if (rule === undefined) throw new Error('a rule without problems compiles');
  const context: Context = {
    event: eventOf(checked.eventType, values, given.ancestors ?? []),
    now: 5_000_000_000n,
    variables: { read: () => undecided('seen') },
    register: 0,
  };
  const result = traceRule(rule, context);
  const textOf = ({ condition: { node }, macros: within }: TraceNode): string =>
    (texts.get(within[within.length - 1] ?? '') ?? expression).slice(node.span.start, node.span.end);
  const print = (node: TraceNode, depth: number): string[] => [
    `${'  '.repeat(depth)}${printVerdict(node)} ${textOf(node)}${printOperands(node.operands)}`,
    ...node.parts.flatMap((part) => print(part, depth + 1)),
  ];
  return { ...result, lines: result.root === undefined ? '' : print(result.root, 0).join('\n') };
}

function printVerdict({ verdict, reached }: TraceNode): string {
  const word = isUndecided(verdict) ? `needs ${verdict.needs.join('+')}:` : verdict ? 'yes' : 'no';
  return reached ? word : `(${word})`;
}

function printOperands(operands: readonly TracedOperand[]): string {
  if (operands.length === 0) return '';
  const print = ({ values, missing, reads }: TracedOperand): string => {
    const shown = [...values.map((value) => JSON.stringify(value)), ...missing.map((name) => `?${name}`)];
    return shown.join(' ') + (reads.length === 0 ? '' : ` of ${reads.map(print).join(', ')}`);
  };
  return ` [${operands.map(print).join(' | ')}]`;
}

function eventOf(type: string, values: Values, ancestors: readonly Values[]): Event {
  const event = emptyEvent(linux, nothingUnknown(linux));
  event.type = type;
  for (const [name, value] of Object.entries(values)) event.slots[slotOf(name)] = value;
  const index = linux.iterators.findIndex((iterator) => iterator.name === 'process.ancestors');
  event.elements[index] = ancestors.map((ancestor) => {
    const element = [...(linux.elementZeros[index] ?? [])] as SlotValue[];
    for (const [name, value] of Object.entries(ancestor))
      element[slotOf(`process.ancestors.${name}`)] = value;
    return element;
  });
  return event;
}

function slotOf(name: string): number {
  const slot = facts.field(name)?.slot;
  if (slot === undefined) throw new Error(`no field ${name}`);
  return slot;
}

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

describe('the decisive conditions', () => {
  const why = (expression: string, values: Values): readonly string[] => {
    const { root } = traced(expression, values);
    if (root === undefined) throw new Error('a trace without iterator variable has a root');
    return decisiveLeaves(root).map(({ condition: { node } }) =>
      expression.slice(node.span.start, node.span.end),
    );
  };

  it('are none where the rule matches', () => {
    expect(why('open.flags == 0 || open.retval == 1', {})).toEqual([]);
  });

  it('are all that fail of an `&&`, and the fewest of an `||`', () => {
    const expression = 'open.flags == 1 && ((open.retval == 1 && open.retval < -1) || open.retval == 2)';
    expect(why(expression, {})).toEqual(['open.flags == 1', 'open.retval == 2']);
  });

  it('of all ways are those of each that takes as few', () => {
    const choices = (expression: string, values: Values, wanted: boolean) => {
      const { root } = traced(expression, values);
      if (root === undefined) throw new Error('a trace without iterator variable has a root');
      const { leaves, needed } = decisiveChoices(root, wanted);
      return {
        needed,
        leaves: leaves.map(({ condition: { node } }) => expression.slice(node.span.start, node.span.end)),
      };
    };
    const expression = 'open.flags == 0 && (open.retval == 0 || process.uid == 0)';
    expect(choices(expression, {}, false)).toEqual({ needed: 1, leaves: ['open.flags == 0'] });
    expect(choices(expression, { 'process.uid': 1 }, false)).toEqual({
      needed: 1,
      leaves: ['open.flags == 0', 'open.retval == 0'],
    });
    expect(choices(expression, { 'open.retval': 1, 'process.uid': 1 }, true)).toEqual({
      needed: 1,
      leaves: ['open.retval == 0', 'process.uid == 0'],
    });
    expect(choices('open.flags == 0 || open.retval == 0', {}, false)).toMatchObject({ needed: 2 });
  });

  it('are none where a constant decides: nothing else could help', () => {
    expect(why('open.flags == 1 && false', {})).toEqual([]);
  });

  it('hold below a negation what holds and should not', () => {
    expect(why('!(open.flags == 0 || open.retval == 3)', {})).toEqual(['open.flags == 0']);
  });

  it('are made the other way round and make it match (all expressions of five conditions)', () => {
    const operator = fc.constantFrom('&&', '||');
    const leaf = fc.boolean();
    fc.assert(
      fc.property(
        fc.array(leaf, { minLength: 5, maxLength: 5 }),
        fc.array(operator, { minLength: 4, maxLength: 4 }),
        (leaves, operators) => {
          const names = ['open.flags', 'open.retval', 'process.uid', 'process.gid', 'process.tid'];
          const expression = names
            .map((name, index) => `${name} == 1 ${operators[index] ?? ''}`)
            .join(' ')
            .trim();
          const valuesOf = (bits: readonly boolean[]): Values =>
            Object.fromEntries(names.map((name, index) => [name, bits[index] === true ? 1 : 0]));
          const changed = why(expression, valuesOf(leaves));
          const flipped = leaves.map((bit, index) => bit !== changed.includes(`${names[index]} == 1`));
          expect(traced(expression, valuesOf(flipped)).verdict).toBe(true);
          const smaller = subsets(changed).filter((subset) => subset.length < changed.length);
          for (const subset of smaller) {
            const fewer = leaves.map((bit, index) => bit !== subset.includes(`${names[index]} == 1`));
            expect(traced(expression, valuesOf(fewer)).verdict).toBe(false);
          }
        },
      ),
    );
  });
});

/** Every selection of some of them. */
function subsets(of: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: 2 ** of.length }, (_, bits) =>
    of.filter((_, index) => (bits >> index) % 2 === 1),
  );
}

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
