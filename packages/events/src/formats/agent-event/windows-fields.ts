import { type Mapped, mapped } from './mapping.ts';

/*
 * The same for Windows (backend schema of the agent, Windows).
 */

export const WINDOWS_FILE: readonly Mapped[] = mapped([
  'path path text',
  'device_path device_path text?',
  'name name text',
]);

export const WINDOWS_PROCESS: readonly Mapped[] = mapped([
  'pid pid integer',
  'ppid ppid integer?',
  'exec_time created_at time?',
  'executable/path file.path text?',
  'executable/name file.name text?',
  'container/id container.id text',
  'container/created_at container.created_at time',
  'cmdline cmdline text?',
  'user user text?',
]);

const KEY = ['registry/key_name registry.key_name text?', 'registry/key_path registry.key_path text?'];

/** By event type, from the top of the event. */
export const WINDOWS_OWN: Readonly<Record<string, readonly Mapped[]>> = {
  change_permission: mapped(
    ['username', 'user_domain', 'path', 'type', 'old_sd', 'new_sd'].map(
      (key) => `permission_change/${key} ${key} text`,
    ),
  ),
  create_key: mapped(KEY),
  delete_key: mapped(KEY),
  open_key: mapped(KEY),
  set_key_value: mapped([...KEY, 'registry/value_name registry.value_name text?']),
  exit: mapped(['exit/cause cause constant?', 'exit/code code integer?']),
};

export const WINDOWS_WITH_FILE: readonly string[] = ['create', 'delete', 'rename', 'write'];
