import { parseAgentVersion, type Value } from '@secl/model';
import type { Problem } from '@secl/text';
import { load } from '../load/load.ts';
import type { RuleSet, RuleState } from '../load/loaded.ts';
import { inLoadOrder } from '../load/order.ts';
import type { Origin, Target } from '../load/target.ts';
import { readPolicy } from '../read/read-policy.ts';

export interface Options {
  readonly agent?: string;
  readonly origin?: Origin;
  readonly host?: Readonly<Record<string, Value>>;
  readonly disabledEventTypes?: ReadonlySet<string>;
}

export function targetOf({ agent = '7.68.0', origin, host = {}, ...more }: Options = {}): Target {
  const agentVersion = parseAgentVersion(agent);
  if (agentVersion === undefined) throw new Error(`${agent} is no version`);
  const platform = origin === 'windows' ? 'windows' : 'linux';
  return { platform, agentVersion, origin, host: new Map(Object.entries(host)), ...more };
}

/** A text is one custom policy. Several files are loaded in the order in which agents load a directory. */
export function loadPolicies(files: string | Readonly<Record<string, string>>, options?: Options): RuleSet {
  const named = typeof files === 'string' ? { 'custom.policy': files } : files;
  const read = Object.entries(named).map(([name, text]) => readPolicy(name, text));
  return load(inLoadOrder(read), targetOf(options));
}

/** One rule on exec, with more keys below it. */
export function ruleOf(expression: string, ...keys: readonly string[]): string {
  return [
    'rules:',
    '  - id: a',
    `    expression: '${expression.replaceAll("'", "''")}'`,
    ...keys.map(indent),
  ].join('\n');
}

const indent = (keys: string): string => keys.replace(/^/gm, '    ');

/** The fate of each rule in a few words. */
export function fates({ verdicts }: RuleSet): Readonly<Record<string, string>> {
  return Object.fromEntries(verdicts.map(({ id, state }) => [id, inWords(state)]));
}

function inWords(state: RuleState): string {
  switch (state.status) {
    case 'loaded':
      return 'loaded';
    case 'filtered':
      return `filtered by ${state.by}`;
    case 'rejected':
      return `${state.type}: ${state.agent}`;
    case 'undecided':
      return `undecided: ${state.needs.join(', ')}`;
  }
}

/** Each problem as its code and the text that it marks. */
export function marked(problems: readonly Problem[], text: string): readonly string[] {
  return problems.map(({ code, place: { range } }) => `${code} «${text.slice(range.start, range.end)}»`);
}
