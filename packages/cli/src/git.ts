export type GitAnswer =
  | { readonly ok: true; readonly stdout: Uint8Array }
  | { readonly ok: false; readonly message: string };

/** Runs git with these arguments. What git refuses, and that it is not there, is a message. */
export type Git = (args: readonly string[]) => Promise<GitAnswer>;

/** More than any policy, or list of files, is. */
const mostBytes = 256 * 1024 * 1024;

/**
 * The git of this machine. It may run nothing that a repository names: no hooks, file monitors or filters, which the
 * reading commands do not need; it asks nobody for a password and writes no index.
 */
export function nodeGit(cwd: string): Git {
  return async (args) => {
    const { execFile } = await import('node:child_process');
    return new Promise((resolve) => {
      const env = {
        ...process.env,
        GIT_OPTIONAL_LOCKS: '0',
        GIT_TERMINAL_PROMPT: '0',
        GIT_NO_LAZY_FETCH: '1',
        GIT_LITERAL_PATHSPECS: '1',
        LC_ALL: 'C',
        // Windows looks into the working directory first otherwise, where a repository could put a git of its own.
        NoDefaultCurrentDirectoryInExePath: '1',
      };
      const options = { cwd, env, encoding: 'buffer', maxBuffer: mostBytes, windowsHide: true } as const;
      execFile('git', ['-c', 'core.fsmonitor=false', ...args], options, (error, stdout, stderr) => {
        if (error === null) resolve({ ok: true, stdout });
        else if (error.code === 'ENOENT')
          resolve({ ok: false, message: 'git is not there: it is needed for this' });
        else resolve({ ok: false, message: stderr.toString('utf8').trim() || error.message });
      });
    });
  };
}
