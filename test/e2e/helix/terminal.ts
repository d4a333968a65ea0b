/** A terminal that a program believes in: keys go in, and what stands on the screen can be read. */
import { type ChildProcess, spawn } from 'node:child_process';
import xterm from '@xterm/headless';

export interface Program {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const size = { cols: 140, rows: 40 };
/** Milliseconds. */
const patience = 20_000;
const look = 30;

export class Terminal {
  readonly #screen = new xterm.Terminal({ ...size, allowProposedApi: true });
  readonly #program: ChildProcess;
  /** Counts what the program wrote. */
  #shown = 0;

  private constructor(program: ChildProcess) {
    this.#program = program;
    program.stdout?.on('data', (bytes: Uint8Array) => this.#screen.write(bytes, () => this.#shown++));
    // What programs ask of a terminal, it answers.
    this.#screen.onData((answer) => program.stdin?.write(answer));
  }

  /** `script` of util-linux gives the program a terminal of its own. */
  static start({ command, cwd, env }: Program): Terminal {
    const inside = `stty rows ${size.rows} cols ${size.cols}; exec ${command.map(quoted).join(' ')}`;
    const program = spawn('script', ['-qefc', inside, '/dev/null'], {
      cwd,
      env: { ...process.env, TERM: 'xterm-256color', COLORTERM: 'truecolor', ...env },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    return new Terminal(program);
  }

  type(keys: string): void {
    this.#program.stdin?.write(keys);
  }

  /** Key by key, as fingers do: the next one when the program has shown something of the one before. */
  async typeSlowly(keys: string): Promise<void> {
    for (const key of keys) {
      const before = this.#shown;
      this.type(key);
      await this.until(`to show anything of ${JSON.stringify(key)}`, () => this.#shown > before);
    }
  }

  /** Its lines, without the blanks at their ends. */
  lines(): readonly string[] {
    const { active } = this.#screen.buffer;
    return Array.from(
      { length: size.rows },
      (_, row) =>
        active
          .getLine(active.viewportY + row)
          ?.translateToString()
          .trimEnd() ?? '',
    );
  }

  text(): string {
    return this.lines().join('\n');
  }

  /** Waits until this stands on the screen. */
  async shows(wanted: string | RegExp): Promise<void> {
    await this.until(`to show ${wanted}`, () =>
      typeof wanted === 'string' ? this.text().includes(wanted) : wanted.test(this.text()),
    );
  }

  async until(what: string, isSo: () => boolean): Promise<void> {
    for (const end = Date.now() + patience; !isSo(); ) {
      if (Date.now() > end) throw new Error(`the terminal did not come ${what}; it shows\n${this.text()}`);
      await new Promise((resolve) => setTimeout(resolve, look));
    }
  }

  stop(): void {
    this.#program.kill('SIGKILL');
    this.#screen.dispose();
  }
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
