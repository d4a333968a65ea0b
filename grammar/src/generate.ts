/** `node src/generate.ts`: writes `syntaxes/` from the sources in `src/textmate`. Same sources in, same bytes out. */
import { writeFileSync } from 'node:fs';
import { grammars, textOf } from './textmate/files.ts';

for (const [name, grammar] of Object.entries(grammars)) {
  writeFileSync(new URL(`../syntaxes/${name}`, import.meta.url), textOf(grammar));
}
