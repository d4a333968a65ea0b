import { describe, expect, test } from 'vitest';
import { rule } from '../test-rule.ts';
import { alwaysTrue, satisfiable } from './relations.ts';

const never = (expression: string, options?: Parameters<typeof rule>[1]): boolean =>
  satisfiable(rule(expression, options)) === 'no';

describe('never true is', () => {
  test.each([
    // One value cannot be two.
    'open.file.path == "/etc/passwd" && open.file.path == "/etc/shadow"',
    'process.comm == "sh" && process.comm == "bash"',
    'process.comm == "sh" && process.comm != "sh"',
    'process.comm == "sh" && process.comm in ["bash", "zsh"]',
    'process.comm in ["sh", "bash"] && process.comm not in ["sh", "bash", "zsh"]',
    'process.args in ["chisel"] && process.args in ["socks", "reverse"]',
    // A text that its pattern does not match.
    'open.file.path == "/etc/passwd" && open.file.path =~ "/tmp/**"',
    'open.file.path =~ "/etc/*" && open.file.path =~ "/tmp/*"',
    'open.file.path == "/tmp" && open.file.path =~ "/tmp/**"',
    'open.file.path == "/tmp/a/b" && open.file.path =~ "/tmp/*"',
    'process.comm == "foobarbar" && process.comm =~ "*bar"',
    'process.comm == "bash" && process.comm =~ r"^z"',
    'process.comm =~ r"^ba" && process.comm =~ "z*"',
    'process.comm =~ "*.sh" && process.comm =~ "*.py"',
    'process.comm == "sh" && process.comm =~ ~"/usr/*"',
    'process.comm !~ "*"',
    'dns.question.name == "EXAMPLE.com" && dns.question.name != "example.COM"',
    // Ranges, bits, lengths.
    'process.uid > 5 && process.uid < 3',
    'process.uid > 5 && process.uid < 6',
    'process.uid == 0 && process.uid != 0',
    'process.uid in [0, 1] && process.uid > 1',
    'process.uid < -9223372036854775808',
    'open.flags & O_CREAT > 0 && open.flags & O_CREAT == 0',
    'open.flags & 64 == 32',
    'open.flags & 0 > 0',
    'open.flags & 1 > 0 && open.flags & 3 == 0',
    'open.flags & (O_CREAT|O_TRUNC) == 0 && open.flags & O_CREAT > 0',
    'open.flags == 0 && open.flags & O_CREAT > 0',
    'open.file.path.length < 0',
    'process.ancestors.length < 0',
    'process.created_at < 5s && process.created_at > 10s',
    'process.uid - process.gid > 3 && process.uid - process.gid < 2',
    '1 == 2',
    'process.uid != process.uid',
    // All elements against some element.
    'process.ancestors.file.name == "sh" && process.ancestors.file.name != "sh"',
    'process.ancestors.file.name == "sh" && process.ancestors.file.name not in ["sh", "bash"]',
    'process.ancestors[A].file.name == "sh" && process.ancestors.file.name != "sh"',
    'process.ancestors[A].pid == 1 && process.ancestors[A].pid == 2',
    'process.ancestors.pid == 1 && process.ancestors.pid not in [1]',
    'process.argv in ["-c"] && process.argv not in ["-c", "-e"]',
    '"-c" in process.argv && process.argv != "-c"',
    // Addresses.
    'connect.addr.ip == 10.1.2.3 && connect.addr.ip not in [10.0.0.0/8]',
    'connect.addr.ip in [10.0.0.0/16] && connect.addr.ip != 10.0.0.0/8',
    // Bools, and conditions compared with each other.
    'process.is_kworker && !process.is_kworker',
    'process.is_kworker && process.is_kworker == false',
    '(process.uid == 0) == true && process.uid == 1',
    '(process.uid == 0) == (process.gid == 0) && process.uid == 0 && process.gid == 1',
    'process.comm == process.file.name && process.comm != process.file.name',
    'process.comm == process.file.name && process.file.name != process.comm',
    // Groups: `a && b || c` is `a && (b || c)`.
    'process.uid == 1 && process.uid == 2 || process.uid == 3',
    '(process.uid == 1 || process.uid == 2) && process.uid == 3',
    '!(process.uid == 1 || process.uid != 1)',
    '(process.uid == 1 || process.gid == 1) && process.uid != 1 && process.gid != 1',
    // Fields that share one value.
    'exec.argv in ["-c"] && process.argv != "-c"',
    // Variables keep their value while a rule is evaluated.
    '${seen} && !${seen} && process.uid == 0',
    '${process.last} == "a" && ${process.last} == "b"',
    // Compared literally.
    '${process.last} =~ "/usr/*" && ${process.last} == "/usr/bin"',
  ])('%s', (expression) => {
    expect(never(expression)).toBe(true);
  });

  test('a macro counts as what it stands for', () => {
    const macros = { by_root: 'process.uid == 0' };
    expect(never('by_root && process.uid == 1', { macros })).toBe(true);
  });

  test('a list on Windows ignores case and takes both separators', () => {
    const expression = 'create.file.path == "C:\\Temp\\a" && create.file.path not in ["c:/temp/A"]';
    expect(never(expression, { platform: 'windows' })).toBe(true);
  });
});

describe('nothing of the kind is said of', () => {
  test.each([
    // Arrays: one element may be the one, another the other.
    'process.ancestors.file.name == "sh" && process.ancestors.file.name == "bash"',
    'process.ancestors.pid == 1 && process.ancestors.pid == 2',
    'process.argv in ["-c"] && process.argv in ["-e"]',
    'process.ancestors.pid > 5 && process.ancestors.pid < 3',
    '!(process.ancestors.file.name == "sh") && process.ancestors.file.name != "bash"',
    'process.ancestors[A].file.name == "sh" && process.ancestors.file.name == "bash"',
    'process.ancestors[A].argv in ["-c"] && process.ancestors[A].argv in ["-e"]',
    'process.ancestors.is_kworker == true && process.ancestors.is_kworker == false',
    // Without any element all of this is true.
    'process.ancestors.file.name != "sh" && process.ancestors.file.name !~ "*"',
    'process.ancestors.is_kworker != true && process.ancestors.is_kworker != false',
    'network_flow_monitor.flows.source.ip allin [10.0.0.1] && network_flow_monitor.flows.source.ip allin [10.0.0.2]',
    // What was started by a symlink has two paths and two names.
    'exec.file.path == "/usr/bin/python3" && exec.file.path == "/usr/bin/python3.11"',
    'process.file.name == "sh" && process.file.name == "dash"',
    'exec.file.path =~ "/bin/*" && exec.file.path =~ "/usr/bin/*"',
    // Patterns that both match something.
    'open.file.path =~ "/etc/*" && open.file.path =~ "/**"',
    'open.file.path =~ "/tmp/*" && open.file.path !~ "/tmp/**"',
    'process.comm =~ "a*" && process.comm =~ "*b"',
    'process.comm =~ "*sh" && process.comm !~ "*.sh"',
    'process.comm =~ "*.sh" && process.comm !~ "*sh"',
    'process.comm =~ r"^ba?" && process.comm == "b"',
    'process.comm =~ r"^a|^z" && process.comm =~ "z*"',
    'open.file.path =~ "/tmp*" && open.file.path =~ "/tmp/*"',
    'open.file.path =~ "*/passwd" && open.file.path == "/etc/passwd"',
    // A string and a list of strings in a path are compared as they are: case counts.
    'open.file.path == "/ETC/passwd" && open.file.path != "/etc/passwd"',
    // Integers at their ends.
    'process.uid > 4 && process.uid < 6',
    'process.uid >= 9223372036854775807',
    'process.uid + 1 < process.uid',
    'process.uid < 0',
    'open.flags & 1 > 0 && open.flags & 2 == 0',
    'open.flags & 3 == 1 && open.flags & 6 == 4',
    'open.flags & -9223372036854775808 < 0',
    'open.flags == 577 && open.flags & O_CREAT > 0',
    'process.created_at < 5s && process.created_at > 100',
    'process.created_at >= 5s && process.created_at <= 5s',
    'process.uid - process.gid > 3 && process.gid - process.uid > 3',
    // Networks: a value may be one that holds both.
    'connect.addr.ip == 10.0.0.1 && connect.addr.ip == 10.0.0.2',
    'connect.addr.ip in [10.0.0.0/8] && connect.addr.ip not in [10.0.0.0/16]',
    'connect.addr.ip == ::1 && connect.addr.ip != 0.0.0.0/0',
    'connect.addr.ip == 10.0.0.1 && connect.addr.ip != ::/0',
    // Different fields.
    'process.uid == 0 && process.gid == 1',
    'open.file.path == "/etc/passwd" && open.file.name == "shadow"',
    'process.comm == process.file.name && process.comm == "a"',
    'process.ancestors.length == 0 && process.comm == "a"',
    '(process.uid == 0) == (process.gid == 0)',
    // Read anew each time.
    '"${builtins.uuid4}" == process.comm && "${builtins.uuid4}" != process.comm',
    '"a" in ${process.texts} && "b" in ${process.texts} && process.uid == 0',
    'process.uid == 1 || process.uid == 2',
  ])('%s', (expression) => {
    expect(never(expression)).toBe(false);
  });
});

describe('always true is', () => {
  test.each([
    'open.file.path != "/etc/passwd" || open.file.path != "/etc/shadow"',
    'open.file.path != "/etc/passwd" || open.file.path == "/etc/passwd"',
    'open.file.path not in ["/a", "/b"] || open.file.path in ["/b", "/a", "/c"]',
    'process.comm =~ "*"',
    'process.comm =~ r".*"',
    'process.uid >= 0 || process.uid < 0',
    'process.uid < 10 || process.uid > 5',
    'open.file.path.length >= 0',
    'open.flags & 0 == 0',
    'open.flags & O_CREAT == 0 || open.flags & O_CREAT == O_CREAT',
    'open.flags & O_CREAT >= 0',
    'process.is_kworker || !process.is_kworker',
    'process.is_kworker == true || process.is_kworker == false',
    'process.uid == process.uid',
    'process.comm == process.comm',
    'process.ancestors.file.name == "sh" || process.ancestors.file.name != "sh"',
    'process.created_at < 5s || process.created_at >= 5s',
    '1 < 2 || process.uid == 0',
    'process.uid == 0 || (process.uid != 0 || process.gid == 0)',
  ])('%s', (expression) => {
    expect(alwaysTrue(rule(expression))).toBe(true);
  });
});

describe('not always true is', () => {
  test.each([
    // Two elements, or none.
    'process.ancestors.pid >= 0 || process.ancestors.pid < 0',
    'process.ancestors.file.name =~ "*"',
    'process.ancestors[A].file.name =~ "*"',
    'process.ancestors[A].file.name == "sh" || process.ancestors[A].file.name != "sh"',
    'process.ancestors.is_kworker == true || process.ancestors.is_kworker == false',
    // The symlink may be named by the one and the file by the other.
    'exec.file.path != "/usr/bin/a" || exec.file.path != "/usr/bin/b"',
    // Not of the empty path, nor of the lone root.
    'open.file.path =~ "/**"',
    'open.file.path =~ "*/**"',
    'process.comm =~ r"^.*$"',
    'process.comm =~ r".+"',
    'open.file.path.length > 0',
    'process.uid >= 0',
    'process.uid != 0 || process.gid != 0',
    'connect.addr.ip in [0.0.0.0/0, ::/0]',
    'connect.addr.ip == 0.0.0.0/0 || connect.addr.ip == ::/0',
    '"${builtins.uuid4}" == "${builtins.uuid4}" && process.uid >= 0',
    'process.uid + 1 > process.uid',
  ])('%s', (expression) => {
    expect(alwaysTrue(rule(expression))).toBe(false);
  });
});

test('nothing is always true of an element, also where only a macro asks for one', () => {
  const { condition, eventType } = rule('process.ancestors[A].file.name =~ "*"');
  expect(alwaysTrue({ condition, eventType, iterator: undefined })).toBe(false);
});

test('of conditions of thousands of leaves nothing is said', () => {
  const chain = Array.from({ length: 3000 }, () => 'process.uid == 0').join(' && ');
  expect(never(`process.uid == 1 && ${chain}`)).toBe(false);
});
