import { acceptedRanges, describeRanges, type VersionSlice, versionSlices } from '@secl/language';
import { accepts, minorsAccepted, parseConstraint, type VersionConstraint } from '@secl/model';
import type { LintRule } from '../../../contract.ts';
import { surroundingsOf } from '../surroundings.ts';

/** An `agent_version` is a promise; what the expression needs is known from the catalogue. */
export const versionClaim: LintRule = {
  id: 'portability/version-claim',
  title: '`agent_version` that admits agents which reject the rule',
  level: 'warning',
  needs: 'expression',
  messages: {
    newer: '`{claim}` admits agent {admitted}, which rejects this rule: it {needs}',
    some: '`{claim}` admits agents that reject this rule, agent {admitted} among them: it {needs}',
  },
  check(expression, { report }) {
    const { of, owner, parsed, catalogue, at } = expression;
    if (of !== 'rule' || owner.kind !== 'rule' || owner.view === undefined) return;
    const claim = owner.definition.agentVersion;
    const constraint = claim === undefined ? undefined : parseConstraint(claim.value);
    if (claim === undefined || constraint?.ok !== true) return;
    // Rewritten for several event types, the text is not the one that agents of other versions compile.
    if (owner.loaded.length > 1) return;
    const slices = versionSlices(parsed, surroundingsOf(expression, owner.view));
    const refusing = slices.filter((slice) => isSureRefusal(slice));
    const accepting = acceptedRanges(slices);
    const needs = describeRanges(accepting, catalogue);
    const refused = refusing
      .flatMap((slice) => admittedIn(slice, constraint.constraint))
      .filter((minor) => !isOpenBelow(constraint.constraint) || minor > (accepting[0]?.first ?? 0));
    const [oldest] = refused;
    if (oldest === undefined || needs === undefined) return;
    const slice = refusing.find(({ first, last }) => first <= oldest && oldest <= last);
    const reason = slice?.checked.problems[0];
    report(
      owner.place(claim.range),
      refused.length === 1 ? 'newer' : 'some',
      { claim: claim.value, admitted: `7.${oldest}`, needs },
      {
        ...(reason !== undefined && {
          related: [{ message: `for agent 7.${oldest}: ${reason.message}`, place: at(reason.place) }],
        }),
      },
    );
  },
};

/** A constraint that names no oldest agent claims nothing about those of long ago. */
function isOpenBelow(constraint: VersionConstraint): boolean {
  return accepts(constraint, { major: 7, minor: 0, patch: 0, prerelease: '', build: '' });
}

/** Where only an estimate of the catalogue says so, nobody is accused. */
function isSureRefusal({ checked, unsure }: VersionSlice): boolean {
  return checked.problems.length > 0 && unsure.length === 0;
}

function admittedIn(slice: VersionSlice, constraint: VersionConstraint): readonly number[] {
  return minorsAccepted(constraint, slice).map(({ minor }) => minor);
}
