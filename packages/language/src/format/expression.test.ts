import { describe, expect, it } from 'vitest';
import { formatExpression } from './expression.ts';

const format = (text: string, width = 100): string => formatExpression(text, { width }).text;
const explicit = (text: string): string => formatExpression(text, { explicit: true }).text;

describe('blanks', () => {
  it.each([
    ['exec.file.name=="a"&&process.uid==0', 'exec.file.name == "a" && process.uid == 0'],
    ['a  not\n in   [ "x" ,"y" ]', 'a not in ["x", "y"]'],
    ['! ( a )  and  not b', '!(a) and not b'],
    ['a & & b | | c', 'a && b || c'],
    ['f&1>0', 'f & 1 > 0'],
    ['f - - 5 == - x', 'f - - 5 == -x'],
    ['f + +5 == 08m', 'f + +5 == 08m'],
    ['^f&^ 3 == 0', '^f & ^3 == 0'],
    ['p=~ ~"/etc/*"', 'p =~ ~"/etc/*"'],
    ['ip in [10.0.0.0/8,::1]', 'ip in [10.0.0.0/8, ::1]'],
    ['["a","b"]', '["a", "b"]'],
  ])('%s', (text, expected) => {
    expect(format(text)).toBe(expected);
  });

  it('stay inside the brackets of a list of names, where `B]` would be one name', () => {
    expect(format('open.flags in [ O_CREAT ,O_EXCL ]')).toBe('open.flags in [ O_CREAT, O_EXCL ]');
  });

  it('stay as they are in strings, line breaks too', () => {
    expect(format('a  ==  "x  \n  y"')).toBe('a == "x  \n  y"');
  });
});

describe('an expression that is too long for a line', () => {
  it('breaks before its operators, one condition a line', () => {
    expect(format('exec.file.name == "sh" && process.uid == 0 or process.gid == 0', 50)).toBe(
      `exec.file.name == "sh"
&& process.uid == 0
or process.gid == 0`,
    );
  });

  it('fills the lines of a list', () => {
    expect(format('exec.file.name in ["alpha", "beta", "gamma", "delta", "epsilon"]', 30)).toBe(
      `exec.file.name in [
  "alpha", "beta", "gamma",
  "delta", "epsilon"
]`,
    );
  });

  it('opens its parentheses where their content does not fit', () => {
    expect(format('a == 1 && (b == 2 || c == 3 && (d == 4 || e == 5))', 30)).toBe(
      `a == 1
&& (
  b == 2
  || c == 3
  && (d == 4 || e == 5)
)`,
    );
  });

  it('wraps flags like words', () => {
    expect(format('open.flags & (O_CREAT|O_EXCL|O_TRUNC|O_APPEND|O_RDWR) > 0', 40)).toBe(
      `open.flags & (
    O_CREAT | O_EXCL | O_TRUNC
      | O_APPEND | O_RDWR
  ) > 0`,
    );
  });

  it('goes back to one line where that fits', () => {
    expect(format('a == 1\n&& (\n  b == 2\n)')).toBe('a == 1 && (b == 2)');
  });

  it('counts what follows on the line', () => {
    expect(format('(a == 1 || b == 2) == true', 25)).toBe('(\n  a == 1 || b == 2\n) == true');
  });
});

describe('comments', () => {
  it('stay with the condition they stand behind, and above the one they stand above', () => {
    expect(
      format('# shells only\na == 1 && # first\n  # about b\n b == 2 || c == 3 // last\n# the end'),
    ).toBe(
      `# shells only
a == 1 # first
# about b
&& b == 2
|| c == 3 // last
# the end`,
    );
  });

  it('keep the members of a list on lines of their own', () => {
    expect(format('a in [ # names\n"x", # first\n"y" # second\n, "z"\n# no more\n]')).toBe(
      `a in [ # names
  "x", # first
  "y", # second
  "z"
  # no more
]`,
    );
  });

  it('keep parentheses open', () => {
    expect(format('(a == 1 || b == 2 # why\n) && c == 3')).toBe(
      `(
  a == 1
  || b == 2 # why
)
&& c == 3`,
    );
  });

  it('may stand anywhere', () => {
    expect(format('a not # 1\n in # 2\n ["x"] && ! # 3\n b == # 4\n 5 & # 6\n 7')).toBe(
      `a not in # 1
  # 2
  ["x"]
&& ! # 3
b == # 4
  5 & # 6
      7`,
    );
  });
});

describe('explicit grouping', () => {
  it.each([
    ['a && b || c', 'a && (b || c)'],
    ['a || b && c || d', 'a || (b && (c || d))'],
    ['a && b && c', 'a && b && c'],
    ['a and b && c', 'a and b && c'],
    ['f & 1 | 2 & 4 == 0', '(f & (1 | (2 & 4))) == 0'],
    ['f + 1 & 3 == 0', 'f + (1 & 3) == 0'],
    ['f - 1 + 2 == 0', 'f - 1 + 2 == 0'],
    ['!f == true', '(!f) == true'],
    ['not f in ["x"]', '(not f) in ["x"]'],
    ['a == b == c', 'a == (b == c)'],
    ['a == b in [1]', 'a == (b in [1])'],
    ['((a)) && (b || c)', '((a)) && (b || c)'],
  ])('%s is %s', (text, expected) => {
    expect(explicit(text)).toBe(expected);
    expect(explicit(expected)).toBe(expected);
  });

  it('adds no parentheses that could not be read back', () => {
    const text = `${'a || b && ('.repeat(490)}c${')'.repeat(490)}`;
    expect(formatExpression(explicit(text)).problems).toEqual([]);
  });
});

describe('a text that agents do not read', () => {
  it('comes back unchanged, with its problems', () => {
    const text = 'exec.file.name  =  "sh"';
    expect(formatExpression(text)).toMatchObject({ text, problems: [{ code: 'syntax/single-equals' }] });
  });
});
