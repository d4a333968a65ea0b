/** What makes an agent skip an action, as far as the action alone shows it (spec/policies.md, Loading 5). */
import { catalogue } from '@secl/model';
import { type ActionDefinition, type SetDefinition, sectionsOf } from '../read/definitions.ts';

/** Why an action is dropped: in our words, and in the agent's. */
export interface Wrong {
  readonly reason: string;
  readonly agent: string;
}

export function wrongWith(action: ActionDefinition): Wrong | undefined {
  const sections = sectionsOf(action);
  if (sections.length === 0)
    return {
      reason: 'it has no section such as `set` or `kill`',
      agent: "either 'set', 'kill', 'coredump' or 'hash' section of an action must be specified",
    };
  if (sections.length > 1)
    return {
      reason: 'it has more than one section: make each an action of its own',
      agent: "only of 'set' or 'kill' section of an action can be specified",
    };
  const { set, kill, log } = action;
  if (set !== undefined) return wrongSet(set);
  if (kill !== undefined) return wrongSignal(kill.signal?.value ?? '');
  if (log !== undefined && (log.level?.value ?? '') === '')
    return {
      reason: '`log` needs a `level`: debug, info, warning or error',
      agent: "a valid level has to be specified to the 'log' action",
    };
  return undefined;
}

function wrongSet(set: SetDefinition): Wrong | undefined {
  const expression = set.expression?.value ?? '';
  const field = set.field?.value ?? '';
  if ((set.name?.value ?? '') === '')
    return { reason: '`set` needs a `name`', agent: 'variable name is empty' };
  const sources = [set.value !== undefined, field !== '', expression !== ''].filter(Boolean).length;
  if (sources === 0)
    return {
      reason: '`set` needs `value`, `field` or `expression`',
      agent: "either 'value', 'field' or 'expression' must be specified",
    };
  if (sources > 1)
    return {
      reason: '`set` takes one of `value`, `field` and `expression`',
      agent: "only one of 'value', 'field' or 'expression' can be specified",
    };
  if (expression !== '' && set.defaultValue === undefined)
    return {
      reason: '`set` with an `expression` needs a `default_value`, which gives the type',
      agent: "'default_value' must be specified with 'expression'",
    };
  if (set.inherited?.value === true && set.scope?.value !== 'process')
    return {
      reason: 'only variables of the scope `process` can be `inherited`',
      agent: 'only variables scoped to process can be marked as inherited',
    };
  return undefined;
}

function wrongSignal(signal: string): Wrong | undefined {
  if (signal === '')
    return {
      reason: '`kill` needs a `signal` such as SIGKILL',
      agent: "a valid signal has to be specified to the 'kill' action",
    };
  return isSignal(signal)
    ? undefined
    : { reason: `\`${signal}\` is not a signal`, agent: `unsupported signal '${signal}'` };
}

/** Made of constant data when first asked for, and kept. */
let signals: ReadonlySet<string> | undefined;

/** Signals are constants of Linux only, but `kill` takes their names on Windows as well. */
function isSignal(name: string): boolean {
  signals ??= new Set(
    catalogue('linux').constants.flatMap((constant) =>
      constant.groups.includes('Signal constants') ? constant.name : [],
    ),
  );
  return signals.has(name);
}
