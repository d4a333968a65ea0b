import { catalogue } from '@secl/model';
import { describe, expect, it } from 'vitest';
import { fates, loadPolicies, marked, ruleOf } from '../test-kit/load-policies.ts';
import { expansionsOf } from './rewrite.ts';

const types = (expression: string, agent = '7.68.0') =>
  loadPolicies(ruleOf(expression), { agent }).rules.map(({ eventType }) => eventType);

describe('fim.write.file', () => {
  it('makes a rule for each event that writes, rename twice', () => {
    expect(types('fim.write.file.path == "/etc/passwd"')).toEqual([
      'open',
      'chmod',
      'chown',
      'link',
      'rename',
      'unlink',
      'utimes',
      'rename',
    ]);
  });

  it('asks open for a flag that writes', () => {
    const [open] = loadPolicies(ruleOf('fim.write.file.path == "/x" || fim.write.file.name == "y"')).rules;
    expect(open?.parsed.tree.text).toBe(
      '(open.file.path == "/x" || open.file.name == "y") && open.flags & (O_CREAT|O_TRUNC|O_APPEND|O_RDWR|O_WRONLY) > 0',
    );
  });

  it('is compiled in this order; the first failure ends it, and what came before stays loaded', () => {
    const ruleSet = loadPolicies(ruleOf('fim.write.file.path == "/x" && chmod.file.mode > 0'));
    expect(ruleSet.rules).toEqual([]);
    const half = loadPolicies(ruleOf('fim.write.file.path == "/x" && open.flags > 0'));
    expect(half.rules.map(({ eventType }) => eventType)).toEqual(['open']);
    expect(half.verdicts[0]?.state).toMatchObject({ status: 'rejected', loadedFor: ['open'] });
  });

  it('does not exist on Windows', () => {
    expect(fates(loadPolicies(ruleOf('fim.write.file.path == "/x"'), { origin: 'windows' })).a).toContain(
      'field `fim.write.file.path` not found',
    );
  });

  it.each([
    ['fim.write.file.path == "etc"', 'value/path «"etc"»'],
    ['fim.write.file.nosuch == 1', 'name/unknown-field «fim.write.file.nosuch»'],
    ['fim.write.file.name == "a" && fim.write.file.path == "etc" && exec.nosuch', 'value/path «"etc"»'],
    ['process.uid == "x" && fim.write.file.name == "a"', 'type/expected «"x"»'],
  ])('%s: a mistake keeps its place in the text of the file', (expression, first) => {
    const text = ruleOf(expression);
    expect(marked(loadPolicies(text).problems, text)[0]).toBe(first);
  });
});

describe('the way back to the original', () => {
  const original = 'a && fim.write.file.path == "x" && fim.write.file.name == "y" && z';
  const expansions = expansionsOf(original, catalogue('linux').rewrites) ?? [];

  it.each(expansions.map((each) => [each.text, each] as const))('of %s finds every word', (_, expansion) => {
    for (const word of ['a', '"x"', '"y"', 'z', 'path', 'name']) {
      const start = expansion.text.search(
        new RegExp(`(?<![\\w.])${word}|(?<=file\\.|destination\\.)${word}`),
      );
      const back = expansion.toOriginal({ start, end: start + word.length });
      expect([word, original.slice(back.start, back.end)]).toEqual([word, word]);
    }
  });
});
