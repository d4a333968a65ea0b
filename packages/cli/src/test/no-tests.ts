/** What to say where there are no tests: what was looked for, and how to come by some. */
import { unreadBelow } from '@secl/workspace';
import type { CliContext } from '../context.ts';
import { type ChosenRuleSet, chosenRuleSets } from '../policies-run.ts';
import { workspaceFiles } from '../workspace-files.ts';

/** `paths`: where they were looked for; empty for the working directory. */
export async function noTests(context: CliContext, paths: readonly string[]): Promise<string> {
  const where = paths.length === 0 ? 'here' : `in ${paths.join(', ')}`;
  const looked = `no tests: no file ${where} or below ends in _test.yaml or _test.yml, and no rule file has \`tests\``;
  const sets = await chosenRuleSets(context, {}, paths);
  const rule = sets.ok ? firstRule(sets.value) : undefined;
  if (rule !== undefined) {
    const asked = [rule, ...paths].join(' ');
    return `${looked}\n  \`secl test --generate ${asked} > ${rule}_test.yaml\` begins with some for a rule`;
  }
  const unread = await unreadBelow(workspaceFiles(context.fs), paths[0] ?? '.');
  return `${looked}\n  there are no rules to test either${unread === '' ? ': `secl init` writes a start' : unread}`;
}

/** A rule that tests could be proposed for. */
function firstRule(sets: readonly ChosenRuleSet[]): string | undefined {
  const rules = sets.flatMap(({ files }) => files.flatMap((file) => file.rules));
  return rules.find(({ id, expression }) => expression !== undefined && /^\w+$/.test(id?.value ?? ''))?.id
    ?.value;
}
