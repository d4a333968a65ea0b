import { describe, expect, it } from 'vitest';
import { check, fixed, marked, unmarked } from '../test-check.ts';

/** A text with `«»` around the place of its one problem, the code, and the text after the fix where there is one. */
type Mistake = readonly [text: string, code: string, after?: string];

const mistakes: Readonly<Record<string, readonly Mistake[]>> = {
  'a half-typed rule': [
    ['«»', 'syntax/empty'],
    ['# exec.file.name == "sh"«»', 'syntax/empty'],
    ['exec.file.name == «»', 'syntax/missing-operand'],
    ['exec.file.name == "sh" &&«»', 'syntax/missing-operand'],
    ['exec.file.name == "sh" &«»', 'syntax/missing-operand'],
    ['exec.file.name == "sh" && («»', 'syntax/unclosed'],
    ['exec.file.name in«»', 'syntax/missing-operand'],
    ['exec.file.name not«»', 'syntax/missing-in'],
    ['exec.file.name in [«»', 'syntax/unclosed'],
    ['exec.file.name in ["a", «»', 'syntax/unclosed'],
    ['exec.file.name in ["a"«»', 'syntax/unclosed', 'exec.file.name in ["a"]'],
    ['exec.file.name == «"sh»', 'syntax/unterminated-string', 'exec.file.name == "sh"'],
    ['«exec.file.na»', 'name/unknown-field', 'exec.file.name'],
  ],
  'an operator': [
    ['exec.file.name = «"sh"»', 'syntax/single-equals', 'exec.file.name == "sh"'],
    ['exec.file.name ==«=» "sh"', 'syntax/single-equals', 'exec.file.name == "sh"'],
    ['exec.file.name !=«=» "sh"', 'syntax/single-equals', 'exec.file.name != "sh"'],
    ['exec.file.name <«>» "sh"', 'syntax/single-equals', 'exec.file.name != "sh"'],
    ['exec.file.name «~=» "sh*"', 'syntax/single-equals', 'exec.file.name =~ "sh*"'],
    ['exec.file.name «~» "sh*"', 'syntax/single-equals', 'exec.file.name =~ "sh*"'],
    ['exec.file.name«:» "sh"', 'syntax/single-equals', 'exec.file.name == "sh"'],
    ['process.uid =«>» 5', 'syntax/single-equals', 'process.uid >= 5'],
    ['exec.file.name =«~"sh*"»', 'syntax/glued-pattern', 'exec.file.name =~ "sh*"'],
    ['exec.file.name «IN» ["sh"]', 'syntax/keyword-case', 'exec.file.name in ["sh"]'],
    [
      'process.uid == 0 «AND» process.gid == 0',
      'syntax/keyword-case',
      'process.uid == 0 and process.gid == 0',
    ],
    ['exec.args «contains» "x"', 'syntax/word-operator'],
    ['process.uid «gt» 5', 'syntax/word-operator'],
    ['exec.args «glob» "x*"', 'syntax/word-operator'],
    ['exec.file.name «not_in» ["x"]', 'syntax/word-operator'],
    ['exec.file.name !«in» ["x"]', 'syntax/word-operator', 'exec.file.name not in ["x"]'],
    ['NOT«(»process.uid == 0)', 'syntax/keyword-case', 'not(process.uid == 0)'],
    ['NOT «process.is_thread»', 'syntax/keyword-case', 'not process.is_thread'],
    ['exec.args «starts» with "x"', 'syntax/word-operator'],
    ['exec.args not «like» "x"', 'syntax/word-operator'],
    ['exec.args «is» not "x"', 'syntax/word-operator'],
    ['exec.args not «"x"»', 'syntax/missing-in'],
    ['process.uid == 0 and and «process.gid» == 0', 'syntax/missing-operand'],
    ['process.uid == 0 && «&»& process.gid == 0', 'syntax/missing-operand'],
    ['process.uid == 0 «process.gid» == 0', 'syntax/missing-operator'],
    ['exec.file.name == "a" «"b"»', 'syntax/missing-operator'],
    ['exec.file.name == "a"«,» "b"', 'syntax/unexpected'],
    ['exec.file.name == "sh"«;»', 'syntax/unexpected', ''],
    ['exec.file.name in ["sh"] «=»= true', 'syntax/membership-compared'],
    ['process.uid «-1» == 0', 'syntax/signed-number', 'process.uid - 1 == 0'],
    ['process.uid == «1 == 1»', 'type/expected'],
    ['exec.file.name == «"a"» & process.uid == 0', 'type/expected'],
  ],
  'a number': [
    ['open.flags == 577«.0»', 'syntax/number', 'open.flags == 577'],
    ['open.flags == 1«.5»', 'syntax/number'],
    ['open.flags == 0«x1F»', 'syntax/number', 'open.flags == 31'],
    ['open.flags == 0«b11»', 'syntax/number', 'open.flags == 3'],
    ['open.flags == 1«_000»', 'syntax/number', 'open.flags == 1000'],
    ['open.flags in [1, 0«x1F»]', 'syntax/number', 'open.flags in [1, 31]'],
    ['process.uid in [0«..10»]', 'syntax/number'],
    ['open.flags == «08»', 'syntax/number'],
    ['process.created_at > 5«d»', 'syntax/number', 'process.created_at > 120h'],
    ['process.created_at > 10s«s»', 'syntax/number'],
    ['process.created_at > 5min«»', 'syntax/number', 'process.created_at > 5m'],
    ['process.uid in [1«-5»]', 'syntax/number'],
  ],
  'a string': [
    ["exec.file.name == «'sh'»", 'syntax/single-quotes', 'exec.file.name == "sh"'],
    ["exec.file.name == «'it's'»", 'syntax/single-quotes', 'exec.file.name == "it\'s"'],
    ['exec.file.name == «\'say "hi"\'»', 'syntax/single-quotes'],
    ["exec.file.name =~ r«'sh'»", 'syntax/single-quotes', 'exec.file.name =~ r"sh"'],
    ["exec.file.name == ~«'sh*'»", 'syntax/single-quotes', 'exec.file.name == ~"sh*"'],
    ['exec.args == "a "«b" c"»', 'syntax/quote-in-string'],
    ['exec.args == ""«x"»', 'syntax/quote-in-string'],
    ['exec.file.name == «“sh”»', 'syntax/smart-quotes', 'exec.file.name == "sh"'],
    [
      'exec.file.name == «‘sh’» && process.uid == 0',
      'syntax/smart-quotes',
      'exec.file.name == "sh" && process.uid == 0',
    ],
    ['exec.file.name == ~«“sh*”»', 'syntax/smart-quotes', 'exec.file.name == ~"sh*"'],
    [
      'exec.file.name == "sh«”» && process.uid == 0',
      'syntax/smart-quotes',
      'exec.file.name == "sh" && process.uid == 0',
    ],
    [
      'exec.file.name == «"sh» && process.uid == 0',
      'syntax/unterminated-string',
      'exec.file.name == "sh" && process.uid == 0',
    ],
    ['(exec.file.name == «"sh»)', 'syntax/unterminated-string', '(exec.file.name == "sh")'],
    ['exec.file.path == «/usr/bin/id»', 'syntax/unquoted', 'exec.file.path == "/usr/bin/id"'],
    ['exec.file.name =~ «/^c.*l/»', 'syntax/unquoted', 'exec.file.name =~ r"^c.*l"'],
    ['exec.file.name == «curl»', 'name/unknown-field'],
    ['exec.file.n«ä»me == "sh"', 'syntax/not-ascii'],
    ['exec.file.name ==«\u00a0»"sh"', 'syntax/not-ascii'],
  ],
  'a line end': [
    [
      'exec.comm == "a"«\r»\n && exec.pid > 1\r\n',
      'syntax/carriage-return',
      'exec.comm == "a"\n && exec.pid > 1\n',
    ],
    ['exec.comm == "a"«\r»&& exec.pid > 1', 'syntax/carriage-return', 'exec.comm == "a"\n&& exec.pid > 1'],
    ['exec.comm«\r\r»\n== "a"', 'syntax/carriage-return', 'exec.comm\n== "a"'],
    [
      '# why\r\nexec.comm == "a"«\r»\n# so\r\n',
      'syntax/carriage-return',
      '# why\r\nexec.comm == "a"\n# so\r\n',
    ],
    ['exec.comm == "a\r\nb"«\r»\n', 'syntax/carriage-return', 'exec.comm == "a\r\nb"\n'],
  ],
  'brackets and lists': [
    ['(exec.file.name == "sh"«»', 'syntax/unclosed', '(exec.file.name == "sh")'],
    ['exec.file.name == "sh"«)»', 'syntax/unopened'],
    ['«)»', 'syntax/unopened'],
    [
      'exec.file.name in ["a" «&»& process.uid == 0',
      'syntax/unclosed',
      'exec.file.name in ["a"] && process.uid == 0',
    ],
    [
      'exec.file.name in ["a"«)» && process.uid == 0',
      'syntax/unclosed',
      'exec.file.name in ["a"] && process.uid == 0',
    ],
    [
      '(exec.file.name in ["a"«)» && process.uid == 0',
      'syntax/unclosed',
      '(exec.file.name in ["a"]) && process.uid == 0',
    ],
    ['exec.file.name in «(»"a", "b")', 'syntax/list-expected', 'exec.file.name in ["a", "b"]'],
    ['exec.file.name in «"a"»', 'syntax/list-expected', 'exec.file.name in ["a"]'],
    ['exec.file.name == «[»"a", "b"]', 'syntax/list-not-expected', 'exec.file.name in ["a", "b"]'],
    [
      'exec.file.path !~ «[»"/a/*", "/b"]',
      'syntax/list-not-expected',
      'exec.file.path not in [~"/a/*", "/b"]',
    ],
    ['exec.file.name != «[»"a"]', 'syntax/list-not-expected', 'exec.file.name not in ["a"]'],
    ['exec.file.name in [«]»', 'syntax/list-empty'],
    ['exec.file.name in ["a",«]»', 'syntax/list-trailing-comma', 'exec.file.name in ["a"]'],
    ['exec.file.name in ["a" «"b"»]', 'syntax/list-comma', 'exec.file.name in ["a", "b"]'],
    ['exec.file.name in ["a"«;»"b"]', 'syntax/list-comma', 'exec.file.name in ["a","b"]'],
    ['exec.file.name in ["a" «or» "b"]', 'syntax/list-comma', 'exec.file.name in ["a", "b"]'],
    ['process.uid in [0, «"a"»]', 'syntax/list-mixed'],
    ['process.pid in [ «${process.pid}» ]', 'syntax/list-member'],
    ['open.flags in [O_CREAT, O_EXCL]«»', 'syntax/list-bracket', 'open.flags in [O_CREAT, O_EXCL ]'],
  ],
  'what other languages have': [
    ['length«(exec.file.path)» > 100', 'syntax/function'],
    ['process.pid == «$process.pid»', 'syntax/variable', 'process.pid == ${process.pid}'],
    ['«${process.pid» == 1', 'syntax/variable', '${process.pid} == 1'],
    ['process.pid == «$(pidof sshd)»', 'syntax/variable'],
    ['exec.args == «null»', 'name/unknown-field'],
    ['exec.args_truncated == «True»', 'name/unknown-field', 'exec.args_truncated == true'],
  ],
};

describe.each(Object.entries(mistakes))('%s', (_, table) => {
  const cases = table.map(([text, code, after]) => ({ text, code, after }));
  it.each(cases)('$text is $code', ({ text, code, after }) => {
    const { problems } = check(unmarked(text));
    expect(problems.map((problem) => `${problem.code} ${marked(unmarked(text), problem)}`)).toEqual([
      `${code} ${text}`,
    ]);
    const [problem] = problems;
    if (problem === undefined || after === undefined) return;
    if (after === '') {
      expect(problem.fix).toBeUndefined();
      return;
    }
    expect(fixed(unmarked(text), problem)).toBe(after);
    expect(check(after).problems.map((left) => left.code)).not.toContain(code);
  });
});

describe('several mistakes in one rule', () => {
  it('are each told once, in their order', () => {
    const text = `exec.file.name = 'sh' AND process.uid => 0 || process.gid in (1, 2`;
    expect(check(text).problems.map((problem) => `${problem.code} ${marked(text, problem)}`)).toEqual([
      `syntax/single-equals exec.file.name = «'»sh' AND process.uid => 0 || process.gid in (1, 2`,
      `syntax/single-quotes exec.file.name = «'sh'» AND process.uid => 0 || process.gid in (1, 2`,
      `syntax/keyword-case exec.file.name = 'sh' «AND» process.uid => 0 || process.gid in (1, 2`,
      `syntax/single-equals exec.file.name = 'sh' AND process.uid =«>» 0 || process.gid in (1, 2`,
      `syntax/list-expected exec.file.name = 'sh' AND process.uid => 0 || process.gid in «(»1, 2`,
    ]);
  });

  it('are all gone when all fixes are applied, one after the other', () => {
    let text = `exec.file.name = 'sh' AND process.uid => 0x10 || process.gid in (1, 2,) and exec.args =~"*x"`;
    for (let round = 0; round < 20; round++) {
      const problem = check(text).problems[0];
      if (problem === undefined) break;
      text = fixed(text, problem) ?? text;
    }
    expect(text).toBe(
      'exec.file.name == "sh" and process.uid >= 16 || process.gid in [1, 2] and exec.args =~ "*x"',
    );
  });
});

describe('a message', () => {
  it.each([
    [
      'open.flags == 577.0',
      '`577.0` is not a number that agents read: there are whole numbers only, write 577',
    ],
    [
      'process.uid == 1 == 1',
      'an int is expected here, this is a bool: comparisons do not chain, join them by `&&`',
    ],
    [
      'connect && process.uid == 0',
      '`connect` is not a field, constant or macro: it is an event type, which a rule takes from its fields',
    ],
    ['exec.file.name == curl', '`curl` is not a field, constant or macro; if it is a text, write `"curl"`'],
    [
      'exec.file.name in ["a" "b"]',
      'a comma is missing before `"b"`: it stands between the members of a list',
    ],
    ['exec.file.name in ["a")', '`]` is missing, not `)`'],
    ['exec.file.name not "a"', 'behind a value `not` goes with `in` only: write `not in […]`'],
    [
      '!exec.file.name == "a"',
      'a bool is expected here, this is a string: `!` and `not` bind to what stands beside them, write `!(…)` around the comparison',
    ],
  ])('of %s tells what to do', (text, message) => {
    expect(check(text).problems.map((problem) => problem.message)).toEqual([message]);
  });
});

describe('what is missing at the end', () => {
  it.each([
    [
      'exec.file.name == "sh" && # root process.uid == 0',
      'after `&&`: what stands behind it is a comment, `# root process.uid == 0`',
    ],
    ['exec.file.name == "sh" && // root', 'after `&&`: what stands behind it is a comment, `// root`'],
    ['exec.file.name == "sh" && # root\n', 'after `&&`: what stands behind it is a comment, `# root`'],
    ['exec.file.name == "sh" &&', 'after `&&`'],
    ['exec.file.name == "sh" && # a\n# b', 'after `&&`'],
  ])('%j is missing %s', (text, where) => {
    expect(check(text).problems.map(({ message }) => message)).toEqual([
      `a value or a condition is missing ${where}`,
    ]);
  });
});
