import type { Bytes } from '@secl/events';
import type { LineIndex } from '@secl/text';
import type { Happening, PreparedCase } from '../result.ts';
import type { Step, TestCase } from '../written.ts';
import { Preparing, type Surroundings } from './preparing.ts';
import { processTable } from './processes.ts';
import type { RecordingMemory } from './recording-memory.ts';
import { recordOf } from './short-event.ts';

export interface PrepareSetting extends Surroundings {
  /** Of the test file. */
  readonly lines: LineIndex;
  /** The bytes of a recording, by its path as seen from the file; or why there are none. */
  readonly readRecording: (
    path: string,
  ) => Promise<
    | { readonly ok: true; readonly name: string; readonly bytes: Bytes }
    | { readonly ok: false; readonly message: string }
  >;
  /** Kept from case to case, by a caller whose recordings do not change meanwhile. */
  readonly recordings?: RecordingMemory;
}

/** The case's events in the canonical form. What is wrong with them is in `problems`. */
export async function prepareCase(testCase: TestCase, setting: PrepareSetting): Promise<PreparedCase> {
  const prepared = prepareSteps(testCase, setting);
  const { recording } = testCase;
  if (recording === undefined) return prepared;
  // Loads all that reads recordings, of which few cases have one.
  const { recordedHappenings } = await import('./recorded.ts');
  const recorded = await recordedHappenings(recording, setting);
  // What is written comes after what was recorded: a test may go on from there.
  const shifted = prepared.happenings.map((each) => ({ ...each, number: each.number + recorded.count }));
  return {
    ...prepared,
    happenings: [...recorded.happenings, ...shifted],
    problems: [...recorded.problems, ...prepared.problems],
  };
}

/** The same without the events of a recording, at once. */
export function prepareSteps(
  testCase: TestCase,
  setting: Surroundings & { readonly lines: LineIndex },
): PreparedCase {
  const { document, catalogue, lines } = setting;
  const preparing = new Preparing(setting);
  const happenings: Happening[] = [];
  if (!testCase.broken) {
    const processes = processTable(catalogue.platform);
    let now = testCase.start;
    for (const step of testCase.steps) {
      const source = { document, line: lines.positionAt(step.range.start).line };
      now = addStep(step, now, (at) => {
        // The problems of an event that comes again are those of its first time.
        const before = preparing.problems.length;
        const record = recordOf(preparing, step.event, processes, at);
        if (record !== undefined) happenings.push({ record, number: happenings.length + 1, step, source });
        return preparing.problems.length === before;
      });
    }
  }
  return { testCase, document, happenings, problems: preparing.problems };
}

function addStep({ times, after }: Step, start: bigint, add: (at: bigint) => boolean): bigint {
  let now = start;
  for (let time = 0; time < times; time++) {
    now += after;
    if (!add(now)) break;
  }
  return now;
}
