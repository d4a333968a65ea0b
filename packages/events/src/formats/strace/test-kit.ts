import { catalogue } from '@secl/model';
import type { ImportedRecord, LineCounts } from '../../importer.ts';
import { strace } from './strace.ts';

const linux = catalogue('linux');

export interface Result {
  readonly imported: readonly ImportedRecord[];
  readonly problems: readonly string[];
  readonly counts: LineCounts;
}

/** What the importer makes of a text, whose lines may be indented. */
export function read(text: string): Result {
  const problems: string[] = [];
  const reader = strace.open({
    catalogue: linux,
    onProblem: (problem) => problems.push(`${problem.line} ${problem.code}`),
  });
  const lines = text.split('\n').map((line) => line.trim());
  const imported = lines.flatMap((line, index) =>
    line === ''
      ? []
      : reader.read({ document: 'x', text: line, line: index + 1, column: 1, offset: 0, ended: true }),
  );
  return { imported: [...imported, ...reader.end()], problems, counts: reader.counts() };
}

const OF_PROCESS = /^(?:process|event|signal\.target|ptrace\.tracee|setrlimit\.target)\./;

/** Type and values of the events, without those of processes. */
export function events(text: string): readonly unknown[] {
  const { imported } = read(text);
  return imported.map(({ record }) => [
    record.Type,
    Object.fromEntries(Object.entries(record.Values).filter(([key]) => !OF_PROCESS.test(key))),
  ]);
}

/** The same with some values of the process that did it. */
export function processes(text: string, ...names: readonly string[]): readonly unknown[] {
  return read(text).imported.map(({ record }) => [
    record.Type,
    ...names.map((name) => record.Values[`process.${name}`]),
  ]);
}
