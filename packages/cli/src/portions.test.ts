import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { portions } from './portions.ts';

async function collect(
  source: AsyncIterable<Uint8Array>,
  seen: (text: string) => void = () => {},
): Promise<string> {
  let all = '';
  for await (const portion of source) {
    const text = Buffer.from(portion).toString();
    all += text;
    seen(text);
  }
  return all;
}

describe('portions of a stream', () => {
  it('are all of it', async () => {
    const stream = new PassThrough();
    stream.write('one ');
    stream.end('two');
    expect(await collect(portions(stream, new AbortController().signal))).toBe('one two');
  });

  it('end when the signal comes while waiting for more', async () => {
    const stream = new PassThrough();
    const controller = new AbortController();
    stream.write('so far');
    expect(await collect(portions(stream, controller.signal), () => controller.abort())).toBe('so far');
  });

  it('are none when the signal came before', async () => {
    const stream = new PassThrough();
    stream.end('text');
    expect(await collect(portions(stream, AbortSignal.abort()))).toBe('');
  });

  it('pass on the trouble of the stream', async () => {
    const stream = new PassThrough();
    stream.destroy(new Error('the disk is gone'));
    await expect(collect(portions(stream, new AbortController().signal))).rejects.toThrow('the disk is gone');
  });
});
