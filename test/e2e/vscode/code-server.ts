/** VS Code itself, served to a browser by code-server from a cache folder outside of the repository. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const version = '4.139.1';

/** Where it is looked for and installed to; the environment may name another place. */
const cache =
  process.env.SECL_CODE_SERVER ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), `secl-code-server-${version}`);
const program = join(cache, 'bin/code-server');
export const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Why the tests in VS Code cannot run here; undefined where they can. Nothing is installed: `run.ts` does that. */
export function whatIsMissing(vsix: string): string | undefined {
  if (!existsSync(chromium)) return 'Chromium is not installed';
  if (!existsSync(program))
    return `code-server ${version} is not installed (npm run e2e does that where it can)`;
  if (!existsSync(vsix)) return 'the extension is not packed (npm run vsix)';
  return undefined;
}

/** Installs code-server; takes two minutes and 630 MB. Gives what went wrong, in words. */
export function installCodeServer(): string | undefined {
  if (existsSync(program)) return undefined;
  mkdirSync(cache, { recursive: true });
  const { status, stderr } = spawnSync(
    'npm',
    [
      'install',
      '--global',
      '--prefix',
      cache,
      `code-server@${version}`,
      '--allow-scripts=code-server,argon2',
    ],
    { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] },
  );
  return status === 0 && existsSync(program) ? undefined : stderr.split('\n').slice(0, 6).join('\n');
}

export interface CodeServer {
  readonly address: string;
  readonly stop: () => void;
}

export interface CodeServerOptions {
  /** The folder that holds all that this run writes. */
  readonly home: string;
  readonly vsix: string;
  /** Packed extensions beside ours. */
  readonly others?: readonly string[];
  /** Settings of the user, beside those that keep VS Code quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** What would come between a test and what it looks at. */
const quiet = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'editor.minimap.enabled': false,
  'window.commandCenter': false,
  'git.enabled': false,
  'update.mode': 'none',
};

/** Starts VS Code with the extension installed. */
export async function startCodeServer({
  home,
  vsix,
  others = [],
  settings = {},
}: CodeServerOptions): Promise<CodeServer> {
  const data = join(home, 'data');
  const extensions = join(home, 'extensions');
  const own = [`--user-data-dir=${data}`, `--extensions-dir=${extensions}`];
  const file = join(data, 'User/settings.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...quiet, ...settings }));
  // A configuration of its own: that of the user may ask for a password.
  const env = { ...process.env, CODE_SERVER_CONFIG: join(home, 'config.yaml'), HOME: home, TMPDIR: tmpdir() };
  for (const each of [...others, vsix]) {
    const installed = spawnSync(program, [...own, '--install-extension', each], { encoding: 'utf8', env });
    if (installed.status !== 0) throw new Error(`${each} cannot be installed: ${installed.stderr}`);
  }
  const port = await freePort();
  const flags = ['--auth=none', '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'];
  const server = spawn(program, [...own, ...flags, `--bind-addr=127.0.0.1:${port}`], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const address = `http://127.0.0.1:${port}`;
  await answers(server, address);
  return { address, stop: () => stop(server) };
}

/** With all that it started: the host of extensions, the language server. */
function stop({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

const patience = 60_000;

async function answers(server: ChildProcess, address: string): Promise<void> {
  let said = '';
  server.stdout?.on('data', (bytes) => {
    said += bytes;
  });
  server.stderr?.on('data', (bytes) => {
    said += bytes;
  });
  const end = Date.now() + patience;
  while (Date.now() < end && server.exitCode === null) {
    const healthy = await fetch(`${address}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (healthy) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`code-server does not answer: ${said}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}
