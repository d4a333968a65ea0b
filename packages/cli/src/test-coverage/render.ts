import type { CoverageReport } from '@secl/testing';
import type { Page } from '../commands/fields-layout.ts';
import type { TestFlags } from '../commands/test.ts';
import type { Documents } from '../report/documents.ts';
import { prettyCoverage } from './pretty.ts';

/** The report in one of the formats; those that few runs ask for are loaded when they are. */
export async function renderCoverage(
  report: CoverageReport,
  documents: Documents,
  format: NonNullable<TestFlags['coverageFormat']>,
  page: Page,
): Promise<string> {
  switch (format) {
    case 'pretty':
      return prettyCoverage(report, documents, page);
    case 'lcov':
      return (await import('./lcov.ts')).lcovCoverage(report, documents);
    case 'html':
      return (await import('./html.ts')).htmlCoverage(report, documents);
    case 'json':
      return (await import('./json.ts')).jsonCoverage(report, documents);
  }
}
