/** Events one by one, each with what became of it. */

import { traceRule, Variables } from '@secl/engine';
import { type CompiledRule, type Context, compileRule, isUndecided } from '@secl/evaluation';
import { type EventProblem, formatTime, openRecording } from '@secl/events';
import type { VariableType } from '@secl/language';
import type { Catalogue, Event, Value } from '@secl/model';
import { type ConditionReport, reportOf } from '@secl/simulator';
import type { CliContext } from '../context.ts';
import { type FoundRecording, streamOf } from '../replay/recordings.ts';
import { eventTypesOf } from './explain-report.ts';
import type { Compiled, Subject } from './explain-subject.ts';

export interface EventReport {
  readonly file: string;
  readonly line: number;
  readonly type: string;
  readonly time: string | null;
  readonly verdict: 'match' | 'no match' | 'undecidable';
  /** What the recording would have to know. */
  readonly needs: readonly string[];
  /** Why the rule was not even looked at. */
  readonly reason: string | null;
  /** With an iterator variable: the element that the trace shows. */
  readonly element: { readonly iterator: string; readonly index: number; readonly count: number } | null;
  /** Null where no trace was asked for, or there is nothing to show. */
  readonly trace: ConditionReport | null;
}

export interface Evaluation {
  /** Asked for at the first event, whose variables an expression may name. */
  readonly subject: (given: ReadonlyMap<string, VariableType>) => Promise<Subject | undefined>;
  readonly catalogue: Catalogue;
  /** Undefined: only the first event is traced. */
  readonly trace: boolean | undefined;
  readonly onProblem: (problem: EventProblem) => void;
}

/** Ends early, without a report, where there is no subject. */
export async function* evaluateEvents(
  context: CliContext,
  recording: FoundRecording,
  evaluation: Evaluation,
): AsyncGenerator<EventReport, void> {
  const { catalogue, onProblem, trace } = evaluation;
  const options = { document: recording.name, catalogue, onProblem, stop: context.signal };
  let judge: ((event: Event, traced: boolean) => Omit<EventReport, 'file' | 'line'>) | undefined;
  const bytes = streamOf(context, recording, { empty: true, trouble: undefined });
  for await (const batch of openRecording(bytes, options)) {
    for (let event = batch.next(); event !== undefined; event = batch.next()) {
      const first = judge === undefined;
      if (judge === undefined) {
        const subject = await evaluation.subject(variableTypes(event));
        if (subject === undefined) return;
        judge = judgeOf(subject);
      }
      const { line } = batch.at;
      yield { file: recording.name, line, ...judge(event, trace ?? first) };
    }
  }
}

function variableTypes({ variables }: Event): ReadonlyMap<string, VariableType> {
  return new Map([...(variables ?? [])].map(([name, value]) => [name, typeOf(value)]));
}

function typeOf(value: Value): VariableType {
  const array = typeof value === 'object';
  const one = array ? (value[0] ?? '') : value;
  const type = typeof one === 'boolean' ? 'bool' : typeof one === 'string' ? 'string' : 'int';
  return { type, array };
}

function judgeOf(subject: Subject): (event: Event, traced: boolean) => Omit<EventReport, 'file' | 'line'> {
  const { catalogue, facts } = subject;
  const rules = subject.compiled.map((compiled) => ({
    compiled,
    rule: compileRule(compiled.checked, catalogue),
  }));
  const variables = new Variables(subject.variables, catalogue, facts.minor);
  return (event, traced) => {
    const base = { type: event.type, time: event.time === undefined ? null : formatTime(event.time) };
    const fitting = rules.filter(({ compiled: { checked } }) => isAbout(checked.eventType, event.type));
    if (fitting.length === 0) {
      const reason = `the rule is about ${eventTypesOf(subject).join(', ')} events`;
      return { ...base, verdict: 'no match', needs: [], reason, element: null, trace: null };
    }
    variables.at(event.time);
    const context: Context = { event, now: event.time, variables, register: 0 };
    const judged = fitting.flatMap(({ compiled, rule }) =>
      rule === undefined ? [] : [judgeOne(compiled, rule, context, traced, subject)],
    );
    // Of the expressions that one rule stands for, the best verdict is the rule's.
    const best =
      judged.find(({ verdict }) => verdict === 'match') ??
      judged.find(({ verdict }) => verdict === 'undecidable') ??
      judged[0];
    const none = { verdict: 'no match', needs: [], element: null, trace: null } as const;
    const { verdict, needs, element, trace } = best ?? none;
    return { ...base, verdict, needs, reason: null, element, trace };
  };
}

function isAbout(ruleType: string, eventType: string): boolean {
  return ruleType === '' || ruleType === eventType;
}

function judgeOne(
  { parsed, toOriginal }: Compiled,
  rule: CompiledRule,
  context: Context,
  traced: boolean,
  subject: Subject,
): Pick<EventReport, 'verdict' | 'needs' | 'element' | 'trace'> {
  const { verdict, root, element } = traced
    ? traceRule(rule, context)
    : { verdict: rule.evaluate(context), root: undefined, element: undefined };
  const { catalogue, macros } = subject;
  const texts = { compiled: parsed.tree.text, macros, toOriginal, catalogue, now: context.now };
  return {
    verdict: isUndecided(verdict) ? 'undecidable' : verdict ? 'match' : 'no match',
    needs: isUndecided(verdict) ? verdict.needs : [],
    element: element ?? null,
    trace: root === undefined ? null : reportOf(root, texts),
  };
}
