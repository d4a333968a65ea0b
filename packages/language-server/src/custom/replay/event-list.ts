import { formatTime } from '@secl/events';
import { catalogue } from '@secl/model';
import type { EventPage, EventQuestion, ListedEvent } from '../protocol.ts';
import { eventWords } from './event-words.ts';
import { eachEvent, type Reading, type RecordingSource } from './source.ts';

/** The events of a recording as a list shows them, without what rules made of them. */
export type EventList = readonly Omit<ListedEvent, 'rules'>[];

/** A longer list takes memory that nobody asked for; what rules match behind its end is still counted. */
const longest = 200_000;

export async function listEvents(source: RecordingSource, reading: Reading): Promise<EventList> {
  const words = eventWords(catalogue(reading.platform));
  const listed: Omit<ListedEvent, 'rules'>[] = [];
  await eachEvent(source, reading, (event, number, { line }) => {
    listed.push({
      number,
      line,
      type: event.type,
      ...(event.time === undefined ? {} : { time: formatTime(event.time) }),
      process: words.process(event),
      about: words.about(event),
    });
    return listed.length < longest;
  });
  return listed;
}

/** Which rules an event triggers, by its number. */
export type RulesOf = (number: number) => readonly string[];

export function pageOf(list: EventList, rulesOf: RulesOf, question: EventQuestion): EventPage {
  const fits = wanted(question, rulesOf);
  const fitting = list.filter(fits);
  const { from, most } = question;
  return {
    total: fitting.length,
    listed: list.length,
    events: fitting.slice(from, from + most).map((event) => ({ ...event, rules: rulesOf(event.number) })),
  };
}

function wanted({ filter, matched }: EventQuestion, rulesOf: RulesOf): (event: EventList[number]) => boolean {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((each) => each !== '');
  const ofKind = (kind: string): readonly string[] =>
    words.filter((each) => each.startsWith(`${kind}:`)).map((each) => each.slice(kind.length + 1));
  const types = ofKind('type');
  const rules = ofKind('rule');
  const others = words.filter((each) => !each.startsWith('type:') && !each.startsWith('rule:'));
  const needsRules = matched || rules.length > 0;
  return ({ number, type, process, about }) => {
    if (types.length > 0 && !types.includes(type)) return false;
    const own = needsRules ? rulesOf(number) : [];
    if (matched && own.length === 0) return false;
    if (!rules.every((each) => own.some((id) => id.toLowerCase() === each))) return false;
    const line = `${type} ${process} ${about}`.toLowerCase();
    return others.every((each) => line.includes(each));
  };
}
