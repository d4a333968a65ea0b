import type { CoverageReport, MutationReport } from '@secl/testing';
import type { Page } from '../commands/fields-layout.ts';
import type { TestFlags } from '../commands/test.ts';
import type { Documents } from '../report/documents.ts';
import { prettyCoverage } from './pretty.ts';

export interface Measured {
  readonly coverage: CoverageReport;
  readonly mutation: MutationReport | undefined;
  readonly documents: Documents;
}

/** The report in one of the formats; those that few runs ask for are loaded when they are. */
export async function renderCoverage(
  { coverage, mutation, documents }: Measured,
  format: NonNullable<TestFlags['coverageFormat']>,
  page: Page,
): Promise<string> {
  switch (format) {
    case 'pretty':
      return prettyCoverage(coverage, documents, page);
    case 'lcov':
      return (await import('./lcov.ts')).lcovCoverage(coverage, documents);
    case 'html':
      return (await import('./html.ts')).htmlCoverage(coverage, documents);
    case 'json':
      return (await import('./json.ts')).jsonCoverage(coverage, mutation, documents);
  }
}
