import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { modelFiles } from '../../scripts/generate/model-files.ts';

const facts = fileURLToPath(new URL('../../../shared/facts', import.meta.url));
const data = new URL('../../packages/model/src/data/', import.meta.url);

test.skipIf(!existsSync(facts))(
  'the committed data are what the generator makes of the facts (skipped without them)',
  () => {
    for (const file of modelFiles(facts)) {
      const committed = readFileSync(new URL(file.name, data), 'utf8');
      expect(file.text === committed, `${file.name} is what npm run generate writes`).toBe(true);
    }
  },
);
