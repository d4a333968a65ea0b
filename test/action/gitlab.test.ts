import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { nodes } from '../cli/nodes.ts';
import { root } from '../house/rooms.ts';
import { after, before } from './pack.ts';
import { type Files, type Repository, repository } from './repository.ts';
import { below, textBelow, yamlFile } from './yaml-file.ts';

const job = below(yamlFile('docs/examples/gitlab-ci.yml'), 'secl');
const listed = (key: string): readonly string[] => below(job, key) as readonly string[];

let checkout: Repository | undefined;
afterEach(() => checkout?.remove());

/** The lines of the job in one shell, as a runner has them; the toolkit is cloned from this checkout as it is. */
function run(from: Files, to: Files) {
  checkout = repository();
  const base = checkout.commit(from);
  checkout.commit(to);
  const lines = [...listed('before_script'), ...listed('script')].map((line) =>
    // What a clone of a released version would bring.
    line.startsWith('git clone ') ? 'SECL_HOME=$SECL_CHECKOUT' : line,
  );
  expect(lines.filter((line) => line.endsWith('$SECL_CHECKOUT'))).toHaveLength(1);
  const env = {
    PATH: `${join(nodes[0].path, '..')}:${process.env.PATH}`,
    HOME: checkout.folder,
    CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
    SECL_CHECKOUT: root,
  };
  // Runners use bash where an image has it, which `node:24` does.
  const script = ['set -eo pipefail', ...lines].join('\n');
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
    cwd: checkout.folder,
    env,
    encoding: 'utf8',
  });
  const report = join(checkout.folder, textBelow(job, 'artifacts', 'reports', 'codequality'));
  return { status, stdout, stderr, report: existsSync(report) ? readFileSync(report, 'utf8') : '' };
}

describe('the job for GitLab', () => {
  it('says what the change means, leaves a code quality report, and fails with an error', () => {
    const { status, stdout, report } = run(before, after);
    expect(status).toBe(1);
    expect(stdout).toContain('1 rule added, 2 wider');
    expect(stdout).toContain('[name/unknown-field]');
    expect(JSON.parse(report)).toMatchObject([
      { check_name: 'pitfall/mixed-operators', location: { path: 'policies/shells.policy' } },
      { check_name: 'name/unknown-field', severity: 'major', location: { path: 'policies/tools.policy' } },
    ]);
  });

  it('passes without findings, with an empty report', () => {
    const { status, report, stderr } = run(before, before);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(report)).toEqual([]);
  });
});
