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
      'open.file.path': '/home/user-1/name-1/name-2.sh',
      'open.file.name': 'name-2.sh',
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
      'process.envp': ['TOKEN=value-1', 'HOME=/home/user-1'],
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
      'link.file.path': '/home/user-1/.ssh/name-1',
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

describe('the name of a person', () => {
  const ann = { 'process.user': 'ann', 'process.uid': 1001 };

  it.each([
    ['a home', { 'open.file.path': '/home/ann/x' }, { 'open.file.path': '/home/user-1/name-1' }],
    [
      'a part of a path',
      { 'open.file.path': '/tmp/ann-1234.log' },
      { 'open.file.path': '/tmp/user-1-name-1.log' },
    ],
    [
      'what else stays of a path',
      { 'open.file.path': '/etc/sudoers.d/ann', 'link.file.path': '/run/ann/x' },
      { 'open.file.path': '/etc/sudoers.d/user-1', 'link.file.path': '/run/user-1/name-1' },
    ],
    [
      'arguments',
      { 'process.argv': ['--user=ann', 'ann', 'ann@db-7', 'ann:22', '-o', 'annual', '_ann_'] },
      {
        'process.argv': ['--user=user-1', 'user-1', 'user-1@arg-1', 'user-1:22', '-o', 'arg-2', '_user-1_'],
      },
    ],
    [
      'the environment',
      {
        'process.envp': [
          'HOME=/home/ann',
          'USER=ann',
          'MAIL=/var/mail/ann',
          'PATH=/usr/bin:/home/ann/bin',
          'KEY=/k3/y',
        ],
      },
      {
        'process.envp': [
          'HOME=/home/user-1',
          'USER=user-1',
          'MAIL=/var/mail/user-1',
          'PATH=/usr/bin:/home/user-1/name-1',
          'KEY=value-1',
        ],
      },
    ],
  ])('is the same in %s as in the field of the user', (_, given, expected) => {
    expect(values({ ...ann, ...given })).toEqual({
      'process.user': 'user-1',
      'process.uid': 100_001,
      ...expected,
    });
  });

  it.each([
    ['a home', { 'open.file.path': '/home/ann/x' }],
    ['the environment', { 'process.envp': ['LOGNAME=ann'] }],
    ['an ancestor', { 'process.ancestors': [{ user: 'ann', uid: 1001 }] }],
    ['an argument', { 'process.argv': ['--home=/home/ann'] }],
  ])('is known from %s', (_, Values) => {
    const anonymous = redactor(none);
    anonymous({ Type: 'exec', Values });
    const later = anonymous({ Type: 'open', Values: { 'open.file.path': '/etc/cron.d/ann' } });
    expect(later.Values).toEqual({ 'open.file.path': '/etc/cron.d/user-1' });
  });

  it('that is told beforehand is hidden from the first event on', () => {
    const given = { 'open.file.path': '/etc/cron.d/ann.lee' };
    expect(values(given, { ...none, people: ['ann.lee'] })).toEqual({
      'open.file.path': '/etc/cron.d/user-1',
    });
  });

  it('with a dot has no ending', () => {
    expect(values({ 'open.file.path': '/home/ann.lee/ann.lee.txt' })).toEqual({
      'open.file.path': '/home/user-1/user-1.txt',
    });
  });

  it('is none where it is that of a service, or of a program', () => {
    const given = {
      'process.user': 'nginx',
      'process.uid': 33,
      'open.file.path': '/etc/nginx/nginx.conf',
    };
    expect(values(given)).toEqual({ ...given, 'process.user': 'user-1' });
    expect(
      values({ 'process.user': 'git', 'process.uid': 1000, 'process.file.path': '/usr/bin/git' }),
    ).toEqual({
      'process.user': 'user-1',
      'process.uid': 100_001,
      'process.file.path': '/usr/bin/git',
    });
  });

  it('stays where users stay, or rules look for it', () => {
    const given = { ...ann, 'open.file.path': '/etc/cron.d/ann' };
    expect(values(given, { ...none, keep: new Set(['users']) })).toEqual(given);
    const words = keptWords(['process.user == "ann"']);
    expect(values(given, { ...none, words })).toEqual({ ...given, 'process.uid': 100_001 });
  });
});

describe('a word that stays', () => {
  const words = keptWords(['"backup"', 'open.file.path =~ "/tmp/up-*"']);
  const becomes = (given: Readonly<Record<string, RecordValue>>) => values(given, { ...none, words });

  it.each([
    ['/srv/backup', '/srv/backup'],
    ['/srv/backup.tgz', '/srv/backup.tgz'],
    ['/srv/my-backup_7', '/srv/name-1-backup_name-2'],
    ['/srv/backups', '/srv/name-1'],
    ['/tmp/up-81c2', '/tmp/up-name-1'],
    ['/tmp/soup-81c2', '/tmp/name-1'],
  ])('is kept within %s, where it is a word by itself', (path, expected) => {
    expect(becomes({ 'open.file.path': path })).toEqual({ 'open.file.path': expected });
  });

  it('is kept within arguments and variables of the environment', () => {
    expect(
      becomes({ 'process.argv': ['backup@db-7', '--to=x/backup'], 'process.envp': ['A=backup:x'] }),
    ).toEqual({
      'process.argv': ['backup@arg-1', '--to=arg-2/backup'],
      'process.envp': ['A=backup:arg-2'],
    });
  });
});

it('a value has one name, wherever it stands', () => {
  expect(
    values({ 'process.argv': ['plan'], 'process.envp': ['A=plan'], 'open.file.path': '/srv/plan' }),
  ).toEqual({
    'process.argv': ['arg-1'],
    'process.envp': ['A=arg-1'],
    'open.file.path': '/srv/arg-1',
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
