export { createDecoder, type Decoded, type Decoder } from './canonical/decoder.ts';
export { toCanonical } from './canonical/encode.ts';
export { formatTime, parseTime } from './canonical/time.ts';
export { fitsGlob } from './glob.ts';
export type { EventProblem, LineAt } from './problem.ts';
export { type EventProblemCode, eventProblems } from './problems.ts';
export type { CanonicalRecord, RecordElement, RecordValue } from './record.ts';
