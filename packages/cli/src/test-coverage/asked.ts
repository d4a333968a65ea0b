import type { TestFlags } from '../commands/test.ts';

/** Whether a test file is to be printed, and no tests to be run. */
export function proposes({ generate, event }: TestFlags): boolean {
  return generate !== undefined || event !== undefined;
}

/** Whether more is asked of the tests than to pass. */
export function measures(flags: TestFlags): boolean {
  const { coverage, coverageFormat, coverageOutput, threshold, mutate } = flags;
  return (
    coverage === true ||
    mutate === true ||
    coverageFormat !== undefined ||
    coverageOutput !== undefined ||
    threshold !== undefined
  );
}

const mostJobs = 64;

/** Flags that have no use together; nothing where all have. */
export function clashOf(flags: TestFlags): string | undefined {
  const { update, watch, budget, jobs, mutate, coverage, coverageFormat, coverageOutput } = flags;
  const covers = coverage === true || coverageFormat !== undefined || coverageOutput !== undefined;
  if (proposes(flags) && (update === true || watch === true))
    return '--generate and --event print a file: leave out --update and --watch';
  if (proposes(flags) && (flags.format !== 'pretty' || flags.requireTests === true))
    return '--generate and --event print a file of tests: leave out --format and --require-tests';
  if (proposes(flags) && covers) return '--generate and --event run no tests: leave out coverage';
  if (budget !== undefined && (mutate !== true || proposes(flags)))
    return '--budget is the time for changing rules: it goes with --mutate on tests';
  const shares = mutate === true || !(measures(flags) || flags.requireTests === true);
  if (jobs !== undefined && (proposes(flags) || !shares))
    return '--jobs shares out cases, and changes of rules: what is measured over all cases is measured in one thread';
  if (jobs !== undefined && !(Number.isInteger(jobs) && jobs >= 1 && jobs <= mostJobs))
    return `--jobs ${jobs}: say how many threads, from 1 to ${mostJobs}`;
  if (update === true && measures(flags))
    return '--update changes what is expected: measure in a run of its own';
  return undefined;
}
