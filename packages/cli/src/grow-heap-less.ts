import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/**
 * What is forgotten may not lie around until it is as much as what is known: a third less memory for some time. Only said to
 * the V8 that is known to have this setting, as another one complains.
 */
export function growHeapLess(percent = 60): void {
  if (process.versions.v8.startsWith('13.')) setFlagsFromString(`--heap-growing-percent=${percent}`);
}

/** Looking takes a while: it is done each time it was asked for so often. */
const SELDOM = 16;

/**
 * To be called now and then: as soon as the memory for what is new has as many bytes, it grows no more. As much again would
 * make long imports a twentieth faster at most.
 */
export function newSpaceLimit(bytes: number): () => void {
  let isOver = !process.versions.v8.startsWith('13.');
  let calls = 0;
  return () => {
    calls += 1;
    if (isOver || calls % SELDOM > 0) return;
    const size =
      getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? 0;
    isOver = size >= bytes;
    if (isOver) setFlagsFromString('--semi-space-growth-factor=1');
  };
}
