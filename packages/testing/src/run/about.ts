import { fitsGlob } from '@secl/events';
import type { TestFile } from '../written.ts';

/** Whether exact sets of a file speak of a rule. */
export function aboutTest({ about }: Pick<TestFile, 'about'>): (id: string) => boolean {
  if (about.length === 0) return () => true;
  const known = new Map<string, boolean>();
  return (id) => {
    const fits = known.get(id) ?? about.some(({ value }) => fitsGlob(value, id));
    known.set(id, fits);
    return fits;
  };
}
