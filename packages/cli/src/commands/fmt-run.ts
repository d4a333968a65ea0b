import type { FormatOptions } from '@secl/language';
import { carrierOf, isArchive } from '@secl/policy';
import { applyEdits, decodeText, forTerminal, located, type Problem, type TextEdit } from '@secl/text';
import {
  type CarrierTools,
  carriedIn,
  type Found,
  normalPath,
  policyFilesAt,
  ruleSetsOf,
  unreadBelow,
} from '@secl/workspace';
import { carrierTools } from '../carrier-tools.ts';
import { misuse, type Run } from '../command.ts';
import type { CliContext } from '../context.ts';
import { type CommandExit, exit } from '../exit.ts';
import { standardInputName, workspaceOf } from '../policies-run.ts';
import { readStandardInput } from '../read-input.ts';
import { writeDiff } from '../report/diff.ts';
import { documentsOf } from '../report/documents.ts';
import { paintFor } from '../report/paint.ts';
import { renderProblems } from '../report/problem.ts';
import { workspaceFiles } from '../workspace-files.ts';
import type { FmtFlags } from './fmt.ts';
import { carriedEdits, type FormattedFile, noPolicy, policyEdits } from './fmt-edits.ts';

export const fmt: Run<FmtFlags, string[]> = async (context, flags, ...paths) => {
  if (paths.includes('-')) return formatInput(context, flags, paths);
  const files = await policyFiles(context, paths);
  if (!files.ok) return misuse(context, files.message);
  const tools = carrierTools();
  const outcomes: Outcome[] = [];
  for (const path of files.value) {
    if (context.signal.aborted) break;
    outcomes.push(await formatFile(context, flags, path, tools));
    await context.stdout.drained();
  }
  // A manifest beside others that hold policies need not hold one.
  const none = outcomes.length > 0 && outcomes.every((outcome) => outcome === 'no policy');
  if (none || outcomes.includes('unreadable')) return exit.misuse;
  return flags.check === true && outcomes.includes('changed') ? exit.findings : exit.fine;
};

type Outcome = 'changed' | 'same' | 'unreadable' | 'no policy';

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
  const files = workspaceFiles(context.fs);
  const sets = await ruleSetsOf(files, workspace.value, carrierTools());
  if (!sets.ok) return sets;
  if (sets.value.length === 0) {
    const message = 'no policies: there is no secl.yaml and no .policy file here or below';
    return { ok: false, message: `${message}${await unreadBelow(files, '.')}` };
  }
  return { ok: true, value: sets.value.flatMap(({ policies }) => policies) };
}

async function formatFile(
  context: CliContext,
  flags: FmtFlags,
  path: string,
  tools: CarrierTools,
): Promise<Outcome> {
  const read = await context.fs.read(path);
  if (!read.ok) return unreadable(context, `${path}: ${read.trouble.reason}`);
  const refused = notByHand(path, read.value);
  if (refused !== undefined) return unreadable(context, `${path}: ${refused}`);
  const { text, encoding } = decodeText(read.value);
  if (encoding !== 'utf-8')
    return unreadable(context, `${path}: only UTF-8 is formatted; this is ${encoding}`);
  const { edits, lost } = await formatted(context, flags, path, read.value, tools);
  if (edits.length > 0) {
    if (flags.diff) writeDiff(context, path, text, edits);
    else context.stdout.write(`${forTerminal(path)}\n`);
    if (!flags.check && !flags.diff) {
      const written = await context.fs.replace(path, applyEdits(text, edits));
      if (!written.ok) return unreadable(context, `${path}: ${written.trouble.reason}`);
    }
  }
  if (lost !== undefined) return lost;
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
  const refused = notByHand(standardInputName, bytes);
  if (refused !== undefined) return misuse(context, refused);
  const { text } = decodeText(bytes);
  const { edits, lost } = await formatted(context, flags, standardInputName, bytes, carrierTools());
  if (flags.diff) writeDiff(context, standardInputName, text, edits);
  else if (!flags.check) context.stdout.write(applyEdits(text, edits));
  else if (edits.length > 0) context.stdout.write(`${standardInputName}\n`);
  if (lost !== undefined) return exit.misuse;
  return flags.check === true && edits.length > 0 ? exit.findings : exit.fine;
}

interface Formatting {
  readonly edits: readonly TextEdit[];
  /** Where not all of it could be read: what could not is left as it is, and said. */
  readonly lost: 'unreadable' | 'no policy' | undefined;
}

async function formatted(
  context: CliContext,
  { explicit = false, width }: FmtFlags,
  name: string,
  bytes: Uint8Array,
  tools: CarrierTools,
): Promise<Formatting> {
  const { text, problems } = decodeText(bytes);
  const broken = problems.filter(({ severity }) => severity === 'error').map((each) => located(each, name));
  const options = { explicit, width };
  const found =
    broken.length > 0 ? [{ edits: [], mistakes: broken }] : await editsOf(name, bytes, options, tools);
  const mistakes = found.flatMap((each) => each.mistakes);
  writeProblems(context, mistakes, name, text);
  return { edits: found.flatMap((each) => each.edits), lost: lostBy(mistakes) };
}

function lostBy(mistakes: readonly Problem[]): Formatting['lost'] {
  if (mistakes.length === 0) return undefined;
  return mistakes.every(({ code }) => code === noPolicy) ? 'no policy' : 'unreadable';
}

async function editsOf(
  name: string,
  bytes: Uint8Array,
  options: FormatOptions,
  tools: CarrierTools,
): Promise<readonly FormattedFile[]> {
  const { text } = decodeText(bytes);
  if ((carrierOf(name, text) ?? 'policy') === 'policy') return [policyEdits(name, text, options)];
  const carried = await carriedIn(name, bytes, tools);
  return carried.map((each) => carriedEdits(each, options));
}

/** What nobody writes by hand, and who does. */
function notByHand(name: string, bytes: Uint8Array): string | undefined {
  if (isArchive(name, bytes)) return 'an archive is not written to; unpack it first';
  const made = carrierOf(name, decodeText(bytes).text) === 'terraform-plan';
  return made ? 'Terraform makes its plans; format the files that they are made from' : undefined;
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

function unreadable(context: CliContext, message: string): Outcome {
  context.stderr.write(`secl: ${message}\n`);
  return 'unreadable';
}
