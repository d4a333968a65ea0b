import type { ActionOutcome } from '@secl/engine';
import type { Event } from '@secl/model';

/** One line on what an action does: what it would set, kill, hash or log. */
export function describeAction({ loaded, action }: ActionOutcome, _event: Event): string {
  const { set, kill, hash, log, networkFilter } = loaded.definition.value;
  switch (action) {
    case 'set': {
      const scope = set?.scope?.value ?? '';
      const name = `${scope === '' ? '' : `${scope}.`}${set?.name?.value ?? ''}`;
      const source =
        set?.field?.value ??
        set?.expression?.value ??
        (set?.value?.kind === 'scalar' ? set.value.value : 'a list');
      return `${name} ${set?.append === true ? '+=' : '='} ${source}`;
    }
    case 'kill':
      return `${kill?.signal?.value ?? ''} to the ${kill?.scope?.value ?? 'process'}`;
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
