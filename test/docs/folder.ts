import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePageFile } from '../../scripts/docs/shell.ts';

/** Works in a new folder with these files, which is gone afterwards. */
export async function inFolder<Result>(
  files: Readonly<Record<string, string>>,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'secl-docs-'));
  try {
    for (const [path, text] of Object.entries(files)) writePageFile(folder, path, text);
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
