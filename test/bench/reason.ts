import {
  alwaysTrue,
  coveredPairs,
  type Proposition,
  propositionOf,
  redundantParts,
  satisfiable,
} from '@secl/logic';
import { load, readPolicy } from '@secl/policy';
import { type Figure, inTurns, mean, threadTime } from './measure.ts';
import { pack } from './pack.ts';
import { target } from './rule-set.ts';

/** What a linter asks of 1,000 rules, once and again. */
export function measureReasoning(): readonly Figure[] {
  const propositions = propositionsOfPack();
  const tasks = {
    'never or always true': () => {
      for (const each of propositions) if (satisfiable(each) === 'maybe') alwaysTrue(each);
    },
    'superfluous parts': () => {
      for (const each of propositions) redundantParts(each);
    },
    'rules that others cover, all pairs': () => void coveredPairs(propositions),
  };
  const cold = Object.entries(tasks).map(([what, task]): Figure => {
    const start = threadTime();
    task();
    return {
      what: `${what}, first time`,
      cost: `${(threadTime() - start).toFixed(0)} ms`,
      goal: 'linting: 400 ms',
    };
  });
  const warm = Object.entries(inTurns(10, tasks)).map(
    ([what, times]): Figure => ({ what, cost: `${mean(times).toFixed(1)} ms`, goal: '' }),
  );
  return [...cold, ...warm];
}

function propositionsOfPack(): readonly Proposition[] {
  const files = pack(1000, 20).map(({ name, text }) => readPolicy(name, text));
  return load(files, target())
    .rules.map(({ checked }) => propositionOf(checked))
    .filter((each) => each !== undefined);
}
