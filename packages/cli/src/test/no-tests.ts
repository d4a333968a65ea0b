/** What to say where there are no tests: what was looked for, and how to come by some. */
import { unreadBelow } from '@secl/workspace';
import type { TestFlags } from '../commands/test.ts';
import type { CliContext } from '../context.ts';
import { chosenRuleSets } from '../policies-run.ts';
import { shellWord } from '../shell-word.ts';
import { targetFlags } from '../target.ts';
import { workspaceFiles } from '../workspace-files.ts';
import { firstToPropose } from './first-to-propose.ts';

/** `paths`: where they were looked for; empty for the working directory. */
export async function noTests(
  context: CliContext,
  flags: TestFlags,
  paths: readonly string[],
): Promise<string> {
  const where = paths.length === 0 ? 'here' : `in ${paths.join(', ')}`;
  const looked = `no tests: no file ${where} or below ends in _test.yaml or _test.yml, and no rule file has \`tests\``;
  return `${looked}\n  ${await nextStep(context, flags, paths)}`;
}

async function nextStep(context: CliContext, flags: TestFlags, paths: readonly string[]): Promise<string> {
  const sets = await chosenRuleSets(context, flags, paths);
  const { rule, why } = firstToPropose(sets.ok ? sets.value : []);
  if (rule !== undefined) {
    const asked = [rule, ...targetWords(flags), ...paths].map(shellWord).join(' ');
    return `\`secl test --generate ${asked} > ${rule}_test.yaml\` begins with some for a rule`;
  }
  if (why !== undefined) return why;
  const unread = await unreadBelow(workspaceFiles(context.fs), paths[0] ?? '.');
  return `there are no rules to test either${unread === '' ? ': `secl init` writes a start' : unread}`;
}

/** Flags that choose targets, as they were given: on others the rule may not load. */
function targetWords(flags: TestFlags): readonly string[] {
  return (Object.keys(targetFlags) as (keyof typeof targetFlags)[]).flatMap((name) => {
    const values = [flags[name] ?? []].flat();
    return values.length === 0 ? [] : [`--${name}`, values.join(',')];
  });
}
