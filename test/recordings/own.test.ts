import { recogniseFormat } from '@secl/events';
import { describe, expect, it } from 'vitest';
import { importFile } from './fetched.ts';
import { ownRecordings } from './own.ts';

/** Program, arguments and chain of every exec. */
async function execsOf(text: string): Promise<readonly unknown[]> {
  const records = await importFile(new TextEncoder().encode(text));
  return records
    .filter(({ record }) => record.Type === 'exec')
    .map(({ record: { Values, Ancestors = [] } }) => [
      Values['process.pid'],
      Values['process.file.path'],
      Values['process.argv'],
      Ancestors.map((each) => each['file.path']),
    ]);
}

describe('one happening, told by several tools', () => {
  it.each([
    ['tetragon', 'tetragon'],
    ['tracee', 'tracee'],
    ['agent-event', 'agent-event'],
    ['policy-eval', 'canonical'],
  ])('%s is recognised as %s', (name, id) => {
    const first = ownRecordings[name]?.split('\n').slice(0, 40) ?? [];
    expect(recogniseFormat(first)?.id).toBe(id);
  });

  it('has the same programs, arguments and chains of processes', async () => {
    const byAgent = await execsOf(ownRecordings['agent-event'] ?? '');
    expect(byAgent.length).toBeGreaterThan(40);
    expect(await execsOf(ownRecordings.tetragon ?? '')).toEqual(byAgent);
    const withoutChain = (all: readonly unknown[]): readonly unknown[] =>
      all.map((each) => (Array.isArray(each) ? each.slice(0, 3) : each));
    expect(withoutChain(await execsOf(ownRecordings.tracee ?? ''))).toEqual(withoutChain(byAgent));
  });
});
