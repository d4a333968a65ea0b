/**
 * `node --conditions=source src/generate.ts`: writes `syntaxes/`, `schemas/` and what other rooms read from the
 * sources. Same sources in, same bytes out.
 */
import { writeFileSync } from 'node:fs';
import { elsewhere, files } from './files.ts';

for (const [path, text] of Object.entries({ ...files, ...elsewhere }))
  writeFileSync(new URL(`../${path}`, import.meta.url), text);
