import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from './measure.ts';

const command = join(import.meta.dirname, '../../packages/cli/bin/secl.mjs');
const events = 25_000;
const runs = 5;
/** What a recording of days is like. */
const large = 2_000_000_000;

/**
 * Importing Tracee's DNS events as a whole process: 25,000 of them, 38 MB, and 2 GB of the same through standard input,
 * of which the memory counts.
 */
export async function measureImport(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'secl-bench-'));
  try {
    const path = join(folder, 'dns.json');
    writeFileSync(path, Array.from({ length: events }, (_, index) => dnsLine(index)).join(''));
    const times: number[] = [];
    for (let run = 0; run < runs; run++) {
      const start = performance.now();
      await imported([path], undefined, 0);
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    const part = readFileSync(path);
    const kilobytes = await imported(['-'], part, large);
    const size = (statSync(path).size / 1e6).toFixed(0);
    const seconds = (time: number | undefined): string => `${((time ?? 0) / 1000).toFixed(2)} s`;
    return [
      {
        what: `${events.toLocaleString('en-US')} events, ${size} MB, best`,
        cost: seconds(times[0]),
        goal: 'goal 1.50 s',
      },
      { what: 'the same, median', cost: seconds(times[Math.floor(runs / 2)]), goal: '' },
      { what: 'memory, 2 GB through a pipe', cost: `${(kilobytes / 1024).toFixed(0)} MB`, goal: 'flat' },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the import and gives its largest resident set in kilobytes, as far as the system tells. */
async function imported(
  args: readonly string[],
  part: Uint8Array | undefined,
  bytes: number,
): Promise<number> {
  const child = spawn(process.execPath, [command, 'import', ...args], {
    stdio: [part === undefined ? 'ignore' : 'pipe', 'ignore', 'ignore'],
  });
  const ended = once(child, 'close');
  let peak = 0;
  if (part !== undefined && child.stdin !== null) {
    for (let sent = 0; sent < bytes; sent += part.length) {
      if (!child.stdin.write(part)) await once(child.stdin, 'drain');
      peak = Math.max(peak, residentOf(child.pid));
    }
    child.stdin.end();
  }
  const [code] = await ended;
  if (code !== 0) throw new Error(`secl import ended with ${String(code)}`);
  return peak;
}

function residentOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

const types = ['A', 'AAAA', 'PTR', 'MX'];

/** About 1.5 kB, as Tracee prints a question or the answer to it. */
function dnsLine(index: number): string {
  const isAnswer = index % 2 === 1;
  const name = `host-${index % 977}.zone-${index % 31}.example.com`;
  const type = types[index % types.length];
  const answer = {
    name,
    type,
    class: 'IN',
    TTL: 300,
    IP: `203.0.113.${index % 256}`,
    NS: '',
    CNAME: '',
    PTR: '',
    TXTs: null,
    SOA: { MName: '', RName: '', serial: 0, refresh: 0, retry: 0, expire: 0, minimum: 0 },
    SRV: { priority: 0, weight: 0, port: 0, name: '' },
    MX: { preference: 0, name: '' },
    OPT: [],
    URI: { priority: 0, weight: 0, target: '' },
    TXT: '',
  };
  const ends = isAnswer ? ['192.0.2.53', '10.0.0.5', 53, 40_000] : ['10.0.0.5', '192.0.2.53', 40_000, 53];
  const [src, dst, src_port, dst_port] = ends;
  const packet = {
    ID: index % 65_536,
    QR: isAnswer ? 1 : 0,
    opCode: 'query',
    AA: 0,
    TC: 0,
    RD: 1,
    RA: 0,
    Z: 0,
    responseCode: 'no error',
    QDCount: 1,
    ANCount: isAnswer ? 2 : 0,
    NSCount: 0,
    ARCount: 0,
    questions: [{ name, type, class: 'IN' }],
    answers: isAnswer ? [answer, answer] : [],
    authorities: [],
    additionals: [],
  };
  const args = Object.entries({ src, dst, src_port, dst_port, proto_dns: packet });
  const event = {
    threadStartTime: 1_772_359_200_000_000,
    processorId: index % 8,
    processId: 1000 + (index % 5),
    cgroupId: 1,
    threadId: 1000 + (index % 5),
    parentProcessId: 1,
    hostProcessId: 1000 + (index % 5),
    hostThreadId: 1000 + (index % 5),
    hostParentProcessId: 1,
    userId: 1000,
    mountNamespace: 4_026_531_841,
    pidNamespace: 4_026_531_836,
    processName: 'resolver',
    executable: { path: '' },
    hostName: 'bench-1',
    containerId: '',
    container: {},
    kubernetes: {},
    eventId: '2006',
    eventName: 'net_packet_dns',
    matchedPolicies: [''],
    argsNum: 5,
    returnValue: 0,
    syscall: 'sendto',
    stackAddresses: [0],
    contextFlags: { containerStarted: false, isCompat: false },
    threadEntityId: 100 + (index % 5),
    processEntityId: 100 + (index % 5),
    parentEntityId: 1,
    args: args.map(([key, value]) => ({ name: key, type: 'x', value })),
  };
  return `{"timestamp":${1_772_359_200_000_000_000n + BigInt(index) * 40_000n},${JSON.stringify(event).slice(1)}\n`;
}
