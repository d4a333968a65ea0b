import { type CarriedPolicy, type Change, type Conversion, convert as converted } from '@secl/policy';
import { forTerminal } from '@secl/text';
import { commentsIn, joinPath } from '@secl/workspace';
import { carrierTools } from '../carrier-tools.ts';
import { misuse, type Run } from '../command.ts';
import type { CliContext } from '../context.ts';
import { type CommandExit, exit } from '../exit.ts';
import { chosenRuleSets, onlyRuleSet } from '../policies-run.ts';
import { type Documents, documentsOf } from '../report/documents.ts';
import { jsonPlace, jsonText } from '../report/json.ts';
import { count } from '../report/markdown.ts';
import { paintFor } from '../report/paint.ts';
import { renderProblems } from '../report/problem.ts';
import { type ConvertFlags, convertTargets } from './convert.ts';

export const convert: Run<ConvertFlags, string[]> = async (context, flags, ...paths) => {
  if (paths.length === 0) return misuse(context, 'name what to convert: files, directories or patterns');
  // Not left to the parser of flags, which would not say what there is.
  const { to } = flags;
  if (to === undefined) return misuse(context, `say what to write: --to ${convertTargets.join(', ')}`);
  const sets = await chosenRuleSets(context, {}, paths);
  const set = sets.ok ? onlyRuleSet(sets.value) : sets;
  if (!set.ok) return misuse(context, set.message);
  const { carried, texts, homes } = set.value;
  const documents = documentsOf(texts, homes);
  const mistakes = carried.flatMap(unreadable);
  if (mistakes.length > 0) {
    const { stderr } = context;
    stderr.write(renderProblems(mistakes, documents, { paint: paintFor(stderr), columns: stderr.columns }));
    return misuse(context, 'what cannot be read as a whole is not converted');
  }
  const tools = carrierTools();
  const sources = [];
  for (const each of carried) sources.push({ carried: each, comments: await commentsIn(each, tools) });
  const conversion = converted(sources, to, { name: flags.name });
  return write(context, flags, conversion, documents);
};

/** Why the rules of a policy are not all there, in a way that no note of the conversion says. */
function unreadable({ file }: CarriedPolicy): CarriedPolicy['file']['problems'] {
  const codes = ['policy/carrier-type', 'policy/no-policy', 'policy/not-read', 'policy/not-a-text'];
  const found = file.problems.filter(({ code }) => codes.includes(code));
  return file.unreadable === undefined ? found : [file.unreadable];
}

async function write(
  context: CliContext,
  flags: ConvertFlags,
  conversion: Conversion,
  documents: Documents,
): Promise<CommandExit> {
  const { files, changes } = conversion;
  const [first, ...more] = files;
  if (flags.output === undefined && (more.length > 0 || typeof first?.content === 'object')) {
    const what = more.length > 0 ? `these are ${files.length} files` : 'an archive is no text';
    return misuse(context, `${what}: say with -o where to write`);
  }
  const paths = await pathsFor(context, flags, conversion);
  for (const [index, { content }] of files.entries()) {
    const path = paths?.[index];
    if (path === undefined) continue;
    const done = await context.fs.replace(path, content);
    if (!done.ok) return misuse(context, `${path}: ${done.trouble.reason}`);
  }
  const names = paths ?? files.map(({ name }) => name);
  if (flags.format === 'json') context.stdout.write(json(flags, conversion, names, documents));
  else {
    if (paths !== undefined) for (const path of paths) context.stdout.write(`${forTerminal(path)}\n`);
    else if (typeof first?.content === 'string') context.stdout.write(first.content);
    writeNotes(context, conversion, documents);
  }
  const lost = changes.some(({ kind }) => kind === 'lost');
  const nothing = files.length === 0 || (lost && conversion.rules + conversion.macros === 0);
  return nothing || (flags.strict === true && lost) ? exit.findings : exit.fine;
}

/** Nothing for standard output. */
async function pathsFor(
  { fs }: CliContext,
  { output, to }: ConvertFlags,
  { files }: Conversion,
): Promise<readonly string[] | undefined> {
  if (output === undefined) return undefined;
  const isFolder =
    files.length !== 1 ||
    output.endsWith('/') ||
    (await fs.kind(output)) === 'directory' ||
    (to !== 'archive' && !/\.[^./]+$/.test(output));
  return files.map(({ name }) => (isFolder ? joinPath(output, name) : output));
}

function writeNotes({ stderr }: CliContext, conversion: Conversion, documents: Documents): void {
  const paint = paintFor(stderr);
  const { changes, rules, macros } = conversion;
  for (const { kind, subject, message, place } of changes) {
    const head = kind === 'lost' ? paint.doubtful('lost') : paint.faint('rewritten');
    const about = subject === '' ? '' : `${forTerminal(subject)}: `;
    stderr.write(
      `${head} ${paint.name(forTerminal(documents.link(place)))} ${about}${forTerminal(message)}\n`,
    );
  }
  const lost = changes.filter(({ kind }) => kind === 'lost').length;
  const parts = [
    `${count(rules, 'rule')}${macros > 0 ? ` and ${count(macros, 'macro')}` : ''} written`,
    ...(lost > 0 ? [`${lost} lost`] : []),
    ...(changes.length > lost ? [`${changes.length - lost} rewritten`] : []),
  ];
  stderr.write(`${parts.join(' · ')}\n`);
}

function json(
  { to, output }: ConvertFlags,
  { files, changes, rules, macros }: Conversion,
  names: readonly string[],
  documents: Documents,
): string {
  return jsonText({
    schemaVersion: 1,
    to,
    rules,
    macros,
    files: files.map(({ content }, index) => ({
      file: names[index] ?? '',
      text: output === undefined && typeof content === 'string' ? content : null,
    })),
    changes: changes.map((change) => jsonChange(change, documents)),
  });
}

function jsonChange({ kind, subject, key, message, place }: Change, documents: Documents) {
  return { kind, subject, key, message, place: jsonPlace(place, documents) };
}
