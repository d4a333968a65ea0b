/**
 * JSON of any length into records, with no more in memory than one of them. Records are: the elements of a list at the
 * top, or below one of the keys under which APIs put their lists; and what else an object at the top holds, as one. Any
 * number of values may follow each other: lines of JSON, pages of an API.
 *
 * Only strings and brackets are followed here. What lies between is judged by the parser, so a mistake loses one record.
 */
import { parseJson } from '@secl/text';
import { type InventoryRecord, longestRecord, type Splitter } from './input.ts';

const listKeys: ReadonlySet<string> = new Set([
  'data',
  'items',
  'tasks',
  'hosts',
  'agents',
  'events',
  'failures',
  'taskDefinitions',
]);

type Mode =
  /** Between values. */
  | 'top'
  /** In an object at the top, before a key. */
  | 'key'
  /** Behind a key. */
  | 'colon'
  /** In a list whose elements are records, before one. */
  | 'list'
  /** In a value that is kept. */
  | 'value'
  /** Behind a mistake, before the end of its line. */
  | 'lost';

const opens = /[{["]/;

export function jsonSplitter(): Splitter {
  return new JsonSplitter();
}

class JsonSplitter implements Splitter {
  #text = '';
  #at = 0;
  #line = 1;
  /** Up to where lines are counted. */
  #counted = 0;
  /** Where that line begins; below 0 where the text before is gone. */
  #lineStart = 0;
  #mode: Mode = 'top';
  /** Where a value that is kept began, and how deep in it we are. */
  #start = 0;
  #depth = 0;
  #back: 'top' | 'key' | 'list' = 'top';
  /** Whether the list stands in an object. */
  #inObject = false;
  #key = '';
  #members: string[] = [];
  #membersLength = 0;
  #objectLine = 1;
  #found: InventoryRecord[] = [];

  push(text: string): readonly InventoryRecord[] {
    const keep = this.#mode === 'value' ? this.#start : this.#at;
    this.#count(keep);
    this.#text = this.#text.slice(keep) + text;
    this.#at -= keep;
    this.#start -= keep;
    this.#counted -= keep;
    this.#lineStart -= keep;
    this.#scan(false);
    return this.#take();
  }

  end(): readonly InventoryRecord[] {
    this.#scan(true);
    // A mistake in what is left says enough.
    if (this.#mode === 'lost' || this.#found.some(({ ok }) => !ok)) return this.#take();
    const text = this.#text.slice(this.#mode === 'value' ? this.#start : this.#at).trim();
    if (this.#mode === 'value' && text !== '') this.#broken('it has no end');
    else if (this.#mode !== 'top' || this.#inObject) this.#broken('the text ends in the middle of it');
    return this.#take();
  }

  #take(): readonly InventoryRecord[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  #count(until: number): void {
    for (let at = this.#counted; at < until; at++)
      if (this.#text.charCodeAt(at) === 0x0a) {
        this.#line++;
        this.#lineStart = at + 1;
      }
    this.#counted = Math.max(until, this.#counted);
  }

  #lineAt(offset: number): number {
    this.#count(offset);
    return this.#line;
  }

  #scan(last: boolean): void {
    while (this.#at < this.#text.length) {
      if (this.#mode === 'value') {
        if (!this.#finishValue(last)) return;
        continue;
      }
      if (this.#mode === 'lost') {
        const next = this.#text.indexOf('\n', this.#at);
        this.#at = next === -1 ? this.#text.length : next + 1;
        if (next !== -1) this.#mode = 'top';
        continue;
      }
      const char = this.#text[this.#at] ?? '';
      if (/[\s,\ufeff]/.test(char)) {
        this.#at++;
        continue;
      }
      if (this.#mode === 'top') this.#top(char);
      else if (this.#mode === 'list') this.#listItem(char);
      else if (this.#mode === 'key') {
        if (!this.#readKey(char)) return;
      } else this.#afterKey(char);
    }
  }

  #top(char: string): void {
    if (char === '{') {
      this.#objectLine = this.#lineAt(this.#at);
      this.#members = [];
      this.#membersLength = 0;
      this.#inObject = true;
      this.#mode = 'key';
      this.#at++;
    } else if (char === '[') {
      this.#mode = 'list';
      this.#at++;
    } else if (char === ']' || char === '}') this.#at++;
    else this.#begin('top');
  }

  #listItem(char: string): void {
    if (char === ']') {
      this.#mode = this.#inObject ? 'key' : 'top';
      this.#at++;
    } else if (char === '}') this.#at++;
    else this.#begin('list');
  }

  /** False where the key is not whole yet. */
  #readKey(char: string): boolean {
    if (char === '}') {
      this.#at++;
      this.#endObject();
      return true;
    }
    if (char !== '"') {
      this.#loseObject(`\`${char}\` stands where a key in double quotes is due`);
      return true;
    }
    const end = stringEnd(this.#text, this.#at);
    if (end === undefined) {
      if (this.#text.length - this.#at > longestRecord || this.#text.indexOf('\n', this.#at) !== -1) {
        this.#loseObject('a key has no closing quote');
        return true;
      }
      return false;
    }
    this.#key = this.#text.slice(this.#at, end);
    this.#at = end;
    this.#mode = 'colon';
    return true;
  }

  #afterKey(char: string): void {
    if (char === ':') {
      this.#at++;
      return;
    }
    if (char === '[' && listKeys.has(this.#key.slice(1, -1))) {
      this.#mode = 'list';
      this.#at++;
    } else this.#begin('key');
  }

  #begin(back: 'top' | 'key' | 'list'): void {
    this.#mode = 'value';
    this.#back = back;
    this.#start = this.#at;
    this.#depth = 0;
  }

  /** Goes on in a value; false where the text ends before it. */
  #finishValue(last: boolean): boolean {
    const text = this.#text;
    while (this.#at < text.length) {
      const char = text.charCodeAt(this.#at);
      if (char === 0x22) {
        const end = stringEnd(text, this.#at);
        if (end === undefined) {
          const lineEnd = text.indexOf('\n', this.#at);
          if (lineEnd === -1 && !last && text.length - this.#start <= longestRecord) return false;
          this.#at = lineEnd === -1 ? text.length : lineEnd;
          this.#broken('a string has no closing quote');
          return true;
        }
        this.#at = end;
        if (this.#depth === 0) return this.#endValue();
      } else if (char === 0x7b || char === 0x5b) {
        this.#depth++;
        this.#at++;
      } else if (char === 0x7d || char === 0x5d) {
        if (this.#depth === 0) return this.#endValue();
        this.#depth--;
        this.#at++;
        if (this.#depth === 0) return this.#endValue();
      } else if (this.#depth === 0 && (char === 0x2c || (char <= 0x20 && this.#at > this.#start)))
        return this.#endValue();
      else this.#at++;
    }
    if (text.length - this.#start > longestRecord) this.#broken('it is too long');
    return false;
  }

  #endValue(): true {
    const raw = this.#text.slice(this.#start, this.#at);
    this.#mode = this.#back;
    if (this.#back !== 'key') {
      const line = this.#lineAt(this.#start);
      this.#emit(raw, line, this.#start - this.#lineStart);
      return true;
    }
    this.#membersLength += raw.length;
    if (this.#membersLength <= longestRecord) this.#members.push(`${this.#key}:${raw}`);
    return true;
  }

  #endObject(): void {
    this.#inObject = false;
    this.#mode = 'top';
    if (this.#membersLength > longestRecord)
      this.#found.push({ ok: false, reason: 'it is too long', line: this.#objectLine });
    else if (this.#members.length > 0) this.#emit(`{${this.#members.join(',')}}`, this.#objectLine);
    this.#members = [];
  }

  /** `before`: how much of its first line stands before it; nothing where its text is put together. */
  #emit(raw: string, line: number, before?: number): void {
    if (!opens.test(raw[0] ?? '')) {
      const shown = raw.length > 40 ? `${raw.slice(0, 40)}…` : raw;
      this.#found.push({ ok: false, reason: `\`${shown}\` is no object`, line });
      return;
    }
    const parsed = parseJson(raw);
    if (parsed.ok) {
      this.#found.push({ ok: true, value: parsed.value, line });
      return;
    }
    const { position, problem } = parsed;
    this.#found.push({
      ok: false,
      reason: problem.message.replace(/^not valid JSON: /, ''),
      line: line + position.line - 1,
      ...(before === undefined ? {} : { column: position.column + (position.line === 1 ? before : 0) }),
    });
  }

  /** The value that is being read is lost; what follows it is looked for where the next one may begin. */
  #broken(reason: string): void {
    const line = this.#lineAt(Math.min(this.#mode === 'value' ? this.#start : this.#at, this.#text.length));
    if (this.#mode === 'value' && this.#back !== 'key') {
      this.#found.push({ ok: false, reason, line });
      this.#mode = this.#back;
    } else this.#loseObject(reason);
  }

  /** An object at the top is lost from here on: the next line may begin another one. */
  #loseObject(reason: string): void {
    this.#found.push({ ok: false, reason, line: this.#objectLine });
    this.#inObject = false;
    this.#members = [];
    this.#mode = 'lost';
  }
}

/** Behind the closing quote; nothing where the string goes on behind the text, or is broken by the end of a line. */
function stringEnd(text: string, start: number): number | undefined {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === 0x5c) backslashes++;
    if (backslashes % 2 === 1) continue;
    // Within the string only: the text around it may be one line of many megabytes.
    return text.slice(start, end).includes('\n') ? undefined : end + 1;
  }
  return undefined;
}
