import { readFileSync } from 'node:fs';
import { catalogue } from '@secl/model';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import table from '../data/kernel-filters.json' with { type: 'json' };
import { rule } from '../test-rule.ts';
import { approvers } from './approvers.ts';
import { describeAccepted, explainFiltering } from './explain.ts';

/** `field: value, value` for each approver. */
function approversOf(expression: string, options?: Parameters<typeof rule>[1]): readonly string[] {
  const { condition, eventType, facts } = rule(expression, options);
  const filtering = approvers(condition, eventType, facts);
  if (filtering.kind !== 'approved') return [];
  return filtering.approvers.map(
    ({ field, values }) => `${field.name}: ${values.map(describeAccepted).join(', ')}`,
  );
}

describe('a field is an approver when another value makes the rule false', () => {
  test.each([
    ['open.file.path == "/etc/shadow"', ['open.file.path: "/etc/shadow"']],
    ['open.file.path in ["/etc/shadow", "/etc/passwd"]', ['open.file.path: "/etc/shadow", "/etc/passwd"']],
    ['open.file.path == "/etc/shadow" && process.uid != 0', ['open.file.path: "/etc/shadow"']],
    ['process.uid != 0 && open.file.name == "id_rsa"', ['open.file.name: "id_rsa"']],
    ['open.file.path == "/a" || open.file.path == "/b" && process.uid == 0', ['open.file.path: "/a", "/b"']],
    [
      '(open.file.path == "/a" || open.file.path == "/b") && open.file.path != "/b"',
      ['open.file.path: "/a", "/b"'],
    ],
    ['open.file.path in ["/a", "/b"] && open.file.path == "/b"', ['open.file.path: "/b"']],
    ['!(open.file.path != "/a")', ['open.file.path: "/a"']],
    ['!(open.file.path not in ["/a"] || process.uid == 0)', ['open.file.path: "/a"']],
    ['(open.file.path == "/a") == true', ['open.file.path: "/a"']],
    ['(open.file.path != "/a") == false', ['open.file.path: "/a"']],
    [
      'open.file.path == "/a" && open.file.name == "a" && process.auid == 1000',
      ['open.file.path: "/a"', 'open.file.name: "a"', 'process.auid: 1000'],
    ],
  ])('%s', (expression, expected) => {
    expect(approversOf(expression)).toEqual(expected);
  });

  test('and a macro counts as what it stands for', () => {
    const macros = { secrets: '["/etc/shadow", "/etc/gshadow"]', by_root: 'process.uid == 0' };
    expect(approversOf('open.file.path in secrets && by_root', { macros })).toEqual([
      'open.file.path: "/etc/shadow", "/etc/gshadow"',
    ]);
  });
});

describe('it is none when the rule can be true with any value', () => {
  test.each([
    'open.file.path != "/etc/shadow"',
    'open.file.path not in ["/etc/shadow"]',
    'open.file.path == "/a" || process.uid == 0',
    'open.file.path == "/a" || open.file.name == "b"',
    // Read to the right: `process.uid == 0 || (… && …)`.
    'process.uid == 0 || process.gid == 0 && open.file.path == "/a"',
    '!(open.file.path == "/a")',
    '(open.file.path == "/a") == (process.uid == 0)',
    'open.file.path == process.file.path',
    'open.flags & O_CREAT == 0',
    'open.flags & 3 == O_RDONLY',
    'open.flags | O_CREAT > 0',
    'open.flags + 1 == 2',
    'open.retval < 0',
    // What a rule excludes is nothing to approve.
    'open.retval < 0 && process.auid != 4294967295',
    'open.retval < 0 && process.auid not in [0, 4294967295]',
  ])('%s', (expression) => {
    expect(approversOf(expression)).toEqual([]);
  });
});

describe('bits of flags are approvers as a mask', () => {
  test.each([
    ['open.flags & O_CREAT > 0', 'open.flags: a bit of O_CREAT'],
    ['0 < O_CREAT & open.flags', 'open.flags: a bit of O_CREAT'],
    ['open.flags & (O_CREAT|O_TRUNC) != 0', 'open.flags: a bit of O_CREAT|O_TRUNC'],
    ['open.flags & (O_CREAT|O_TRUNC) == O_CREAT', 'open.flags: a bit of O_CREAT'],
    ['open.flags & O_CREAT | O_TRUNC > 0', 'open.flags: a bit of O_CREAT|O_TRUNC'],
    ['open.flags & 3 & 6 > 0', 'open.flags: a bit of 2'],
    ['!(open.flags & O_CREAT == 0)', 'open.flags: a bit of O_CREAT'],
    ['open.flags == O_RDONLY || open.flags & O_CREAT > 0', 'open.flags: O_RDONLY, a bit of O_CREAT'],
  ])('%s', (expression, expected) => {
    expect(approversOf(expression)).toEqual([expected]);
  });

  test('a mask that cannot give the value never does, so there is nothing to approve', () => {
    const { condition, facts } = rule('open.flags & 1 == 2');
    const filtering = approvers(condition, 'open', facts);
    expect(explainFiltering(filtering).fields).toContainEqual({
      field: 'open.flags',
      text: 'no value of it makes the rule true',
    });
  });
});

describe('process.auid takes ranges, for any event type', () => {
  test.each([
    ['exec.file.name == "sh" && process.auid >= 1000', 'process.auid: 1000 or more'],
    ['exec.file.name == "sh" && 1000 <= process.auid && process.auid < 5000', 'process.auid: 1000 to 4999'],
    ['exec.file.name == "sh" && process.auid in [0, 1000]', 'process.auid: 0, 1000'],
    ['exec.file.name == "sh" && !(process.auid != 1000)', 'process.auid: 1000'],
  ])('%s', (expression, expected) => {
    expect(approversOf(expression)).toEqual([expected]);
  });

  test('but not in agents that do not have it', () => {
    const { condition, facts } = rule('open.file.name != "sh"', { minor: 50 });
    const { fields } = explainFiltering(approvers(condition, 'open', facts));
    expect(fields.map(({ field }) => field)).toEqual(['open.file.path', 'open.file.name', 'open.flags']);
  });
});

describe('patterns are approvers of a path when their last segment is fixed', () => {
  test.each([
    ['open.file.path =~ "/home/*/.ssh/authorized_keys"', ['open.file.path: ~"/home/*/.ssh/authorized_keys"']],
    [
      'open.file.path in [~"/etc/*/shadow", "/etc/shadow"]',
      ['open.file.path: ~"/etc/*/shadow", "/etc/shadow"'],
    ],
    ['open.file.path =~ "/etc/**"', []],
    ['open.file.path in ["/etc/shadow", ~"/root/*"]', []],
    ['open.file.name =~ "id_*"', []],
    ['open.file.name == r"^id_rsa$"', []],
    // The exact value says more than the pattern does.
    ['open.file.path =~ "/etc/**" && open.file.path in ["/etc/a", "/b"]', ['open.file.path: "/etc/a"']],
  ])('%s', (expression, expected) => {
    expect(approversOf(expression)).toEqual(expected);
  });
});

describe('the explanation', () => {
  const explain = (expression: string, options?: Parameters<typeof rule>[1]) => {
    const { condition, eventType, facts } = rule(expression, options);
    const { summary, fields } = explainFiltering(approvers(condition, eventType, facts));
    return [summary, ...fields.map(({ field, text }) => `${field}: ${text}`)];
  };

  test('names what decides the rule', () => {
    expect(explain('open.file.path == "/etc/shadow" && open.file.name != "x"')).toEqual([
      'this rule keeps kernel filtering on for `open`: open.file.path decides it',
      'open.file.path: approver: "/etc/shadow"',
      'open.file.name: the rule can be true with any value of it',
      'open.flags: not used',
      'process.auid: not used',
    ]);
  });

  test('says for each field why it does not', () => {
    expect(
      explain('open.file.path in [~"/etc/*", "/a"] && (open.file.name == "b" || process.uid == 0)'),
    ).toEqual([
      'this rule turns kernel filtering off for `open`: no condition on open.file.path, open.file.name, open.flags or process.auid decides it',
      'open.file.path: it would decide, but the kernel compares it only with a fixed value or a pattern without `*` in its last segment, and the rule asks for ~"/etc/*"',
      'open.file.name: the rule can be true with any value of it',
      'open.flags: not used',
      'process.auid: not used',
    ]);
  });

  test('says where there is only one field for it', () => {
    expect(explain('dns.question.name == "example.com"')).toEqual([
      'this rule turns kernel filtering off for `dns`: no condition on process.auid decides it, and it is the only field that could',
      'process.auid: not used',
    ]);
  });

  test('counts what is too much to list', () => {
    const names = Array.from({ length: 20 }, (_, index) => `"n${index}"`).join(', ');
    expect(explain(`open.file.name in [${names}]`)[1]).toBe(
      'open.file.name: approver: "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7" or 12 more',
    );
  });

  test('has nothing to say on Windows', () => {
    expect(explain('create.file.name == "a"', { platform: 'windows' })).toEqual([
      'agents of this platform do not filter in the kernel',
    ]);
  });
});

test('a chain of 50,000 conditions is judged at once', () => {
  const chain = Array.from({ length: 50_000 }, (_, index) => `open.file.name == "n${index}"`).join(' || ');
  expect(approversOf(chain)).toHaveLength(1);
});

describe('the table of fields', () => {
  test('keeps to its schema', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../schema/kernel-filters.json', import.meta.url), 'utf8'),
    ) as object;
    const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);
    validate(table);
    expect(validate.errors ?? []).toEqual([]);
  });

  test('names event types and fields that exist', () => {
    const linux = catalogue('linux');
    const types = new Set(linux.eventTypes.map(({ name }) => name));
    const missing = table.filters.flatMap(({ events, fields }) => {
      const named = events === 'any' ? [] : (events as string[]);
      const names = fields.flatMap(({ name }) =>
        name.startsWith('{event}') ? named.map((event) => name.replace('{event}', event)) : [name],
      );
      return [...named.filter((event) => !types.has(event)), ...names.filter((name) => !linux.field(name))];
    });
    expect(missing).toEqual([]);
  });
});
