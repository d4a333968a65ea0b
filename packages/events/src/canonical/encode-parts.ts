import { encode, nameOf } from './encode.ts';
import { type Layout, layouts } from './layout.ts';
import { type RecordParts, THREAD, TIMESTAMP } from './record-parts.ts';
import { timeFormatter } from './time.ts';

/** What stands between the own values of records of one layout, which share the rest. */
type Template = readonly string[];

/** The fields that many records share, written in order. */
interface Shared {
  readonly fields: readonly (readonly [key: string, text: string])[];
  readonly templates: Map<Layout, Template>;
}

/** Processes whose fields are kept as text: those that do something now. */
const MOST_SHARED = 512;
const sharedOf = new Map<object, Shared>();
let last: { readonly fields: object; readonly shared: Shared } | undefined;

const known = layouts(() => {
  sharedOf.clear();
  last = undefined;
});
const formatTime = timeFormatter();
/** Of the record at hand, in the order of its layout's keys. */
const values: unknown[] = [];

/** The canonical line of a record in parts: the same bytes as that of the whole. */
export function encodeParts({ type, time, host, shared, tid, own, ancestors, unknown }: RecordParts): string {
  let layout = known.start();
  let count = 0;
  if (time !== undefined) {
    layout = known.step(layout, TIMESTAMP);
    values[count++] = time;
  }
  if (tid !== undefined) {
    layout = known.step(layout, THREAD);
    values[count++] = tid;
  }
  for (const key in own) {
    const value = own[key];
    if (value !== undefined) {
      layout = known.step(layout, key);
      values[count++] = value;
    }
  }
  const template = templateOf(shared, layout);
  const { order } = layout;
  let text = `{"Type":${encode(type)}`;
  if (time !== undefined) {
    text += `,"Time":"${formatTime(time)}"`;
  }
  if (host !== undefined) {
    text += `,"Host":${encode(host)}`;
  }
  text += template[0] ?? '';
  for (let at = 0; at < order.length; at++) {
    text += encode(values[order[at] ?? 0]);
    text += template[at + 1] ?? '';
  }
  return `${text}},"Ancestors":${encode(ancestors)},"Unknown":${encode(unknown)}}`;
}

function templateOf(fields: RecordParts['shared'], layout: Layout): Template {
  if (last?.fields !== fields) {
    last = { fields, shared: sharedTexts(fields) };
  }
  const { shared } = last;
  let template = shared.templates.get(layout);
  if (template === undefined) {
    template = makeTemplate(shared, layout);
    shared.templates.set(layout, template);
  }
  return template;
}

function sharedTexts(fields: RecordParts['shared']): Shared {
  let shared = sharedOf.get(fields);
  if (shared === undefined) {
    const texts = Object.keys(fields)
      .sort()
      .map((key) => [key, nameOf(key) + encode(fields[key])] as const);
    shared = { fields: texts, templates: new Map() };
    if (sharedOf.size >= MOST_SHARED) {
      sharedOf.clear();
    }
    sharedOf.set(fields, shared);
  }
  return shared;
}

/** Both in the order of their keys; what is the record's own stands for what is shared. */
function makeTemplate({ fields }: Shared, { sorted }: Layout): Template {
  const template: string[] = [];
  // Joined, because text that is added up piece by piece would be put together anew in each line.
  let pieces: string[] = [',"Values":{'];
  let separator = '';
  let next = 0;
  const addShared = (before: string | undefined): void => {
    for (let each = fields[next]; each !== undefined; each = fields[next]) {
      const [key, written] = each;
      if (before !== undefined && key >= before) {
        next += key === before ? 1 : 0;
        return;
      }
      pieces.push(separator, written);
      separator = ',';
      next += 1;
    }
  };
  for (const key of sorted) {
    addShared(key);
    pieces.push(separator, nameOf(key));
    separator = ',';
    template.push(pieces.join(''));
    pieces = [];
  }
  addShared(undefined);
  template.push(pieces.join(''));
  return template;
}
