/** A small fleet with one of everything, and the page that the command makes of it. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const command = join(import.meta.dirname, '../../../packages/cli/bin/secl.mjs');
export const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Why these tests do not run here; undefined where they do. `skips` says it in the title of a test. */
export const skipped = existsSync(chromium) ? undefined : 'Chromium is not installed';
export const skips = skipped === undefined ? '' : ` (skipped: ${skipped})`;

export type Files = Readonly<Record<string, string>>;

export const shop: Files = {
  'hosts.csv': `hostname,agent_version,cluster,env,kernel
web-1,7.78.1,prod-eu,prod,6.1
web-2,7.78.1,prod-eu,prod,6.1
web-3,7.78.1,prod-eu,prod,
till-1,7.50.3,legacy,prod,4.14
till-2,7.50.3,legacy,prod,4.14
bare,none,legacy,dev,
`,
  'tasks.csv': `task_arn,agent_version,wrapped,cluster
arn:aws:ecs:eu-west-1:123456789012:task/shop/cart,7.76.0,yes,shop
arn:aws:ecs:eu-west-1:123456789012:task/shop/mail,none,,shop
`,
  'policies/web.policy': `rules:
  - id: tunnel_to_metadata
    description: A long name is looked up beside the metadata service
    expression: dns.question.length > 60
    tags: { severity: high, tactic: TA0011-command-and-control }
  - id: metadata_contacted
    expression: connect.addr.ip == 169.254.169.254
    tags: { severity: critical, tactic: TA0006-credential-access, technique: T1552-unsecured-credentials }
  - id: shell_started
    expression: exec.file.name == "sh"
    tags: { severity: low, tactic: TA0002-execution }
`,
  'policies/kernel.policy': `rules:
  - id: new_kernels_only
    expression: open.file.path == "/etc/shadow"
    filters: ['kernel.version.major >= 6']
`,
};

/** Runs `secl coverage` on files, and gives the address of the page. */
export function pageOf(
  files: Files,
  args: readonly string[],
): { readonly address: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'secl-fleet-page-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [command, 'coverage', ...args, '--format', 'html'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (status !== 0 && status !== 1) throw new Error(`secl coverage ended with ${status}: ${stderr}`);
  const path = join(folder, 'coverage.html');
  writeFileSync(path, stdout);
  return { address: `file://${path}`, remove: () => rmSync(folder, { recursive: true }) };
}

export const shopArguments = ['hosts.csv', 'tasks.csv', '--policies', 'policies'];
