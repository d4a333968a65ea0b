/** What an inventory has to say for a fact that a rule asks for. */

const columns: readonly (readonly [start: string, fact: string])[] = [
  ['kernel.', 'kernel'],
  ['os.', 'distro'],
  ['the agent version', 'agent version'],
  ['the tags of the host', 'tags'],
];

/** `kernel` for `kernel.version.major`; a need of another kind is its own name. */
export function inventoryFact(need: string): string {
  return columns.find(([start]) => need.startsWith(start))?.[1] ?? need;
}
