/**
 * The way from a bare machine to a running task: `node scripts/bootstrap.mjs TASK [arguments]`.
 *
 * Plain JavaScript for Node 18 and newer, because nothing is installed when it starts. It installs the tools
 * when the lock file or a manifest changed, then hands over to the Node that the workspace pins: tasks are
 * TypeScript files, which that Node runs as they are. Standard input, arguments, exit codes and signals pass
 * through.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === 'win32';
const pinnedNode = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
const stampFile = join(root, 'node_modules', '.secl-installed');

/** What each task runs. The scripts of package.json name the same tasks. */
const tasks = {
  start: 'scripts/start.ts',
  build: 'scripts/build.ts',
  check: 'scripts/check.ts',
  test: 'scripts/test.ts',
  generate: 'scripts/generate.ts',
  docs: 'scripts/generate-docs.ts',
  action: 'scripts/action.ts',
  vsix: 'extension/scripts/vsix.ts',
  e2e: 'test/e2e/vscode/run.ts',
  conformance: 'test/conformance/run.ts',
  bench: 'test/bench/run.ts',
};

await main();

async function main() {
  const [task = '', ...args] = process.argv.slice(2);
  const script = tasks[task];
  if (script === undefined) {
    return stop(2, `Say which task to run: ${Object.keys(tasks).join(', ')}.`);
  }
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 18 || (major === 18 && minor < 12)) {
    return stop(
      2,
      `Node.js 20 or newer is needed; this is ${process.versions.node}. See https://nodejs.org.`,
    );
  }
  if (!existsSync(join(root, script))) return stop(2, `${script} is not in this checkout.`);
  if (!(await install())) return;
  await handOver(script, args);
}

/** Installs where the stamp in node_modules is not the one of the manifests here; says whether all is well. */
async function install() {
  const wanted = stamp();
  if (existsSync(pinnedNode) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted)
    return true;
  process.stderr.write('Installing the tools (only when they change, about a minute) ...\n');
  const { code, output } = await runPnpm(['install', '--frozen-lockfile']);
  if (code === 0 && existsSync(pinnedNode)) {
    writeFileSync(stampFile, wanted);
    return true;
  }
  process.stderr.write(`${output}\n`);
  stop(2, whyNotInstalled(output));
  return false;
}

/** Changes with everything that decides what is installed. The platform, because a checkout may be shared. */
function stamp() {
  const folders = [
    '.',
    'test',
    'extension',
    ...readdirSync(join(root, 'packages')).map((name) => join('packages', name)),
  ];
  const manifests = folders.map((folder) => join(folder, 'package.json')).sort();
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  for (const name of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests]) {
    const file = join(root, name);
    if (existsSync(file))
      hash.update(name.replaceAll('\\', '/')).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/**
 * pnpm by npx: nothing is installed on the machine itself. No standard input, which belongs to the task; `CI`,
 * so that pnpm never asks. Its output is shown when it fails.
 */
function runPnpm(args) {
  return new Promise((resolve) => {
    const child = spawn('npx', ['--yes', '--prefer-offline', 'pnpm@10', ...args], {
      cwd: root,
      env: { ...process.env, CI: 'true' },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: windows,
    });
    let output = '';
    child.stdout.on('data', (text) => {
      output += text;
    });
    child.stderr.on('data', (text) => {
      output += text;
    });
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

function whyNotInstalled(output) {
  if (/spawn npx|npx: not found|'npx' is not recognized/.test(output)) {
    return 'The tools could not be installed: npm (with npx) is not on the PATH.';
  }
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|META_FETCH_FAIL|ERR_SOCKET|CERT/.test(
      output,
    )
  ) {
    return (
      'The tools could not be installed: the npm registry cannot be reached.\n' +
      'Check the network, or the registry and proxy in the configuration of npm (npm config get registry).\n' +
      'Only this first installation needs it; all else works without a network.'
    );
  }
  if (/OUTDATED_LOCKFILE/.test(output)) {
    return 'A package.json and pnpm-lock.yaml disagree: run `npx pnpm@10 install` and commit the lock file.';
  }
  return 'The tools could not be installed; the output of pnpm is above.';
}

function handOver(script, args) {
  const search = [dirname(pinnedNode), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''];
  const child = spawn(pinnedNode, ['--conditions=source', join(root, script), ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: search.join(delimiter) },
  });
  // A terminal sends ctrl-C to the whole group, so the task has it already; a second one would mean "at once".
  const terminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  const forward = (signal) => child.kill(signal);
  process.on('SIGINT', (signal) => {
    if (!terminal) forward(signal);
  });
  process.on('SIGTERM', forward);
  process.on('SIGHUP', forward);
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(stop(2, `${pinnedNode} does not start: ${error.message}`)));
    child.on('close', (code, signal) => {
      process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
      resolve();
    });
  });
}

function stop(code, message) {
  process.stderr.write(`${message}\n`);
  process.exitCode = code;
}
