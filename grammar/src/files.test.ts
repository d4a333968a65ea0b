import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { elsewhere, files } from './files.ts';

const room = new URL('../', import.meta.url);

it('the files that editors read are those that the sources make (npm run generate)', () => {
  const found = ['syntaxes', 'schemas'].flatMap((folder) =>
    readdirSync(new URL(folder, room)).map((name) => `${folder}/${name}`),
  );
  expect(found.sort()).toEqual(Object.keys(files).sort());
  for (const [path, text] of Object.entries({ ...files, ...elsewhere })) {
    expect(readFileSync(new URL(path, room), 'utf8'), path).toBe(text);
  }
});
