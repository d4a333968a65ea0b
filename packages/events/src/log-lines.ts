import { parseJson } from '@secl/text';
import { isObject, type JsonObject } from './canonical/fill.ts';
import type { SourceLine } from './reading/split.ts';

/** What a log line holds. */
export type Logged =
  | {
      readonly kind: 'object';
      readonly object: JsonObject;
      readonly at: SourceLine;
      /** The text that the object was read from. */
      readonly json: string;
      /** As many lines make it. */
      readonly lines: number;
    }
  /** The rest follows in the next line. */
  | { readonly kind: 'part' }
  | { readonly kind: 'broken'; readonly at: SourceLine; readonly lines: number };

export interface LogReader {
  read(line: SourceLine): Logged;
  /** Lines of an object whose rest never came. */
  end(): Extract<Logged, { kind: 'broken' }> | undefined;
}

/** What container runtimes write before a line: the time, the stream, and whether the line is whole or a part. */
const CONTAINER_PREFIX = /^\S+ (?:stdout|stderr) ([FP])(?::\S*)? /;
/** Runtimes cut a line every 16 kB; no event is longer than so many of these. */
const MOST_PARTS = 1000;

/**
 * JSON objects from the lines of a log: as they are, behind the prefix of a container runtime (which cuts long lines in
 * parts) or of a log shipper, or as the text in `log` of Docker's own log files.
 */
export function logReader(): LogReader {
  let parts: SourceLine[] = [];
  let text = '';

  const take = (): { readonly at: SourceLine | undefined; readonly lines: number } => {
    const [first] = parts;
    const at = first && {
      ...first,
      text: parts.map((each) => each.text).join('\n'),
      ended: parts.at(-1)?.ended ?? true,
    };
    const lines = parts.length;
    parts = [];
    text = '';
    return { at, lines };
  };

  return {
    read(line) {
      const { text: raw } = line;
      if (raw.charCodeAt(0) === OPEN && parts.length === 0) {
        return read(raw, line, 1);
      }
      const prefix = CONTAINER_PREFIX.exec(raw);
      if (prefix === null) {
        const start = raw.indexOf('{');
        return start < 0 ? { kind: 'broken', at: line, lines: 1 } : read(raw.slice(start), line, 1);
      }
      parts.push(line);
      text += raw.slice(prefix[0].length);
      if (prefix[1] === 'P' && parts.length < MOST_PARTS) {
        return { kind: 'part' };
      }
      const whole = text;
      const { at = line, lines } = take();
      const start = whole.indexOf('{');
      return start < 0 ? { kind: 'broken', at, lines } : read(whole.slice(start), at, lines);
    },
    end() {
      const { at, lines } = take();
      return at === undefined ? undefined : { kind: 'broken', at, lines };
    },
  };
}

const OPEN = 0x7b;

function read(json: string, at: SourceLine, lines: number): Logged {
  const parsed = parseJson(json);
  if (!parsed.ok || !isObject(parsed.value)) {
    return { kind: 'broken', at, lines };
  }
  const { log } = parsed.value;
  if (typeof log === 'string' && log.trimStart().startsWith('{')) {
    return read(log, at, lines);
  }
  return { kind: 'object', object: parsed.value, at, json, lines };
}

/** The first lines as one text to tell a format by: what Docker's log files hold is in quotes there. */
export function headOf(firstLines: readonly string[]): string {
  return firstLines
    .map((line) => (/^\s*\{\s*"log"\s*:/.test(line) ? line.replaceAll('\\"', '"') : line))
    .join('\n');
}
