import { expressionScalars, formatScalars, parseMacro } from '@secl/language';
import {
  applyEdits,
  decodeText,
  forTerminal,
  located,
  type Problem,
  readYaml,
  type Scalar,
  type TextEdit,
} from '@secl/text';
import { type Found, normalPath, policyFilesAt, ruleSetsOf } from '@secl/workspace';
import { misuse, type Run } from '../command.ts';
import type { CliContext } from '../context.ts';
import { type CommandExit, exit } from '../exit.ts';
import { standardInputName, workspaceOf } from '../policies-run.ts';
import { readStandardInput } from '../read-input.ts';
import { documentsOf } from '../report/documents.ts';
import { paintFor } from '../report/paint.ts';
import { renderProblems } from '../report/problem.ts';
import { unifiedDiff } from '../report/unified-diff.ts';
import { workspaceFiles } from '../workspace-files.ts';
import type { FmtFlags } from './fmt.ts';

export const fmt: Run<FmtFlags, string[]> = async (context, flags, ...paths) => {
  if (paths.includes('-')) return formatInput(context, flags, paths);
  const files = await policyFiles(context, paths);
  if (!files.ok) return misuse(context, files.message);
  const outcomes: Outcome[] = [];
  for (const path of files.value) {
    if (context.signal.aborted) break;
    outcomes.push(await formatFile(context, flags, path));
    await context.stdout.drained();
  }
  if (outcomes.includes('unreadable')) return exit.misuse;
  return flags.check === true && outcomes.includes('changed') ? exit.findings : exit.fine;
};

type Outcome = 'changed' | 'same' | 'unreadable';

/** The files that paths mean, each once; without paths those of the workspace. */
async function policyFiles(context: CliContext, paths: readonly string[]): Promise<Found<readonly string[]>> {
  const files = workspaceFiles(context.fs);
  const given = paths.length > 0 ? { ok: true as const, value: paths } : await workspacePolicies(context);
  if (!given.ok) return given;
  const found = new Set<string>();
  for (const path of given.value) {
    const at = await policyFilesAt(files, normalPath(path));
    if (!at.ok) return at;
    for (const each of at.value) found.add(each);
  }
  return { ok: true, value: [...found] };
}

async function workspacePolicies(context: CliContext): Promise<Found<readonly string[]>> {
  const workspace = await workspaceOf(context);
  if (!workspace.ok) return workspace;
  const sets = await ruleSetsOf(workspaceFiles(context.fs), workspace.value);
  if (!sets.ok) return sets;
  if (sets.value.length === 0)
    return { ok: false, message: 'no policies: there is no secl.yaml and no .policy file here or below' };
  return { ok: true, value: sets.value.flatMap(({ policies }) => policies) };
}

async function formatFile(context: CliContext, flags: FmtFlags, path: string): Promise<Outcome> {
  const read = await context.fs.read(path);
  if (!read.ok) return unreadable(context, `${path}: ${read.trouble.reason}`);
  const { text, encoding } = decodeText(read.value);
  if (encoding !== 'utf-8')
    return unreadable(context, `${path}: only UTF-8 is formatted; this is ${encoding}`);
  const { edits, whole } = formatted(context, flags, path, read.value);
  if (edits.length > 0) {
    if (flags.diff) writeDiff(context, path, text, edits);
    else context.stdout.write(`${forTerminal(path)}\n`);
    if (!flags.check && !flags.diff) {
      const written = await context.fs.replace(path, applyEdits(text, edits));
      if (!written.ok) return unreadable(context, `${path}: ${written.trouble.reason}`);
    }
  }
  if (!whole) return 'unreadable';
  return edits.length > 0 ? 'changed' : 'same';
}

/** From standard input to standard output, or with `--check` and `--diff` to what they say. */
async function formatInput(
  context: CliContext,
  flags: FmtFlags,
  paths: readonly string[],
): Promise<CommandExit> {
  if (paths.length > 1)
    return misuse(context, '- goes with no other path: its formatted text is what is printed');
  const bytes = await readStandardInput(context);
  const { text } = decodeText(bytes);
  const { edits, whole } = formatted(context, flags, standardInputName, bytes);
  if (flags.diff) writeDiff(context, standardInputName, text, edits);
  else if (!flags.check) context.stdout.write(applyEdits(text, edits));
  else if (edits.length > 0) context.stdout.write(`${standardInputName}\n`);
  if (!whole) return exit.misuse;
  return flags.check === true && edits.length > 0 ? exit.findings : exit.fine;
}

interface FormattedFile {
  readonly edits: readonly TextEdit[];
  /** Whether all of it could be read; what could not is left as it is, and said. */
  readonly whole: boolean;
}

function formatted(
  context: CliContext,
  { explicit = false, width }: FmtFlags,
  name: string,
  bytes: Uint8Array,
): FormattedFile {
  const { text, problems } = decodeText(bytes);
  const yaml = readYaml(name, text);
  const broken = [...problems.map((each) => located(each, name)), ...yaml.problems].filter(
    ({ severity }) => severity === 'error',
  );
  if (broken.length > 0) {
    writeProblems(context, broken, name, text);
    return { edits: [], whole: false };
  }
  const found = formatScalars(text, expressionScalars(yaml.root), { explicit, width });
  const mistakes = found.unreadable.flatMap((scalar) => mistakesIn(scalar, name));
  writeProblems(context, mistakes, name, text);
  return { edits: found.edits, whole: mistakes.length === 0 };
}

/** Why an expression is left as it is: the first thing that is wrong with it. */
function mistakesIn(scalar: Scalar, document: string): readonly Problem[] {
  const [first] = parseMacro(scalar.value.replace(/\n+$/, '')).problems;
  if (first === undefined) return [];
  const { code, severity, message } = first;
  const place = { document, range: scalar.map.toSource(first.place) };
  return [{ code, severity, message, place, related: [] }];
}

function writeProblems(
  { stderr }: CliContext,
  problems: readonly Problem[],
  name: string,
  text: string,
): void {
  if (problems.length === 0) return;
  const documents = documentsOf(new Map([[name, text]]));
  stderr.write(renderProblems(problems, documents, { paint: paintFor(stderr), columns: stderr.columns }));
}

function writeDiff({ stdout }: CliContext, name: string, text: string, edits: readonly TextEdit[]): void {
  const paint = paintFor(stdout);
  for (const line of unifiedDiff(name, text, edits)) {
    // A terminal gets no escape sequences of the file; a pipe, which may lead to `patch`, gets the file's own bytes.
    const shown = stdout.terminal ? forTerminal(line) : line;
    const style = line.startsWith('+') ? paint.good : line.startsWith('-') ? paint.bad : plain;
    stdout.write(`${line.startsWith('@') ? paint.name(shown) : style(shown)}\n`);
  }
}

const plain = (text: string): string => text;

function unreadable(context: CliContext, message: string): Outcome {
  context.stderr.write(`secl: ${message}\n`);
  return 'unreadable';
}
