import { type AgentVersion, accepts, catalogue, parseConstraint } from '@secl/model';
import type { LintContext, LintRule } from '../../../contract.ts';
import type { LintedMacro, LintedRule } from '../../../view/linted.ts';

/** A constraint that contradicts itself is legal: nothing rejects it, and the rule loads nowhere. */
export const noAgent: LintRule = {
  id: 'portability/no-agent',
  title: '`agent_version` that no agent meets',
  level: 'warning',
  needs: 'rule',
  messages: { none: 'no agent meets `{claim}`: the {what} `{id}` is filtered everywhere' },
  check: (rule, context) => judge(rule, context),
};

function judge({ kind, id, definition, place }: LintedRule | LintedMacro, { report }: LintContext): void {
  const claim = definition.agentVersion;
  const parsed = claim === undefined ? undefined : parseConstraint(claim.value);
  if (claim === undefined || parsed?.ok !== true) return;
  const { constraint } = parsed;
  if (!versions().some((version) => accepts(constraint, version)))
    report(place(claim.range), 'none', { claim: claim.value, what: kind, id });
}

let memo: readonly AgentVersion[] | undefined;

/** Every agent that there was, and many that there may be. */
function versions(): readonly AgentVersion[] {
  memo ??= [...manyVersions()];
  return memo;
}

function* manyVersions(): Generator<AgentVersion> {
  const { lastMinor } = catalogue('linux');
  for (let minor = 0; minor <= lastMinor + 40; minor++)
    for (let patch = 0; patch < 10; patch++) yield { major: 7, minor, patch, prerelease: '', build: '' };
  for (const major of [6, 8, 9, 10]) yield { major, minor: 0, patch: 0, prerelease: '', build: '' };
}
