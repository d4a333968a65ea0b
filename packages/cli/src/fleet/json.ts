import { jsonText } from '../report/json.ts';
import type { Coverage } from './coverage.ts';

/** Raised when a program that reads the report would have to change. */
export const coverageSchemaVersion = 1;

/** The report for programs: packages/cli/schema/coverage.schema.json. */
export function jsonCoverage({ report, comparison, compared, upgrade, demands }: Coverage): string {
  return jsonText({
    schemaVersion: coverageSchemaVersion,
    ...report,
    ...(comparison === undefined ? {} : { whatIf: { what: compared, ...comparison } }),
    ...(upgrade === undefined ? {} : { upgrade }),
    demands: demands.map(({ demand, ...result }) => ({ demand: demand.text, ...result })),
  });
}
