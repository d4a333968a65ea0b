import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policyOf, run, sessionOn, tallies } from './test-session.ts';

const exec = (name: string): object => ({
  Type: 'exec',
  Values: { 'exec.file.name': name, 'exec.file.path': `/tmp/${name}` },
});
const open = (path: string): object => ({
  Type: 'open',
  Values: { 'open.file.path': path, 'process.file.name': 'curl' },
});
const download = [open('/tmp/tool'), exec('ls'), exec('tool')];

const chain = {
  downloaded: 'open.file.path =~ "/tmp/**" | [{set: {name: got, field: open.file.path, append: true}}]',
  executed: 'exec.file.path in ${got}',
  listed: 'exec.file.name == "ls"',
};

describe('a replay', () => {
  it('says of each rule which events it matched', async () => {
    const found = tallies(await run(await sessionOn(download), policyOf(chain)));
    expect(found.downloaded?.events).toEqual([1]);
    expect(found.executed?.events).toEqual([3]);
    expect(found.listed).toMatchObject({ matches: 1, events: [2], hasEvents: true });
  });

  it('says of rules of other types that no such event came', async () => {
    const found = tallies(await run(await sessionOn(download), policyOf({ quiet: 'bind.addr.port == 1' })));
    expect(found.quiet).toMatchObject({ matches: 0, hasEvents: false });
  });

  it('names what is missing where a rule cannot be decided', async () => {
    const session = await sessionOn([{ Type: 'exec', Values: {}, Unknown: ['container.id'] }]);
    const found = tallies(
      await run(session, policyOf({ inside: 'exec.file.name == "" && container.id == "x"' })),
    );
    expect(found.inside).toMatchObject({ matches: 0, undecided: 1, needs: ['container.id'] });
  });

  it('says in words what it cannot read', async () => {
    const session = await sessionOn([{ Type: 'nothing', Values: {} }, exec('ls')]);
    const { trouble, events } = await run(session, policyOf(chain));
    expect(events).toBe(1);
    expect(trouble).toEqual([expect.stringMatching(/^line 1: /)]);
  });
});

describe('an edit', () => {
  it('runs the changed rule alone where it shares no variable with others', async () => {
    const session = await sessionOn(download);
    expect((await run(session, policyOf(chain))).ran).toBe(3);
    const edited = await run(session, policyOf({ ...chain, listed: 'exec.file.name == "tool"' }));
    expect(edited.ran).toBe(1);
    expect(tallies(edited).listed?.events).toEqual([3]);
  });

  it('runs all rules that share a variable with the changed one', async () => {
    const session = await sessionOn(download);
    await run(session, policyOf(chain));
    const edited = await run(
      session,
      policyOf({ ...chain, downloaded: chain.downloaded.replace('/tmp', '/srv') }),
    );
    expect(edited.ran).toBe(2);
    expect(tallies(edited).executed?.events).toEqual([]);
  });

  it('runs nothing where rules only moved', async () => {
    const session = await sessionOn(download);
    await run(session, policyOf(chain));
    const { ran } = await run(session, `# a comment\n${policyOf(chain)}`);
    expect(ran).toBe(0);
  });

  it('calls off the replay of an older text', async () => {
    const session = await sessionOn(download);
    const older = run(session, policyOf({}));
    const newer = run(session, policyOf(chain));
    await expect(older).rejects.toThrow('called off');
    expect(tallies(await newer).listed?.matches).toBe(1);
  });

  const expressions = [
    'exec.file.name == "ls"',
    'exec.file.path in ${got}',
    'exec.file.path in ${other}',
    'open.file.path =~ "/tmp/**" | [{set: {name: got, field: open.file.path, append: true}}]',
    'open.file.path == "/etc/x" | [{set: {name: got, field: open.file.path, append: true}}]',
    'exec.file.path in ${got} | [{set: {name: other, field: exec.file.path, append: true}}]',
    'exec.file.nam == "a"',
  ];
  const policies = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom(...expressions), {
    maxKeys: 4,
  });
  const recordings = fc.array(
    fc.constantFrom(exec('ls'), exec('tool'), open('/tmp/tool'), open('/etc/x'), {
      Type: 'exec',
      Values: { 'exec.file.path': '/etc/x' },
    }),
    { minLength: 1, maxLength: 8 },
  );

  it('leads to what a replay of everything would find', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(policies, { minLength: 2, maxLength: 5 }),
        recordings,
        async (edits, events) => {
          const session = await sessionOn(events);
          for (const edit of edits) {
            const fresh = await run(await sessionOn(events), policyOf(edit));
            expect(tallies(await run(session, policyOf(edit)))).toEqual(tallies(fresh));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the list of events', () => {
  const asked = async (filter: string, matched = false) => {
    const session = await sessionOn(download);
    await run(session, policyOf(chain));
    const page = await session.answer({ ask: 'events', question: { filter, matched, from: 0, most: 10 } });
    return page.events.map(({ number, rules }) => `${number} ${rules.join(' ')}`.trim());
  };

  it('has every event with the rules that it triggers', async () => {
    expect(await asked('')).toEqual(['1 downloaded', '2 listed', '3 executed']);
  });

  it('is narrowed by type, rule and words', async () => {
    expect(await asked('type:open')).toEqual(['1 downloaded']);
    expect(await asked('rule:executed')).toEqual(['3 executed']);
    expect(await asked('CURL /tmp')).toEqual(['1 downloaded']);
    expect(await asked('curl nothing')).toEqual([]);
  });

  it('comes a page at a time, with how many there are', async () => {
    const session = await sessionOn([exec('a'), exec('b'), exec('c')]);
    await run(session, policyOf({ b: 'exec.file.name == "b"' }));
    const question = { filter: '', matched: false, from: 1, most: 1 };
    expect(await session.answer({ ask: 'events', question })).toMatchObject({
      total: 3,
      listed: 3,
      events: [{ number: 2 }],
    });
    expect(
      await session.answer({ ask: 'events', question: { ...question, from: 0, matched: true } }),
    ).toMatchObject({
      total: 1,
      listed: 3,
      events: [{ number: 2, rules: ['b'] }],
    });
  });
});

describe('a trace', () => {
  it('has every condition of every rule of the type, with the variables of that moment', async () => {
    const session = await sessionOn(download);
    await run(session, policyOf(chain));
    const trace = await session.answer({ ask: 'trace', event: 3 });
    const [executed, listed] = trace?.sets[0]?.rules ?? [];
    expect(executed).toMatchObject({ id: 'executed', verdict: 'true' });
    expect(executed?.conditions[0]).toMatchObject({
      verdict: 'true',
      found: [
        { name: 'exec.file.path', value: '"/tmp/tool"' },
        { name: '${got}', value: '"/tmp/tool"' },
      ],
    });
    expect(listed).toMatchObject({
      verdict: 'false',
      conditions: [{ wanted: '"ls"', verdict: 'false', reached: true }],
    });
    expect(trace?.fields).toContainEqual({ name: 'exec.file.path', value: '"/tmp/tool"' });
  });

  it('shows what stands behind where an agent stops, as not reached', async () => {
    const session = await sessionOn([exec('ls')]);
    await run(session, policyOf({ a: 'exec.file.name == "x" && exec.file.path == "/tmp/ls"' }));
    const trace = await session.answer({ ask: 'trace', event: 1 });
    expect(trace?.sets[0]?.rules[0]?.conditions).toMatchObject([
      { verdict: 'false', reached: true },
      { verdict: 'true', reached: false },
    ]);
  });

  it('is nothing where there is no such event', async () => {
    expect(await (await sessionOn(download)).answer({ ask: 'trace', event: 9 })).toBeNull();
  });
});

describe('why not', () => {
  it('counts what failed and names the events that came nearest', async () => {
    const session = await sessionOn(download);
    await run(session, policyOf({ a: 'exec.file.name == "ls" && exec.file.path == "/bin/ls"' }));
    const found = await session.answer({ ask: 'whyNot', set: 'set', id: 'a' });
    expect(found?.whyNot).toMatchObject({ events: 2, matches: 0 });
    expect(found?.whyNot.conditions.map(({ text, failed }) => [text, failed])).toEqual([
      ['exec.file.name == "ls"', 1],
      ['exec.file.path == "/bin/ls"', 2],
    ]);
    expect(found?.numbers[0]).toBe(2);
  });
});
