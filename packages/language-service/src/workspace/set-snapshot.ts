import { catalogue, type Facts } from '@secl/model';
import {
  type CarriedPolicy,
  type LoadMemory,
  load,
  type MacroDefinition,
  newestAdmitted,
  newLoadMemory,
  type PolicyFile,
  type RuleDefinition,
  type RuleSet,
  type Target,
} from '@secl/policy';
import type { NamedTarget, OpenRuleSet } from '@secl/workspace';

/** A rule or a macro where it is defined. */
export type Item = { readonly carried: CarriedPolicy } & (
  | { readonly kind: 'rule'; readonly definition: RuleDefinition }
  | { readonly kind: 'macro'; readonly definition: MacroDefinition }
);

/** A rule set on one of its targets. */
export interface TargetView {
  readonly target: NamedTarget;
  /** What agents there know: asking for it loads nothing. */
  readonly facts: Facts;
  readonly set: RuleSet;
  /** As it was loaded last, maybe a keystroke ago: for what must not wait for loading. */
  readonly recent: RuleSet;
}

/** A rule set with its texts as they are at one moment. What is asked of it is worked out once. */
export interface SetSnapshot extends OpenRuleSet {
  readonly views: readonly TargetView[];
  /** In load order; rules of a file in its order. */
  readonly items: readonly Item[];
  /** The ids of macros, also of those that a base would bring. The same object as long as they are the same. */
  readonly macroNames: ReadonlySet<string>;
}

/** Expressions that were seen are kept until they are this many loadings old: every keystroke makes new ones. */
const loadingsKept = 300;

/** Loading that remembers, one a rule set. */
export function setLoader(): (open: OpenRuleSet) => SetSnapshot {
  const memories = new Map<string, { memory: LoadMemory; target: NamedTarget; loadings: number }>();
  const recent = new Map<string, RuleSet>();
  let lastNames: ReadonlySet<string> = new Set();
  let last: { readonly open: OpenRuleSet; readonly snapshot: SetSnapshot } | undefined;
  const memoryFor = (target: NamedTarget): LoadMemory => {
    const known = memories.get(target.name);
    const fresh = known?.target !== target || known.loadings > loadingsKept;
    const { memory, loadings } = fresh ? { memory: newLoadMemory(target.target), loadings: 0 } : known;
    memories.set(target.name, { memory, target, loadings: loadings + 1 });
    return memory;
  };
  return (open) => {
    // Saved, opened or closed: there is nothing to load or to lint.
    if (last !== undefined && isSameSet(last.open, open)) return last.snapshot;
    let views: readonly TargetView[] | undefined;
    let items: readonly Item[] | undefined;
    let macroNames: ReadonlySet<string> | undefined;
    const snapshot: SetSnapshot = {
      ...open,
      get views() {
        views ??= open.targets.map((target) => viewOf(open, target, () => memoryFor(target), recent));
        return views;
      },
      get items() {
        items ??= open.carried.flatMap(itemsIn);
        return items;
      },
      get macroNames() {
        macroNames ??= sameOr(lastNames, namesIn(open));
        lastNames = macroNames;
        return macroNames;
      },
    };
    last = { open, snapshot };
    return snapshot;
  };
}

function isSameSet(a: OpenRuleSet, b: OpenRuleSet): boolean {
  return (
    a.name === b.name &&
    a.external === b.external &&
    isSameList(a.targets, b.targets) &&
    isSameList(a.carried, b.carried)
  );
}

function isSameList(a: readonly object[], b: readonly object[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}

function namesIn({ files, external }: OpenRuleSet): ReadonlySet<string> {
  const own = files.flatMap(({ macros }) => macros.flatMap(({ id }) => id?.value ?? []));
  return new Set([...own, ...external.macros]);
}

function sameOr(before: ReadonlySet<string>, now: ReadonlySet<string>): ReadonlySet<string> {
  return before.size === now.size && [...now].every((name) => before.has(name)) ? before : now;
}

function viewOf(
  open: OpenRuleSet,
  named: NamedTarget,
  memory: () => LoadMemory,
  recent: Map<string, RuleSet>,
): TargetView {
  let set: RuleSet | undefined;
  const loaded = (): RuleSet => {
    set ??= load(open.files, named.target, open.external, memory());
    recent.set(named.name, set);
    return set;
  };
  return {
    target: named,
    get facts() {
      return factsFor(named.target);
    },
    get set() {
      return loaded();
    },
    get recent() {
      return recent.get(named.name) ?? loaded();
    },
  };
}

const facts = new WeakMap<Target, Facts>();

/** What the newest agent knows that a target admits. */
function factsFor(target: Target): Facts {
  const known = facts.get(target) ?? catalogue(target.platform).at(newestAdmitted(target).minor);
  facts.set(target, known);
  return known;
}

const itemsKnown = new WeakMap<CarriedPolicy, readonly Item[]>();

/** The items of a policy, in the order of its text. A policy that is not edited is the same object in every snapshot. */
export function itemsIn(carried: CarriedPolicy): readonly Item[] {
  const items = itemsKnown.get(carried) ?? itemsOf(carried);
  itemsKnown.set(carried, items);
  return items;
}

function itemsOf(carried: CarriedPolicy): readonly Item[] {
  const { macros, rules }: PolicyFile = carried.file;
  return [
    ...macros.map((definition): Item => ({ kind: 'macro', carried, definition })),
    ...rules.map((definition): Item => ({ kind: 'rule', carried, definition })),
  ].sort((a, b) => startOf(a) - startOf(b));
}

function startOf({ definition: { offset, range } }: Item): number {
  return offset + range.start;
}
