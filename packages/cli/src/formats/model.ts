import { type Coverage, fitsGlob, type Importer } from '@secl/events';
import { type Catalogue, catalogue, type Platform } from '@secl/model';
import type { RuleSet } from '@secl/policy';
import { type Decidable, decidableByFormat } from '@secl/simulator';

/** What recordings of one format can tell. */
export interface FormatReport {
  readonly id: string;
  readonly title: string;
  /** Names that the platform has, patterns resolved. */
  readonly coverage: Coverage;
  /** Names of all that there is on the platform. */
  readonly all: Coverage;
  /** Where there are rules. */
  readonly decidable: Decidable | undefined;
}

/** Everything comes from what the importer declares of itself. */
export function reportOf(format: Importer, platform: Platform, rules: RuleSet | undefined): FormatReport {
  const whole = catalogue(platform);
  const all = { eventTypes: whole.eventTypes.map(({ name }) => name), fields: fieldsOf(whole) };
  const { eventTypes, fields } = format.fills;
  const exact = new Set(fields.filter((pattern) => !pattern.includes('*')));
  const patterns = fields.filter((pattern) => pattern.includes('*'));
  return {
    id: format.id,
    title: format.title,
    coverage: {
      eventTypes: all.eventTypes.filter((type) => eventTypes.some((pattern) => fitsGlob(pattern, type))),
      fields: all.fields.filter(
        (name) => exact.has(name) || patterns.some((pattern) => fitsGlob(pattern, name)),
      ),
    },
    all,
    decidable: rules === undefined ? undefined : decidableByFormat(rules, format),
  };
}

/** `exec.X` and `process.X` are one value, and lengths are computed: each value counts once. */
function fieldsOf(whole: Catalogue): readonly string[] {
  const seen = new Set<string>();
  return whole.fieldNames
    .filter((name) => {
      const field = whole.field(name);
      if (field === undefined || field.name !== name || field.lengthOf !== null) return false;
      const value = `${field.iterator ?? ''} ${field.slot}`;
      const isNew = !seen.has(value);
      seen.add(value);
      return isNew;
    })
    .sort();
}
