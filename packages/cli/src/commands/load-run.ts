import type { Run } from '../command.ts';
import { misuse } from '../command.ts';
import type { CliContext } from '../context.ts';
import { chosenRuleSets } from '../policies-run.ts';
import { exitOf } from '../report/load/conclusion.ts';
import { jsonLoad } from '../report/load/json.ts';
import { markdownLoad } from '../report/load/markdown.ts';
import { type LoadReport, loadAll } from '../report/load/model.ts';
import { prettyLoad } from '../report/load/pretty.ts';
import type { LoadFlags } from './load.ts';

export const load: Run<LoadFlags, string[]> = async (context, flags, ...paths) => {
  const sets = await chosenRuleSets(context, flags, paths);
  if (!sets.ok) return misuse(context, sets.message);
  const report = loadAll(sets.value);
  context.stdout.write(render(report, flags, context));
  return exitOf(
    report,
    sets.value.flatMap(({ files }) => files),
  );
};

function render(report: LoadReport, { format, all = false }: LoadFlags, { stdout }: CliContext): string {
  switch (format) {
    case 'json':
      return jsonLoad(report);
    case 'markdown':
      return markdownLoad(report);
    case 'pretty':
      return prettyLoad(report, { all, output: stdout });
  }
}
