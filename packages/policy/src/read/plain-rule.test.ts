import { readdirSync, readFileSync } from 'node:fs';
import { array, assert, constantFrom, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainRule } from './plain-rule.ts';
import { readPolicy } from './read-policy.ts';

const rule = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

describe('a plain rule', () => {
  it('has an id and an expression, a description and tags if need be, in any order', () => {
    const item = rule(
      '  - id: shell',
      '    tags:',
      '      severity: high',
      '      tactic: "TA0011"',
      '    expression: exec.file.name == "sh"',
      '',
      '    description: A shell: it starts',
    );
    expect(plainRule(item.replace('shell: it', 'shell, it'))).toEqual({
      id: 'shell',
      expression: 'exec.file.name == "sh"',
    });
    expect(plainRule(item)).toBe(undefined);
  });

  it('may have its expression in a block', () => {
    const lines = ['  - id: a', '    expression: |-', '      exec.uid == 0', '        && exec.gid == 0', ''];
    expect(plainRule(rule(...lines))?.expression).toBe('exec.uid == 0\n  && exec.gid == 0');
    expect(plainRule(rule(...lines).replace('|-', '|'))?.expression).toBe(
      'exec.uid == 0\n  && exec.gid == 0\n',
    );
    expect(
      plainRule(
        rule(...lines)
          .replace('|-', '>-')
          .replace('        ', '      '),
      )?.expression,
    ).toBe('exec.uid == 0 && exec.gid == 0');
  });

  it('may have comments', () => {
    const item = rule(
      '- id: a',
      '  # why',
      '  expression: |-',
      '    a.b == 1',
      '    # && a.c == 2',
      '',
      '# The next one',
    );
    expect(plainRule(item)).toEqual({ id: 'a', expression: 'a.b == 1\n# && a.c == 2' });
  });

  it('may be limited, or silent', () => {
    const item = rule('- id: a', '  every: 10m', '  expression: a.b == 1', '  silent: true');
    expect(plainRule(item)?.id).toBe('a');
    expect(plainRule(item.replace('10m', '10 minutes'))).toBe(undefined);
    expect(plainRule(item.replace('true', '"true"'))).toBe(undefined);
  });

  it.each([
    ['filters', rule('- id: a', '  expression: a.b == 1', '  filters: [os == "linux"]')],
    ['actions', rule('- id: a', '  expression: a.b == 1', '  actions:', '    - hash: {}')],
    ['two expressions', rule('- id: a', '  expression: a.b == 1', '  expression: a.b == 2')],
    [
      'two tags of a name',
      rule('- id: a', '  expression: a.b == 1', '  tags:', '    x: 1', '    y: 2', '    x: 3'),
    ],
    ['no id', rule('- id: null', '  expression: a.b == 1')],
    ['no expression', rule('- id: a', '  expression: null')],
    ['escapes', rule('- id: a', String.raw`  expression: "a.b == \"x\""`)],
    ['an alias', rule('- id: a', '  expression: *other')],
    ['a comment that may belong to a text', rule('- id: a', '  expression: |', '      a', '   # b')],
    ['a text of several lines', rule('- id: a', '  expression: a.b == 1', '    && a.c == 2')],
    ['a line that is indented less than its block', rule('- id: a', '  expression: |', '     a', '    b')],
    ['the end of the file within it', '- id: a\n  expression: a.b == 1'],
    ['carriage returns', '- id: a\r\n  expression: a.b == 1\r\n'],
  ])('has no %s', (_, item) => {
    expect(plainRule(item)).toBe(undefined);
  });
});

const library = new URL('../../../../rules-library/policies/', import.meta.url);
const items = readdirSync(library)
  .filter((name) => name.endsWith('.policy'))
  .flatMap((name) => readFileSync(new URL(name, library), 'utf8').split(/^(?= {2}- id:)/m))
  .filter((item) => item.startsWith('  - id:'));

/** What reading finds in a policy of this one item. */
function read(item: string): unknown {
  const { rules, problems, unreadable } = readPolicy('a.policy', `rules:\n${item}`);
  const [first] = rules;
  if (first === undefined || rules.length > 1 || problems.length > 0 || unreadable !== undefined)
    return { rules: rules.length, problems };
  const { id, expression, filters, actions, combine, disabled, agentVersion } = first;
  expect([filters, actions, combine, disabled, agentVersion]).toEqual([[], [], ...Array(3)]);
  return { id: id?.value, expression: expression?.value };
}

it('is most of what people write', () => {
  expect(items.filter((item) => plainRule(item) !== undefined).length).toBeGreaterThan(items.length / 2);
});

it('says what reading finds, whatever is changed in its text', () => {
  const piece = constantFrom(
    ...[
      ' ',
      '  ',
      '\n',
      '    ',
      '\t',
      '-',
      '- ',
      ':',
      ': ',
      '#',
      ' #',
      '"',
      "'",
      '\\',
      '|',
      '>',
      '|+',
      '>-',
      '&a ',
      '*a',
    ],
    ...[
      'null',
      'id: b\n',
      '    tags:\n',
      '    description: x\n',
      '      # y\n',
      '\r\n',
      '~',
      '{',
      '[',
      '?',
      '%',
      '!',
      'é',
      '<<: ',
    ],
  );
  const edit = tuple(integer({ min: 0, max: 400 }), integer({ min: 0, max: 3 }), piece);
  let plain = 0;
  assert(
    property(constantFrom(...items), array(edit, { maxLength: 4 }), (item, edits) => {
      const text = edits.reduce((all, [at, cut, added]) => {
        const place = Math.min(at, all.length);
        return all.slice(0, place) + added + all.slice(place + cut);
      }, item);
      const glance = plainRule(text);
      if (glance === undefined) return;
      plain++;
      expect(read(text)).toEqual(glance);
    }),
    { numRuns: 3000 },
  );
  expect(plain).toBeGreaterThan(100);
});
