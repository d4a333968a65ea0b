import { catalogue, type Minor } from '@secl/model';
import { misuse, type Run } from '../command.ts';
import type { CliContext } from '../context.ts';
import { type CommandExit, exit } from '../exit.ts';
import { jsonText } from '../report/json.ts';
import type { FieldsFlags } from './fields.ts';
import { type Answer, answer } from './fields-answers.ts';
import { pageOf } from './fields-layout.ts';
import { agentName, readMinor } from './fields-versions.ts';

export const fields: Run<FieldsFlags, string[]> = async (context, flags, ...words) => {
  const query = words.join(' ').trim();
  const known = catalogue(flags.os ?? 'linux');
  const agent = flags.agent === undefined ? undefined : readMinor(flags.agent, known);
  if (agent?.ok === false) return misuse(context, agent.message);
  const given = [query, flags.diff, flags.constants].filter((each) => each !== undefined && each !== '');
  if (given.length > 1) {
    return misuse(context, 'a query, --diff and --constants are three questions: ask one at a time');
  }
  const answered = answer({ flags, query, known, minor: agent?.minor });
  if ('refused' in answered) return misuse(context, answered.refused);
  return present(context, flags, answered, agent?.minor);
};

async function present(
  { stdout }: CliContext,
  { format, os }: FieldsFlags,
  { kind, data, lines, footer }: Answer,
  minor: Minor | undefined,
): Promise<CommandExit> {
  if (format === 'json') {
    const head = {
      schemaVersion: 1,
      kind,
      platform: os ?? 'linux',
      agent: minor === undefined ? null : agentName(minor),
    };
    stdout.write(jsonText({ ...head, ...data }));
    return exit.fine;
  }
  const page = pageOf(stdout);
  for (const line of lines(page)) {
    stdout.write(`${line}\n`);
    await stdout.drained();
  }
  if (footer !== undefined) stdout.write(`\n${page.paint.faint(footer)}\n`);
  return exit.fine;
}
