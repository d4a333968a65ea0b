/** Which rules a test file is about, and on which targets. */
import { nothingExternal } from '@secl/policy';
import { type SaidText, type TestFile, testingProblem } from '@secl/testing';
import type { FileSystem, Problem } from '@secl/text';
import {
  type CarrierTools,
  describeTarget,
  didYouMean,
  directoryOf,
  type Found,
  joinPath,
  type NamedTarget,
  type OpenRuleSet,
  openRuleSet,
  type RuleSetSource,
  ruleSetsAt,
  type Workspace,
} from '@secl/workspace';
import { commonTarget } from '../target-run.ts';

export interface RulesOf {
  readonly sets: readonly { readonly set: OpenRuleSet; readonly targets: readonly NamedTarget[] }[];
  readonly problems: readonly Problem[];
}

/** Finds the rules of test files; rule sets that several files are about are read once. */
export function rulesFinder(
  files: FileSystem,
  workspace: Workspace,
  asked: readonly NamedTarget[] | undefined,
  tools: CarrierTools,
): (file: TestFile) => Promise<RulesOf> {
  const opened = new Map<string, Promise<Found<OpenRuleSet>>>();
  const beside = new Map<string, ReturnType<typeof ruleSetsAt>>();

  const open = (source: RuleSetSource): Promise<Found<OpenRuleSet>> => {
    const key = `${source.name}\u0000${source.group ?? ''}\u0000${source.policies.join('\u0000')}`;
    const known = opened.get(key) ?? openRuleSet(files, source, tools);
    opened.set(key, known);
    return known;
  };

  const sourcesOf = async (
    file: TestFile,
  ): Promise<Found<readonly RuleSetSource[]> & { readonly at?: SaidText }> => {
    const directory = directoryOf(file.document);
    const { ruleSet, policies } = file;
    if (ruleSet !== undefined) {
      const sets = workspace.config?.ruleSets ?? [];
      const set = sets.find(({ name }) => name === ruleSet.value);
      if (set !== undefined) return { ok: true, value: [set] };
      const names = sets.map(({ name }) => name);
      return {
        ok: false,
        message: `secl.yaml has no rule set \`${ruleSet.value}\`${didYouMean(ruleSet.value, names)}`,
        at: ruleSet,
      };
    }
    const bare = {
      defaultPolicy: undefined,
      external: nothingExternal,
      targets: [...(workspace.config?.targets.values() ?? [])],
    };
    const [first] = policies;
    if (first !== undefined) {
      const paths = policies.map(({ value }) => joinPath(directory, value));
      return { ok: true, value: [{ ...bare, name: paths.join(' '), policies: paths }] };
    }
    if (file.kind === 'rule-file')
      return { ok: true, value: [{ ...bare, name: file.document, policies: [file.document] }] };
    const found = beside.get(directory) ?? ruleSetsAt(files, workspace, [`${directory}/*.policy`], tools);
    beside.set(directory, found);
    const sets = await found;
    if (sets.ok && sets.value.sets.length > 0) return { ok: true, value: sets.value.sets };
    return {
      ok: false,
      message: 'there are no policies beside this file: say `policies`, or `rule_set` for one of secl.yaml',
    };
  };

  return async (file) => {
    const problems: Problem[] = [];
    const note = (message: string, at: SaidText | undefined): void => {
      const place = { document: file.document, range: at?.range ?? { start: 0, end: 0 } };
      problems.push(testingProblem('testing/policies', place, { reason: message }));
    };
    const sources = await sourcesOf(file);
    if (!sources.ok) {
      note(sources.message, sources.at);
      return { sets: [], problems };
    }
    const own = targetsOf(file, workspace, problems);
    const sets: { set: OpenRuleSet; targets: readonly NamedTarget[] }[] = [];
    for (const source of sources.value) {
      const set = await open(source);
      if (!set.ok) note(set.message, file.policies[0]);
      else sets.push({ set: set.value, targets: asked ?? first(own, set.value.targets, [commonTarget()]) });
    }
    return { sets, problems };
  };
}

const first = (...lists: readonly (readonly NamedTarget[])[]): readonly NamedTarget[] =>
  lists.find((list) => list.length > 0) ?? [];

/** Targets that the file names, or describes. */
function targetsOf(
  { document, targets }: TestFile,
  { config }: Workspace,
  problems: Problem[],
): readonly NamedTarget[] {
  return targets.flatMap((choice): readonly NamedTarget[] => {
    const place = { document, range: choice.range };
    if (choice.kind === 'named') {
      const known = config?.targets.get(choice.name);
      if (known !== undefined) return [known];
      const names = [...(config?.targets.keys() ?? [])];
      const hint =
        config === undefined ? ': there is no secl.yaml here or above' : didYouMean(choice.name, names);
      problems.push(testingProblem('testing/unknown-target', place, { name: choice.name, hint }));
      return [];
    }
    const description = Object.fromEntries([...choice.keys].map(([key, { value }]) => [key, value]));
    const described = describeTarget(description, choice.name);
    if (described.ok) return [described.value];
    const range = choice.keys.get(described.key)?.range ?? choice.range;
    problems.push(testingProblem('testing/policies', { document, range }, { reason: described.message }));
    return [];
  });
}
