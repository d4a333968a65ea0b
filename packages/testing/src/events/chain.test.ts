import { describe, expect, it } from 'vitest';
import { chainWords, parseChain } from './chain.ts';

const words = (text: string) => {
  const chain = parseChain(text);
  return 'reason' in chain
    ? chain.reason
    : chain.map(({ program, argv, pid }) => [program, ...argv, ...(pid === undefined ? [] : [pid])]);
};

describe('a chain of processes', () => {
  it.each<[text: string, programs: unknown]>([
    ['sh', [['sh']]],
    ['nginx > sh > curl -s x', [['nginx'], ['sh'], ['curl', '-s', 'x']]],
    [
      '/usr/sbin/nginx > /bin/sh -c "id; ls > /tmp/x"',
      [['/usr/sbin/nginx'], ['/bin/sh', '-c', 'id; ls > /tmp/x']],
    ],
    [`sh -c 'a "b" c'`, [['sh', '-c', 'a "b" c']]],
    [`sh -c "a \\"b\\" \\\\ c"`, [['sh', '-c', 'a "b" \\ c']]],
    [`sh -c ''`, [['sh', '-c', '']]],
    ['a"b c"d', [['ab cd']]],
    ['sh(42) > id', [['sh', 42], ['id']]],
    ['"sh(42)"', [['sh(42)']]],
    ['a>b', [['a>b']]],
    ['echo ">" x', [['echo', '>', 'x']]],
    ['C:\\Windows\\cmd.exe /c dir', [['C:\\Windows\\cmd.exe', '/c', 'dir']]],
  ])('%s', (text, programs) => {
    expect(words(text)).toEqual(programs);
  });

  it.each([
    ['', 'it is empty'],
    ['sh >', 'there is no program on one side of a `>`'],
    ['> sh', 'there is no program on one side of a `>`'],
    ['sh > > id', 'there is no program on one side of a `>`'],
    ['sh -c "id', 'the quote " is not closed'],
    ["sh -c 'id", "the quote ' is not closed"],
    ['sh(9999999999) > id', 'a PID has one to nine digits, and no sign: `sh(9999999999)`'],
    ['sh(-4)', 'a PID has one to nine digits, and no sign: `sh(-4)`'],
  ])('is none: %j', (text, reason) => {
    expect(words(text)).toBe(reason);
  });
});

describe('the words of a chain', () => {
  it.each([
    [
      'nginx > sh -c "id; ls"',
      ['program nginx', 'arrow >', 'program sh', 'argument -c', 'argument "id; ls"'],
    ],
    [' > cu', ['arrow >', 'program cu']],
    ['sh -c "id > x', ['program sh', 'argument -c', 'argument "id > x']],
    ['', []],
  ])('%j', (text, found) => {
    expect(chainWords(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`)).toEqual(
      found,
    );
  });
});
