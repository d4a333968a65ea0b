import { join } from 'node:path';
import { runLine } from './shell.ts';
import { terminalPicture } from './terminal-picture.ts';

const root = join(import.meta.dirname, '../..');
const columns = 104;

interface Shot {
  /** Relative to `docs/`. */
  readonly path: string;
  readonly command: string;
}

const shots: readonly Shot[] = [
  {
    path: 'images/replay.svg',
    command:
      'secl replay --policies rules-library/policies rules-library/recordings/attack-sim.strace \\\n' +
      '    --rule downloaded_file_executed,downloaded_program_explores_host,shadow_file_read,reverse_shell',
  },
];

export interface Picture {
  readonly path: string;
  readonly text: string;
}

/** The pictures of the pages: what the command prints to a terminal now, without what it says on standard error. */
export async function pictures(): Promise<readonly Picture[]> {
  const drawn: Picture[] = [];
  for (const { path, command } of shots) {
    const { output, code } = await runLine(command, { folder: root, columns });
    if (code !== 0) throw new Error(`\`${command}\` ends with ${code}:\n${output}`);
    drawn.push({ path, text: terminalPicture({ command, output, columns }) });
  }
  return drawn;
}
