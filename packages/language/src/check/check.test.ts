import { describe, expect, it } from 'vitest';
import { check, fixed, marked, type Surroundings, unmarked } from '../test-check.ts';

const codes = (text: string, minor = 68, around: Surroundings = {}): readonly string[] =>
  check(text, minor, around).problems.map((problem) => problem.code);

describe('what is compared with what', () => {
  it.each([
    'process.uid == 0',
    'process.uid in [0, 1000]',
    'process.ancestors.uid == 0',
    'process.created_at < 10m',
    '10m > process.created_at',
    'exec.args_truncated == true',
    'exec.args_truncated',
    '!exec.args_truncated',
    'exec.file.name == process.file.name',
    '"sh" in process.argv',
    'exec.file.name in ["sh", ~"*sh", r"^sh"]',
    'open.flags & (O_CREAT | O_TRUNC) > 0',
    'open.flags in [ O_CREAT, O_EXCL ]',
    'connect.addr.ip in [10.0.0.0/8, ::1]',
    'connect.addr.ip in 10.0.0.0/8',
    'process.ancestors[A].file.name == "sh" && process.ancestors[A].uid == 0',
    'exec.args == "${process.pid}"',
    'exec.filename == "/usr/bin/id"',
  ])('%s', (text) => {
    expect(codes(text)).toEqual([]);
  });

  it.each([
    ['process.uid == «"0"»', 'type/expected'],
    ['exec.file.name == «0»', 'type/expected'],
    ['exec.file.name «>» "a"', 'type/operator'],
    ['process.uid «=~» 0', 'type/operator'],
    ['process.uid == 0 && «process.gid»', 'type/condition-expected'],
    ['«process.gid»', 'type/condition-expected'],
    ['!«exec.file.name» == "a"', 'type/expected'],
    ['process.ancestors.file.name == «process.ancestors.comm»', 'type/expected'],
    ['connect.addr.ip == «"10.0.0.1"»', 'type/expected'],
    ['exec.file.name =~ «process.file.name»', 'type/not-static'],
    ['open.flags in [ O_CREAT, «open.retval» ]', 'name/constants-mixed'],
    ['exec.file.path == «"etc/passwd"»', 'value/path'],
    ['exec.file.path == «"/etc/"»', 'value/path'],
    ['exec.file.path =~ «r"/etc/.*"»', 'value/regexp-on-path'],
    ['exec.args =~ «"a**"»', 'value/glob'],
    ['exec.args =~ «r"(?!a)"»', 'value/regexp'],
    ['connect.addr.ip == «300.1.1.1»', 'value/cidr'],
    ['process.ancestors[A].uid == 0 && «process.ancestors[B].gid» == 0', 'name/second-iterator'],
    ['process.ancestors[A].uid == 0 && «signal.target.ancestors[A].gid» == 0', 'name/second-iterated'],
    ['«process.ancestors[_].uid» == 0', 'name/iterator-underscore'],
    ['«exec.argv[A]» == "x"', 'name/not-iterable'],
    ['«exec.file.name == "a" && open.file.name == "b"»', 'name/several-event-types'],
    ['«${seen}» == true', 'name/unknown-variable'],
  ])('%s is %s', (text, code) => {
    const { problems } = check(unmarked(text));
    expect(problems.map((problem) => `${problem.code} ${marked(unmarked(text), problem)}`)).toEqual([
      `${code} ${text}`,
    ]);
  });
});

describe('names', () => {
  it.each([
    ['exec.file.nmae == "x"', 'exec.file.name'],
    ['open.flags == O_CREATE', 'O_CREAT'],
    ['exec.path == "/x"', 'exec.file.path'],
    ['EXEC.FILE.NAME == "x"', 'exec.file.name'],
    ['open.flags == o_creat', 'O_CREAT'],
    ['shells', 'SHELLS'],
    ['SHELLZ', 'SHELLS'],
    // Half typed: what begins so is meant, however much is missing.
    ['SHE', 'SHELLS'],
  ])('%s: did you mean %s?', (text, name) => {
    const { problems } = check(text, 68, { macros: { SHELLS: 'process.uid == 0' } });
    expect(problems[0]?.fix?.edits.map((edit) => edit.text)).toEqual([name]);
    expect(problems[0]?.message).toContain(`did you mean \`${name}\`?`);
  });

  it.each([
    ['proc.name == "x"', 'a name of Falco; here it is `process.file.name`', ['process.file.name']],
    ['evt.type == "x"', 'a name of Falco; here the event type of a rule is that of its fields', undefined],
    ['CommandLine =~ "*x*"', 'a name of Sigma; here it is `process.args`', ['process.args']],
    ['user.name == "x"', 'a name of Falco and ECS; here it is `process.user`', ['process.user']],
  ])('%s: %s', (text, hint, fix) => {
    const { problems } = check(text, 68);
    expect(problems[0]?.message).toContain(`is not a field, constant or macro: ${hint}`);
    expect(problems[0]?.fix?.edits.map((edit) => edit.text)).toEqual(fix);
  });

  it.each([
    ['process.ancestors[A].nosuch == 1', 'process.ancestors.nosuch'],
    ['process.ancestors[[A].pid == 1', 'process.ancestors[.pid'],
    ['process.nosuch == 1', 'process.nosuch'],
  ])('that agents do not find in %s they quote as %s', (text, name) => {
    expect(check(text).problems[0]?.agent).toBe(`field \`${name}\` not found`);
  });

  it('that only agents of another system know are told to be of that', () => {
    const [problem] = check('create_key.registry.key_name == "Run"').problems;
    expect(problem?.message).toBe(
      '`create_key.registry.key_name` is not a field, constant or macro: only agents on Windows know it; `filters: [\'os == "windows"\']` keeps the rule from others',
    );
    // Not the name on this system that looks like it.
    expect(check('process.user_sid == "S-1"').problems[0]?.fix).toBeUndefined();
  });

  it('of the first and last agents that have them are told', () => {
    const [problem] = check('connect.addr.port == 1', 50).problems;
    expect(problem?.code).toBe('name/not-in-version');
    expect(problem?.message).toContain('does not exist on agent 7.50: it exists since 7.60');
    expect(check('fim.write.file.path == "/a"', 50).problems[0]?.message).toBe(
      '`fim.write.file.path` does not exist on agent 7.50: it exists since 7.63',
    );
    expect(check('fim.write.file.pth == "/a"', 50).problems[0]?.code).toBe('name/unknown-field');
  });
});

describe('macros and variables', () => {
  it('stand for what they are', () => {
    const macros = { shells: '["sh", "bash"]', root: 'process.uid == 0', name: '"sh"' };
    expect(codes('exec.file.name in shells && root && exec.file.name == name', 68, { macros })).toEqual([]);
    expect(codes('exec.file.name == root', 68, { macros })).toEqual(['type/expected']);
  });

  it('give a rule their event type, used or not', () => {
    const macros = { opens: 'open.file.name == "a"' };
    const [problem] = check('exec.file.name == "a"', 68, { macros }).problems;
    expect(problem?.code).toBe('name/several-event-types');
    expect(problem?.message).toBe(
      'fields of the event types `exec` and `open` cannot be used together: the macro `opens` brings `open` to every rule',
    );
    expect(check('process.uid == 0', 68, { macros }).eventType).toBe('open');
  });

  it('have a type', () => {
    const variables = { seen: 'bool', 'process.count': 'int' } as const;
    expect(codes('${seen} == true && ${process.count} > 3', 68, { variables })).toEqual([]);
    expect(codes('${seen} == 3', 68, { variables })).toEqual(['type/expected']);
    expect(check('${count} > 3', 68, { variables }).problems[0]?.message).toContain(
      'did you mean `${process.count}`?',
    );
  });
});

describe('a suggestion', () => {
  it.each([
    ['process.ancestors[A].file.nam == "x"', 'process.ancestors[A].file.name == "x"'],
    ['exec.argv.length > 5', undefined],
  ])('for %s is %s', (text, after) => {
    const [problem] = check(text).problems;
    expect(problem?.code).toBe('name/unknown-field');
    expect(problem && fixed(text, problem)).toBe(after);
  });
});

describe('a checked rule', () => {
  it('tells its event type, its fields by their present names, and its iterator', () => {
    const checked = check('exec.filename == "/x" && process.ancestors[A].uid == 0');
    expect(checked.eventType).toBe('exec');
    expect([...checked.fields.keys()].sort()).toEqual(['exec.file.path', 'process.ancestors.uid']);
    expect(checked.iterator).toBe('process.ancestors');
    expect(checked.condition?.kind).toBe('logical');
  });

  it('has no condition where there is a problem, and all problems in the order of agents', () => {
    const checked = check('exec.file.nam == "a" && process.uid == "0" && exec.file.path == "x"');
    expect(checked.condition).toBeUndefined();
    expect(checked.problems.map((problem) => problem.code)).toEqual([
      'name/unknown-field',
      'type/expected',
      'value/path',
    ]);
  });

  it('is of Windows where the catalogue is', () => {
    const around = { platform: 'windows' } as const;
    expect(codes('create.file.path == "c:/temp/"', 68, around)).toEqual([]);
    expect(codes('exec.file.path == "c:/temp/a.exe"', 68, around)).toEqual([]);
    expect(codes('exec.uid == 0', 68, around)).toEqual(['name/unknown-field']);
  });
});

describe('texts that rules compare with again', () => {
  it('are judged for the field that they are compared with', () => {
    expect(codes('exec.file.name == "a/b/"')).toEqual([]);
    expect(codes('exec.file.path == "a/b/"')).toEqual(['value/path']);
    expect(codes('exec.file.name == "a/b/"')).toEqual([]);
  });

  it('are told of each time that they are not taken, where they stand', () => {
    const problemsOf = (text: string) => check(text).problems.map(({ code, place }) => [code, place.start]);
    expect(problemsOf('exec.file.path == "a"')).toEqual([['value/path', 18]]);
    expect(problemsOf('exec.file.path  == "a"')).toEqual([['value/path', 19]]);
  });

  it('are one list for all rules of an agent, however they are spaced', () => {
    const matchersOf = (text: string, minor = 68) => {
      const condition = check(text, minor).condition;
      return condition?.kind === 'test' && condition.test === 'match' ? condition.matchers : undefined;
    };
    const matchers = matchersOf('exec.file.path in ["/a", ~"/b/**"]');
    expect(matchers).toHaveLength(2);
    expect(matchersOf('exec.file.path  in [ "/a", ~"/b/**" ]')).toBe(matchers);
    expect(matchersOf('exec.file.path in ["/a", "/b/**"]')).not.toEqual(matchers);
    expect(matchersOf('exec.file.name in ["/a", ~"/b/**"]')).not.toBe(matchers);
    expect(matchersOf('exec.file.path in ["/a", ~"/b/**"]', 50)).not.toBe(matchers);
  });
});
