/** `--update`: what came goes into the test files, and what only a person can decide is told. */
import { updated } from '@secl/testing';
import { forTerminal } from '@secl/text';
import type { CliContext } from '../context.ts';
import { count } from '../report/markdown.ts';
import { type TestReport, titleOf } from './model.ts';

/** Writes the files that change; gives how many expectations are another now, or what went wrong. */
export async function updateTests(
  { files }: TestReport,
  context: CliContext,
): Promise<
  { readonly ok: true; readonly changed: number } | { readonly ok: false; readonly message: string }
> {
  let changed = 0;
  for (const { file, cases } of files) {
    const titles = new Map(
      cases.flatMap((each) => each.result.failures.map((failure) => [failure, titleOf(each)] as const)),
    );
    const wanted = [...titles.keys()].filter(({ kind, update }) => kind === 'failed' && update !== undefined);
    const result = updated(file.document, file.text, wanted);
    for (const { failure, reason } of result.left) {
      const title = titles.get(failure) ?? '';
      context.stderr.write(
        `secl: ${forTerminal(`${file.document}: \`${title}\` is left as it is: ${reason}`)}\n`,
      );
    }
    if (result.changed === 0) continue;
    const done = await context.fs.replace(file.document, result.text);
    if (!done.ok) return { ok: false, message: `${file.document}: ${done.trouble.reason}` };
    changed += result.changed;
    context.stderr.write(
      `secl: ${forTerminal(file.document)}: ${count(result.changed, 'expectation')} written anew\n`,
    );
  }
  return { ok: true, changed };
}
