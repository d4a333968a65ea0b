import { describe, expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';

const linux = catalogue('linux');

describe('descriptions read as sentences about the value', () => {
  test.each([
    ['process.pid', 'Process id of the process'],
    [
      'process.ancestors.file.change_time',
      "Time of the last change of the status of the ancestor's executable file, in nanoseconds since 1970",
    ],
    [
      'process.parent.interpreter.file.name',
      'Name of the interpreter of the script that the parent process runs, without its directory',
    ],
    [
      'ptrace.tracee.ancestors.comm',
      'Short command name that the kernel keeps for the ancestor of the traced process, at most 15 characters',
    ],
    ['signal.target.file.path', "Path of the signalled process's executable file"],
    ['open.file.path.length', 'Length in bytes of the path of the opened file'],
    ['process.ancestors.length', 'Number of ancestors of the process'],
    [
      'dns.question.name.root_domain',
      'Registered domain of the name asked for in the question of the DNS message, such as example.com',
    ],
    [
      'rename.file.destination.package.name',
      'Name of the package that brought the renamed file under its new name',
    ],
    ['exec.filename', "Path of the executed process's executable file"],
  ])('%s', (name, text) => {
    expect(linux.describe(name)).toBe(text);
  });

  test('an unknown name has none', () => {
    expect(linux.describe('open.file.nothing')).toBe('');
    expect(linux.describe('constructor')).toBe('');
    expect(linux.describe('process')).toBe('');
  });
});

/** Why a text says nothing about a field; empty where it says something. */
function complaints(name: string, text: string): readonly string[] {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  return [
    ...(words.length < 3 ? ['shorter than three words'] : []),
    ...(text.includes(name) && name.includes('.') ? ['repeats the name'] : []),
    ...(/[{}]|\bundefined\b| {2}|^ | $/.test(text) ? ['is not filled in'] : []),
    ...(/^[A-Z]/.test(text) ? [] : ['does not begin as a sentence']),
    ...(/\.$/.test(text) ? ['ends with a stop'] : []),
    ...(words.some((word, index) => word === words[index + 1]) ? ['stammers'] : []),
    ...(text.length > 170 ? ['is too long to be read'] : []),
  ];
}

describe.each([linux, catalogue('windows')])('on $platform', (of) => {
  test('every field has a description that says something', () => {
    const bad = of.fieldNames.flatMap((name) =>
      complaints(name, of.describe(name)).map((why) => `${name}: ${why}`),
    );
    expect(bad).toEqual([]);
  });

  test('two fields are described alike only where they are the same', () => {
    const same = new Set([
      ...['async, event.async', 'dns.question.length, dns.question.size'],
      ...['ptrace.tracee', 'setrlimit.target', 'signal.target'].map(
        (owner) => `${owner}.parent.pid, ${owner}.ppid`,
      ),
    ]);
    const byText = new Map<string, readonly string[]>();
    for (const name of of.fieldNames) {
      byText.set(of.describe(name), [...(byText.get(of.describe(name)) ?? []), name]);
    }
    const alike = [...byText.values()]
      .filter((names) => new Set(names.map((name) => of.field(name)?.slot)).size > 1)
      .map((names) => names.join(', '));
    expect(alike.filter((names) => !same.has(names))).toEqual([]);
  });

  test('every event type and every group of constants has one', () => {
    expect(of.eventTypes.filter((type) => of.describeEventType(type.name) === '')).toEqual([]);
    const groups = new Set(of.constants.flatMap((constant) => constant.groups));
    expect([...groups].filter((group) => of.describeConstantGroup(group) === '')).toEqual([]);
  });
});
