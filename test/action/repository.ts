import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type Files = Readonly<Record<string, string>>;

/** A repository of git in a folder of its own. */
export interface Repository {
  readonly folder: string;
  /** Writes files and commits them; the same files make the same commit every time. */
  readonly commit: (files: Files) => string;
  readonly git: (...args: readonly string[]) => string;
  /** A clone that has the last commit only, as actions/checkout makes it. */
  readonly shallow: () => Repository;
  readonly remove: () => void;
}

/** No configuration of the machine, and a time that stands still. */
const env = {
  PATH: process.env.PATH,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@acme.example',
  GIT_AUTHOR_DATE: '2026-11-20T08:00:00Z',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@acme.example',
  GIT_COMMITTER_DATE: '2026-11-20T08:00:00Z',
};

export function repository(): Repository {
  const opened = open(mkdtempSync(join(tmpdir(), 'secl-action-')));
  opened.git('init', '--quiet', '--initial-branch=main');
  return opened;
}

function open(folder: string): Repository {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, {
      cwd: folder,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  return {
    folder,
    git,
    commit(files) {
      writeFiles(folder, files);
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message', 'Rules');
      return git('rev-parse', 'HEAD');
    },
    shallow() {
      const clone = mkdtempSync(join(tmpdir(), 'secl-action-'));
      git('clone', '--quiet', '--depth=1', `file://${folder}`, clone);
      return open(clone);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function writeFiles(folder: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
