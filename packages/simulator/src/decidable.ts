import { fitsGlob, type Importer } from '@secl/events';
import { missingFields } from '@secl/logic';
import { catalogue, type Field } from '@secl/model';
import type { RuleSet } from '@secl/policy';
import { KnownFields } from './known-fields.ts';
import type { Decidable } from './report.ts';

/** What recordings can know: what their formats ever hold, and what their events were seen to hold. */
export interface Knowledge {
  readonly formats: readonly Pick<Importer, 'fills'>[];
  readonly seen: KnownFields;
  /** Whether all of them have times. */
  readonly hasTimes: boolean;
}

/** Which of these rules the recordings can ever make true, and what the others lack. */
export function decidableBy(rules: RuleSet['rules'], { formats, seen, hasTimes }: Knowledge): Decidable {
  const comes = (type: string): boolean =>
    seen.has(type) || formats.some(({ fills }) => fills.eventTypes.some((glob) => fitsGlob(glob, type)));
  const knows = (type: string, field: Field): boolean =>
    seen.has(type)
      ? seen.knows(type, field)
      : formats.some(({ fills }) => fills.fields.some((glob) => fitsGlob(glob, field.name)));
  const lacking = new Map<string, Set<string>>();
  const can = new Set<string>();
  const all = new Set<string>();
  for (const { id, eventType, checked } of rules) {
    all.add(id);
    if (checked.condition === undefined) continue;
    if (!comes(eventType)) {
      note(lacking, `${eventType} events`, id);
      continue;
    }
    const { best, needed, missing } = missingFields(checked.condition, {
      knows: (field) => knows(eventType, field),
      hasTimes,
    });
    if (best === 'can-match') can.add(id);
    else for (const field of needed.length > 0 ? needed : missing) note(lacking, field, id);
  }
  const missing = [...lacking]
    .map(([field, rules]) => ({ field, rules: [...rules].filter((id) => !can.has(id)).sort() }))
    .filter(({ rules }) => rules.length > 0)
    .sort((a, b) => b.rules.length - a.rules.length || (a.field < b.field ? -1 : 1));
  return { canMatch: can.size, loaded: all.size, missing };
}

/** The same for any recording of one format, before there is one. */
export function decidableByFormat({ rules, target }: RuleSet, format: Pick<Importer, 'fills'>): Decidable {
  return decidableBy(rules, {
    formats: [format],
    seen: new KnownFields(catalogue(target.platform)),
    hasTimes: true,
  });
}

function note(lacking: Map<string, Set<string>>, field: string, rule: string): void {
  const rules = lacking.get(field) ?? new Set();
  rules.add(rule);
  lacking.set(field, rules);
}
