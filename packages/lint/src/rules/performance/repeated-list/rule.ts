import type { Node } from '@secl/language';
import type { LintRule } from '../../../contract.ts';
import type { LintedExpression, LintedSet } from '../../../view/linted.ts';

type List = Extract<Node, { kind: 'list' }>;

interface Use {
  readonly expression: LintedExpression;
  readonly list: List;
}

export const repeatedList: LintRule = {
  id: 'performance/repeated-list',
  title: 'Long list that stands in several rules',
  level: 'info',
  needs: 'rule-set',
  messages: {
    repeated:
      'the same list of {members} stands in {count} places: as a macro it is written, and changed, once',
  },
  options: {
    members: { kind: 'number', default: 8, about: 'How many members make a list long.' },
  },
  check(set, { report, number }) {
    for (const [first, ...rest] of usesByText(set, number('members'))) {
      if (first === undefined || rest.length === 0) continue;
      const { expression, list } = first;
      report(
        expression.at(list.span),
        'repeated',
        { members: list.members.length, count: rest.length + 1 },
        {
          subject: expression.owner.id,
          related: rest.map((use) => ({
            message: `again in \`${use.expression.owner.id}\``,
            place: use.expression.at(use.list.span),
          })),
        },
      );
    }
  },
};

/** Lists with the same members in the same order, blanks apart. */
function usesByText({ rules }: LintedSet, members: number): Iterable<readonly Use[]> {
  const uses = new Map<string, Use[]>();
  for (const expression of rules.flatMap((rule) => rule.expressions)) {
    for (const node of expression.nodesOf('list')) {
      if (node.members.length < members) continue;
      const key = node.members.map(({ span }) => expression.source(span)).join(',');
      const same = uses.get(key);
      if (same === undefined) uses.set(key, [{ expression, list: node }]);
      else same.push({ expression, list: node });
    }
  }
  return uses.values();
}
