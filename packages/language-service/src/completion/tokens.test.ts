import { describe, expect, it } from 'vitest';
import { typingAt } from './tokens.ts';

describe('what may follow', () => {
  it.each([
    ['', 'operand', ''],
    ['exec.fi', 'operand', 'exec.fi'],
    ['exec.file.name ', 'operator exec.file.name', ''],
    ['exec.file.name == ', 'value exec.file.name', ''],
    ['exec.file.name == "a" ', 'operator ', ''],
    ['exec.file.name == "a" && pro', 'operand', 'pro'],
    ['open.flags & O_C', 'value open.flags', 'O_C'],
    ['open.flags & (O_CREAT | ', 'value open.flags', ''],
    ['exec.file.name in ', 'array exec.file.name', ''],
    ['exec.file.name not in [ "a", ', 'member exec.file.name', ''],
    ['exec.file.name in [ "a" ', 'nothing', ''],
    ['exec.file.name == "a && b', 'text exec.file.name', 'a && b'],
    ['exec.file.name == "${pro', 'variable', 'pro'],
    ['${process.se', 'variable', 'process.se'],
    ['not ', 'operand', ''],
    ['(', 'operand', ''],
    ['process.ancestors[A].fi', 'operand', 'process.ancestors[A].fi'],
    ['exec.file.name == "a" # co', 'nothing', ''],
  ])('%s', (text, expected, word) => {
    const typing = typingAt(text);
    const of = 'of' in typing.expected ? ` ${typing.expected.of}` : '';
    expect([typing.expected.kind + of, typing.word]).toEqual([expected, word]);
  });
});
