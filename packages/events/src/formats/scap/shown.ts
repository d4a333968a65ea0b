import { textOf, textsOf } from './byte-reader.ts';
import { type CaptureEvent, Parameters } from './capture-event.ts';

/** For people: a capture has no lines, so its events are shown as one, in the manner of `sysdig`. */
export function shown({ tid, kind, values }: CaptureEvent): string {
  const parts = kind.params.flatMap(({ name, type }, at) => {
    const bytes = values[at];
    return bytes === undefined || bytes.length === 0
      ? []
      : [`${name}=${value({ tid, kind, values, time: 0n }, name, type, bytes)}`];
  });
  return `${tid} ${kind.isEnter ? '>' : '<'} ${kind.name} ${parts.join(' ')}`.trimEnd();
}

const LONGEST = 200;

function value(event: CaptureEvent, name: string, type: string, bytes: Uint8Array): string {
  switch (type) {
    case 'CHARBUF':
    case 'FSPATH':
    case 'FSRELPATH':
      return textOf(bytes).slice(0, LONGEST);
    case 'BYTEBUF':
      return name === 'args' ? textsOf(bytes).join(' ').slice(0, LONGEST) : `(${bytes.length} bytes)`;
    case 'SOCKADDR':
    case 'SOCKTUPLE':
    case 'DYN':
      return `(${bytes.length} bytes)`;
    default:
      return String(new Parameters(event).number(name) ?? '');
  }
}
