import { isObject } from '../../canonical/fill.ts';
import { parseTime, timeReader } from '../../canonical/time.ts';
import { unknownLists } from '../../coverage.ts';
import { type JsonObject, objectAt, objectsAt, textAt, textsAt, truthAt } from '../../foreign-json.ts';
import type { ImportedRecord, ImportOptions, LineCounts, RecordReader } from '../../importer.ts';
import { logReader } from '../../log-lines.ts';
import { namesAsNumbers } from '../../names-as-numbers.ts';
import { cutProblem, eventProblem } from '../../problem.ts';
import type { SourceLine } from '../../reading/split.ts';
import type { CanonicalRecord, RecordElement } from '../../record.ts';
import { linuxValues } from './linux-event.ts';
import { addFields, type Fields } from './mapping.ts';
import { ancestorsOf, processFields } from './process.ts';
import { WINDOWS_FILE, WINDOWS_OWN, WINDOWS_WITH_FILE } from './windows-fields.ts';

const NONE: readonly ImportedRecord[] = [];

/** Reads one recording. Each line is counted once: as an event, as irrelevant, or as skipped. */
export function agentEventReader({ catalogue, onProblem }: ImportOptions): RecordReader {
  const { platform } = catalogue;
  const names = namesAsNumbers(catalogue);
  const unknownOf = unknownLists(catalogue);
  const types = new Set(catalogue.eventTypes.map((type) => type.name));
  const fieldNames = new Set(catalogue.fieldNames);
  const iterators = new Set(catalogue.iterators.map((iterator) => iterator.name));
  const readTime = timeReader();
  const log = logReader();
  const counts = { lines: 0, events: 0, processes: 0, irrelevant: 0, skipped: 0 };

  const skip = (at: SourceLine, lines: number): typeof NONE => {
    counts.skipped += lines;
    onProblem(at.ended ? eventProblem('events/agent-event-line', at, 0, at.text.length) : cutProblem(at));
    return NONE;
  };

  const record = (type: string, top: JsonObject, process: JsonObject): CanonicalRecord => {
    const written = textAt(top, 'date');
    const time = written === undefined ? undefined : (readTime(written) ?? parseTime(written));
    const own = processFields(process, false, platform, names);
    const values: Fields = { 'event.os': platform };
    if (time !== undefined) {
      values['event.timestamp'] = time;
    }
    const put = (key: string, value: Fields[string] | undefined): void => {
      // An older catalogue, or the other platform's, may not have it.
      if (value !== undefined && fieldNames.has(key)) {
        values[key] = value;
      }
    };
    for (const key in own) {
      put(`process.${key}`, own[key]);
    }
    for (const key of ['container.id', 'container.created_at']) {
      put(key, own[key]);
    }
    put('event.async', truthAt(objectAt(top, 'evt'), 'async') ?? false);
    put('event.origin', textAt(objectAt(top, 'agent'), 'origin'));
    const sid = textAt(objectAt(top, 'usr'), 'sid');
    put('process.user_sid', platform === 'windows' ? sid : undefined);
    const ofType = platform === 'windows' ? windowsValues(type, top) : linuxValues(type, top, process, names);
    for (const key in ofType) {
      const value = ofType[key];
      if (iterators.has(key) && Array.isArray(value)) {
        // A list of processes or flows stands under the name of an iterator, which is no field.
        values[key] = value
          .filter(isObject)
          .map((each) => known(each as RecordElement, `${key}.`, fieldNames));
      } else {
        put(key, value);
      }
    }
    const { ancestors, isComplete } = ancestorsOf(process, platform, names);
    const host = textAt(top, 'host') ?? textAt(top, 'hostname') ?? '';
    return {
      Type: type,
      ...(time !== undefined && { Time: time }),
      ...(host !== '' && { Host: host }),
      Values: values,
      Ancestors: ancestors.map((each) => known(each, 'process.ancestors.', fieldNames)),
      Unknown: unknownOf(type, isComplete ? 'complete' : 'goes on', ancestors.length),
    };
  };

  const windowsValues = (type: string, top: JsonObject): Fields => {
    const values: Fields = {};
    addFields(values, `${type}.`, top, WINDOWS_OWN[type] ?? [], names);
    const file = objectAt(top, 'file');
    if (file !== undefined && WINDOWS_WITH_FILE.includes(type)) {
      addFields(values, `${type}.file.`, file, WINDOWS_FILE, names);
      const destination = objectAt(file, 'destination');
      if (destination !== undefined) {
        addFields(values, `${type}.file.destination.`, destination, WINDOWS_FILE, names);
      }
    }
    return values;
  };

  return {
    read(line) {
      counts.lines += 1;
      const logged = log.read(line);
      if (logged.kind === 'part') {
        return NONE;
      }
      if (logged.kind === 'broken') {
        return skip(logged.at, logged.lines);
      }
      const { object: top, at, lines } = logged;
      const type = textAt(objectAt(top, 'evt'), 'name');
      if (type === undefined) {
        // What the agent tells of itself (rule sets that it loaded, heartbeats) has no event in it.
        if (objectAt(top, 'agent') !== undefined) {
          counts.irrelevant += lines;
          return NONE;
        }
        return skip(at, lines);
      }
      const os = textAt(objectAt(top, 'agent'), 'os');
      if (os !== undefined && os !== platform) {
        counts.skipped += lines;
        onProblem(eventProblem('events/other-platform', at, 0, at.text.length, { os, platform }));
        return NONE;
      }
      const process = objectAt(top, 'process');
      if (!types.has(type) || process === undefined) {
        counts.irrelevant += lines;
        return NONE;
      }
      counts.events += lines;
      return [{ record: record(type, top, process), at, said: rulesSaid(top) }];
    },
    end() {
      const rest = log.end();
      return rest === undefined ? NONE : skip(rest.at, rest.lines);
    },
    counts: (): LineCounts => ({ ...counts }),
  };
}

/** The rule that the agent sent the event for, and others that it names. */
function rulesSaid(top: JsonObject): readonly string[] {
  const own = textAt(objectAt(top, 'agent'), 'rule_id');
  const others = objectsAt(objectAt(top, 'evt'), 'matched_rules').map((each) => textAt(each, 'id'));
  const listed = textsAt(objectAt(top, 'evt'), 'rule_ids') ?? [];
  return [...new Set([own, ...others, ...listed])].filter((id) => id !== undefined && id !== '') as string[];
}

function known<Value>(
  element: Readonly<Record<string, Value>>,
  prefix: string,
  fieldNames: ReadonlySet<string>,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(element).filter(([key]) => fieldNames.has(prefix + key)));
}
