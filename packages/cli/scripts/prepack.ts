/** Before `npm pack`: a fresh bundle, and the licence files of the repository, which a package has to carry. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from './bundle.ts';

const folder = join(import.meta.dirname, '..');

await bundle();
for (const name of ['LICENSE', 'NOTICE']) await copyFile(join(folder, '../..', name), join(folder, name));
