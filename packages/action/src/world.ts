/** How a program ended, with all that it printed. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** All that the action gets from the machine that runs it. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A line for the log of the job, where the runner also looks for commands. */
  readonly print: (line: string) => void;
  readonly read: (path: string) => Promise<string | undefined>;
  readonly append: (path: string, text: string) => Promise<void>;
  readonly write: (path: string, text: string) => Promise<void>;
  /** Runs `secl` of this bundle in a directory. It sees neither the token nor the files of the runner. */
  readonly secl: (args: readonly string[], cwd: string) => Promise<Ended>;
  /** Runs git in a directory, with commands that only read. */
  readonly git: (args: readonly string[], cwd: string) => Promise<Ended>;
  readonly fetch: typeof fetch;
}
