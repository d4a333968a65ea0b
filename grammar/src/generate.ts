/**
 * `node --conditions=source src/generate.ts`: writes `syntaxes/` and `schemas/` from the sources. Same sources in, same
 * bytes out.
 */
import { writeFileSync } from 'node:fs';
import { files } from './files.ts';

for (const [path, text] of Object.entries(files)) writeFileSync(new URL(`../${path}`, import.meta.url), text);
