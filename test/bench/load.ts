import { type Figure, inTurns, mean } from './measure.ts';
import { loadDefaultPolicy } from './rule-set.ts';

/** From the file to loaded rules, warm. */
export function measureLoading(): readonly Figure[] {
  const { load } = inTurns(40, { load: () => void loadDefaultPolicy() });
  return [
    {
      what: 'read, parsed, checked and loaded',
      cost: `${mean(load).toFixed(1)} ms`,
      goal: 'at most 40 ms',
    },
  ];
}
