/**
 * Policy files of which not all is asked. What there is to know of the plain rules of a file can be told at a glance, and
 * the file then be read without those of them that nobody asks about: reading is what takes time.
 */
import { listItems } from '@secl/text';
import type { PolicyFile } from './definitions.ts';
import { plainRule } from './plain-rule.ts';
import { newReadMemory } from './read-memory.ts';
import { readPolicy } from './read-policy.ts';

/** A rule of which is known what it says, and that there is nothing wrong with it, before it is read. */
export interface RuleAtAGlance {
  /** Where its item starts in the file. */
  readonly offset: number;
  readonly id: string;
  readonly expression: string;
}

interface Unread {
  readonly text: string;
  glance: readonly RuleAtAGlance[] | undefined;
}

const unread = new WeakMap<PolicyFile, Unread>();

/** As {@link readPolicy}, read at the first question about more than its name. */
export function laterPolicy(name: string, text: string, kind: PolicyFile['kind']): PolicyFile {
  let read: PolicyFile | undefined;
  const whole = (): PolicyFile => {
    read ??= readPolicy(name, text, kind);
    return read;
  };
  const file: PolicyFile = {
    name,
    kind,
    get version() {
      return whole().version;
    },
    get macros() {
      return whole().macros;
    },
    get rules() {
      return whole().rules;
    },
    get problems() {
      return whole().problems;
    },
    get unreadable() {
      return whole().unreadable;
    },
  };
  unread.set(file, { text, glance: undefined });
  return file;
}

/** The plain rules of a file that is to be read later; none of any other. */
export function rulesAtAGlance(file: PolicyFile): readonly RuleAtAGlance[] {
  const known = unread.get(file);
  if (known === undefined) return [];
  const { text } = known;
  known.glance ??= listItems(text, 'rules').flatMap(({ start, end }) => {
    const rule = plainRule(text.slice(start, end));
    return rule === undefined ? [] : { offset: start, ...rule };
  });
  return known.glance;
}

/** The file without some of its rules that were seen at a glance. It is the same file where there are none to leave out. */
export function readWithout(file: PolicyFile, rules: readonly RuleAtAGlance[]): PolicyFile {
  const known = unread.get(file);
  if (known === undefined || rules.length === 0) return file;
  const starts = new Set(rules.map(({ offset }) => offset));
  return readPolicy(file.name, known.text, file.kind, newReadMemory(), (start) => starts.has(start));
}
