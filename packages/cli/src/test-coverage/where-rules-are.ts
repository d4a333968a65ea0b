/** How a test file that is printed says which rules it is about, so that it runs as it is printed. */
import { directoryOf, type NamedTarget, type Workspace } from '@secl/workspace';
import type { ChosenRuleSet } from '../policies-run.ts';

export interface WhereRulesAre {
  /** None where the file is to lie beside them. */
  readonly policies: readonly string[];
  /** The rule set of secl.yaml, where it is one. */
  readonly namedSet: string | undefined;
  /** Of secl.yaml, those that the file's cases run on if it names none. */
  readonly targets: readonly NamedTarget[];
  /** Where to keep the file, as a line of a comment. */
  readonly advice: string;
}

/** `paths`: those that were given; without, the rule set is one of the workspace. */
export function whereRulesAre(
  set: ChosenRuleSet,
  paths: readonly string[],
  { config }: Workspace,
): WhereRulesAre {
  const named = paths.length > 0 ? undefined : config?.ruleSets.find(({ name }) => name === set.name);
  if (config !== undefined && named !== undefined)
    return {
      targets: named.targets,
      policies: [],
      namedSet: set.name,
      advice: `Keep them in a file whose name ends in _test.yaml, anywhere below ${config.document}.`,
    };
  const targets = [...(config?.targets.values() ?? [])];
  const policies = paths.length > 0 ? paths : patternsOf(set);
  if (policies.length === 1 && policies[0] === besideIt)
    return {
      targets,
      policies: [],
      namedSet: undefined,
      advice: 'Keep them beside the policies, in a file whose name ends in _test.yaml.',
    };
  return {
    targets,
    policies,
    namedSet: undefined,
    advice:
      'Keep them here in a file whose name ends in _test.yaml; elsewhere, `policies` is seen from there.',
  };
}

/** What a test file is about that names no policies. */
const besideIt = '*.policy';

/** The policy files of each directory; what carries policies in other forms by its name. */
function patternsOf({ carried }: ChosenRuleSet): readonly string[] {
  const patterns = carried.map(({ home: { document: path } }) => {
    if (!path.endsWith('.policy')) return path;
    const directory = directoryOf(path);
    return directory === '.' ? besideIt : `${directory}/${besideIt}`;
  });
  return [...new Set(patterns)];
}
