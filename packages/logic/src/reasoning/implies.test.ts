import { describe, expect, test } from 'vitest';
import { rule } from '../test-rule.ts';
import { equivalent, implies, overlaps } from './relations.ts';

const follows = (a: string, b: string): boolean => implies(rule(a), rule(b));

describe('whatever makes the first true makes the second true', () => {
  test.each([
    ['process.uid == 0 && process.gid == 0', 'process.uid == 0'],
    ['process.uid == 0', 'process.uid == 0 || process.gid == 0'],
    ['process.uid == 0 && process.gid == 0', 'process.gid == 0 && process.uid == 0'],
    // Lists and exact texts.
    ['open.file.path == "/etc/passwd"', 'open.file.path in ["/etc/shadow", "/etc/passwd"]'],
    ['open.file.path in ["/a", "/b"]', 'open.file.path in ["/b", "/c", "/a"]'],
    ['open.file.path not in ["/a", "/b"]', 'open.file.path != "/a"'],
    ['open.file.path == "/a" || open.file.path == "/b"', 'open.file.path in ["/b", "/a"]'],
    ['open.file.path in ["/b", "/a"]', 'open.file.path == "/a" || open.file.path == "/b"'],
    ['open.file.path in ["/a", "/b"] && open.file.path != "/a"', 'open.file.path == "/b"'],
    ['open.file.path == "/etc/passwd"', 'open.file.path != "/etc/shadow"'],
    // Globs.
    ['open.file.path == "/etc/passwd"', 'open.file.path =~ "/etc/*"'],
    ['open.file.path == "/etc/cron.d/a"', 'open.file.path =~ "/etc/**"'],
    ['open.file.path =~ "/etc/cron.d/**"', 'open.file.path =~ "/etc/**"'],
    ['open.file.path =~ "/etc/*.conf"', 'open.file.path =~ "/etc/*"'],
    ['open.file.path =~ "/etc/*.conf"', 'open.file.path =~ "/etc/**"'],
    ['open.file.path =~ "/home/*/.ssh/id_*"', 'open.file.path =~ "/home/*/.ssh/*"'],
    ['open.file.path in [~"/etc/*.conf", "/etc/hosts"]', 'open.file.path =~ "/etc/**"'],
    ['open.file.path !~ "/etc/**"', 'open.file.path !~ "/etc/*.conf"'],
    ['open.file.path !~ "/etc/**"', 'open.file.path != "/etc/passwd"'],
    ['open.file.path =~ "/etc/**"', 'open.file.path !~ "/tmp/*"'],
    // Patterns.
    ['process.comm == "bash"', 'process.comm =~ "*sh"'],
    ['process.comm =~ "python3*"', 'process.comm =~ "python*"'],
    ['process.comm =~ "*-token-*"', 'process.comm =~ "*token*"'],
    ['process.comm =~ "a*b*c"', 'process.comm =~ "a*b*"'],
    ['process.comm =~ "abc*"', 'process.comm =~ "*b*"'],
    ['process.comm == "bash"', 'process.comm =~ r"^ba"'],
    ['process.comm =~ r"^bash$"', 'process.comm == "bash"'],
    ['process.comm =~ r"^python3"', 'process.comm =~ "python*"'],
    ['process.comm =~ r"a+b"', 'process.comm in [r"a+b", "c"]'],
    ['dns.question.name == "API.Example.com"', 'dns.question.name =~ "*.example.com"'],
    // Integers and bits.
    ['process.uid == 0', 'process.uid < 1000'],
    ['process.uid > 1000', 'process.uid >= 1000'],
    ['process.uid in [0, 1, 2]', 'process.uid <= 2'],
    ['process.uid > 3 && process.uid < 5', 'process.uid == 4'],
    ['process.uid != 0 && process.uid >= 0', 'process.uid > 0'],
    ['0 == process.uid', 'process.uid == 0'],
    ['open.flags & O_CREAT > 0', 'open.flags & (O_CREAT|O_TRUNC) > 0'],
    ['open.flags & O_CREAT > 0', 'open.flags & O_CREAT == O_CREAT'],
    ['open.flags & O_CREAT != 0', 'O_CREAT & open.flags > 0'],
    ['open.flags & 3 == 3', 'open.flags & 1 > 0'],
    ['open.flags == 65', 'open.flags & O_CREAT > 0'],
    ['open.flags & 7 & 3 > 0', 'open.flags & 3 != 0'],
    ['process.created_at < 5s', 'process.created_at < 1m'],
    ['process.created_at > 5s', 'process.created_at > 5000ms || process.uid == 0'],
    ['process.uid - process.gid > 5', 'process.uid - process.gid > 3'],
    // Arrays.
    ['process.ancestors.file.name == "bash"', 'process.ancestors.file.name in ["sh", "bash"]'],
    ['process.ancestors.file.name == "bash"', 'process.ancestors.file.name =~ "ba*"'],
    ['process.ancestors.file.name not in ["sh", "bash"]', 'process.ancestors.file.name != "sh"'],
    ['process.ancestors.pid == 5', 'process.ancestors.pid > 3'],
    ['"-c" in process.argv', 'process.argv in ["-c", "-e"]'],
    ['process.argv not in [~"-*"]', 'process.argv != "-c"'],
    // The element of the iterator variable is one of them.
    ['process.ancestors[A].file.name == "bash"', 'process.ancestors.file.name == "bash"'],
    [
      'process.ancestors[A].file.name == "bash" && process.ancestors[A].pid == 1',
      'process.ancestors.file.name == "bash" && process.ancestors.pid == 1',
    ],
    [
      'process.ancestors[A].file.name == "bash" && process.ancestors[A].pid == 1',
      'process.ancestors[B].pid == 1',
    ],
    [
      'process.ancestors.file.name != "bash" && process.ancestors[A].pid == 1',
      'process.ancestors[A].file.name != "bash"',
    ],
    ['process.ancestors[A].argv in ["-c"]', 'process.ancestors.argv in ["-c"]'],
    // One of two names, in a longer list.
    ['exec.file.path == "/bin/sh"', 'exec.file.path in ["/bin/sh", "/bin/bash"]'],
    ['exec.file.path == "/bin/sh"', 'process.file.path == "/bin/sh"'],
    ['exec.file.name in ["nc", "ncat"] && process.uid == 0', 'exec.file.name in ["nc", "ncat", "socat"]'],
    // Addresses.
    ['connect.addr.ip == 10.1.2.3', 'connect.addr.ip in [10.0.0.0/8]'],
    ['connect.addr.ip in [10.0.0.0/16, 192.168.1.1]', 'connect.addr.ip in [192.168.0.0/16, 10.0.0.0/8]'],
    ['connect.addr.ip not in [10.0.0.0/8]', 'connect.addr.ip != 10.1.2.3'],
    ['connect.addr.ip == ::ffff:10.0.0.1', 'connect.addr.ip == 10.0.0.1'],
    ['connect.addr.ip allin [10.0.0.1]', 'connect.addr.ip allin [10.0.0.1]'],
    // Bools and groups.
    ['process.is_kworker', 'process.is_kworker == true'],
    ['!process.is_kworker', 'process.is_kworker != true'],
    ['(process.uid == 0) == false', 'process.uid != 0'],
    ['process.uid == 0 && process.gid == 1 || process.gid == 2', 'process.uid == 0'],
    ['!(process.uid == 0 || process.gid == 0)', 'process.uid != 0 && process.gid != 0'],
    ['process.uid != 0 && process.gid != 0', '!(process.uid == 0 || process.gid == 0)'],
    [
      '(process.uid == 0 || process.gid == 0) && (process.uid != 0 || process.comm == "a")',
      'process.gid == 0 || process.comm == "a"',
    ],
    ['process.comm == process.file.name', 'process.file.name == process.comm'],
    ['"a" in ["a", "b"] && process.uid == 0', 'process.uid == 0'],
    // What is never true implies everything.
    ['process.uid == 1 && process.uid == 2', 'process.gid == 77'],
  ])('%s  ⇒  %s', (a, b) => {
    expect(follows(a, b)).toBe(true);
  });
});

describe('nothing is said to follow', () => {
  test.each([
    ['process.uid == 0', 'process.uid == 0 && process.gid == 0'],
    ['process.uid == 0 || process.gid == 0', 'process.uid == 0'],
    ['process.uid == 0', 'process.gid == 0'],
    ['open.file.path in ["/a", "/b"]', 'open.file.path == "/a"'],
    ['open.file.path != "/a"', 'open.file.path not in ["/a", "/b"]'],
    // `/tmp/**` does not match `/tmp` nor `/tmp/`, which `/tmp/*` matches.
    ['open.file.path =~ "/tmp/*"', 'open.file.path =~ "/tmp/**"'],
    ['open.file.path =~ "/tmp/**"', 'open.file.path =~ "/tmp/*"'],
    ['open.file.path == "/tmp"', 'open.file.path =~ "/tmp/**"'],
    // `*` stays within its segment.
    ['open.file.path == "/etc/cron.d/a"', 'open.file.path =~ "/etc/*"'],
    ['open.file.path == "/etc/ssh/sshd_config"', 'open.file.path =~ "/etc/s*"'],
    ['open.file.path =~ "/home/*/.ssh/*"', 'open.file.path =~ "/home/*/.ssh/id_*"'],
    ['open.file.path =~ "/home/**"', 'open.file.path =~ "/home/*/.ssh/*"'],
    // From the second character on, and only there.
    ['open.file.path == "/a/etc/passwd"', 'open.file.path =~ "*/passwd"'],
    ['open.file.path == "/tmp/x.sh"', 'open.file.path =~ "*.sh"'],
    ['open.file.path =~ "/etc/*"', 'open.file.path =~ "*/*"'],
    // First match, no way back.
    ['process.comm == "a.sh.sh"', 'process.comm =~ "*.sh"'],
    ['process.comm =~ "*.sh"', 'process.comm =~ "*sh"'],
    ['process.comm =~ "*foobar"', 'process.comm =~ "*bar"'],
    ['process.comm =~ "a*bc"', 'process.comm =~ "a*c"'],
    ['process.comm =~ "ab*"', 'process.comm =~ "a*ab*"'],
    ['process.comm =~ "*a*b*"', 'process.comm =~ "*ab*"'],
    ['process.comm =~ "*"', 'process.comm =~ "?*"'],
    // Regexps: unanchored, alternatives, optional characters.
    ['process.comm =~ r"bash"', 'process.comm == "bash"'],
    ['process.comm =~ r"^ba?"', 'process.comm =~ "ba*"'],
    ['process.comm =~ r"^a|z"', 'process.comm =~ "a*"'],
    ['process.comm =~ r"(?i)^a"', 'process.comm =~ "a*"'],
    ['process.comm =~ "ba*"', 'process.comm =~ r"^ba"'],
    ['dns.question.name == "example.com"', 'dns.question.name =~ "*.example.com"'],
    ['process.comm == "BASH"', 'process.comm == "bash"'],
    // Integers.
    ['process.uid >= 1000', 'process.uid > 1000'],
    ['process.uid < 5', 'process.uid in [0, 1, 2, 3, 4]'],
    ['process.uid > 0', 'process.uid + 1 > 1'],
    ['open.flags & (O_CREAT|O_TRUNC) > 0', 'open.flags & O_CREAT > 0'],
    ['open.flags & O_CREAT > 0', 'open.flags == O_CREAT'],
    ['open.flags & 1 > 0', 'open.flags > 0'],
    ['open.flags & 1 > 0', 'open.flags & 3 == 1'],
    ['process.created_at < 5s', 'process.created_at < 5'],
    ['process.created_at < 1m', 'process.created_at < 5s'],
    // Arrays: what one element is says nothing of the others, and nothing of there being one.
    ['process.ancestors.file.name == "bash"', 'process.ancestors.file.name != "sh"'],
    ['process.ancestors.file.name != "sh"', 'process.ancestors.file.name =~ "*"'],
    ['process.ancestors.pid > 3 && process.ancestors.pid < 5', 'process.ancestors.pid == 4'],
    ['process.ancestors.file.name not in ["sh"]', 'process.ancestors.file.name not in ["sh", "bash"]'],
    ['process.argv == "-c"', 'process.args == "-c"'],
    ['process.ancestors.file.name == "bash"', 'process.parent.file.name == "bash"'],
    // Each condition alone may be true of another element.
    [
      'process.ancestors.file.name == "bash" && process.ancestors.pid == 1',
      'process.ancestors[A].file.name == "bash" && process.ancestors[A].pid == 1',
    ],
    ['process.ancestors[A].file.name != "bash"', 'process.ancestors.file.name != "bash"'],
    ['process.ancestors.file.name != "bash"', 'process.ancestors[A].file.name != "bash"'],
    ['process.uid == 0', 'process.ancestors[A].pid == 1 || process.uid == 0'],
    ['process.ancestors[A].pid == 1', 'ptrace.tracee.ancestors[A].pid == 1'],
    // The other name of an executable.
    ['exec.file.path == "/bin/sh"', 'exec.file.path != "/bin/bash"'],
    ['process.file.name == "sh"', 'process.file.name not in ["bash", "dash"]'],
    ['exec.file.path == "/bin/sh"', 'process.parent.file.path == "/bin/sh"'],
    // Addresses: a network may hold both, IPv6 does not hold IPv4, and no address is in none.
    ['connect.addr.ip == 10.0.0.1', 'connect.addr.ip != 10.0.0.2'],
    ['connect.addr.ip in [10.0.0.0/8]', 'connect.addr.ip in [10.0.0.0/16]'],
    ['connect.addr.ip == 10.0.0.1', 'connect.addr.ip in [::/0]'],
    ['connect.addr.ip != 10.0.0.1', 'connect.addr.ip in [0.0.0.0/0, ::/0]'],
    [
      'network_flow_monitor.flows.source.ip allin [10.0.0.0/8]',
      'network_flow_monitor.flows.source.ip in [10.0.0.0/8]',
    ],
    // Grouping to the right.
    ['process.uid == 0 && process.gid == 0 || process.gid == 1', 'process.gid == 0'],
    ['process.uid == 0 || process.gid == 0 && process.comm == "a"', 'process.comm == "a"'],
    // Other event types.
    ['open.file.path == "/a"', 'unlink.file.path == "/a"'],
    ['process.uid == 0', 'open.file.path == "/a" || process.uid == 0'],
  ])('%s  ⇏  %s', (a, b) => {
    expect(follows(a, b)).toBe(false);
  });
});

describe('variables', () => {
  const reads = rule('${seen} && process.uid == 0');
  const readsLess = rule('${seen} == true');

  test('are not the same for two rules: the match of one may set what the other reads', () => {
    expect(implies(reads, readsLess)).toBe(false);
    expect(implies(reads, rule('process.uid == 0'))).toBe(true);
  });

  test('are the same for two versions of one rule', () => {
    expect(implies(reads, readsLess, { variables: 'same' })).toBe(true);
    expect(equivalent(readsLess, rule('${seen}'), { variables: 'same' })).toBe(true);
  });
});

test('equivalent are conditions that imply each other', () => {
  const pairs = [
    ['process.uid == 0 && process.gid == 0', 'process.gid == 0 && process.uid == 0'],
    ['!(open.file.path in ["/a", "/b"])', 'open.file.path != "/a" && open.file.path != "/b"'],
    ['process.uid > 0 && process.uid <= 3', 'process.uid in [3, 2, 1]'],
  ] as const;
  for (const [a, b] of pairs) expect(equivalent(rule(a), rule(b))).toBe(true);
  expect(equivalent(rule('process.uid == 0'), rule('process.uid >= 0'))).toBe(false);
  // The same condition on other events is another rule.
  expect(equivalent(rule('process.uid == 0'), rule('process.uid == 0 && open.flags >= 0'))).toBe(false);
});

describe('overlapping', () => {
  test.each([
    ['open.file.path == "/a"', 'open.file.path == "/b"'],
    ['open.file.path =~ "/etc/**"', 'open.file.path =~ "/tmp/**" && process.uid == 0'],
    ['open.file.path == "/a"', 'unlink.file.path == "/a"'],
    ['process.ancestors[A].file.name == "sh"', 'process.ancestors.file.name != "sh"'],
  ])('%s and %s is proved not to happen', (a, b) => {
    expect(overlaps(rule(a), rule(b))).toBe('no');
  });

  test.each([
    ['open.file.path == "/a"', 'open.file.name == "b"'],
    ['open.file.path =~ "/etc/**"', 'open.file.path == "/etc/passwd"'],
    // Each rule has an element of its own.
    ['process.ancestors[A].pid == 1', 'process.ancestors[A].pid == 2'],
    ['${seen} && open.flags == 0', '!${seen} && open.flags == 0'],
    ['exec.file.name == "sh"', 'exec.file.name == "bash"'],
  ])('%s and %s may happen', (a, b) => {
    expect(overlaps(rule(a), rule(b))).toBe('maybe');
  });
});
