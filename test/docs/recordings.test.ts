import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { recordingsPage } from '../../scripts/docs/recordings-page.ts';

it('docs/recordings.md says what the importers declare (npm run docs writes it)', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/recordings.md'), 'utf8');
  expect(page).toBe(recordingsPage());
});
