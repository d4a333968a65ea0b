import { chmod, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file so that readers see all of it or nothing of it: into a temporary file of the same directory, which
 * then takes the name. The mode stays; a symbolic link stays one, and what it leads to is written. Rejects as
 * `node:fs` does, with nothing left behind.
 */
export async function writeFileAtomically(path: string, bytes: Uint8Array): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const found = await stat(target).catch(() => undefined);
  // A pipe or a device is written to: a file in the place of /dev/null would break the machine.
  if (found !== undefined && !found.isFile() && !found.isDirectory()) return writeFile(target, bytes);
  const mode = found === undefined ? undefined : found.mode & 0o7777;
  // Most who import this write nothing, and starting OpenSSL takes milliseconds.
  const { randomBytes } = await import('node:crypto');
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await open(temporary, 'wx', mode ?? 0o666);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    // The process's umask may have taken bits from the mode.
    if (mode !== undefined) await chmod(temporary, mode);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
