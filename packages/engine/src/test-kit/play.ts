import {
  catalogue,
  type Event,
  emptyEvent,
  nothingUnknown,
  parseAgentVersion,
  type SlotValue,
  UNKNOWN,
  type Value,
} from '@secl/model';
import { load, type Origin, type RuleSet, readPolicy } from '@secl/policy';
import { type Engine, type Match, RunningRuleSet } from '../running.ts';

export interface Happening {
  /** `exec` where nothing is said. */
  readonly type?: string;
  /** Seconds. */
  readonly at?: number | null;
  readonly host?: string;
  readonly values?: Readonly<Record<string, Value>>;
  readonly unknown?: readonly string[];
  /** From the parent outwards. */
  readonly ancestors?: readonly Readonly<Record<string, Value>>[];
  /** There are ancestors that the recording does not know. */
  readonly andMore?: boolean;
}

const linux = catalogue('linux');
const ancestorsIndex = linux.iterators.findIndex(({ name }) => name === 'process.ancestors');

export function eventOf(happening: Happening): Event {
  const {
    type = 'exec',
    at = 0,
    host = '',
    values = {},
    ancestors = [],
    unknown = [],
    andMore = false,
  } = happening;
  const nothing = nothingUnknown(linux);
  const goesOn = nothing.goesOn.map((_, index) => andMore && index === ancestorsIndex);
  const event = emptyEvent(linux, { ...nothing, goesOn });
  event.type = type;
  event.host = host;
  event.time = at === null ? undefined : BigInt(Math.round(at * 1_000_000_000));
  for (const name of unknown) event.slots[slotOf(name)] = UNKNOWN;
  for (const [name, value] of Object.entries(values)) event.slots[slotOf(name)] = value;
  event.elements[ancestorsIndex] = ancestors.map((ancestor) => {
    const element: SlotValue[] = [...(linux.elementZeros[ancestorsIndex] ?? [])];
    for (const [name, value] of Object.entries(ancestor))
      element[slotOf(`process.ancestors.${name}`)] = value;
    return element;
  });
  return event;
}

function slotOf(name: string): number {
  const field = linux.field(name);
  if (field === undefined) throw new Error(`no field ${name}`);
  return field.slot;
}

export function ruleSetOf(policy: string, agent = '7.68.0', origin?: Origin): RuleSet {
  const agentVersion = parseAgentVersion(agent);
  if (agentVersion === undefined) throw new Error(`${agent} is no version`);
  const ruleSet = load([readPolicy('custom.policy', policy)], {
    platform: 'linux',
    agentVersion,
    origin,
    host: new Map(),
  });
  const bad = ruleSet.verdicts.flatMap(({ id, state }) =>
    state.status === 'rejected' ? [`${id}: ${state.agent}`] : [],
  );
  if (bad.length > 0 || ruleSet.dropped.length > 0)
    throw new Error([...bad, ...ruleSet.dropped.map((each) => each.agent)].join('\n'));
  return ruleSet;
}

/** What each event matches, on both engines, which agree. An undecided rule is written `id?`. */
export function play(policy: string, happenings: readonly Happening[], agent?: string): readonly string[] {
  const ruleSet = ruleSetOf(policy, agent);
  const [plain = [], fast = []] = (['plain', 'fast'] as const).map((engine) =>
    run(ruleSet, happenings, engine).map((matches) => matches.map(inWords).join(' ')),
  );
  if (plain.join('\n') !== fast.join('\n'))
    throw new Error(`plain: ${plain.join(', ')}; fast: ${fast.join(', ')}`);
  return plain;
}

export function run(
  ruleSet: RuleSet,
  happenings: readonly Happening[],
  engine: Engine = 'plain',
): readonly (readonly Match[])[] {
  const running = new RunningRuleSet(ruleSet, { engine });
  return happenings.map((happening) => running.evaluate(eventOf(happening)));
}

function inWords({ rule, verdict }: Match): string {
  return verdict === true ? rule.id : `${rule.id}?`;
}
