import { catalogue } from '@secl/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDecoder } from '../canonical/decoder.ts';
import { toCanonical } from '../canonical/encode.ts';
import type { CanonicalRecord, RecordValue } from '../record.ts';
import { redactor } from './redact.ts';
import { keptWords } from './words.ts';

const none = { keep: new Set<never>(), remove: [], words: keptWords([]) };

/** What becomes of some values of one event. */
function values(
  given: Readonly<Record<string, RecordValue>>,
  options: Parameters<typeof redactor>[0] = none,
): unknown {
  return redactor(options)({ Type: 'exec', Values: given }).Values;
}

describe('paths', () => {
  it('of the system stay, others keep their first part and endings', () => {
    expect(
      values({
        'open.file.path': '/home/ann/secret plans/run.sh',
        'open.file.name': 'run.sh',
        'process.file.path': '/usr/bin/cat',
        'process.file.name': 'cat',
      }),
    ).toEqual({
      'open.file.path': '/home/name-1/name-2/name-3.sh',
      'open.file.name': 'name-3.sh',
      'process.file.path': '/usr/bin/cat',
      'process.file.name': 'cat',
    });
  });

  it('a name is the same in every directory, and that of the process follows', () => {
    expect(
      values({
        'process.file.path': '/opt/tool',
        'process.file.name': 'tool',
        'process.comm': 'tool',
        'process.argv0': 'tool',
        'chdir.syscall.path': '../tool',
      }),
    ).toEqual({
      'process.file.path': '/opt/name-1',
      'process.file.name': 'name-1',
      'process.comm': 'name-1',
      'process.argv0': 'name-1',
      'chdir.syscall.path': '../name-1',
    });
  });

  it('the name of an extended attribute is none', () => {
    expect(values({ 'setxattr.file.destination.name': 'user.x' })).toEqual({
      'setxattr.file.destination.name': 'user.x',
    });
  });
});

describe('arguments', () => {
  it('keep the names of flags, and what is made of them fits', () => {
    expect(
      values({
        'process.argv': ['-u', 'ann', '--password=hunter2', '-phunter2', '/etc/shadow', '755'],
        'process.args': '-u ann --password=hunter2 -phunter2 /etc/shadow 755',
        'process.args_flags': ['u'],
        'process.args_options': ['u=ann'],
      }),
    ).toEqual({
      'process.argv': ['-u', 'arg-1', '--password=arg-2', 'arg-3', '/etc/shadow', '755'],
      'process.args': '-u arg-1 --password=arg-2 arg-3 /etc/shadow 755',
      'process.args_flags': ['u'],
      'process.args_options': ['u=arg-1', 'password=arg-2'],
    });
  });

  it('in the environment go, the names stay', () => {
    expect(
      values({ 'process.envp': ['TOKEN=abc', 'HOME=/home/ann'], 'process.envs': ['TOKEN', 'HOME'] }),
    ).toEqual({
      'process.envp': ['TOKEN=value-1', 'HOME=value-2'],
      'process.envs': ['TOKEN', 'HOME'],
    });
  });
});

it('addresses stay of their sort', () => {
  const ips = [
    '10.1.2.3',
    '8.8.8.8',
    '10.1.2.3',
    '127.0.0.1',
    '169.254.169.254',
    '2001:4860::8888',
    'fe80::1',
    '::1',
  ];
  const anonymous = redactor(none);
  const after = ips.map(
    (ip) => anonymous({ Type: 'connect', Values: { 'connect.addr.ip': ip } }).Values['connect.addr.ip'],
  );
  expect(after).toEqual([
    '10.0.0.1',
    '198.18.0.1',
    '10.0.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '2001:db8::1',
    'fe80::1',
    '::1',
  ]);
});

it('users, hosts and containers', () => {
  const record: CanonicalRecord = {
    Type: 'dns',
    Host: 'web-1',
    Values: {
      'process.user': 'ann',
      'process.euser': 'root',
      'process.uid': 1001,
      'process.euid': 33,
      'dns.question.name': 'db.internal.example.com',
      'container.id': 'a'.repeat(64),
    },
    Ancestors: [{ user: 'ann', pid: 1 }],
  };
  expect(redactor(none)(record)).toEqual({
    Type: 'dns',
    Host: 'host-1',
    Values: {
      'process.user': 'user-1',
      'process.euser': 'root',
      'process.uid': 100_001,
      'process.euid': 33,
      'dns.question.name': 'host-2.host-3.host-4.com',
      'container.id': '1'.padStart(64, '0'),
    },
    Ancestors: [{ user: 'user-1', pid: 1 }],
  });
});

describe('what stays', () => {
  it('the words that rules look for', () => {
    const words = keptWords([
      'open.file.path == "/root/.ssh/authorized_keys" && process.argv in [~"*--upload*"]',
    ]);
    const after = values(
      { 'open.file.path': '/root/.ssh/authorized_keys', 'link.file.path': '/home/ann/.ssh/id' },
      { ...none, words },
    );
    expect(after).toEqual({
      'open.file.path': '/root/.ssh/authorized_keys',
      'link.file.path': '/home/name-1/.ssh/name-2',
    });
  });

  it('kinds that are kept', () => {
    const given = { 'connect.addr.ip': '8.8.8.8', 'process.argv': ['x'] };
    expect(values(given, { ...none, keep: new Set(['addresses']) })).toEqual({
      'connect.addr.ip': '8.8.8.8',
      'process.argv': ['arg-1'],
    });
  });
});

it('a field that is removed becomes unknown', () => {
  const record: CanonicalRecord = {
    Type: 'exec',
    Values: { 'process.envp': ['A=1'], 'process.pid': 1 },
    Unknown: ['exec.*'],
  };
  expect(redactor({ ...none, remove: ['process.envp'] })(record)).toEqual({
    Type: 'exec',
    Values: { 'process.pid': 1 },
    Unknown: ['exec.*', 'process.envp'],
  });
});

it('nothing that is secret is left, and every event can be read', () => {
  const decoder = createDecoder(catalogue('linux'));
  // Letters that stand in no name of a field, flag or system directory.
  const secret = fc.stringMatching(/^[ЖЩЮ]{5,9}$/);
  fc.assert(
    fc.property(secret, fc.array(secret, { maxLength: 4 }), (path, argv) => {
      const Values: Record<string, RecordValue> = {
        'open.file.path': `/srv/${path}/${path}`,
        'open.file.name': path,
        'open.syscall.path': path,
        'process.file.path': `/home/${path}`,
        'process.file.name': path,
        'process.argv': argv,
        'process.args': argv.join(' '),
        'process.user': path,
        'process.envp': [`A=${path}`],
      };
      const record = redactor(none)({
        Type: 'open',
        Host: path,
        Values,
        Ancestors: [{ argv, args: argv.join(' ') }],
      });
      const text = toCanonical(record);
      expect(text).not.toMatch(/[ЖЩЮ]/);
      expect(decoder.decode({ document: 'x', text, line: 1, column: 1, offset: 0 }).ok).toBe(true);
    }),
    { numRuns: 200 },
  );
});
