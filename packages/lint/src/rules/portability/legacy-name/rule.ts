import { minorsAccepted, parseConstraint } from '@secl/model';
import type { LintRule } from '../../../contract.ts';

/** Names of old that agents translate (facts: legacy names). */
export const legacyName: LintRule = {
  id: 'portability/legacy-name',
  title: 'Field under its old name',
  level: 'info',
  strict: 'warning',
  needs: 'expression',
  messages: { legacy: '`{name}` is the old name of `{to}`' },
  check({ nodesOf, catalogue, owner, at, fix }, { report }) {
    for (const node of nodesOf('ident')) {
      const legacy = catalogue.legacy(node.name);
      if (legacy === undefined || catalogue.field(node.name) !== undefined) continue;
      const since = catalogue.field(legacy.to)?.since ?? catalogue.lastMinor;
      const claim = owner.definition.agentVersion?.value ?? '';
      const kind =
        since <= oldestAdmitted(claim, catalogue.firstMinor, catalogue.lastMinor) ? 'safe' : 'suggested';
      report(
        at(node.span),
        'legacy',
        { name: node.name, to: legacy.to },
        {
          fix: fix(kind, `write \`${legacy.to}\``, [{ span: node.span, text: legacy.to }]),
        },
      );
    }
  },
};

function oldestAdmitted(claim: string, first: number, last: number): number {
  const parsed = parseConstraint(claim);
  return (parsed.ok ? minorsAccepted(parsed.constraint, { first, last })[0]?.minor : undefined) ?? first;
}
