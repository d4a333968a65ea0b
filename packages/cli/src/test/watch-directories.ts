import { type FSWatcher, watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** So long after a change others may follow, as editors and `git checkout` write several files. */
const settleMs = 120;

/**
 * Paths below a directory that something happened to, seen from it and those together that come together, until `signal` is
 * aborted. Each directory is watched by itself: what Node watches with all below it is, on Linux, the files that were there,
 * and an editor that saves by putting another file in the place of the old one is heard only once. Directories that are
 * hidden, or hold packages, are left out.
 */
export async function* changesBelow(root: string, signal: AbortSignal): AsyncGenerator<readonly string[]> {
  const watched = new Map<string, FSWatcher>();
  const happened = new Set<string>();
  let wake = (): void => {};
  const say = (path: string): void => {
    happened.add(path);
    wake();
  };

  const forget = (directory: string): void => {
    for (const [path, watcher] of watched) {
      if (path !== directory && !path.startsWith(join(directory, sep))) continue;
      watcher.close();
      watched.delete(path);
    }
  };

  /** `isNew`: what lies in it came with it, maybe before anybody looked. */
  const follow = async (directory: string, isNew: boolean): Promise<void> => {
    if (signal.aborted || watched.has(directory)) return;
    try {
      const watcher = watch(join(root, directory), (event, name) => {
        if (name === null) return;
        const path = join(directory, name);
        say(path);
        if (event !== 'rename' || isLeftOut(name)) return;
        // It came, or went, or is another one of the same name.
        forget(path);
        void follow(path, true);
      });
      watcher.on('error', () => forget(directory));
      watched.set(directory, watcher);
      for (const entry of await readdir(join(root, directory), { withFileTypes: true })) {
        const path = join(directory, entry.name);
        if (isNew) say(path);
        if (entry.isDirectory() && !isLeftOut(entry.name)) await follow(path, isNew);
      }
    } catch {
      // No directory, or none any more, or one without rights: what lies there is read by nobody.
      forget(directory);
    }
  };

  const woken = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
      if (happened.size > 0 || signal.aborted) resolve();
    });
  const end = (): void => wake();
  signal.addEventListener('abort', end, { once: true });
  try {
    await follow('', false);
    for (await woken(); !signal.aborted; await woken()) {
      await setTimeout(settleMs, undefined, { signal }).catch(() => undefined);
      const together = [...happened];
      happened.clear();
      yield together;
    }
  } finally {
    signal.removeEventListener('abort', end);
    for (const watcher of watched.values()) watcher.close();
  }
}

const isLeftOut = (name: string): boolean => name === 'node_modules' || name.startsWith('.');
