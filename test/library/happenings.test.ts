import { describe, expect, it } from 'vitest';
import { type Happening, library, triggeredBy } from './library.ts';

/** What the recordings do not show: each rule on an event that it is for, and on an ordinary one that looks like it. */
const ruleSet = library('7.68.0');
const O_WRONLY_CREAT_TRUNC = 0o1101;

/** A process as the values of its events have it. */
const by = (path: string, ...argv: readonly string[]): Readonly<Record<string, unknown>> => ({
  'process.pid': 42,
  'process.ppid': 7,
  'process.file.path': path,
  'process.file.name': path.slice(path.lastIndexOf('/') + 1),
  'process.comm': path.slice(path.lastIndexOf('/') + 1, 15),
  'process.argv': argv,
  'process.args': argv.join(' '),
});
const above = (...names: readonly string[]): NonNullable<Happening['ancestors']> =>
  names.map((name, index) => ({
    pid: 7 - index,
    comm: name,
    'file.name': name,
    'file.path': `/usr/sbin/${name}`,
  }));

const exec = (
  path: string,
  parent: string,
  argv: readonly string[] = [],
  flags: readonly string[] = [],
): Happening => ({
  type: 'exec',
  values: { ...by(path, ...argv), 'process.args_flags': flags },
  ancestors: above(parent),
});
const onFile = (type: string, path: string, process: object, more: object = {}): Happening => ({
  type,
  values: {
    ...process,
    [`${type}.file.path`]: path,
    [`${type}.file.name`]: path.slice(path.lastIndexOf('/') + 1),
    ...more,
  },
});
const write = (path: string, process: object): Happening =>
  onFile('open', path, process, { 'open.flags': O_WRONLY_CREAT_TRUNC });
const connect = (ip: string, port: number, process: object): Happening => ({
  type: 'connect',
  values: { ...process, 'connect.addr.family': 2, 'connect.addr.ip': ip, 'connect.addr.port': port },
});

interface Case {
  readonly rule: string;
  readonly fires: Happening;
  readonly not: Happening;
}

const cases: readonly Case[] = [
  {
    rule: 'shell_from_network_service',
    fires: exec('/bin/sh', 'php-fpm8.2', ['-c', 'id']),
    not: exec('/bin/sh', 'make', ['-c', 'id']),
  },
  {
    rule: 'fileless_execution',
    fires: { type: 'exec', values: { 'exec.file.name': 'memfd:x (deleted)' }, ancestors: above('python3') },
    not: { type: 'exec', values: { 'exec.file.name': 'memfd:runc_cloned' }, ancestors: above('runc') },
  },
  {
    rule: 'ssh_private_key_read',
    fires: onFile('open', '/home/ann/.ssh/id_ed25519', by('/usr/bin/tar')),
    not: onFile('open', '/home/ann/.ssh/id_ed25519', by('/usr/bin/ssh')),
  },
  {
    rule: 'cloud_credentials_read',
    fires: onFile('open', '/home/ann/.aws/credentials', by('/usr/bin/cat')),
    not: onFile('open', '/home/ann/.aws/credentials', by('/usr/local/bin/aws')),
  },
  {
    rule: 'metadata_service_contacted',
    fires: connect('169.254.169.254', 80, by('/usr/bin/curl')),
    not: connect('169.254.169.254', 80, by('/usr/bin/amazon-ssm-agent')),
  },
  {
    rule: 'process_memory_opened',
    fires: onFile('open', '/proc/812/mem', by('/tmp/x')),
    not: onFile('open', '/proc/812/mem', by('/usr/bin/gdb')),
  },
  {
    rule: 'process_attached',
    fires: { type: 'ptrace', values: { ...by('/tmp/x'), 'ptrace.request': 16 } },
    not: { type: 'ptrace', values: { ...by('/tmp/x'), 'ptrace.request': 0 } },
  },
  {
    rule: 'preload_list_changed',
    fires: {
      type: 'rename',
      values: {
        ...by('/usr/bin/mv'),
        'rename.file.path': '/tmp/x',
        'rename.file.destination.path': '/etc/ld.so.preload',
      },
    },
    not: onFile('open', '/etc/ld.so.preload', by('/usr/bin/ls')),
  },
  {
    rule: 'cron_job_written',
    fires: write('/host/var/spool/cron/crontabs/root', by('/bin/sh')),
    not: write('/var/spool/cron/crontabs/root', by('/usr/bin/crontab')),
  },
  {
    rule: 'systemd_unit_written',
    fires: write('/etc/systemd/system/x.service', by('/bin/sh')),
    not: write('/etc/systemd/system/x.service', by('/usr/bin/dpkg')),
  },
  {
    rule: 'account_file_replaced',
    fires: {
      type: 'rename',
      values: {
        ...by('/usr/bin/mv'),
        'rename.file.path': '/tmp/x',
        'rename.file.destination.path': '/etc/sudoers',
      },
    },
    not: {
      type: 'rename',
      values: {
        ...by('/usr/sbin/visudo'),
        'rename.file.path': '/etc/sudoers.tmp',
        'rename.file.destination.path': '/etc/sudoers',
      },
    },
  },
  {
    rule: 'login_record_removed',
    fires: onFile('unlink', '/var/log/wtmp', by('/usr/bin/rm')),
    not: onFile('unlink', '/var/log/wtmp', by('/usr/sbin/logrotate')),
  },
  {
    rule: 'shell_history_removed',
    fires: onFile('unlink', '/root/.bash_history', by('/usr/bin/rm')),
    not: onFile('unlink', '/root/.bash_aliases', by('/usr/bin/rm')),
  },
  {
    rule: 'security_tool_stopped',
    fires: {
      type: 'signal',
      values: { ...by('/usr/bin/kill'), 'signal.type': 9, 'signal.target.file.name': 'auditd' },
    },
    not: {
      type: 'signal',
      values: { ...by('/usr/lib/systemd/systemd'), 'signal.type': 15, 'signal.target.file.name': 'auditd' },
    },
  },
  {
    rule: 'set_user_id_bit_set',
    fires: onFile('chmod', '/tmp/sh', by('/usr/bin/chmod'), { 'chmod.file.destination.mode': 0o4755 }),
    not: onFile('chmod', '/usr/bin/su', by('/usr/bin/dpkg'), { 'chmod.file.destination.mode': 0o4755 }),
  },
  {
    rule: 'user_changed_by_tool',
    fires: {
      type: 'setuid',
      values: { ...by('/usr/bin/python3.11'), 'setuid.uid': 0, 'setuid.euid': 0, 'setuid.fsuid': 0 },
    },
    not: {
      type: 'setuid',
      values: { ...by('/usr/bin/python3.11'), 'setuid.uid': 33, 'setuid.euid': 33, 'setuid.fsuid': 33 },
    },
  },
  {
    rule: 'disk_mounted_in_container',
    fires: {
      type: 'mount',
      values: {
        ...by('/usr/bin/mount'),
        'process.container.id': 'a1b2c3',
        'mount.fs_type': 'ext4',
        'mount.mountpoint.path': '/mnt',
      },
    },
    not: {
      type: 'mount',
      values: { ...by('/usr/bin/mount'), 'mount.fs_type': 'ext4', 'mount.mountpoint.path': '/mnt' },
    },
  },
  {
    rule: 'process_directory_covered',
    fires: { type: 'mount', values: { ...by('/usr/bin/mount'), 'mount.mountpoint.path': '/proc/812' } },
    not: { type: 'mount', values: { ...by('/usr/bin/mount'), 'mount.mountpoint.path': '/proc/fs/nfsd' } },
  },
  {
    rule: 'kernel_module_from_unusual_place',
    fires: onFile('load_module', '/tmp/x.ko', by('/usr/sbin/insmod')),
    not: onFile('load_module', '/usr/lib/modules/6.1.0/kernel/fs/xfs.ko', by('/usr/bin/kmod')),
  },
  {
    rule: 'shell_connects',
    fires: connect('203.0.113.9', 4444, by('/usr/bin/bash')),
    not: { type: 'connect', values: { ...by('/usr/bin/bash'), 'connect.addr.family': 1 } },
  },
  {
    rule: 'personal_files_archived',
    fires: exec('/usr/bin/zip', 'bash', ['-r', '/tmp/x.zip', '/home']),
    not: exec('/usr/bin/tar', 'bash', ['xzf', '/tmp/x.tgz', 'etc']),
  },
  {
    rule: 'file_server_started',
    fires: exec('/usr/bin/php', 'bash', ['-S', '0.0.0.0:8000']),
    not: exec('/usr/bin/python3', 'bash', ['-S', 'manage.py']),
  },
];

describe.each(cases)('$rule', ({ rule, fires, not }) => {
  it('is triggered', async () => {
    expect(await triggeredBy(ruleSet, fires)).toEqual([rule]);
  });

  it('is not by what is ordinary', async () => {
    expect(await triggeredBy(ruleSet, not)).toEqual([]);
  });
});

describe('a module loaded from memory', () => {
  const loading = (path: string): Happening => ({
    type: 'load_module',
    values: { ...by(path), 'load_module.loaded_from_memory': true },
  });

  it('is ordinary for what unpacks modules, and for nothing else', async () => {
    expect(await triggeredBy(ruleSet, loading('/usr/bin/kmod'))).toEqual([]);
    expect(await triggeredBy(ruleSet, loading('/tmp/x'))).toEqual(['kernel_module_from_unusual_place']);
  });
});

describe('the chain of downloads', () => {
  const wget = by('/usr/bin/wget');
  const run = exec('/tmp/tool', 'bash');
  const ofTheTool: Pick<Happening, 'ancestors'> = {
    ancestors: [{ pid: 42, comm: 'tool', 'file.name': 'tool', 'file.path': '/tmp/tool' }],
  };
  const curl = { ...by('/usr/bin/nslookup'), 'process.pid': 43 };

  it('goes from the file to what it runs, and to whom that connects', async () => {
    const ids = await triggeredBy(ruleSet, write('/tmp/tool', wget), run, {
      ...connect('203.0.113.9', 443, curl),
      ...ofTheTool,
    });
    expect(ids).toEqual(['file_downloaded', 'downloaded_file_executed', 'downloaded_program_connects']);
  });

  it('does not begin without a download', async () => {
    const ids = await triggeredBy(ruleSet, write('/tmp/tool', by('/usr/bin/ld')), run, {
      ...connect('203.0.113.9', 443, curl),
      ...ofTheTool,
    });
    expect(ids).toEqual([]);
  });

  it('does not mind connections to the host itself', async () => {
    const ids = await triggeredBy(ruleSet, write('/tmp/tool', wget), run, {
      ...connect('127.0.0.1', 443, curl),
      ...ofTheTool,
    });
    expect(ids).toEqual(['file_downloaded', 'downloaded_file_executed']);
  });
});

describe('a decoder and a shell', () => {
  const decoder = exec('/usr/bin/base64', 'bash', ['-d']);
  const shell = exec('/usr/bin/sh', 'bash');
  const elsewhere: Happening = { ...shell, values: { ...shell.values, 'process.ppid': 8 } };

  it('of one pipe are found, whichever starts first', async () => {
    expect(await triggeredBy(ruleSet, decoder, shell)).toContain('decoded_text_piped_to_shell');
    expect(await triggeredBy(ruleSet, shell, decoder)).toContain('decoded_text_piped_to_shell');
  });

  it('of different parents are no pipe', async () => {
    expect(await triggeredBy(ruleSet, decoder, elsewhere)).not.toContain('decoded_text_piped_to_shell');
  });
});
