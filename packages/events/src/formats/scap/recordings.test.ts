import { existsSync, readFileSync } from 'node:fs';
import { catalogue } from '@secl/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LineCounts } from '../../importer.ts';
import { openRecording } from '../../reading/recording.ts';

const linux = catalogue('linux');
const folder = new URL('../../../../../../shared/fetched/scap/', import.meta.url);
const isHere = existsSync(folder);
if (!isHere) console.log('skipped: the captures of other projects are not on this machine');
const bytesOf = (name: string): Uint8Array => readFileSync(new URL(name, folder));

interface Summary {
  readonly types: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
  readonly counts: LineCounts;
  readonly first: string;
}

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function summarise(bytes: Uint8Array, size = 4096): Promise<Summary> {
  const types: Record<string, number> = {};
  const problems: string[] = [];
  let first = '';
  const recording = openRecording(inChunks(bytes, size), {
    document: 'capture',
    catalogue: linux,
    onProblem: (problem) => problems.push(`${problem.line} ${problem.code}`),
  });
  for await (const batch of recording) {
    for (let event = batch.next(); event !== undefined; event = batch.next()) {
      types[event.type] = (types[event.type] ?? 0) + 1;
      first ||= `${batch.at.line} ${batch.at.text}`;
    }
  }
  return { types, problems, counts: recording.counts, first };
}

/*
 * What `sysdig` 0.29 counts in the same files: events of the type that have returned without an error or with EPERM or
 * EACCES (connect also EINPROGRESS), `procexit` of the last thread of a process, and packets that are sent to port 53.
 */
const counted: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'falco_cat_write.scap': { exec: 1, exit: 1, mmap: 10, open: 4 },
  'falco_connect_localhost.scap': { connect: 1, socket: 3 },
  'falco_empty.scap': {},
  'falco_open-multiple-files.scap': { exit: 1, open: 13 },
  'falco_ping_sendto.scap': {},
  'falco_syscall.scap': { open: 4 },
  'libs_curl_google.scap': { connect: 2, dns: 1, exec: 1, exit: 1, mmap: 110, open: 47, socket: 5 },
  'libs_sample.scap': {},
  'libs_single_ipv6_conn.scap': { accept: 1, bind: 2, connect: 1, socket: 4 },
  'libs_test_ipv6_client.scap': { connect: 2, exec: 1, exit: 1, mmap: 7, open: 2, socket: 1 },
  // sysdig does not take the comments that another program has put into this one: it is the capture above.
  'libs_curl_google_comments.scap': { connect: 2, dns: 1, exec: 1, exit: 1, mmap: 110, open: 47, socket: 5 },
};

describe.skipIf(!isHere)('captures of Falco and sysdig', () => {
  it.each(Object.entries(counted))('%s has the events that sysdig counts', async (name, expected) => {
    const { types, problems, counts } = await summarise(bytesOf(name));
    expect(types).toEqual(expected);
    expect(problems).toEqual([]);
    const { lines, events, processes, irrelevant, skipped } = counts;
    expect(events + processes + irrelevant + skipped).toBe(lines);
  });

  it('an event shows where it comes from: its number, as sysdig counts, and what it says', async () => {
    const { first } = await summarise(bytesOf('falco_connect_localhost.scap'));
    expect(first).toMatch(/^\d+ \d+ > socket domain=\d+ type=\d+ proto=0\n\d+ < socket fd=4$/);
  });

  it('the size of the portions does not matter', async () => {
    const bytes = bytesOf('libs_test_ipv6_client.scap');
    expect(await summarise(bytes, 7)).toEqual(await summarise(bytes, 100_000));
  });

  it('that is cut gives what came before, and says so', async () => {
    const { counts, problems } = await summarise(bytesOf('libs_sample.scap').subarray(0, 120_001));
    expect(counts.lines).toBeGreaterThan(10);
    expect(problems.at(-1)).toMatch(/ events\/cut$/);
  });

  it('damaged in any way, is read without an exception, and every block is counted once', async () => {
    const whole = bytesOf('libs_sample.scap');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 60 }),
        fc.nat(20_000),
        async (damage, less) => {
          const bytes = new Uint8Array(whole.subarray(0, whole.length - less));
          // The first block tells the format.
          for (const [at, value] of damage) if (at > 64) bytes[at] = value;
          const { counts, problems } = await summarise(bytes);
          const { lines, events, processes, irrelevant, skipped } = counts;
          expect(events + processes + irrelevant + skipped).toBe(lines);
          expect(problems.length).toBeGreaterThanOrEqual(skipped);
        },
      ),
      { numRuns: 60 },
    );
  });
});
