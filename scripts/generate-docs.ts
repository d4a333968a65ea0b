/**
 * `npm run docs`: writes the pages on problems and lint rules, draws the pictures, and writes the outputs of the commands in the
 * other pages anew, for a person to read in the diff. Same sources in, same bytes out.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { libraryLayer, navigatorFile } from './docs/library-navigator.ts';
import { libraryPages } from './docs/library-pages.ts';
import { gatheredPages, lintPages } from './docs/lint-pages.ts';
import { runPages } from './docs/pages.ts';
import { pictures } from './docs/pictures.ts';
import { problemPages } from './docs/problem-pages.ts';
import { recordingsPage } from './docs/recordings-page.ts';
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

rmSync(join(docs, 'lint'), { recursive: true, force: true });
const rules = lintPages();
for (const { path, text } of rules) write(join(docs, 'lint', path), text);
write(join(docs, '../packages/lint/src/pages.json'), gatheredPages());
console.log(`docs/lint: ${rules.length} pages`);

write(join(docs, 'recordings.md'), recordingsPage());
console.log('docs/recordings.md');

const library = join(docs, '../rules-library/rules');
rmSync(library, { recursive: true, force: true });
const ofRules = await libraryPages();
for (const { path, text } of ofRules) write(join(library, path), text);
write(join(library, '..', navigatorFile), libraryLayer());
console.log(`rules-library/rules: ${ofRules.length} pages; rules-library/${navigatorFile}`);

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
