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
  filesAt,
  joinPath,
  type NamedTarget,
  normalPath,
  type OpenRuleSet,
  openRuleSet,
  type RuleSetSource,
  ruleSetsAt,
  unreadBelow,
  type Workspace,
} from '@secl/workspace';
import { commonTarget } from '../target-run.ts';
import type { AskedTargets } from './asked-targets.ts';
import { nearestWorkspace } from './nearest-workspace.ts';

export interface RulesOf {
  readonly sets: readonly { readonly set: OpenRuleSet; readonly targets: readonly NamedTarget[] }[];
  /** That the file lies in. */
  readonly workspace: Workspace;
  readonly problems: readonly Problem[];
}

/** Finds the rules of test files; rule sets that several files are about are read once. */
export function rulesFinder(
  files: FileSystem,
  outer: Workspace,
  asked: AskedTargets | undefined,
  tools: CarrierTools,
): (file: TestFile) => Promise<RulesOf> {
  const workspaceOf = nearestWorkspace(files, outer);
  const opened = new Map<string, Promise<Found<OpenRuleSet>>>();
  const beside = new Map<string, ReturnType<typeof ruleSetsAt>>();

  const open = (source: RuleSetSource, { config }: Workspace): Promise<Found<OpenRuleSet>> => {
    const key = [config?.document ?? '', source.name, source.group ?? '', ...source.policies].join('\u0000');
    const known = opened.get(key) ?? openRuleSet(files, source, tools);
    opened.set(key, known);
    return known;
  };

  const policiesBeside = async (directory: string, workspace: Workspace): Promise<Sources> => {
    const pattern = normalPath(`${directory}/*.policy`);
    if (!(await filesAt(files, pattern)).ok)
      return {
        ok: false,
        message: `there are no policies beside this file: say \`policies\`, or \`rule_set\` for one of secl.yaml${await unreadBelow(files, directory)}`,
      };
    const found = beside.get(directory) ?? ruleSetsAt(files, workspace, [pattern], tools);
    beside.set(directory, found);
    const sets = await found;
    return sets.ok ? { ok: true, value: sets.value.sets } : sets;
  };

  const sourcesOf = async (file: TestFile, workspace: Workspace): Promise<Sources> => {
    const directory = directoryOf(file.document);
    if (file.ruleSet !== undefined) return namedSet(file.ruleSet, workspace);
    const paths = file.policies.map(({ value }) => joinPath(directory, value));
    if (paths.length > 0) return { ok: true, value: [setOf(paths, workspace)] };
    if (file.kind === 'rule-file') return { ok: true, value: [setOf([file.document], workspace)] };
    return policiesBeside(directory, workspace);
  };

  return async (file) => {
    const problems: Problem[] = [];
    const note = (message: string, at: SaidText | undefined): void => {
      const place = { document: file.document, range: at?.range ?? { start: 0, end: 0 } };
      problems.push(testingProblem('testing/policies', place, { reason: message }));
    };
    const workspace = await workspaceOf(file.document);
    const mistake = workspace.config?.problems.find(({ severity }) => severity === 'error');
    if (mistake !== undefined) note(`${mistake.place.document}: ${mistake.message}`, file.ruleSet);
    const sources = await sourcesOf(file, workspace);
    if (!sources.ok) {
      note(sources.message, sources.at);
      return { sets: [], workspace, problems };
    }
    const own = targetsOf(file, workspace, problems);
    const chosen = asked && [...asked.everywhere, ...own.filter(({ name }) => asked.own.has(name))];
    const sets: { set: OpenRuleSet; targets: readonly NamedTarget[] }[] = [];
    for (const source of sources.value) {
      const set = await open(source, workspace);
      if (!set.ok) note(set.message, file.policies[0]);
      else sets.push({ set: set.value, targets: chosen ?? first(own, set.value.targets, [commonTarget()]) });
    }
    return { sets, workspace, problems };
  };
}

/** Rule sets to open, or why there are none, and where the file says what leads nowhere. */
type Sources = Found<readonly RuleSetSource[]> & { readonly at?: SaidText };

/** What a file names by itself: files that no secl.yaml puts together. */
function setOf(policies: readonly string[], { config }: Workspace): RuleSetSource {
  const targets = [...(config?.targets.values() ?? [])];
  return { name: policies.join(' '), policies, defaultPolicy: undefined, external: nothingExternal, targets };
}

function namedSet(ruleSet: SaidText, { config }: Workspace): Sources {
  if (config === undefined)
    return { ok: false, message: 'there is no secl.yaml here or above, which names rule sets', at: ruleSet };
  const set = config.ruleSets.find(({ name }) => name === ruleSet.value);
  if (set !== undefined) return { ok: true, value: [set] };
  const names = config.ruleSets.map(({ name }) => name);
  const message = `${config.document} has no rule set \`${ruleSet.value}\`${didYouMean(ruleSet.value, names)}`;
  return { ok: false, message, at: ruleSet };
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
