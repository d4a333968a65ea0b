import type { Reading } from '@secl/simulator';

/** What was read, as one text: `process.comm = "curl", process.uid = 0`. */
export function foundText(found: readonly Reading[]): string {
  return found.map(({ name, value }) => `${name} = ${value}`).join(', ');
}

/** The same beside the condition: names that stand there already are not said again, unless their values differ. */
export function foundBeside(condition: string, found: readonly Reading[]): string {
  const values = new Set(found.map(({ value }) => value));
  const [only] = values;
  const isNamed = found.every(({ name }) => condition.includes(name));
  return only !== undefined && values.size === 1 && isNamed ? only : foundText(found);
}
