import phrases from './data/phrases.json' with { type: 'json' };

/**
 * Descriptions are composed, since two thousand fields are made of three hundred words: each segment of a name leads
 * from one kind of thing to a member of it (a process → its file → the package of that), and the last one says what the
 * value is. The words are data; see `schema/phrases.json`.
 */
interface Kind {
  readonly extends?: readonly string[];
  readonly members: Readonly<Record<string, Member>>;
}

/** A value's description, or a part that has members of its own; a few are both. */
type Member = string | Part;

interface Part {
  readonly is: string;
  readonly noun: string;
  /** Possessive of the noun, where it has one that reads well. */
  readonly whose?: string;
  /** What an iterator counts. */
  readonly several?: string;
  readonly text?: string;
}

interface Subject {
  readonly kind: string;
  readonly noun: string;
  readonly whose: string | undefined;
}

const kinds = (): Readonly<Record<string, Kind>> => phrases.kinds;
const eventTypes = (): Readonly<Record<string, string>> => phrases.eventTypes;
const constantGroups = (): Readonly<Record<string, string>> => phrases.constantGroups;

/** What a field holds. An unknown name gives an empty text. */
export function describeField(name: string): string {
  const own = describeValue(name);
  if (own !== undefined) {
    return own;
  }
  const measured = name.endsWith('.length') ? name.slice(0, -'.length'.length) : '';
  const count = countedBy(measured);
  if (count !== undefined) {
    return `Number of ${count}`;
  }
  const text = describeValue(measured);
  return text === undefined ? '' : `Length in bytes of the ${lowerFirst(withoutRemark(text))}`;
}

/** When events of this type come. An unknown type gives an empty text. */
export function describeEventType(name: string): string {
  return eventTypes()[name] ?? '';
}

/** What the constants of a group are for. An unknown group gives an empty text. */
export function describeConstantGroup(name: string): string {
  return constantGroups()[name] ?? '';
}

function describeValue(name: string): string | undefined {
  const found = find(name);
  const text = typeof found?.member === 'string' ? found.member : found?.member.text;
  return found === undefined || text === undefined ? undefined : fill(text, found.subject);
}

function countedBy(name: string): string | undefined {
  const found = find(name);
  const several = typeof found?.member === 'object' ? found.member.several : undefined;
  return found === undefined || several === undefined ? undefined : fill(several, found.subject);
}

/** The last member on the way that a name describes, and whose member it is. */
function find(name: string): { readonly member: Member; readonly subject: Subject } | undefined {
  let subject: Subject = { kind: 'root', noun: '', whose: undefined };
  const segments = name.split('.');
  for (const [index, segment] of segments.entries()) {
    const member = memberOf(subject.kind, segment);
    if (member === undefined || index === segments.length - 1) {
      return member === undefined ? undefined : { member, subject };
    }
    if (typeof member === 'string') {
      return undefined;
    }
    subject = { kind: member.is, noun: fill(member.noun, subject), whose: member.whose };
  }
  return undefined;
}

function memberOf(kindName: string, segment: string): Member | undefined {
  const kind = kinds()[kindName];
  if (kind === undefined) {
    return undefined;
  }
  if (Object.hasOwn(kind.members, segment)) {
    return kind.members[segment];
  }
  for (const base of kind.extends ?? []) {
    const inherited = memberOf(base, segment);
    if (inherited !== undefined) {
      return inherited;
    }
  }
  return undefined;
}

/** `{noun}` is the owner; `{of X}` is "its X" or "the X of it", whichever reads better. */
function fill(template: string, subject: Subject): string {
  return template
    .replace(/\{of ([^}]+)\}/g, (_, thing: string) =>
      subject.whose === undefined ? `the ${thing} of ${subject.noun}` : `${subject.whose} ${thing}`,
    )
    .replaceAll('{noun}', subject.noun);
}

/** Without the explanation after a comma, a colon or in parentheses. */
function withoutRemark(text: string): string {
  return text.replace(/(?:[,:;] | \().*$/, '');
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
