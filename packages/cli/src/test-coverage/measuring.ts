/** What `secl test` measures beside the tests: condition coverage, and what tests notice of changes. */
import {
  CoverageCollector,
  type CoverageReport,
  type MutationReport,
  mutationTotals,
  ofSpokenRules,
  percentOf,
  type Watcher,
} from '@secl/testing';
import type { Found } from '@secl/workspace';
import { pageOf } from '../commands/fields-layout.ts';
import type { TestFlags } from '../commands/test.ts';
import type { CliContext } from '../context.ts';
import type { Output } from '../output.ts';
import type { Documents } from '../report/documents.ts';
import type { LookingOn } from '../test/report-of.ts';
import type { TestTask } from '../test/run-tests.ts';
import { milliseconds, mutated } from './mutated.ts';
import { type Helpers, startHelpers } from './mutation-helpers.ts';
import { mutationScore, prettyMutation } from './mutation-pretty.ts';
import { renderCoverage } from './render.ts';
import { testedSets } from './tested-sets.ts';

export interface Measuring {
  /** Looks on while the tests run. */
  readonly task: LookingOn;
  /** Whether stdout is for a program that reads coverage, and for nothing else. */
  readonly ownsStdout: boolean;
  /** Says what was measured; `false`: less than was asked for. */
  readonly tell: (documents: Documents) => Promise<Found<boolean>>;
  /** To be called in any case. */
  readonly end: () => void;
}

export function measuring(context: CliContext, flags: TestFlags, paths: readonly string[]): Found<Measuring> {
  const { mutate = false, coverageFormat = 'pretty', coverageOutput, threshold, budget } = flags;
  const wantsCoverage =
    flags.coverage === true ||
    flags.coverageFormat !== undefined ||
    coverageOutput !== undefined ||
    (threshold !== undefined && !mutate);
  if (threshold !== undefined && (threshold < 0 || threshold > 100))
    return { ok: false, message: `--threshold ${threshold}: say percent, from 0 to 100` };
  const time = budget === undefined ? undefined : milliseconds(budget);
  if (budget !== undefined && time === undefined)
    return { ok: false, message: `--budget ${budget}: say a time such as 30s or 2m` };
  const collector = wantsCoverage ? new CoverageCollector() : undefined;
  const tested = testedSets();
  const watcherOf: TestTask['watcherOf'] = (ruleSet, _, { files }) => {
    collector?.addRuleSet(ruleSet, files);
    const watcher: Watcher = {
      rules: new Set(ruleSet.rules.map(({ id }) => id)),
      onVerdict(rule, compiled, verdict, about) {
        tested.onMeeting(rule.id);
        collector?.onVerdict(rule, compiled, verdict, about);
      },
      onAction: (...asked) => collector?.onAction(...asked),
    };
    return ofSpokenRules(watcher, ruleSet);
  };
  let helpers: Helpers | undefined;
  const onPlanned = (cases: number): void => {
    if (mutate) helpers = startHelpers(context, flags, paths, helpersFor(cases, flags, context));
  };
  const ownsStdout = wantsCoverage && coverageFormat !== 'pretty' && coverageOutput === undefined;
  // What is for people goes where it does not come into the way of a program that reads the report of the tests.
  const people = ownsStdout || flags.format !== 'pretty' ? context.stderr : context.stdout;

  const tell = async (documents: Documents): Promise<Found<boolean>> => {
    const coverage = collector?.report();
    helpers?.begin(tested.results());
    const mutation = helpers && (await mutated(tested.sets(), context, time, helpers));
    if (coverage !== undefined) {
      const page =
        coverageOutput === undefined ? pageOf(people) : pageOf({ colour: false, columns: undefined });
      const text = await renderCoverage({ coverage, mutation, documents }, coverageFormat, page);
      const written = await write(text, context, { coverageOutput, ownsStdout, people });
      if (!written.ok) return written;
    }
    if (mutation !== undefined) people.write(`\n${prettyMutation(mutation, documents, pageOf(people))}`);
    const lacking = belowThreshold(coverage, mutation, threshold);
    for (const words of lacking) people.write(`${words}\n`);
    const isNoticed = mutation === undefined || mutationTotals(mutation).survived === 0;
    return { ok: true, value: threshold === undefined ? isNoticed : lacking.length === 0 };
  };
  const task = { watcherOf, onPlanned, onCase: tested.onCase };
  return { ok: true, value: { task, ownsStdout, tell, end: () => helpers?.stop() } };
}

/** With fewer cases a thread has not yet read them when all is done. */
const worthHelp = 200;
/** Each reads everything for itself, and keeps it. */
const mostThreads = 4;

function helpersFor(cases: number, { jobs }: TestFlags, { threads }: CliContext): number {
  if (jobs !== undefined) return jobs - 1;
  return cases < worthHelp ? 0 : Math.min(threads?.cores ?? 1, mostThreads) - 1;
}

interface Where {
  readonly coverageOutput: string | undefined;
  readonly ownsStdout: boolean;
  readonly people: Output;
}

async function write(
  text: string,
  { fs, stdout }: CliContext,
  { coverageOutput, ownsStdout, people }: Where,
): Promise<Found<undefined>> {
  if (coverageOutput === undefined) {
    if (ownsStdout) stdout.write(text);
    else people.write(`\n${text}`);
    return { ok: true, value: undefined };
  }
  const written = await fs.replace(coverageOutput, text);
  if (written.ok) return { ok: true, value: undefined };
  return { ok: false, message: `${coverageOutput}: ${written.trouble.reason}` };
}

function belowThreshold(
  coverage: CoverageReport | undefined,
  mutation: MutationReport | undefined,
  threshold: number | undefined,
): readonly string[] {
  if (threshold === undefined) return [];
  const measured = [
    ...(coverage === undefined ? [] : [['condition coverage', percentOf(coverage)] as const]),
    ...(mutation === undefined ? [] : [['mutation', mutationScore(mutation)] as const]),
  ];
  return measured.flatMap(([name, percent]) =>
    percent >= threshold ? [] : [`${name}: ${percent} % is below the threshold of ${threshold} %`],
  );
}
