import type { PlacedSet } from '@secl/language-service';
import { catalogue } from '@secl/model';
import type { TargetChoice } from './protocol.ts';

/** What can be chosen as the target that answers are about: those of secl.yaml, else versions of the agent. */
export function targetChoice(sets: readonly PlacedSet[], chosen: string | undefined): TargetChoice {
  const named = new Map<string, string[]>();
  for (const { set } of sets) {
    if (set.targets.length < 2) continue;
    for (const { name } of set.targets) named.set(name, [...(named.get(name) ?? []), set.name]);
  }
  const offered = [...named].map(([name, of]) => ({ name, about: of.join(', ') }));
  const [first] = sets[0]?.set.targets ?? [];
  return {
    chosen: chosen ?? first?.name ?? null,
    offered: offered.length > 0 ? offered : versions(),
  };
}

function versions(): TargetChoice['offered'] {
  const { lastMinor, firstMinor } = catalogue('linux');
  return Array.from({ length: lastMinor - firstMinor + 1 }, (_, index) => ({
    name: `7.${lastMinor - index}`,
    about: index === 0 ? 'Linux, the newest agent that is known here' : 'Linux',
  }));
}
