import { buildCommand } from '@stricli/core';
import { runs } from '../command.ts';
import type { CliContext } from '../context.ts';
import { type PolicyFlags, policyFlags } from '../policies.ts';
import { formatFlag } from '../report/format.ts';
import { type TargetFlags, targetFlags } from '../target.ts';

export type DiffFlags = Pick<PolicyFlags, 'default' | 'ruleSet'> &
  TargetFlags & {
    readonly exact?: boolean;
    readonly recording?: readonly string[];
    readonly replay: boolean;
    readonly failOn?: readonly string[];
    readonly format: 'pretty' | 'markdown' | 'json';
  };

export const diff = buildCommand<DiffFlags, string[], CliContext>({
  loader: runs(async () => (await import('./diff-run.ts')).diff),
  parameters: {
    flags: {
      default: policyFlags.default,
      ruleSet: policyFlags.ruleSet,
      ...targetFlags,
      exact: {
        kind: 'boolean',
        brief: 'Compare with the commit BASE itself, not with the last one that it has in common with HEAD',
        optional: true,
        withNegated: false,
      },
      recording: {
        kind: 'parsed',
        parse: String,
        brief: 'Recording to replay on both; may be given again [default: those of secl.yaml]',
        placeholder: 'RECORDING',
        optional: true,
        variadic: true,
      },
      replay: { kind: 'boolean', brief: 'Replay recordings on both', default: true },
      failOn: {
        kind: 'parsed',
        parse: String,
        brief: 'End with 1 on these kinds of change: any, removed, narrower …; several with commas',
        placeholder: 'KIND',
        optional: true,
        variadic: ',',
      },
      format: formatFlag(['pretty', 'markdown', 'json']),
    },
    positional: {
      kind: 'array',
      parameter: {
        brief: 'What is compared: BASE is a commit, COMMIT:PATH, a file or a directory; so is HEAD',
        parse: String,
        placeholder: 'BASE',
      },
    },
  },
  docs: {
    customUsage: ['[FLAG]... BASE [HEAD] [PATH]...'],
    brief: 'Say in words what a change of rules means: wider, narrower, gone, on fewer targets',
    fullDescription: [
      'Compares two versions of rules, rule by rule and macro by macro, on every target. A condition is called wider',
      'or narrower only where that is proved for all events; for the rest, recordings are replayed on both versions.',
      'BASE is a commit, branch or tag of git: the last commit in common with HEAD counts, as in a pull request.',
      'Without HEAD the files as they are now are compared; PATH restricts both to files and directories. BASE and',
      'HEAD may also be files or directories, or COMMIT:PATH. Git only reads; nothing of the repository is run.',
      '',
      'Ends with 0 unless --fail-on names a kind of change that is there: any (rules do something else), added,',
      'removed, renamed, recreated, event-type, wider, narrower, different, fewer-targets, more-targets, fewer-agents,',
      'more-agents, disabled, enabled, action, variables, setting, tag, rewritten, reformatted, deployment,',
      'macro, problem, unreadable. Ends with 2 when a file of HEAD is no policy at all.',
      '',
      '  secl diff main',
      '  secl diff main -- policies/',
      '  secl diff v1.2.0 v1.3.0 --exact',
      '  secl diff old/ new/ --recording attack.strace',
      '  secl diff origin/main --format markdown --fail-on removed,narrower,fewer-targets',
    ].join('\n'),
  },
});
