/** What the API takes and gives (v2): rules and policies as `data`, one or a list. */
import { entryValue, type Mapping, type Problem, readJson } from '@secl/text';
import { problem } from '../problem.ts';
import { argumentsOf } from './arguments.ts';
import type { CarriedPolicy } from './carried.ts';
import { type PolicyResource, policiesOf, type RuleResource } from './resources.ts';
import { api } from './shapes.ts';
import { objectsIn, textUnder } from './tree-lookup.ts';

export function readApi(name: string, text: string): readonly CarriedPolicy[] {
  const { root, problems: broken } = readJson(name, text);
  const problems: Problem[] = [...broken];
  const resources = objectsIn(root).flatMap((top) => objectsIn(entryValue(top, 'data')).flatMap(resourceOf));
  if (resources.length === 0 && problems.length === 0) {
    const reason = 'no `data` is of the type `agent_rule` or `policy`';
    problems.push(problem('policy/no-policy', { document: name, range: { start: 0, end: 0 } }, { reason }));
  }
  return policiesOf('api', name, text, resources, api, problems);
}

function resourceOf(data: Mapping): readonly (RuleResource | PolicyResource)[] {
  const attributes = entryValue(data, 'attributes');
  if (attributes?.kind !== 'mapping') return [];
  const resource = { range: attributes.range, arguments: argumentsOf(attributes) };
  switch (textUnder(data, 'type')) {
    case 'agent_rule':
      return [{ ...resource, kind: 'rule', policy: textUnder(attributes, 'policy_id') }];
    case 'policy':
      // A policy that is still to be made has no id, and no rule can name it.
      return [
        { ...resource, kind: 'policy', policy: textUnder(data, 'id') || textUnder(attributes, 'name') },
      ];
    default:
      return [];
  }
}
