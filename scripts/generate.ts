/**
 * `npm run generate`: turns the model facts into the data files of `packages/model`, and then writes the grammars and schemas
 * of `grammar` and what the documentation makes of the code (`npm run docs`). Same facts in, same bytes out.
 *
 *     node --conditions=source scripts/generate.ts [FACTS_DIR]
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { modelFiles } from './generate/model-files.ts';

const factsDirectory = process.argv[2] ?? fileURLToPath(new URL('../../shared/facts', import.meta.url));
const dataDirectory = fileURLToPath(new URL('../packages/model/src/data/', import.meta.url));

for (const file of modelFiles(factsDirectory)) {
  writeFileSync(dataDirectory + file.name, file.text);
  console.log(`${file.name}: ${Buffer.byteLength(file.text)} bytes`);
}

// Only now, because they read the data that were just written.
await import('../grammar/src/generate.ts');
await import('./generate-docs.ts');
