import type { ActionOutcome, KillTarget } from '@secl/engine';
import type { SetDefinition } from '@secl/policy';
import type { ActionSummary } from './report.ts';

/** What an action did, or would do, for one event. */
export function summaryOf({ action, outcome, loaded, kills }: ActionOutcome): Omit<ActionSummary, 'times'> {
  return {
    action,
    outcome,
    detail: detailOf({ action, loaded, kills }),
    filter: loaded.definition.value.filter?.value ?? '',
  };
}

/** One line on what it sets, kills, hashes or logs. */
function detailOf({
  action,
  loaded,
  kills,
}: Pick<ActionOutcome, 'action' | 'loaded'> & { readonly kills: KillTarget | undefined }): string {
  const { set, kill, hash, log, networkFilter } = loaded.definition.value;
  switch (action) {
    case 'set':
      return set === undefined ? '' : assignment(set);
    case 'kill':
      return `${kill?.signal?.value ?? ''} to ${kills === undefined ? `the ${kill?.scope?.value ?? 'process'}` : victim(kills)}`;
    case 'hash':
      return hash?.field?.value ?? 'the file of the event';
    case 'log':
      return log?.message?.value ?? '';
    case 'coredump':
      return 'of the process';
    case 'network_filter':
      return networkFilter?.filter?.value ?? '';
  }
}

function assignment({ scope, name, append, field, expression, value }: SetDefinition): string {
  const variable = [scope?.value ?? '', name?.value ?? ''].filter((part) => part !== '').join('.');
  const literal = value?.kind === 'scalar' ? value.value : 'a list';
  return `${variable} ${append ? '+=' : '='} ${field?.value ?? expression?.value ?? literal}`;
}

/** Whom a kill would have killed. */
function victim(target: KillTarget): string {
  if (target.scope === 'process') {
    const { pid, comm } = target;
    if (pid === undefined && comm === undefined) return 'a process that the recording does not name';
    return `${comm || 'process'}${pid === undefined ? '' : ` (${pid})`}`;
  }
  if (target.id === undefined) return `a ${target.scope} that the recording does not name`;
  return target.id === '' ? `no one: the process is in no ${target.scope}` : `${target.scope} ${target.id}`;
}
