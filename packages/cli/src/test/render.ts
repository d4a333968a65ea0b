import type { TestFlags } from '../commands/test.ts';
import type { Output } from '../output.ts';
import type { TestReport } from './model.ts';
import { prettyTest } from './pretty.ts';

/** The report in one of the formats; those that few runs ask for are loaded when they are. */
export async function renderTest(
  report: TestReport,
  { format, verbose = false }: TestFlags,
  output: Output,
): Promise<string> {
  switch (format) {
    case 'pretty':
      return prettyTest(report, output, { verbose });
    case 'json':
      return (await import('./json.ts')).jsonTest(report);
    case 'junit':
      return (await import('./junit.ts')).junitTest(report);
    case 'tap':
      return (await import('./tap.ts')).tapTest(report);
    case 'github':
      return (await import('./github.ts')).githubTest(report);
  }
}
