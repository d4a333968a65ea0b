import type { Happening } from '../result.ts';

/** `event 2: open /etc/shadow by /usr/bin/cat (1001)`, as one finds it in the case or in the recording. */
export function happeningInWords({ number, record, step, source }: Happening): string {
  const { Type, Values } = record;
  const text = (...names: readonly string[]): string => {
    const found = names
      .map((name) => Values[name])
      .find((value) => typeof value === 'string' && value !== '');
    return typeof found === 'string' ? found : '';
  };
  const subject = text(`${Type}.file.path`, `${Type}.addr.ip`, `${Type}.question.name`, `${Type}.name`);
  const process = text('process.file.path', 'process.file.name', 'process.comm');
  const pid = Values['process.pid'];
  const by =
    process === ''
      ? ''
      : `${Type === 'exec' ? ' of' : ' by'} ${process}${pid === undefined ? '' : ` (${String(pid)})`}`;
  const from = step === undefined ? ` (${source.document}:${source.line})` : '';
  return `event ${number}: ${Type}${subject === '' ? '' : ` ${subject}`}${by}${from}`;
}
