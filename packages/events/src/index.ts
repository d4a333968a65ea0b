export { flagsOf, optionsOf } from './arguments-of-process.ts';
export { createDecoder, type Decoded, type Decoder } from './canonical/decoder.ts';
export { toCanonical } from './canonical/encode.ts';
export { type PackedRecords, SLACK as packedSlack } from './canonical/packed.ts';
export { formatTime, parseTime } from './canonical/time.ts';
export { type CanonicalLines, canonicalLines } from './canonical-lines.ts';
export { type TracedArgument, traced } from './formats/bpftrace/traced-calls.ts';
export { formats, recogniseFormat } from './formats/formats.ts';
export { fitsGlob } from './glob.ts';
export type {
  Coverage,
  ImportedRecord,
  Importer,
  ImportOptions,
  LineCounts,
  RecordReader,
} from './importer.ts';
export { packedLines } from './packed-lines.ts';
export type { EventProblem, LineAt, SourceUnit } from './problem.ts';
export { type EventProblemCode, eventProblems } from './problems.ts';
export { type Bytes, decompressed, type Ending, type Stop, untilEnd } from './reading/bytes.ts';
export { type Emptiness, emptiness } from './reading/emptiness.ts';
export type { FirstTime } from './reading/first-time.ts';
export { type EventBatch, importRecording, openRecording, type Recording } from './reading/recording.ts';
export type { RecordingOptions } from './reading/source-lines.ts';
export type { SourceLine } from './reading/split.ts';
export type { CanonicalRecord, RecordElement, RecordValue } from './record.ts';
export { recordPacking } from './record-packing.ts';
export { type RedactKind, redactKinds } from './redact/kinds.ts';
export { peopleIn } from './redact/people.ts';
export { type RedactOptions, redactor } from './redact/redact.ts';
export { type KeptWords, keptWords } from './redact/words.ts';
