import type { Edit } from '@secl/text';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../finding.ts';
import { type FixableLook, fixAll } from './fix-all.ts';

/** A linter of one file, which finds the words that a table names and would write others in their place. */
function linterOf(start: string, fixes: Readonly<Record<string, string>>, errors: readonly string[] = []) {
  const looks: string[] = [];
  const look = async (changed: ReadonlyMap<string, string>): Promise<FixableLook> => {
    const text = changed.get('f') ?? start;
    looks.push(text);
    const findings = [...text.matchAll(/\w+/g)].flatMap(({ 0: word, index }): Finding[] => {
      const range = { start: index, end: index + word.length };
      const place = { document: 'f', range };
      const written = fixes[word];
      if (written === undefined && !errors.includes(word)) return [];
      return [
        {
          code: `pitfall/${word}`,
          category: 'pitfall',
          severity: errors.includes(word) ? 'error' : 'warning',
          message: word,
          place,
          related: [],
          subject: '',
          ruleSets: [],
          targets: [],
          ...(written === undefined
            ? {}
            : { fix: { kind: 'safe' as const, title: written, edits: [{ place, text: written }] } }),
        },
      ];
    });
    const inFiles = (edits: readonly Edit[]): readonly Edit[] => edits;
    return { findings, all: findings, texts: new Map([['f', text]]), inFiles };
  };
  return { look, looks };
}

async function fixed(start: string, fixes: Readonly<Record<string, string>>, errors: readonly string[] = []) {
  const { changed, applied } = await fixAll(linterOf(start, fixes, errors).look, ['safe']);
  return { text: changed.get('f') ?? start, applied: applied.map(({ message }) => message) };
}

describe('fixing', () => {
  it('goes on until nothing is left', async () => {
    expect(await fixed('a, x', { a: 'b', b: 'c' })).toEqual({ text: 'c, x', applied: ['a', 'b'] });
  });

  it('ends where fixes lead in circles', async () => {
    const { text, applied } = await fixed('a', { a: 'b', b: 'a' });
    expect(['a', 'b']).toContain(text);
    expect(applied).toHaveLength(10);
  });

  it('leaves out what would bring more errors, and applies the rest', async () => {
    expect(await fixed('a, x, a', { a: 'bad', x: 'y' }, ['bad'])).toEqual({
      text: 'a, y, a',
      applied: ['x'],
    });
  });

  it('may trade an error for another', async () => {
    expect(await fixed('bad', { bad: 'worse' }, ['bad', 'worse'])).toEqual({
      text: 'worse',
      applied: ['bad'],
    });
  });

  it('looks once where there is nothing to fix', async () => {
    const linter = linterOf('x', {});
    await fixAll(linter.look, ['safe']);
    expect(linter.looks).toEqual(['x']);
  });

  it('keeps to the kinds that are asked for', async () => {
    const { changed } = await fixAll(linterOf('a', { a: 'b' }).look, ['suggested']);
    expect(changed.size).toBe(0);
  });

  it('leaves files alone that cannot be written', async () => {
    const { look } = linterOf('a', { a: 'b' });
    const { changed, applied } = await fixAll(
      async (texts) => ({ ...(await look(texts)), inFiles: () => undefined }),
      ['safe'],
    );
    expect({ changed: changed.size, applied }).toEqual({ changed: 0, applied: [] });
  });
});
