import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { grammars, textOf } from './files.ts';

const folder = new URL('../../syntaxes/', import.meta.url);

it('the files that editors read are those that the sources make (node src/generate.ts)', () => {
  expect(readdirSync(folder).sort()).toEqual(Object.keys(grammars).sort());
  for (const [name, grammar] of Object.entries(grammars)) {
    expect(readFileSync(new URL(name, folder), 'utf8'), name).toBe(textOf(grammar));
  }
});
