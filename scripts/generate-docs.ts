/**
 * `npm run docs`: writes the pages on problems, draws the pictures, and writes the outputs of the commands in the
 * other pages anew, for a person to read in the diff. Same sources in, same bytes out.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runPages } from './docs/pages.ts';
import { pictures } from './docs/pictures.ts';
import { problemPages } from './docs/problem-pages.ts';
import { runPage } from './docs/run-page.ts';

const docs = join(import.meta.dirname, '../docs');

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

rmSync(join(docs, 'problems'), { recursive: true, force: true });
const pages = problemPages();
for (const { path, text } of pages) write(join(docs, 'problems', path), text);
console.log(`docs/problems: ${pages.length} pages`);

for (const { path, text } of await pictures()) {
  write(join(docs, path), text);
  console.log(`docs/${path}: ${Buffer.byteLength(text)} bytes`);
}

for (const path of runPages) {
  const file = join(docs, '..', path);
  const { text, differences } = await runPage(path);
  if (text !== readFileSync(file, 'utf8')) writeFileSync(file, text);
  for (const { line, command } of differences) console.log(`${path}:${line}: $ ${command}`);
}
