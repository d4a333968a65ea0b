import type { Catalogue } from '@secl/model';
import { flagsOf, optionsOf } from '../../arguments-of-process.ts';
import { parseTime } from '../../canonical/time.ts';
import { type JsonObject, objectAt, objectsAt, textAt, textsAt, truthAt } from '../../foreign-json.ts';
import type { NamesAsNumbers } from '../../names-as-numbers.ts';
import type { RecordElement } from '../../record.ts';
import { FILE, PROCESS } from './linux-fields.ts';
import { addFields, type Fields } from './mapping.ts';
import { WINDOWS_PROCESS } from './windows-fields.ts';

/** What the agent puts in the place of a secret in an argument. */
const SCRUBBED = '********';

/** Fields of a process without prefix, from `process`, `parent`, `tracee` or one of the `ancestors`. */
export function processFields(
  process: JsonObject,
  isAncestor: boolean,
  platform: Catalogue['platform'],
  names: NamesAsNumbers,
): Fields {
  const fields: Fields = {};
  if (platform === 'windows') {
    addFields(fields, '', process, WINDOWS_PROCESS, names);
    if (textAt(process, 'cmdline')?.includes(SCRUBBED) === true) {
      delete fields.cmdline;
    }
    return fields;
  }
  addFields(fields, '', process, PROCESS, names);
  const created = parseTime(textAt(process, 'exec_time') ?? textAt(process, 'fork_time') ?? '');
  if (created !== undefined) {
    fields.created_at = created;
  }
  fields.is_exec = fields.is_thread !== true;
  const executable = objectAt(process, 'executable');
  if (executable !== undefined) {
    addFile(fields, 'file.', executable, names);
  }
  const interpreter = objectAt(process, 'interpreter');
  if (interpreter !== undefined) {
    addFile(fields, 'interpreter.file.', interpreter, names);
  }
  addArguments(fields, process, isAncestor);
  return fields;
}

/** A file; where its path could not be resolved the agent says so, and the path is not known. */
export function addFile(fields: Fields, prefix: string, file: JsonObject, names: NamesAsNumbers): void {
  addFields(fields, prefix, file, FILE, names);
  if (typeof file.path_resolution_error === 'string' && file.path_resolution_error !== '') {
    delete fields[`${prefix}path`];
  }
  const mode = fields[`${prefix}mode`];
  if (typeof mode === 'number') {
    fields[`${prefix}rights`] = mode & 0o7777;
  }
}

/**
 * Arguments are scrubbed: one with asterisks was something else. Of ancestors the agent leaves them out where they are
 * those of the next one, so an absence says nothing there. Of variables the values are absent, or scrubbed as well.
 */
function addArguments(fields: Fields, process: JsonObject, isAncestor: boolean): void {
  const args = process.args === undefined && !isAncestor ? [] : textsAt(process, 'args');
  if (
    args !== undefined &&
    (args.length > 0 || !isAncestor) &&
    !args.some((each) => each.includes(SCRUBBED))
  ) {
    fields.argv = args;
    fields.args = args.join(' ');
    fields.args_flags = flagsOf(args);
    fields.args_options = optionsOf(args);
  }
  const argv0 = textAt(process, 'argv0');
  if (argv0 !== undefined) {
    fields.argv0 = argv0;
  }
  const envs = process.envs === undefined && !isAncestor ? [] : textsAt(process, 'envs');
  if (envs !== undefined && (envs.length > 0 || !isAncestor)) {
    fields.envs = envs.map((each) => each.split('=', 1)[0] ?? '');
  }
  if (!isAncestor) {
    fields.args_truncated = truthAt(process, 'args_truncated') ?? false;
    fields.envs_truncated = truthAt(process, 'envs_truncated') ?? false;
  }
}

export interface AncestorsOf {
  readonly ancestors: readonly RecordElement[];
  /** Agents leave out the middle of a long chain. */
  readonly isComplete: boolean;
}

export function ancestorsOf(
  process: JsonObject,
  platform: Catalogue['platform'],
  names: NamesAsNumbers,
): AncestorsOf {
  const listed = objectsAt(process, 'ancestors');
  const parent = objectAt(process, 'parent');
  const all = listed.length === 0 && parent !== undefined ? [parent] : listed;
  return {
    ancestors: all.map((each) => processFields(each, true, platform, names) as RecordElement),
    isComplete:
      truthAt(process, 'truncated_ancestors') !== true && (listed.length > 0 || parent === undefined),
  };
}
