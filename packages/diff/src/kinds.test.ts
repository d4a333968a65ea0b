import { describe, expect, it } from 'vitest';
import { type DiffKind, hasMeaning, kindsIn } from './kinds.ts';
import { diffOf, policyOf } from './test-kit.ts';

const sh = 'exec.file.name == "sh"';

describe('the kinds of change, as a pipeline asks for them', () => {
  it.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, string>>, readonly DiffKind[]]>([
    ['nothing', { a: sh }, { a: sh }, []],
    [
      'a rule more and one less',
      { a: sh, b: 'open.file.path == "/x"' },
      { a: sh, c: 'bind.addr.port == 1' },
      ['added', 'removed'],
    ],
    ['another id', { a: sh }, { b: sh }, ['renamed']],
    [
      'wider and narrower',
      { a: sh, b: sh },
      { a: `${sh} || process.uid == 0`, b: `${sh} && process.uid == 0` },
      ['wider', 'narrower'],
    ],
    [
      'another description only',
      { a: `{expression: '${sh}', description: x}` },
      { a: `{expression: '${sh}', description: y}` },
      [],
    ],
    ['layout only', { a: sh }, { a: 'exec.file.name=="sh"' }, ['reformatted']],
    ['a mistake', { a: sh }, { a: 'exec.file.nam == "sh"' }, ['fewer-targets', 'problem']],
    ['turned off', { a: sh }, { a: `{expression: '${sh}', disabled: true}` }, ['disabled']],
  ])('%s', (_, before, after, kinds) => {
    expect(kindsIn(diffOf(policyOf(before), policyOf(after)))).toEqual(kinds);
  });

  it('some change what rules do, and some do not', () => {
    expect((['wider', 'removed', 'tag', 'unreadable'] as const).filter((kind) => !hasMeaning(kind))).toEqual(
      [],
    );
    expect((['reformatted', 'rewritten', 'macro', 'problem'] as const).filter(hasMeaning)).toEqual([]);
  });
});
