import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { traced } from '@secl/events';
import { describe, expect, it } from 'vitest';
import { bpftraceScript } from './bpftrace-script.ts';

const tracepoints = '/sys/kernel/tracing/events/syscalls';
const isHere = existsSync(tracepoints) && readdirSync(tracepoints).length > 0;
if (!isHere) console.log('skipped: the tracepoints of the kernel are not to be seen here');

describe('the script', () => {
  it('watches what the kernel has tracepoints for, and nothing else', () => {
    const script = bpftraceScript(new Set(['openat', 'getpid']));
    expect(script.match(/sys_enter_\w+/g)).toEqual([
      'sys_enter_execve',
      'sys_enter_execveat',
      'sys_enter_exit_group',
      'sys_enter_openat',
    ]);
  });

  it('uses tracepoints and its own beginning and end only', () => {
    const script = bpftraceScript(new Set(traced.keys()));
    expect(script).not.toMatch(/\b(?:k|u)(?:ret)?probe|kfunc|fentry|system\(|--unsafe/);
  });

  it.skipIf(!isHere)('names arguments as the kernel does', () => {
    const missing = [...traced].flatMap(([call, args]) => {
      const path = `${tracepoints}/sys_enter_${call}/format`;
      if (!existsSync(path)) return [];
      const format = readFileSync(path, 'utf8');
      return args
        .filter(({ name }) => !new RegExp(`[ *]${name};`).test(format))
        .map(({ name }) => `${call} ${name}`);
    });
    expect(missing).toEqual([]);
  });
});
