import type { EventProblem } from '@secl/events';
import { catalogue } from '@secl/model';
import { forTerminal } from '@secl/text';
import { misuse, type Run } from '../command.ts';
import type { CliContext } from '../context.ts';
import { type CommandExit, exit } from '../exit.ts';
import { recordingsAt } from '../replay/recordings.ts';
import { documentsOf } from '../report/documents.ts';
import { jsonLine, jsonText } from '../report/json.ts';
import { paintFor } from '../report/paint.ts';
import { renderProblems } from '../report/problem.ts';
import { tellOpenVersion } from '../target-run.ts';
import type { EvalFlags } from './eval.ts';
import { type EventReport, evaluateEvents } from './eval-events.ts';
import { type Counts, printCounts, printTrace, printVerdict } from './eval-print.ts';
import { eventTypesOf } from './explain-report.ts';
import { type Subject, subjectOf } from './explain-subject.ts';
import { pageOf } from './fields-layout.ts';

export const evaluate: Run<EvalFlags, string[]> = async (context, flags, ...given) => {
  const wanted = flags.rule === undefined ? 2 : 1;
  if (given.length !== wanted) {
    const usage =
      flags.rule === undefined
        ? "give an expression and a file of events: secl eval 'open.flags == 0' event.json"
        : 'with --rule, give a file of events only: secl eval --policies DIR --rule ID event.json';
    return misuse(context, usage);
  }
  const expression = flags.rule === undefined ? given[0] : undefined;
  const path = given[wanted - 1] ?? '-';
  if (path === '-' && (flags.policies ?? []).includes('-')) {
    return misuse(context, 'the events and the policies cannot both come from standard input');
  }
  // All but the variables that events bring along, so that what is wrong is said before anything is read.
  const before = await subjectOf(context, flags, expression);
  if (!before.ok) return misuse(context, before.message);
  if (!couldBeUsable(before.value)) return refuse(context, before.value);
  tellOpenVersion(context, before.value.target);
  const recordings = await recordingsAt(context, [path]);
  if (!recordings.ok) return misuse(context, recordings.message);
  const [recording, ...others] = recordings.value;
  if (recording === undefined || others.length > 0) {
    return misuse(context, `${path}: give one file of events; secl replay takes several`);
  }

  const { platform } = before.value.target.target;
  const problems: EventProblem[] = [];
  let refused: Subject | undefined;
  let subject: Subject = before.value;
  const events = evaluateEvents(context, recording, {
    catalogue: catalogue(platform),
    trace: flags.trace,
    onProblem: (problem) => problems.push(problem),
    subject: async (variables) => {
      const again = flags.rule === undefined && variables.size > 0;
      const found = again ? await subjectOf(context, flags, expression, [], variables) : before;
      subject = found.ok ? found.value : before.value;
      if (isUsable(subject)) return subject;
      refused = subject;
      return undefined;
    },
  });
  const counts = await present(context, flags, events, () => subject, problems);
  if (counts.events === 0 && refused === undefined && !isUsable(before.value)) refused = before.value;
  if (refused !== undefined) return refuse(context, refused);
  if (counts.events === 0 && counts.unreadable === 0)
    return misuse(context, `${path}: there is no event in it`);
  if (counts.unreadable > 0) return exit.misuse;
  return counts.matches === counts.events ? exit.fine : exit.findings;
};

function isUsable({ compiled, problems }: Subject): boolean {
  return problems.length === 0 && compiled.some(({ checked }) => checked.condition !== undefined);
}

/** Unknown variables may come with the first event. */
function couldBeUsable(subject: Subject): boolean {
  const { problems, rule } = subject;
  const lacksVariables =
    problems.length > 0 && problems.every(({ code }) => code === 'name/unknown-variable');
  return isUsable(subject) || (rule === undefined && lacksVariables);
}

/** An expression or a rule that no event can be held against. */
function refuse(context: CliContext, { problems, rule, texts, homes }: Subject): CommandExit {
  const { stderr } = context;
  const what = rule === undefined ? 'the expression' : `the rule \`${rule.id}\``;
  const shown = renderProblems(problems, documentsOf(texts, homes), {
    paint: paintFor(stderr),
    columns: stderr.columns,
  });
  return misuse(context, `${what} has mistakes`, shown);
}

async function present(
  context: CliContext,
  flags: EvalFlags,
  events: AsyncIterable<EventReport>,
  subject: () => Subject,
  problems: readonly EventProblem[],
): Promise<Counts> {
  const { stdout } = context;
  const page = pageOf(stdout);
  const kept: EventReport[] = [];
  const counts = { events: 0, matches: 0, undecidable: 0, unreadable: 0 };
  let first: EventReport | undefined;
  let told = 0;
  const tellProblems = (): void => {
    for (const { place, line, message } of problems.slice(told)) {
      context.stderr.write(`secl: ${forTerminal(`${place.document}:${line}: ${message}`)}\n`);
    }
    told = problems.length;
  };
  for await (const event of events) {
    tellProblems();
    counts.events += 1;
    if (event.verdict === 'match') counts.matches += 1;
    if (event.verdict === 'undecidable') counts.undecidable += 1;
    if (flags.format === 'json') {
      kept.push(event);
      continue;
    }
    if (flags.format === 'jsonl') {
      stdout.write(jsonLine(flags.trace === undefined ? { ...event, trace: null } : event));
    } else {
      stdout.write(`${printVerdict(event, page)}\n`);
      // Without --trace only a single event is traced, and whether it is one shows after it.
      if (flags.trace === true) for (const line of printTrace(event, page)) stdout.write(`${line}\n`);
      first ??= event;
    }
    await stdout.drained();
  }
  tellProblems();
  // A line may have several mistakes.
  counts.unreadable = new Set(
    problems.filter(({ severity }) => severity === 'error').map(({ line }) => line),
  ).size;
  if (flags.format === 'pretty' && counts.events > 0) {
    if (flags.trace === undefined && counts.events === 1 && first !== undefined) {
      for (const line of printTrace(first, page)) stdout.write(`${line}\n`);
    }
    if (counts.events > 1 || counts.unreadable > 0)
      stdout.write(`\n${page.paint.faint(printCounts(counts))}\n`);
  }
  if (flags.format === 'json' && counts.events > 0) {
    stdout.write(jsonText(report(subject(), single(kept, flags), counts, problems)));
  }
  return counts;
}

/** Without --trace, only a single event keeps its trace. */
function single(events: readonly EventReport[], { trace }: EvalFlags): readonly EventReport[] {
  return trace === undefined && events.length > 1
    ? events.map((event) => ({ ...event, trace: null }))
    : events;
}

function report(
  subject: Subject,
  events: readonly EventReport[],
  counts: Counts,
  problems: readonly EventProblem[],
): object {
  const { text, rule, target } = subject;
  return {
    schemaVersion: 1,
    target: target.name,
    rule: rule?.id ?? null,
    expression: text,
    eventTypes: eventTypesOf(subject),
    counts,
    events,
    problems: problems.map(({ code, severity, message, place, line, column }) => ({
      code,
      severity,
      message,
      file: place.document,
      line,
      column,
    })),
  };
}
