/** What carriers of single rules share: rules cut to what these hold, each id once, and what becomes of the rest. */
import type { Location } from '@secl/text';
import { type AboutPolicy, lostOfPolicy } from './about-policy.ts';
import type { Capacity } from './capacity.ts';
import type { Change } from './conversion.ts';
import { fitRule } from './fit-rule.ts';
import { MacroInliner } from './inline-macros.ts';
import { lostVariables, type WrittenRule } from './lost-variables.ts';
import { macroTexts } from './macro-texts.ts';
import type { PlainRule } from './plain-rule.ts';
import type { SourcePolicy } from './sources.ts';

export interface FittedPolicy {
  readonly name: string;
  readonly title: string;
  readonly about: AboutPolicy | undefined;
  readonly rules: readonly PlainRule[];
  readonly changes: readonly Change[];
}

export function fitPolicies(policies: readonly SourcePolicy[], capacity: Capacity): readonly FittedPolicy[] {
  const macros = new MacroInliner(macroTexts(policies));
  const used = new Set<string>();
  const written: WrittenRule[] = [];
  const fitted = policies.map((policy) => {
    const changes: Change[] = [...ofPolicy(policy, capacity)];
    const rules: PlainRule[] = [];
    for (const source of policy.rules) {
      const { rule, changes: ofRule } = hides(rules, source)
        ? hidden(source)
        : fitRule(source, capacity, macros);
      changes.push(...ofRule);
      if (rule === undefined) continue;
      rules.push(rule);
      written.push({ rule, source });
      for (const id of macrosOf(source, macros)) used.add(id);
    }
    return { policy, rules, changes };
  });
  const consequences = lostVariables(policies, written);
  return fitted.map(({ policy, rules, changes }) => ({
    name: policy.name,
    title: policy.title,
    about: policy.about,
    rules,
    changes: [
      ...ofMacros(policy, used, capacity),
      ...changes,
      ...consequences.flatMap(({ rule, change }) => (rules.includes(rule) ? [change] : [])),
    ],
  }));
}

type DefinedRule = SourcePolicy['rules'][number];

const hides = (rules: readonly PlainRule[], { definition: { id, combine } }: DefinedRule): boolean =>
  combine === undefined && rules.some((rule) => rule.id === id?.value);

/** Agents keep the first definition of an id, in silence. */
function hidden({ definition: { id, range, offset }, file }: DefinedRule): {
  readonly rule: undefined;
  readonly changes: readonly Change[];
} {
  const message = 'it is left out: another definition of its id comes first, and agents take that one';
  const place = placeAt(file.name, id?.range ?? range, offset);
  return {
    rule: undefined,
    changes: [{ kind: 'lost', subject: id?.value ?? '', key: 'rule', message, place }],
  };
}

function macrosOf({ definition }: DefinedRule, macros: MacroInliner): readonly string[] {
  const texts = [
    definition.expression,
    ...definition.actions.flatMap(({ filter, set }) => [filter, set?.expression]),
  ];
  return texts.flatMap((each) => {
    const inlined = each && macros.inline(each.value);
    return inlined?.ok === true ? inlined.used : [];
  });
}

/** What is about the policy as a whole. */
function ofPolicy(
  { isDefault, place, rules, about }: SourcePolicy,
  { what, namesPolicies }: Capacity,
): readonly Change[] {
  const version = rules.map(({ file }) => file.version).find((each) => each !== '');
  const changes: Change[] = [...lostOfPolicy(about, namesPolicies)];
  const lose = (key: string, message: string): void => {
    changes.push({ kind: 'lost', subject: '', key, message, place });
  };
  if (version !== undefined)
    lose('version', `the policy's \`version\` is left out, which ${what} cannot hold`);
  if (isDefault)
    lose('default', 'the policy is a default one; its rules become custom ones, which load behind those');
  return changes;
}

function ofMacros(
  { macros }: SourcePolicy,
  used: ReadonlySet<string>,
  { what }: Capacity,
): readonly Change[] {
  return macros.flatMap((each): readonly Change[] => {
    const { id, range, offset, filters, agentVersion } = each.definition;
    const subject = id?.value ?? '';
    const lost = (key: string, message: string, place: Location): Change => ({
      kind: 'lost',
      subject,
      key,
      message,
      place,
    });
    const place = placeAt(each.file.name, id?.range ?? range, offset);
    const ofComments = each.comments.map((comment) =>
      lost('comment', `a comment is left out with the macro that it is about`, comment.place),
    );
    if (!used.has(subject))
      return [
        lost('macro', `it is left out: ${what} has no macros, and no rule that is written uses it`, place),
        ...ofComments,
      ];
    const [filter] = filters;
    return [
      ...(filter === undefined
        ? []
        : [
            lost(
              'filters',
              'its `filters` are left out: rules that use it load on every host',
              placeAt(each.file.name, filter.range, offset),
            ),
          ]),
      ...(agentVersion === undefined
        ? []
        : [
            lost(
              'agent_version',
              'its `agent_version` is left out: rules that use it load on every agent',
              placeAt(each.file.name, agentVersion.range, offset),
            ),
          ]),
      ...ofComments,
    ];
  });
}

function placeAt(document: string, { start, end }: Location['range'], offset: number): Location {
  return { document, range: { start: start + offset, end: end + offset } };
}
