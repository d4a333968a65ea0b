/** What a file or a pipe gives: chunks of any size. */
export type Bytes = AsyncIterable<Uint8Array>;

/** The part of an `AbortSignal` that is used; written out so that no door needs the types of a platform. */
export interface Stop {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** How a stream came to its end. */
export interface Ending {
  /** It broke off, and why. */
  broken: string | undefined;
}

/**
 * The chunks up to the end, to a stop, or to the point where the stream breaks off: then `ending` says so and all that
 * came before counts.
 */
export async function* untilEnd(bytes: Bytes, ending: Ending, stop?: Stop): AsyncGenerator<Uint8Array, void> {
  const iterator = bytes[Symbol.asyncIterator]();
  let giveUp = (): void => {};
  const onStop = (): void => giveUp();
  // Not a race with one promise for the whole stream: that would keep something of every chunk.
  const nextOrStop = (): Promise<IteratorResult<Uint8Array> | undefined> =>
    new Promise((resolve, reject) => {
      giveUp = () => resolve(undefined);
      iterator.next().then(resolve, reject);
    });
  stop?.addEventListener('abort', onStop);
  try {
    while (stop?.aborted !== true) {
      const next = await nextOrStop();
      if (next === undefined || next.done === true) {
        return;
      }
      if (next.value.length > 0) {
        yield next.value;
      }
    }
  } catch (error) {
    ending.broken = error instanceof Error ? error.message || error.name : String(error);
  } finally {
    stop?.removeEventListener('abort', onStop);
    // Not awaited: a read of a pipe that waits for its writer may never come back.
    iterator.return?.()?.catch(() => {});
  }
}

/** The same stream, decompressed where it begins as gzip does. */
export async function* decompressed(
  bytes: AsyncGenerator<Uint8Array, void>,
  ending: Ending,
): AsyncGenerator<Uint8Array, void> {
  try {
    let head = new Uint8Array(0);
    while (head.length < 2) {
      const next = await bytes.next();
      if (next.done === true) {
        break;
      }
      head = concat(head, next.value);
    }
    if (head[0] === 0x1f && head[1] === 0x8b) {
      yield* unpacked(head, bytes, ending);
      return;
    }
    if (head.length > 0) {
      yield head;
    }
    yield* bytes;
  } finally {
    await bytes.return();
  }
}

async function* unpacked(
  head: Uint8Array,
  bytes: AsyncGenerator<Uint8Array, void>,
  ending: Ending,
): AsyncGenerator<Uint8Array, void> {
  // Most recordings are not compressed.
  const { gunzip } = await import('./gunzip.ts');
  const unpacker = gunzip();
  const breakOff = (why: string | undefined): void => {
    if (why !== undefined) ending.broken ??= `the compressed data ${why}`;
  };
  for (
    let next: IteratorResult<Uint8Array, void> = { value: head };
    next.done !== true;
    next = await bytes.next()
  ) {
    for (const { pieces, broken } of unpacker.push(next.value)) {
      yield* pieces;
      breakOff(broken);
    }
    if (ending.broken !== undefined) {
      return;
    }
  }
  breakOff(unpacker.end());
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** The first bytes of a stream, and the whole of it. */
export async function withHead(
  bytes: AsyncGenerator<Uint8Array, void>,
  size: number,
): Promise<{ readonly head: Uint8Array; readonly all: AsyncGenerator<Uint8Array, void> }> {
  let head = new Uint8Array(0);
  while (head.length < size) {
    const next = await bytes.next();
    if (next.done === true) {
      break;
    }
    head = concat(head, next.value);
    // A line that has ended tells the format of a text: whoever writes it may wait for an answer. Binary formats begin
    // with an empty one.
    if (head.indexOf(NEWLINE, 1) > 0 && head[0] !== NEWLINE) {
      break;
    }
  }
  const whole = async function* (): AsyncGenerator<Uint8Array, void> {
    try {
      if (head.length > 0) {
        yield head;
      }
      yield* bytes;
    } finally {
      await bytes.return();
    }
  };
  return { head, all: whole() };
}

const NEWLINE = 0x0a;
