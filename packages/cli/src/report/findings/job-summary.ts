import { decodeText } from '@secl/text';
import type { CliContext } from '../../context.ts';
import { markdownLint } from './markdown.ts';
import type { LintReport } from './model.ts';

/**
 * Adds the report to the summary of a job of GitHub Actions, which says in its environment where that is. Steps share the
 * file. Says why where that fails: the report itself is elsewhere, too.
 */
export async function writeJobSummary(
  report: LintReport,
  { env, fs }: CliContext,
): Promise<string | undefined> {
  const path = env.GITHUB_STEP_SUMMARY;
  if (path === undefined || path === '') return undefined;
  const before = await fs.read(path);
  const text = before.ok ? decodeText(before.value).text : '';
  const written = await fs.replace(path, `${text}${markdownLint(report)}\n`);
  return written.ok ? undefined : `the job summary ${path} cannot be written: ${written.trouble.reason}`;
}
