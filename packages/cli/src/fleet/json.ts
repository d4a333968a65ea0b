import type { Profile } from '@secl/fleet';
import { jsonLine, jsonText } from '../report/json.ts';
import type { Coverage } from './coverage.ts';

/** Raised when a program that reads the report would have to change. */
export const coverageSchemaVersion = 1;

const linesInPortion = 1000;

/**
 * The report for programs, in portions: packages/cli/schema/fleet-coverage.schema.json. Of a large fleet it is longer than all
 * that was needed to make it, so it is never in memory whole. Elements of lists have a line each.
 */
export function* jsonCoverage({
  report,
  comparison,
  compared,
  upgrade,
  demands,
}: Coverage): Generator<string> {
  const parts = {
    schemaVersion: coverageSchemaVersion,
    ...report,
    ...(comparison === undefined ? {} : { whatIf: { what: compared, ...comparison } }),
    ...(upgrade === undefined ? {} : { upgrade }),
    demands: demands.map(({ demand, ...result }) => ({ demand: demand.text, ...result })),
  };
  let before = '{\n';
  for (const [key, value] of Object.entries(parts)) {
    yield `${before}  ${JSON.stringify(key)}: `;
    before = ',\n';
    if (key === 'profiles') yield* lines(report.profiles, unpacked);
    else if (Array.isArray(value)) yield* lines(value);
    else yield jsonText(value).trimEnd().replaceAll('\n', '\n  ');
  }
  yield '\n}\n';
}

/** Its numbers as a list, only while it is written: all of them together are many. */
function unpacked(profile: Profile): unknown {
  return { ...profile, outcomes: [...profile.outcomes] };
}

function* lines<Value>(
  values: readonly Value[],
  written: (value: Value) => unknown = (value) => value,
): Generator<string> {
  if (values.length === 0) {
    yield '[]';
    return;
  }
  for (let start = 0; start < values.length; start += linesInPortion) {
    const portion = values
      .slice(start, start + linesInPortion)
      .map((value) => `    ${jsonLine(written(value)).trimEnd()}`);
    yield `${start === 0 ? '[\n' : ',\n'}${portion.join(',\n')}`;
  }
  yield '\n  ]';
}
