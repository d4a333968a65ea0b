import type { LintFormat } from '../../commands/lint.ts';
import type { CliContext } from '../../context.ts';
import { jsonLint } from './json.ts';
import type { LintReport } from './model.ts';
import { prettyLint } from './pretty.ts';

/** The report in one of its formats. Writers that only some runs need are imported when they are. */
export async function renderLint(
  report: LintReport,
  format: LintFormat,
  { stdout }: Pick<CliContext, 'stdout'>,
): Promise<string> {
  switch (format) {
    case 'json':
      return jsonLint(report);
    default:
      return prettyLint(report, stdout);
  }
}
