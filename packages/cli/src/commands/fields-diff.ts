import type { Catalogue, Field, Minor } from '@secl/model';
import { changesOf, type FieldChange } from './fields-card.ts';
import { type ConstantRow, rowOfConstant } from './fields-constants.ts';
import { type EventTypeRow, rowOfEventType } from './fields-events.ts';
import { type FieldRow, knownFields, rowOf } from './fields-row.ts';

interface ChangedField extends FieldRow {
  readonly changes: readonly FieldChange[];
}

interface ChangedConstant extends ConstantRow {
  readonly was: ConstantRow['value'];
}

/** What differs between what two agents know. `estimated`: some of it is an estimate. */
export interface Difference {
  readonly fields: {
    readonly added: readonly FieldRow[];
    readonly changed: readonly ChangedField[];
    readonly removed: readonly FieldRow[];
  };
  readonly constants: {
    readonly added: readonly ConstantRow[];
    readonly changed: readonly ChangedConstant[];
    readonly removed: readonly ConstantRow[];
  };
  readonly eventTypes: { readonly added: readonly EventTypeRow[]; readonly removed: readonly EventTypeRow[] };
}

/** From one minor to another, forwards or backwards; with an event type only what rules on it can ask. */
export function differenceOf(
  catalogue: Catalogue,
  from: Minor,
  to: Minor,
  eventType: string | undefined,
): Difference {
  const [before, after] = [catalogue.at(from), catalogue.at(to)];
  const wantedType = (type: string): boolean => eventType === undefined || type === eventType;
  const wanted = ({ event, restrictedTo }: Field): boolean =>
    eventType === undefined ||
    (event === null ? (restrictedTo?.includes(eventType) ?? true) : event === eventType);
  const old = new Map(knownFields(catalogue, from).map((field) => [field.name, field]));
  const now = knownFields(catalogue, to).filter(wanted);
  const nowNames = new Set(now.map(({ name }) => name));
  const changed = now.flatMap((field): readonly ChangedField[] => {
    const was = old.get(field.name);
    const changes = was === undefined ? [] : changesOf(was, field);
    return changes.length === 0 ? [] : [{ ...rowOf(field, catalogue), changes }];
  });
  return {
    fields: {
      added: now.filter(({ name }) => !old.has(name)).map((field) => rowOf(field, catalogue)),
      changed,
      removed: [...old.values()]
        .filter((field) => wanted(field) && !nowNames.has(field.name))
        .map((field) => rowOf(field, catalogue)),
    },
    constants: differenceOfConstants(
      catalogue,
      from,
      to,
      eventType === undefined ? undefined : groupsOf([...old.values(), ...now].filter(wanted)),
    ),
    eventTypes: {
      added: catalogue.eventTypes
        .filter(
          ({ name }) =>
            wantedType(name) && after.eventType(name) !== undefined && before.eventType(name) === undefined,
        )
        .map((type) => rowOfEventType(type, catalogue)),
      removed: catalogue.eventTypes
        .filter(
          ({ name }) =>
            wantedType(name) && after.eventType(name) === undefined && before.eventType(name) !== undefined,
        )
        .map((type) => rowOfEventType(type, catalogue)),
    },
  };
}

/** Groups of constants that are for some of these fields. */
function groupsOf(fields: readonly Field[]): ReadonlySet<string> {
  return new Set(fields.map(({ constants }) => constants).filter((group) => group !== null));
}

function differenceOfConstants(
  catalogue: Catalogue,
  from: Minor,
  to: Minor,
  within: ReadonlySet<string> | undefined,
): Difference['constants'] {
  const asked = catalogue.constants.filter(
    ({ groups }) => within === undefined || groups.some((group) => within.has(group)),
  );
  const names = [...new Set(asked.map(({ name }) => name))];
  const pairs = names.map((name) => ({
    was: catalogue.at(from).constant(name),
    is: catalogue.at(to).constant(name),
  }));
  const given = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);
  return {
    added: pairs.flatMap(({ was, is }) => (was === undefined ? given(is) : [])).map(rowOfConstant),
    changed: pairs.flatMap(({ was, is }) =>
      was === undefined || is === undefined || String(was.value) === String(is.value)
        ? []
        : [{ ...rowOfConstant(is), was: was.value }],
    ),
    removed: pairs.flatMap(({ was, is }) => (is === undefined ? given(was) : [])).map(rowOfConstant),
  };
}
