/** Threads that run a part of the cases of `secl test`, seen from the command. */
import type { TestFlags } from '../commands/test.ts';
import type { CliContext } from '../context.ts';
import type { Thread } from '../threads.ts';
import { fairShares } from './fair-shares.ts';
import type { TestText } from './find-tests.ts';
import type { PassedCases, RunDone, TestsDone, TestsTask } from './help-tests.ts';
import type { PlannedCase } from './loaded-rules.ts';
import type { ReportedResult } from './model.ts';
import type { Run } from './plan.ts';
import type { Unheard } from './unheard-rules.ts';

export interface Help {
  /** Whether a run is left for this thread. */
  readonly isOwn: (run: Run) => boolean;
  /** What the others say of the rest, when they are done. */
  readonly brought: (rest: readonly Run[]) => Promise<Brought>;
}

export interface Brought {
  readonly results: ReadonlyMap<PlannedCase, ReportedResult>;
  readonly unheard: readonly Unheard[];
  /** Cases that they did not run, or that did not pass. */
  readonly left: readonly Run[];
}

/** Tests of so many characters, some ten thousand cases, take longer than threads take to start and to warm up. */
const worthHelp = 2_000_000;
/** Each keeps what it reads. */
const mostThreads = 4;

/** Files of tests are shared out among `jobs` of the flags, or as many threads as it is worth; nothing where this is one. */
export function startHelp(
  { threads, cwd, signal, today }: CliContext,
  flags: TestFlags,
  texts: readonly TestText[],
): Help | undefined {
  const length = texts.reduce((sum, { text }) => sum + text.length, 0);
  const unasked = length < worthHelp ? 1 : Math.min(threads?.cores ?? 1, mostThreads);
  const shares = fairShares(texts, flags.jobs ?? unasked, ({ text }) => text.length);
  const away = shares.slice(1).filter((share) => share.length > 0);
  if (threads === undefined || away.length === 0) return undefined;
  const working = away.map((share) => {
    const paths = share.map(({ document }) => document);
    const thread = threads.start({ kind: 'tests', cwd, today: today(), flags, paths } satisfies TestsTask);
    signal.addEventListener('abort', thread.stop);
    return { thread, said: saidBy(thread) };
  });
  const given = new Set(away.flat().map(({ document }) => document));
  return {
    isOwn: ({ file }) => !given.has(file.document),
    async brought(rest) {
      const answers: TestsDone[] = [];
      for (const { thread, said } of working) {
        answers.push(...((await said) ?? []));
        thread.stop();
      }
      const results = new Map<PlannedCase, ReportedResult>();
      // Targets of one name are told apart by their order, which is the same there.
      const done = new Map<string, RunDone[]>();
      for (const run of answers.flatMap(({ runs }) => runs))
        done.set(run.of, [...(done.get(run.of) ?? []), run]);
      const left = rest.flatMap((run) => {
        const passed = done.get(identityOf(run))?.shift()?.passed;
        if (passed !== undefined) addPassed(results, run, passed);
        const cases = run.cases.filter((each) => !results.has(each));
        return cases.length > 0 || passed === undefined ? [{ ...run, cases }] : [];
      });
      const unheard = answers.flatMap((answer) => answer.unheard);
      return { results, unheard, left: signal.aborted ? [] : left };
    },
  };
}

/** What a thread has to have read the same, or it speaks of other cases. */
export function identityOf({ file, set, target, cases }: Run): RunDone['of'] {
  return JSON.stringify([file.document, file.text.length, set.name, target.name, cases.length]);
}

function addPassed(results: Map<PlannedCase, ReportedResult>, { cases }: Run, passed: PassedCases): void {
  for (const { index, events, fired } of passed) {
    const planned = cases[index];
    if (planned === undefined) continue;
    const { testCase } = planned;
    results.set(planned, {
      testCase,
      outcome: 'passed',
      failures: [],
      problems: [],
      events,
      fired: new Set(fired),
    });
  }
}

/** One answer, or none where the thread failed. */
async function saidBy({ messages }: Thread): Promise<readonly TestsDone[]> {
  // Our own thread says nothing else.
  for await (const message of messages) return [message as TestsDone];
  return [];
}
