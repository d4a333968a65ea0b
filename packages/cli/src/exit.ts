/**
 * What the exit codes of `secl` say. Scripts and pipelines rely on them: they change only with a major version.
 */
export const exit = {
  /** Done, and nothing found that the caller asked to hear of. Also when the reader closes the pipe. */
  fine: 0,
  /** Done, with findings: a rejected rule, a file to format, no match. */
  findings: 1,
  /** Wrong use, or input that cannot be read. */
  misuse: 2,
  /** Our fault. */
  internal: 3,
  /** Ctrl-C: 128 and the number of SIGINT, as shells count. */
  interrupted: 130,
} as const;

/** What a command may return; the other codes are not a command's to give. */
export type CommandExit = typeof exit.fine | typeof exit.findings | typeof exit.misuse;
export type Exit = (typeof exit)[keyof typeof exit];
