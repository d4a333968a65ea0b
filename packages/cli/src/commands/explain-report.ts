import { builtinVariables, type CheckedMacro, walk } from '@secl/language';
import {
  approvers,
  costOrder,
  explainFiltering,
  type Group,
  groups,
  leaves as leavesOf,
  withImpliedParentheses,
} from '@secl/logic';
import { reasonOf } from '../replay/reason.ts';
import { documentsOf } from '../report/documents.ts';
import { type JsonProblem, jsonProblem } from '../report/json-problem.ts';
import { usedMacros } from './explain-macros.ts';
import type { Compiled, Subject } from './explain-subject.ts';
import { type Surprise, surprisesIn } from './explain-surprises.ts';
import { type AgentVersions, agentVersions } from './explain-versions.ts';
import { type FieldRow, rowOf } from './fields-row.ts';

/** All that `explain` says, as JSON has it. */
export interface Explanation {
  readonly schemaVersion: 1;
  readonly target: string;
  readonly rule: { readonly id: string; readonly status: string; readonly reason: string } | null;
  readonly expression: string;
  readonly problems: readonly JsonProblem[];
  readonly agents: AgentVersions;
  /** Null where there are mistakes: what follows needs an expression that is right. */
  readonly meaning: Meaning | null;
}

export interface Meaning {
  /** Several for a rule on `fim.write.file.`. */
  readonly eventTypes: readonly string[];
  readonly grouping: {
    readonly tree: Group;
    /** With the parentheses that agents imply; the expression itself where it leaves no doubt. */
    readonly explicit: string;
    readonly implied: boolean;
  };
  readonly fields: readonly (FieldRow & { readonly writtenAs: string | null })[];
  readonly macros: readonly {
    readonly id: string;
    readonly expression: string;
    readonly values: readonly string[];
  }[];
  readonly variables: readonly UsedVariable[];
  /** What agents try first. */
  readonly cost: {
    readonly total: number;
    readonly reordered: boolean;
    readonly order: readonly {
      readonly text: string;
      readonly macro: string | null;
      readonly cost: number;
    }[];
  };
  readonly kernelFiltering: {
    readonly state: 'on' | 'off' | 'none';
    readonly summary: string;
    readonly fields: readonly { readonly field: string; readonly text: string }[];
  };
  readonly surprises: readonly Surprise[];
}

interface UsedVariable {
  readonly name: string;
  readonly type: string;
  readonly array: boolean;
  readonly scope: string;
  readonly inherited: boolean;
}

export function explanationOf(subject: Subject): Explanation | undefined {
  const [first] = subject.compiled;
  if (first === undefined) return undefined;
  const { rule, text, target, problems, texts, homes } = subject;
  const documents = documentsOf(texts, homes);
  return {
    schemaVersion: 1,
    target: target.name,
    rule:
      rule === undefined ? null : { id: rule.id, status: rule.state.status, reason: reasonOf(rule.state) },
    expression: text,
    problems: problems.map((problem) => jsonProblem(problem, documents)),
    agents: agentVersions(subject),
    meaning: meaningOf(subject, first),
  };
}

/** Each once, in the order in which agents make their rules. */
export function eventTypesOf({ compiled }: Subject): readonly string[] {
  return [...new Set(compiled.map(({ checked }) => checked.eventType))].filter((type) => type !== '');
}

function meaningOf(subject: Subject, compiled: Compiled): Meaning | null {
  const { facts, macros, problems } = subject;
  const { parsed, checked } = compiled;
  const { condition, eventType } = checked;
  if (condition === undefined || problems.length > 0) return null;
  const { tree } = parsed;
  const explicit = withImpliedParentheses(tree);
  const filtering = approvers(condition, eventType, facts);
  const used = usedMacros(compiled, macros);
  return {
    eventTypes: eventTypesOf(subject),
    grouping: { tree: groups(tree), explicit, implied: explicit !== tree.text },
    fields: fieldsOf(subject, compiled, used),
    macros: used.map((macro) => ({ id: macro.id, expression: macro.text, values: valuesOf(macro) })),
    variables: variablesOf(subject, compiled, used),
    cost: costOf(subject, compiled),
    kernelFiltering: {
      state: filtering.kind === 'approved' ? 'on' : filtering.kind === 'not-approved' ? 'off' : 'none',
      ...explainFiltering(filtering),
    },
    surprises: surprisesIn(compiled),
  };
}

function valuesOf({ text, value }: CheckedMacro): readonly string[] {
  return text === '' && value.kind === 'values' ? value.members.map((member) => String(member.value)) : [];
}

/** Fields of the expression and of its macros. `writtenAs`: the old name that stands there. */
function fieldsOf(
  { facts, catalogue }: Subject,
  { checked, parsed }: Compiled,
  used: readonly CheckedMacro[],
): Meaning['fields'] {
  const old = new Map<string, string>();
  for (const node of walk(parsed.tree.root)) {
    const name = node.kind === 'ident' ? node.name.replace(/\[[^\]]*\]/, '') : '';
    const field = facts.field(name);
    if (field !== undefined && field.name !== name) old.set(field.name, name);
  }
  const own = [...checked.fields.values()];
  const inMacros = used.flatMap(({ fields }) => fields.map((name) => facts.field(name)));
  const fields = [...own, ...inMacros].filter((field) => field !== undefined);
  return [...new Map(fields.map((field) => [field.name, field])).values()].map((field) => ({
    ...rowOf(field, catalogue),
    writtenAs: old.get(field.name) ?? null,
  }));
}

function variablesOf(
  { variables }: Subject,
  { parsed }: Compiled,
  used: readonly CheckedMacro[],
): readonly UsedVariable[] {
  const texts = [parsed.tree.text, ...used.map(({ text }) => text)];
  const names = new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/\$\{([A-Za-z_][A-Za-z0-9_.]*)\}/g)].map(([, name = '']) => name),
    ),
  );
  return [...names].map((name) => {
    const definition = variables.get(name);
    if (definition === undefined) {
      const { type, array } = builtinVariables.get(name) ?? { type: 'string', array: false };
      return { name, type, array, scope: 'builtin', inherited: false };
    }
    const { type, array, scope, inherited } = definition;
    return { name, type, array, scope, inherited };
  });
}

function costOf({ catalogue, macros }: Subject, { checked, parsed }: Compiled): Meaning['cost'] {
  const { condition } = checked;
  if (condition === undefined) return { total: 0, reordered: false, order: [] };
  const { cost, leaves } = costOrder(condition, catalogue.weights);
  const order = leaves.map(({ leaf, macros: inside, cost: own }) => {
    const macro = inside[inside.length - 1] ?? null;
    const { span } = leaf.node;
    const source = macro === null ? parsed.tree.text : (macros.get(macro)?.text ?? '');
    return { text: source.slice(span.start, span.end).replace(/\s+/g, ' ').trim(), macro, cost: own };
  });
  const written = new Map([...leavesOf(condition)].map((leaf, index) => [leaf, index]));
  const places = leaves.map(({ leaf }) => written.get(leaf) ?? 0);
  const reordered = places.some((place, index) => place < (places[index - 1] ?? 0));
  return { total: cost, reordered, order };
}
