import { formats, importRecording, openRecording } from '@secl/events';
import { catalogue } from '@secl/model';
import { describe, expect, it } from 'vitest';
import { inPieces } from '../recordings/fetched.ts';
import { ownAuditd } from '../recordings/own-auditd.ts';
import { createDice, type Dice } from './dice.ts';

const rounds = Number(process.env.SECL_FUZZ ?? 150);

/** What means something to the formats, and not where it comes to stand. */
const strange: readonly string[] = [
  ' syscall=59',
  ' a0[0]=41',
  ' a999999=41',
  ' argc=99999999',
  ' a1_len=-1',
  '(null)',
  '"',
  '\u001d',
  ' pid=-1',
  ' pid=99999999999999999999',
  ' ppid=NaN',
  ' saddr=0A',
  ' item=__proto__',
  ' exit=-9223372036854775808',
  'audit(1.1:1)',
  'audit(12/31/99 23:59:59.999:1)',
  'msg=audit(99999999999999.999:1): ',
  '\ud800',
];

const bpftrace = [
  '{"type": "value", "data": ["start",1000]}',
  '{"type": "printf", "data": "1700000000.000001\\n"}',
  '{"type": "value", "data": ["known",10,1,"sh","/usr/bin/dash","/srv",0,0,"sh"]}',
  '{"type": "value", "data": ["fork",2000,10,10,11,17]}',
  '{"type": "value", "data": ["arg",2500,11,11,0,"cat"]}',
  '{"type": "value", "data": ["exec",3000,11,11,0,0,"/usr/bin/cat"]}',
  '{"type": "value", "data": ["text",3100,11,11,1,"/etc/shadow"]}',
  '{"type": "value", "data": ["call",3100,11,11,"openat",3,0,0,-100,0,0,0]}',
  '{"type": "value", "data": ["addr",3200,11,11,2,20480,16777343,0,0,0,0]}',
  '{"type": "value", "data": ["call",3200,11,11,"connect",0,0,0,3,0]}',
  '{"type": "value", "data": ["call",3300,11,11,"setuid",0,0,0,33]}',
  '{"type": "lost_events", "data": {"events": 3}}',
  '{"type": "value", "data": ["exit",3400,11,11]}',
];

function damaged(lines: readonly string[], dice: Dice): readonly string[] {
  const out = [...lines];
  for (let count = 1 + dice.below(10); count > 0; count--) {
    const at = dice.below(out.length);
    const line = out[at] ?? '';
    const where = dice.below(line.length + 1);
    const kinds = [
      () => line.slice(0, where),
      () => line.slice(where),
      () => line.slice(0, where) + String.fromCharCode(32 + dice.below(95)) + line.slice(where + 1),
      () => line.slice(0, where) + (dice.pick(strange) ?? '') + line.slice(where),
      () => out[dice.below(out.length)] ?? '',
      () => line.replace(/\d+/, String(2 ** dice.below(70) - 1)),
    ];
    out[at] = dice.pick(kinds)?.() ?? '';
  }
  return out.filter((line) => line.trim() !== '');
}

describe('a damaged recording is read without an exception, and every line is counted once', async () => {
  const recordings = { auditd: await ownAuditd(), bpftrace: [...bpftrace, ...bpftrace] };
  it.each(Object.entries(recordings))('%s', async (id, lines) => {
    const dice = createDice(20_260_302);
    const format = formats.find((each) => each.id === id);
    expect(format).toBeDefined();
    for (let round = 0; round < rounds; round++) {
      const from = dice.below(lines.length);
      // The first line tells that objects come one a line; over several lines they are counted as objects.
      const out = [...lines.slice(0, 1), ...damaged(lines.slice(from, from + 40), dice)];
      const text = out.join('\n');
      const bytes = new TextEncoder().encode(text);
      let told = 0;
      const options = {
        document: 'x',
        catalogue: catalogue('linux'),
        format: id,
        onProblem: () => {
          told += 1;
        },
      };
      const recording = openRecording(inPieces(bytes, 1 + dice.below(5000)), options);
      for await (const batch of recording) while (batch.next() !== undefined) {}
      const { lines: read, events, processes, irrelevant, skipped } = recording.counts;
      expect(read, text).toBe(out.length);
      expect(events + processes + irrelevant + skipped, text).toBe(out.length);
      if (skipped > 0) expect(told, text).toBeGreaterThan(0);
      for await (const records of importRecording(inPieces(bytes), options)) expect(records).toBeDefined();
    }
  });
});
