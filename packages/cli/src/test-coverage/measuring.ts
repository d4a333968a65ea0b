/** What `secl test` measures beside the tests: condition coverage, and what tests notice of changes. */
import { parseDuration } from '@secl/policy';
import {
  CoverageCollector,
  type CoverageReport,
  type MutationReport,
  mutationTotals,
  percentOf,
  runMutation,
  type TestedCase,
  type TestedRuleSet,
} from '@secl/testing';
import type { Found } from '@secl/workspace';
import { pageOf } from '../commands/fields-layout.ts';
import type { TestFlags } from '../commands/test.ts';
import type { CliContext } from '../context.ts';
import type { Documents } from '../report/documents.ts';
import type { RanCase, TestTask } from '../test/run-tests.ts';
import { mutationScore, prettyMutation } from './mutation-pretty.ts';
import { renderCoverage } from './render.ts';

export interface Measuring {
  /** Looks on while the tests run. */
  readonly task: Pick<TestTask, 'watcherOf' | 'onCase'>;
  /** Whether stdout is for a program that reads coverage, and for nothing else. */
  readonly ownsStdout: boolean;
  /** Says what was measured; `false`: less than was asked for. */
  readonly tell: (documents: Documents) => Promise<Found<boolean>>;
}

type Flags = Pick<
  TestFlags,
  'coverage' | 'coverageFormat' | 'coverageOutput' | 'threshold' | 'mutate' | 'budget'
>;

export function measuring(context: CliContext, flags: Flags): Found<Measuring> {
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
  const tested = new Map<RanCase['ruleSet'], { readonly set: TestedRuleSet; readonly cases: TestedCase[] }>();
  const watcherOf: TestTask['watcherOf'] = (ruleSet, _, { files }) => {
    collector?.addRuleSet(ruleSet, files);
    if (collector === undefined) return undefined;
    const rules = new Set(ruleSet.rules.map(({ id }) => id));
    return {
      rules,
      onVerdict: (rule, compiled, verdict, context) => collector.onVerdict(rule, compiled, verdict, context),
    };
  };
  const onCase = ({ ruleSet, set: { files }, target, prepared, isAbout }: RanCase): void => {
    const cases: TestedCase[] = tested.get(ruleSet)?.cases ?? [];
    cases.push({ prepared, isAbout });
    tested.set(ruleSet, { cases, set: { ruleSet, files, target: target.name, cases } });
  };
  const ownsStdout = wantsCoverage && coverageFormat !== 'pretty' && coverageOutput === undefined;

  const tell = async (documents: Documents): Promise<Found<boolean>> => {
    const coverage = collector?.report();
    if (coverage !== undefined) {
      const page = pageOf(
        coverageOutput === undefined ? context.stdout : { colour: false, columns: undefined },
      );
      const text = await renderCoverage(coverage, documents, coverageFormat, page);
      if (coverageOutput === undefined) context.stdout.write(ownsStdout ? text : `\n${text}`);
      else {
        const written = await context.fs.replace(coverageOutput, text);
        if (!written.ok) return { ok: false, message: `${coverageOutput}: ${written.trouble.reason}` };
      }
    }
    const mutation = mutate
      ? await mutated(
          [...tested.values()].map(({ set }) => set),
          context,
          time,
        )
      : undefined;
    if (mutation !== undefined) {
      const output = ownsStdout ? context.stderr : context.stdout;
      output.write(`\n${prettyMutation(mutation, documents, pageOf(output))}`);
    }
    return { ok: true, value: isEnough(coverage, mutation, threshold) };
  };
  return { ok: true, value: { task: { watcherOf, onCase }, ownsStdout, tell } };
}

function isEnough(
  coverage: CoverageReport | undefined,
  mutation: MutationReport | undefined,
  threshold: number | undefined,
): boolean {
  const isCovered = coverage === undefined || threshold === undefined || percentOf(coverage) >= threshold;
  if (mutation === undefined) return isCovered;
  // Without a threshold every change that goes unnoticed is a finding.
  const isNoticed =
    threshold === undefined ? mutationTotals(mutation).survived === 0 : mutationScore(mutation) >= threshold;
  return isCovered && isNoticed;
}

async function mutated(
  sets: readonly TestedRuleSet[],
  { stderr, signal }: CliContext,
  time: number | undefined,
): Promise<MutationReport> {
  const timer = time === undefined ? undefined : AbortSignal.timeout(time);
  const report = await runMutation(sets, {
    isOver: () => signal.aborted || timer?.aborted === true,
    onProgress: async (done, all) => {
      if (stderr.terminal) stderr.write(`\r\u001B[Kchanging rules: ${done} of ${all}`);
      // Lets the timer, and ctrl-C, come through.
      await new Promise((resolve) => setImmediate(resolve));
    },
  });
  if (stderr.terminal) stderr.write('\r\u001B[K');
  return report;
}

function milliseconds(text: string): number | undefined {
  const duration = parseDuration(text);
  return typeof duration === 'bigint' && duration > 0n ? Number(duration / 1_000_000n) : undefined;
}
