/** What has ended is kept for a while: others may still name it. */
const KEPT_ENDED = 20_000;
/** Recordings that never tell of ends must not grow for ever either. */
const KEPT = 200_000;

/**
 * What is known of processes, by the ids of their format, in bounded memory: what was set longest ago is forgotten first.
 */
export class BoundedMap<Value> {
  readonly #most: number;
  readonly #mostEnded: number;
  readonly #values = new Map<string, Value>();
  readonly #ended = new Set<string>();

  constructor(most = KEPT, mostEnded = KEPT_ENDED) {
    this.#most = most;
    this.#mostEnded = mostEnded;
  }

  get(key: string): Value | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: Value): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    forgetBeyond(this.#values, this.#most);
  }

  /** Will not change any more. */
  end(key: string): void {
    this.#ended.add(key);
    forgetBeyond(this.#ended, this.#mostEnded, (each) => this.#values.delete(each));
  }
}

function forgetBeyond(
  kept: Map<string, unknown> | Set<string>,
  most: number,
  onForget: (key: string) => void = () => {},
): void {
  if (kept.size <= most) {
    return;
  }
  const [oldest] = kept.keys();
  if (oldest !== undefined) {
    kept.delete(oldest);
    onForget(oldest);
  }
}
