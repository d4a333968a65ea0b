import type { LintFormat } from '../../commands/lint.ts';
import type { CliContext } from '../../context.ts';
import { jsonLint } from './json.ts';
import type { LintReport } from './model.ts';
import { prettyLint } from './pretty.ts';

/** The report in one of its formats. Those with a library behind them are imported when they are asked for. */
export async function renderLint(
  report: LintReport,
  format: LintFormat,
  { stdout }: Pick<CliContext, 'stdout'>,
): Promise<string> {
  switch (format) {
    case 'pretty':
      return prettyLint(report, stdout);
    case 'json':
      return jsonLint(report);
    case 'sarif':
      return (await import('./sarif.ts')).sarifLint(report);
    case 'junit':
      return (await import('./junit.ts')).junitLint(report);
    case 'checkstyle':
      return (await import('./checkstyle.ts')).checkstyleLint(report);
    case 'github':
      return (await import('./github.ts')).githubLint(report);
    case 'gitlab':
      return (await import('./gitlab.ts')).gitlabLint(report);
    case 'markdown':
      return (await import('./markdown.ts')).markdownLint(report);
  }
}
