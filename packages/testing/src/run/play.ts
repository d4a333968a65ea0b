/** Plays the events of a case and notes what the rules make of those that count. */
import {
  decisiveChoices,
  type Match,
  type Observer,
  type RunningRuleSet,
  SendLimits,
  traceRule,
} from '@secl/engine';
import type { CompiledRule, Context, Undecided, Verdict } from '@secl/evaluation';
import type { Decoder } from '@secl/events';
import type { Event, Value } from '@secl/model';
import type { LoadedAction, LoadedRule, RuleSet } from '@secl/policy';
import type { Problem } from '@secl/text';
import type { Explained, Happening, PreparedCase } from '../result.ts';
import type { Observed, ObservedMatch } from './observed.ts';

/** Looks on while the events that count are evaluated. */
export interface Watcher {
  /** Ids of rules whose "no" is wanted too. */
  readonly rules: ReadonlySet<string>;
  /** Before the rule's actions change what its conditions have seen: `traceRule` may be asked here. */
  onVerdict(
    rule: LoadedRule,
    compiled: CompiledRule,
    verdict: Verdict,
    context: Context,
    happening: Happening,
  ): void;
  /** Another one in its place for this case; `isAbout`: of the rules of which its file speaks. */
  forCase?(prepared: PreparedCase, isAbout: (id: string) => boolean): Watcher;
  /** Of every rule that is not false, before one of its actions asks its filter. */
  onAction?(rule: LoadedRule, action: LoadedAction, verdict: Verdict, context: Context): void;
}

export type Played =
  | { readonly ok: true; readonly observed: readonly Observed[] }
  /** Of an event that cannot be. */
  | { readonly ok: false; readonly problems: readonly Problem[] };

export function play(
  prepared: PreparedCase,
  running: RunningRuleSet,
  decoder: Decoder,
  watcher: Watcher | undefined,
): Played {
  const observed: Observed[] = [];
  const limits = new SendLimits(running.ruleSet.facts);
  const reasons = silencedRules(prepared);
  const last = prepared.happenings.at(-1);
  running.restart();
  for (const happening of prepared.happenings) {
    const { document, line } = happening.source;
    const decoded = decoder.decodeRecord(happening.record, {
      document,
      text: '',
      line,
      column: 1,
      offset: 0,
    });
    if (!decoded.ok) return { ok: false, problems: decoded.problems };
    const { event } = decoded;
    const counts = happening.number > 0;
    const traces = new Map<string, Explained[]>();
    const matches = running.evaluate(
      event,
      counts ? observer(running.ruleSet, happening, watcher, reasons, traces) : undefined,
    );
    const sent = matches.map(({ rule, verdict }) => verdict === true && limits.sends(rule, event));
    if (!counts) continue;
    const variables = variablesAfter(prepared, happening, happening === last, running, event);
    observed.push({ happening, ...verdictsOf(matches, sent), variables, traces });
  }
  return { ok: true, observed };
}

/** A rule on an event, condition by condition. */
export function explainedRule(
  ruleSet: RuleSet,
  rule: LoadedRule,
  compiled: CompiledRule,
  verdict: Verdict,
  context: Context,
): Explained {
  const { root, element } = traceRule(compiled, context);
  // What is to come otherwise: a match is one too many, all else one too few.
  const { leaves: decisive, needed } =
    root === undefined
      ? { leaves: [], needed: Number.POSITIVE_INFINITY }
      : decisiveChoices(root, verdict !== true);
  return { ruleSet, rule, verdict, root, element, decisive, needed, now: context.now };
}

function observer(
  ruleSet: RuleSet,
  happening: Happening,
  watcher: Watcher | undefined,
  reasons: ReadonlySet<string>,
  traces: Map<string, Explained[]>,
): Observer | undefined {
  if (watcher === undefined && reasons.size === 0) return undefined;
  return {
    watched: watcher === undefined ? reasons : new Set([...watcher.rules, ...reasons]),
    onVerdict(rule, compiled, verdict, context) {
      if (verdict === false && reasons.has(rule.id)) {
        const known = traces.get(rule.id) ?? [];
        known.push(explainedRule(ruleSet, rule, compiled, verdict, context));
        traces.set(rule.id, known);
      }
      if (verdict !== false || watcher?.rules.has(rule.id) === true)
        watcher?.onVerdict(rule, compiled, verdict, context, happening);
    },
    onAction: (...asked) => watcher?.onAction?.(...asked),
  };
}

/** Rules that are expected to be silent for a reason. */
function silencedRules({ testCase }: PreparedCase): ReadonlySet<string> {
  const all = [testCase.expect, ...testCase.steps.map(({ expect }) => expect)];
  const silent = all.flatMap((expect) => expect?.silent ?? []);
  return new Set(silent.flatMap(({ rule, because }) => (because === undefined ? [] : [rule.value])));
}

/** Those that an expectation of the event asks for; after the last event, of the case. */
function variablesAfter(
  { testCase }: PreparedCase,
  happening: Happening,
  isLast: boolean,
  { variables }: RunningRuleSet,
  event: Event,
): ReadonlyMap<string, Value | Undecided> {
  const own = happening.step?.expect?.variables ?? [];
  const whole = isLast ? (testCase.expect?.variables ?? []) : [];
  return new Map([...own, ...whole].map(({ name }) => [name.value, variables.read(name.value, event)]));
}

/** Of a rule that stands for several event types a match is a match. */
function verdictsOf(
  matches: readonly Match[],
  sent: readonly boolean[],
): Pick<Observed, 'matches' | 'undecided'> {
  const matched = new Map<string, ObservedMatch>();
  const undecided = new Map<string, readonly string[]>();
  for (const [index, { rule, verdict, actions }] of matches.entries()) {
    if (verdict !== true) {
      undecided.set(rule.id, [...new Set([...(undecided.get(rule.id) ?? []), ...verdict.needs])]);
      continue;
    }
    const known = matched.get(rule.id);
    const isSent = sent[index] === true;
    if (known === undefined) matched.set(rule.id, { actions, sent: isSent });
    else matched.set(rule.id, { actions: [...known.actions, ...actions], sent: known.sent || isSent });
  }
  for (const id of matched.keys()) undecided.delete(id);
  return { matches: matched, undecided };
}
