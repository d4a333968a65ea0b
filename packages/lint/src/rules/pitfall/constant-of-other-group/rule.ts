import type { LintRule } from '../../../contract.ts';
import { ownInts, partsOf } from '../int-operands.ts';

/** Groups that say the same with the same numbers. */
const alike: readonly (readonly string[])[] = [
  ['File mode constants', 'Inode mode constants'],
  ['Protection constants', 'Virtual Memory flags'],
  ['L4 protocols', 'SetSockopt Levels'],
];

/** Constants are numbers for all fields alike (facts: constants): agents do not look what they are for. */
export const constantOfOtherGroup: LintRule = {
  id: 'pitfall/constant-of-other-group',
  title: 'Constant of another field',
  level: 'warning',
  needs: 'expression',
  messages: {
    other: '`{constant}` is one of {own}, and `{field}` holds {wanted}: agents compare the bare numbers',
  },
  check(expression, { report }) {
    const { facts, catalogue, source, at } = expression;
    for (const { leaf, fields } of ownInts(expression)) {
      const field = fields[0];
      const group = field?.field.constants;
      if (field === undefined || group === null || group === undefined) continue;
      if (fields.some((each) => each.field.constants !== group)) continue;
      for (const { node } of partsOf(leaf)) {
        if (node.kind !== 'ident') continue;
        const constant = facts.constant(source(node.span));
        const [own] = constant?.groups ?? [];
        if (constant === undefined || own === undefined || belongs(constant.groups, group)) continue;
        report(at(node.span), 'other', {
          constant: constant.name,
          own: catalogue.describeConstantGroup(own),
          field: field.field.name,
          wanted: catalogue.describeConstantGroup(group),
        });
      }
    }
  },
};

function belongs(groups: readonly string[], wanted: string): boolean {
  return groups.some(
    (group) => group === wanted || alike.some((each) => each.includes(group) && each.includes(wanted)),
  );
}
