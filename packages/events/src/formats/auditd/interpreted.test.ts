import { describe, expect, it } from 'vitest';
import { read, values } from './test-kit.ts';

describe('interpreted by ausearch -i', () => {
  const log = `
    ----
    type=PATH msg=audit(04/12/17 22:48:11.036:59) : item=0 name=/srv/my file inode=25 dev=08:01 mode=file,suid,755 ouid=root ogid=unknown(12) rdev=00:00 nametype=NORMAL 
    type=CWD msg=audit(04/12/17 22:48:11.036:59) :  cwd=/home/me too 
    type=EXECVE msg=audit(04/12/17 22:48:11.036:59) : argc=3 a0=my file a1=x a1 b=c a2=mapping 
    type=SYSCALL msg=audit(04/12/17 22:48:11.036:59) : arch=x86_64 syscall=execve success=yes exit=0 a0=0x1522170 a1=0x1506120 a2=0x14faeb0 a3=0x7ffc items=2 ppid=12041 pid=13393 auid=unset uid=me gid=unknown(1001) euid=root suid=root fsuid=root egid=root sgid=root fsgid=root tty=(none) ses=802 comm=my file exe=/srv/my file subj=x key=(null) 
    ----
    type=PATH msg=audit(04/12/2017 22:48:12.000:60) : item=0 name=/etc/shadow inode=5 dev=08:01 mode=file,640 ouid=root ogid=root rdev=00:00 nametype=NORMAL 
    type=SYSCALL msg=audit(04/12/2017 22:48:12.000:60) : arch=x86_64 syscall=openat success=no exit=EACCES(Permission denied) a0=AT_FDCWD a1=0x7ffd a2=O_RDONLY|O_CLOEXEC a3=0x0 items=1 ppid=12041 pid=13393 auid=unset uid=me gid=me euid=me suid=me fsuid=me egid=me sgid=me fsgid=me tty=pts0 ses=8 comm=cat exe=/usr/bin/cat key=(null) 
    ----
    type=SOCKADDR msg=audit(04/12/17 22:48:13.295:61) : saddr={ saddr_fam=inet laddr=169.254.169.254 lport=80 } 
    type=SYSCALL msg=audit(04/12/17 22:48:13.295:61) : arch=x86_64 syscall=connect success=no exit=EINPROGRESS(Operation now in progress) a0=0x6 a1=0x7 a2=0x10 a3=0xfe items=0 ppid=1 pid=1172 auid=unset uid=root gid=root euid=root suid=root fsuid=root egid=root sgid=root fsgid=root tty=(none) ses=unset comm=curl exe=/usr/bin/curl key=(null) `;

  it('gives the same events; ids that are names stay unknown, but for root', () => {
    const names = [
      'process.file.path',
      'process.argv',
      'process.user',
      'process.uid',
      'process.gid',
      'process.euid',
      'process.file.mode',
      'open.flags',
      'open.retval',
      'connect.addr.ip',
      'connect.retval',
    ];
    expect(values(log, ...names)).toEqual([
      [
        'exec',
        {
          'process.file.path': '/srv/my file',
          'process.argv': ['x a1 b=c', 'mapping'],
          'process.user': 'me',
          'process.gid': 1001,
          'process.euid': 0,
          'process.file.mode': 0o104755,
        },
      ],
      [
        'open',
        {
          'process.file.path': '/usr/bin/cat',
          'process.user': 'me',

          'open.flags': 0o2000000,
          'open.retval': -13,
        },
      ],
      [
        'connect',
        {
          'process.file.path': '/usr/bin/curl',
          'process.user': 'root',
          'process.uid': 0,
          'process.gid': 0,
          'process.euid': 0,
          'connect.addr.ip': '169.254.169.254',
          'connect.retval': -115,
        },
      ],
    ]);
  });

  it('has times of an unknown zone, taken as UTC', () => {
    expect(read(log).imported[0]?.record.Time).toBe(1_492_037_291_036_000_000n);
  });
});
