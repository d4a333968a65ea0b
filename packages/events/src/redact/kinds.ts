/** What may be taken out of a recording. */
export const redactKinds = ['arguments', 'environment', 'users', 'hosts', 'addresses', 'paths'] as const;
export type RedactKind = (typeof redactKinds)[number];

/** How a field is treated: `ids` are the numbers of users and groups. */
export type Treatment = RedactKind | 'ids' | 'containers' | 'tags' | 'domains' | undefined;

const USERS =
  /(?:^|\.)(?:user|group|euser|egroup|fsuser|fsgroup|identity|k8s_(?:username|uid|groups|session_id))$/;
const IDS = /(?:^|\.)(?:uid|gid|euid|egid|fsuid|fsgid|auid)$/;
const ARGUMENTS = /(?:^|\.)(?:args|argv|argv0|args_flags|args_options)$/;
const ENVIRONMENT = /(?:^|\.)envp$/;
const ADDRESSES = /(?:^|\.)ip$/;
const DOMAINS = /(?:^|\.)(?:hostname|root_domain)$|^dns\.question\.name$|^imds\.host$/;
const PATHS =
  /(?:^|\.)(?:path|container_path)$|(?:^|\.)file(?:\.destination)?\.name$|^registry\.|_key\.registry\./;
/** The name of an extended attribute stands where others have that of a file. */
const ATTRIBUTES = /^(?:set|remove)xattr\.file\.destination\.name$/;

/** By the end of a field's name, so that it holds for processes, their parents and all events. */
export function treatmentOf(field: string): Treatment {
  if (ATTRIBUTES.test(field)) return undefined;
  if (PATHS.test(field)) return 'paths';
  if (ARGUMENTS.test(field)) return 'arguments';
  if (ENVIRONMENT.test(field)) return 'environment';
  if (IDS.test(field)) return 'ids';
  if (USERS.test(field)) return 'users';
  if (ADDRESSES.test(field)) return 'addresses';
  if (field === 'event.hostname') return 'hosts';
  if (DOMAINS.test(field)) return 'domains';
  if (/(?:^|\.)(?:container|cgroup)\.id$/.test(field)) return 'containers';
  if (/(?:^|\.)tags$/.test(field)) return 'tags';
  return undefined;
}

/** The kind by which a treatment is switched on and off. */
export function kindOf(treatment: Exclude<Treatment, undefined>): RedactKind {
  switch (treatment) {
    case 'ids':
      return 'users';
    case 'containers':
    case 'tags':
    case 'domains':
      return 'hosts';
    default:
      return treatment;
  }
}
