/** Objects whose text is kept: what is at work in a recording at one time is less. */
const MOST = 1024;
/** And so many UTF-16 code units of text. */
const MOST_TEXT = 4 * 1024 * 1024;

/**
 * What was made of objects that come again and again, in bounded memory: where it is too much all of it is forgotten, and
 * what is still at work is made again. Not weak references, which cost more than they save where most objects come once.
 */
export class KeptTexts {
  readonly #texts = new Map<object, string>();
  #length = 0;

  get(of: object): string | undefined {
    return this.#texts.get(of);
  }

  set(of: object, text: string): void {
    this.#length += text.length;
    if (this.#texts.size >= MOST || this.#length > MOST_TEXT) {
      this.#texts.clear();
      this.#length = text.length;
    }
    this.#texts.set(of, text);
  }
}
