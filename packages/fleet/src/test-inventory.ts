/** For tests: inventories in few words. */

import type { FleetMember, Inventory } from './inventory/inventory.ts';
import { inventoryOf } from './test-fleet.ts';

/** `name agent cluster tags`, what is not known left out. */
export const short = ({ name, facts, tags }: FleetMember): string =>
  [name, facts.agent?.value, facts.cluster?.value, ...tags].filter((each) => each !== undefined).join(' ');

export const hostsIn = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
  (await inventoryOf(files)).hosts.map(short);

/** `code file:line ×count`. */
export const problemsIn = ({ problems }: Inventory): readonly string[] =>
  problems.map(({ code, file, line, count }) => `${code} ${file}:${line} ×${count}`);
