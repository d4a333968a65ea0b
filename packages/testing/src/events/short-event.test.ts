import { createDecoder, toCanonical } from '@secl/events';
import { catalogue } from '@secl/model';
import { describe, expect, it } from 'vitest';
import { preparedCases, rulesOf } from '../test-case.ts';

/** The records that events in short become. */
function recordsOf(events: string, platform: 'linux' | 'windows' = 'linux') {
  const [prepared] = preparedCases(
    `cases:\n  - events:\n${events.replace(/^/gm, '      ')}\n    expect: none\n`,
    rulesOf('rules: []', platform),
  );
  return (prepared?.happenings ?? []).map(({ record }) => record);
}

/** Some values of the only record. */
function valuesOf(event: string, ...names: readonly string[]): Readonly<Record<string, unknown>> {
  const [record] = recordsOf(`- ${event}`);
  return Object.fromEntries(names.map((name) => [name, record?.Values[name]]));
}

const problemsOf = (event: string): readonly string[] =>
  preparedCases(`cases: [{ events: [${event}], expect: none }]`).flatMap(({ problems }) =>
    problems.map(({ message }) => message),
  );

describe('a chain fills in the processes', () => {
  const [record] = recordsOf('- exec: /usr/sbin/nginx > sh -c "curl x" > curl -sS --max-time=5 x');

  it('the one that causes the event', () => {
    expect(record?.Values).toMatchObject({
      'process.file.path': '/usr/bin/curl',
      'process.file.name': 'curl',
      'process.comm': 'curl',
      'process.argv0': 'curl',
      'process.argv': ['-sS', '--max-time=5', 'x'],
      'process.args': '-sS --max-time=5 x',
      'process.args_flags': ['s', 'S', 'sS'],
      'process.args_options': ['max-time=5'],
      'process.pid': 1002,
      'process.ppid': 1001,
    });
  });

  it('its ancestors, from the parent outwards', () => {
    expect(
      record?.Ancestors?.map((each) => [
        each['file.path'],
        each['file.name'],
        each.comm,
        each.pid,
        each.args,
      ]),
    ).toEqual([
      ['/usr/bin/sh', 'sh', 'sh', 1001, '-c curl x'],
      ['/usr/sbin/nginx', 'nginx', 'nginx', 1000, ''],
    ]);
  });

  it('cuts comm where the kernel does', () => {
    expect(valuesOf('exec: a-very-long-program', 'process.comm', 'process.file.name')).toEqual({
      'process.comm': 'a-very-long-pro',
      'process.file.name': 'a-very-long-program',
    });
  });

  it('means the same processes when it is written again, with the arguments that they were started with', () => {
    const records = recordsOf(
      '- exec: nginx > sh -c id\n- { open: /x, by: nginx > sh }\n- { open: /x, by: apache2 > sh }',
    );
    expect(records.map(({ Values }) => [Values['process.pid'], Values['process.args']])).toEqual([
      [1001, '-c id'],
      [1001, '-c id'],
      [1003, ''],
    ]);
  });

  it('is executed with exactly the arguments that are written, and has these from then on', () => {
    const records = recordsOf(
      '- exec: nginx > sh -c id\n- exec: nginx > sh\n- { open: /x, by: nginx > sh }\n- exec: nginx > sh > id',
    );
    expect(records.map(({ Values }) => Values['process.args'])).toEqual(['-c id', '', '', '']);
    expect(records.at(-1)?.Ancestors?.map(({ args }) => args)).toEqual(['', '']);
  });

  it('has Windows paths on Windows', () => {
    const [first] = recordsOf('- exec: C:\\Tools\\x.exe > cmd.exe /c dir', 'windows');
    expect(first?.Values['process.file.path']).toBe('C:\\Windows\\System32\\cmd.exe');
    expect(first?.Ancestors?.[0]?.['file.name']).toBe('x.exe');
  });
});

describe('what an event is about', () => {
  it.each<[event: string, values: Readonly<Record<string, unknown>>]>([
    ['open: /etc/shadow', { 'open.file.path': '/etc/shadow', 'open.file.name': 'shadow' }],
    [
      'rename: /tmp/a -> /tmp/b',
      {
        'rename.file.name': 'a',
        'rename.file.destination.path': '/tmp/b',
        'rename.file.destination.name': 'b',
      },
    ],
    [
      'connect: 203.0.113.9:443',
      { 'connect.addr.ip': '203.0.113.9', 'connect.addr.port': 443, 'connect.addr.family': 2 },
    ],
    [
      'connect: "[2001:db8::1]:443"',
      { 'connect.addr.ip': '2001:db8::1', 'connect.addr.port': 443, 'connect.addr.family': 10 },
    ],
    ['bind: "::1"', { 'bind.addr.ip': '::1', 'bind.addr.port': undefined }],
    ['bind: ":80"', { 'bind.addr.ip': undefined, 'bind.addr.port': 80 }],
    ['dns: example.com', { 'dns.question.name': 'example.com' }],
    ['setuid: 0', { 'setuid.uid': 0 }],
    ['signal: SIGKILL', { 'signal.type': 9 }],
    ['bpf: BPF_PROG_LOAD', { 'bpf.cmd': 5 }],
    ['open: { file.path: /x, flags: O_RDWR }', { 'open.file.path': '/x', 'open.flags': 2 }],
  ])('%s', (event, values) => {
    expect(valuesOf(event, ...Object.keys(values))).toEqual(values);
  });

  it.each([
    ['connect: somewhere', '`somewhere` is not an address such as `10.0.0.1:443` or `[::1]:443`'],
    ['connect: 10.0.0.1:70000', '`10.0.0.1:70000` is not an address such as `10.0.0.1:443` or `[::1]:443`'],
    ['rename: /a -> /b -> /c', '`/a -> /b -> /c` is not `OLD -> NEW`, which `rename` takes'],
    ['selinux: x', '`selinux` events are about nothing that one word says: give their fields as a mapping'],
  ])('is told where it cannot be: %s', (event, message) => {
    expect(problemsOf(`{ ${event.replace(': ', ': "')}" }`)).toEqual([message]);
  });
});

describe('fields', () => {
  it.each<[event: string, name: string, value: unknown]>([
    ['{ open: /x, flags: O_WRONLY | O_CREAT }', 'open.flags', 65],
    ['{ open: /x, flags: 577 }', 'open.flags', 577],
    ['{ chmod: /x, file.destination.mode: S_ISUID | 0755 }', 'chmod.file.destination.mode', 0o4755],
    ['{ chmod: /x, file.destination.mode: 0755 }', 'chmod.file.destination.mode', 0o755],
    ['{ chmod: /x, file.destination.mode: 0104755 }', 'chmod.file.destination.rights', 0o4755],
    ['{ open: /x, process.uid: 33 }', 'process.uid', 33],
    ['{ open: /x, container.id: abc }', 'process.container.id', 'abc'],
    ['{ open: /x, process.container.id: abc }', 'container.id', 'abc'],
    ['{ exec: sh, exec.argv: [-c, id] }', 'process.args', '-c id'],
    ['{ exec: sh, process.envp: [A=1, B=2] }', 'process.envs', ['A', 'B']],
    ['{ exec: sh, process.created_at: 5s ago }', 'process.created_at', 1_767_225_595_000_000_000n],
    ['{ exec: sh, exec.filename: /opt/sh }', 'process.file.name', 'sh'],
    ['{ capset: CAP_SYS_ADMIN }', 'capset.cap_effective', 1 << 21],
  ])('%s', (event, name, value) => {
    expect(valuesOf(event, name)).toEqual({ [name]: value });
  });

  it.each([
    ['{ open: /x, flag: 1 }', '`flag` is not a field of open events: did you mean `flags`?'],
    ['{ open: /x, exec.file.path: /y }', '`exec.file.path` is not a field of open events'],
    ['{ open: /x, process.uid: root }', '`process.uid` takes an integer or constants; this is `root`'],
    ['{ open: /x, flags: O_RDONLY | O_CRAET }', 'this is `O_RDONLY | O_CRAET`: did you mean `O_CREAT`?'],
    ['{ open: /x, process.uid: 1.5 }', '`process.uid` takes an integer or constants; this is `1.5`'],
    ['{ open: /x, process.uid: 99999999999999999999 }', '`process.uid` takes an integer or constants'],
    ['{ open: /x, flags: 08 }', '`flags` takes an integer or constants; this is `08`'],
    ['{ open: /x, flags: [1] }', '`flags` takes an integer or constants; this is a list'],
    [
      '{ open: /x, file.path.length: 3 }',
      '`file.path.length` takes no value; this is computed from `open.file.path`',
    ],
    [
      '{ exec: sh, ancestors: [{ uidd: 3 }] }',
      '`uidd` is not a field of process.ancestors events: did you mean `uid`?',
    ],
    ['{ create: /x }', '`create` is not an event type of linux agents'],
  ])('are told where they cannot be: %s', (event, message) => {
    expect(problemsOf(event)).toContainEqual(expect.stringContaining(message));
  });

  it('of a literal event are taken as they are', () => {
    const [record] = recordsOf('- { type: open, values: { open.file.path: /etc/shadow } }');
    expect(record?.Values).toEqual({ 'open.file.path': '/etc/shadow' });
  });
});

it('time goes on by `after` alone, for each of `times`', () => {
  const times = recordsOf('- { exec: sh }\n- { exec: sh, after: 5m, times: 2 }').map(({ Time }) =>
    Number((BigInt(Time ?? 0) - 1_767_225_600_000_000_000n) / 1_000_000_000n),
  );
  expect(times).toEqual([0, 300, 600]);
});

it('every event type has a short form that decodes', () => {
  for (const platform of ['linux', 'windows'] as const) {
    const whole = catalogue(platform);
    const decoder = createDecoder(whole);
    for (const { name } of whole.eventTypes) {
      const [record] = recordsOf(`- { ${name}: {}, by: a > b -c }`, platform);
      const text = record === undefined ? '' : toCanonical(record);
      const decoded = decoder.decode({ document: 'x', text, line: 1, column: 1, offset: 0 });
      expect(decoded.ok ? decoded.event.type : `${text} ${decoded.problems[0]?.message}`).toBe(name);
    }
  }
});
