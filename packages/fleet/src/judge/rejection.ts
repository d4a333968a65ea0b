/** Why an agent rejects a rule, and what to do about it there. */
import { filterFields, type Platform } from '@secl/model';
import type { RuleState, Target } from '@secl/policy';
import type { Outcome } from '../report/report.ts';
import { fromAgent, type Missing, missingThere } from './missing.ts';
import type { Places } from './places.ts';

type Rejected = Extract<RuleState, { status: 'rejected' }>;
type Described = Pick<Outcome, 'status' | 'by' | 'why'> & Partial<Outcome>;

/** `later`: what becomes of it with the newest agent, which says whether an upgrade helps. */
export function rejection(
  { problems, type, agent }: Rejected,
  target: Target,
  later: () => RuleState | undefined,
  places: Places,
): Described {
  const [first] = problems;
  if (first === undefined) return { status: 'rejected', by: type, why: agent, agent };
  const excerpt = places.excerpt(first.place);
  const common = {
    status: 'rejected',
    by: type,
    code: first.code,
    agent,
    place: places.at(first.place),
    excerpt,
  } as const;
  const helps = (): boolean => ['loaded', 'undecided'].includes(later()?.status ?? '');
  const missing = missingName(first.code, excerpt, target, helps);
  if (missing !== undefined) return { ...common, ...missing };
  const title = places.outward(first).fix?.title;
  const since = /\bsince (?:agent )?7\.(\d+)/.exec(first.message)?.[1];
  return {
    ...common,
    why: ofAnyAgent(first.message),
    fix: title ?? (since === undefined ? '' : fromAgent(Number(since), helps())),
    cause: since === undefined ? 'mistake' : 'newer_agent',
    since: since === undefined ? null : `7.${since}`,
  };
}

function missingName(
  code: string,
  excerpt: string,
  target: Target,
  helps: () => boolean,
): Missing | undefined {
  if (code === 'policy/filter') return foreignFilter(excerpt, target);
  if (code !== 'name/unknown-field' && code !== 'name/not-in-version') return undefined;
  return missingThere(excerpt, target, helps());
}

/** A filter that asks for what only hosts of the other platform have. */
function foreignFilter(filter: string, { platform }: Target): Missing | undefined {
  const other: Platform = platform === 'linux' ? 'windows' : 'linux';
  const names = filter.match(/[a-z_0-9]+(?:\.[a-z_0-9]+)*/g) ?? [];
  const name = names.find((each) => filterFields(other).has(each) && !filterFields(platform).has(each));
  if (name === undefined) return undefined;
  return {
    cause: 'other_platform',
    why: `filters know \`${name}\` on ${other === 'linux' ? 'Linux' : 'Windows'} only`,
    fix: 'put the rule into a policy of its own, and keep that from there by host tags',
    since: null,
  };
}

/**
 * Expressions are checked once for all versions that read them alike, so a message names the one that was asked about
 * first. Here it is said of many.
 */
function ofAnyAgent(message: string): string {
  return message.replace(/ on agent 7\.\d+(?=[:;] )/, ' there').replace(/, this is 7[.\w+-]*$/, '');
}
