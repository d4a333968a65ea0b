import type { CanonicalRecord } from '@secl/events';
import { catalogue, type Platform } from '@secl/model';

const mostNames = 5;

/**
 * Values under names that no field has: what they hold nobody knows here, so nothing of them is taken out, and whoever shares
 * the recording has to know.
 */
export class UnknownFields {
  readonly #known = new Map<string, boolean>();
  readonly #platform: Platform;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  see({ Values, Ancestors = [] }: CanonicalRecord): void {
    for (const name of Object.keys(Values)) this.#look(name);
    for (const ancestor of Ancestors)
      for (const name of Object.keys(ancestor)) this.#look(`process.ancestors.${name}`);
  }

  #look(name: string): void {
    if (this.#known.has(name)) return;
    const { field, legacy, iterators } = catalogue(this.#platform);
    const isKnown =
      field(name) !== undefined ||
      legacy(name) !== undefined ||
      iterators.some((iterator) => iterator.name === name);
    this.#known.set(name, isKnown);
  }

  /** Nothing where all are known. */
  words(): string | undefined {
    const names = [...this.#known].flatMap(([name, isKnown]) => (isKnown ? [] : [`\`${name}\``]));
    if (names.length === 0) return undefined;
    const shown = names.slice(0, mostNames).join(', ');
    const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
    return names.length === 1
      ? `${shown} is no field that is known here: its values stay as they are`
      : `${shown}${more} are no fields that are known here: their values stay as they are`;
  }
}
