import { Variables } from '@secl/engine';
import { type CompiledRule, type Context, compileRule, type Verdict } from '@secl/evaluation';
import type { CanonicalRecord } from '@secl/events';
import { type Catalogue, catalogue } from '@secl/model';
import type { LoadedRule, RuleSet } from '@secl/policy';
import { type RuleTree, ruleTree } from '../coverage/condition-tree.ts';
import { type Outcomes, outcomesOf } from '../coverage/outcomes.ts';
import { decoderOf } from '../events/decoder-of.ts';
import { type Draft, recordOf } from './draft.ts';

/** One rule, to be held against made up events. */
export interface RuleOnDraft {
  readonly rule: LoadedRule;
  readonly tree: RuleTree;
  /** Of the rule's platform. */
  readonly catalogue: Catalogue;
  readonly verdict: (draft: Draft) => Verdict;
  /** Of an event as tests are run on it. */
  readonly verdictOn: (record: CanonicalRecord) => Verdict;
  readonly outcomes: (draft: Draft) => Outcomes;
}

export function ruleOnDraft(rule: LoadedRule, ruleSet: RuleSet): RuleOnDraft | undefined {
  const whole = catalogue(ruleSet.target.platform);
  const compiled = compileRule(rule.checked, whole);
  if (compiled === undefined) return undefined;
  const tree = ruleTree(compiled.compiled);
  const decoder = decoderOf(whole);
  const variables = new Variables(ruleSet.variables, whole, ruleSet.facts.minor);
  const contextOf = (record: CanonicalRecord): Context | undefined => {
    const decoded = decoder.decodeRecord(record, nowhere);
    if (!decoded.ok) return undefined;
    const { event } = decoded;
    variables.forget();
    variables.at(event.time);
    return { event, now: event.time, variables, register: 0 };
  };
  return {
    rule,
    tree,
    catalogue: whole,
    verdict: (draft) => judged(compiled, contextOf(recordOf(draft, ruleSet))),
    verdictOn: (record) => judged(compiled, contextOf(record)),
    outcomes: (draft) => {
      const context = contextOf(recordOf(draft, ruleSet));
      return context === undefined ? new Uint8Array(tree.atoms.length) : outcomesOf(tree, compiled, context);
    },
  };
}

/** A value that no event can have makes the event worthless. */
function judged(compiled: CompiledRule, context: Context | undefined): Verdict {
  return context === undefined ? false : compiled.evaluate(context);
}

const nowhere = { document: '', text: '', line: 0, column: 1, offset: 0 };
