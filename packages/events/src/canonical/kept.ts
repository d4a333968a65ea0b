/**
 * What was made of objects that come again and again, in bounded memory: where it is too much all of it is forgotten, and
 * what is still at work is made again. Not weak references, which cost more than they save where most objects come once.
 */
export class Kept<Made> {
  readonly #made = new Map<object, Made>();
  readonly #most: number;
  readonly #mostLength: number;
  #length = 0;

  /** `most`: objects. `mostLength`: of what is made of them, all together. */
  constructor(most: number, mostLength: number) {
    this.#most = most;
    this.#mostLength = mostLength;
  }

  get(of: object): Made | undefined {
    return this.#made.get(of);
  }

  set(of: object, made: Made, length: number): void {
    this.#length += length;
    if (this.#made.size >= this.#most || this.#length > this.#mostLength) {
      this.clear();
      this.#length = length;
    }
    this.#made.set(of, made);
  }

  clear(): void {
    this.#made.clear();
    this.#length = 0;
  }
}
