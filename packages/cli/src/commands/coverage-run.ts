import {
  assess,
  type Change,
  changeInventory,
  compareFleets,
  type Demand,
  type FleetPolicy,
  type FleetProblem,
  type FleetReport,
  type Inventory,
  judgeDemand,
  navigatorLayer,
  readDemand,
  readDrop,
  readInventory,
  readSet,
  selectionOf,
  smallestUpgrade,
} from '@secl/fleet';
import { forTerminal } from '@secl/text';
import { didYouMean, type Found } from '@secl/workspace';
import { misuse, type Run } from '../command.ts';
import type { CliContext } from '../context.ts';
import { type CommandExit, exit } from '../exit.ts';
import { inAscii, isAscii } from '../fleet/ascii.ts';
import { prettyHost, prettyRule } from '../fleet/cards.ts';
import type { Coverage, Judging } from '../fleet/coverage.ts';
import { csvCoverage } from '../fleet/csv.ts';
import { openInventories } from '../fleet/inventories.ts';
import { jsonCoverage } from '../fleet/json.ts';
import { number } from '../fleet/looks.ts';
import { markdownCoverage } from '../fleet/markdown.ts';
import { bySeverity } from '../fleet/notes.ts';
import { assessOptions, preparePolicies } from '../fleet/prepare.ts';
import { prettyCoverage } from '../fleet/pretty.ts';
import type { SourceOf } from '../fleet/rule-source.ts';
import { demandWords } from '../fleet/verdicts.ts';
import { growHeapLess } from '../grow-heap-less.ts';
import { progressOn } from '../replay/progress.ts';
import { jsonText } from '../report/json.ts';
import { lostPolicies } from '../report/lost-policies.ts';
import type { CoverageFlags } from './coverage.ts';

export const coverage: Run<CoverageFlags, string[]> = async (context, flags, ...paths) => {
  growHeapLess();
  const asked = askedOf(flags);
  if (!asked.ok) return misuse(context, asked.message);
  const prepared = await preparePolicies(context, flags);
  if (!prepared.ok) return misuse(context, prepared.message);
  const { set, policies } = prepared.value;
  const options = assessOptions(flags, set);
  if (!options.ok) return misuse(context, options.message);
  const opened = await openInventories(context, paths);
  if (!opened.ok) return misuse(context, opened.message);
  const progress = progressOn(context.stderr, { what: 'records' });
  const whole = await readInventory(opened.value.inputs, progress.events);
  progress.done();
  const inventory = onlyOf(whole, flags.group);
  for (const trouble of opened.value.trouble) misuse(context, trouble);
  if (inventory.hosts.length + inventory.tasks.length === 0) return nobody(context, whole, flags);

  const judging: Judging = { inventory, policies, options: options.value };
  const compared = await judged(context, flags, judging, asked.value);
  if (!compared.ok) return misuse(context, compared.message);
  const rendered = await render(compared.value, flags, context, policies);
  if (!rendered.ok) return misuse(context, rendered.message);
  for (const portion of rendered.value) {
    context.stdout.write(portion);
    await context.stdout.drained();
  }
  if (flags.format === 'csv' || flags.format === 'navigator') tellBeside(context, compared.value);
  const lost = lostPolicies(set);
  for (const message of lost) misuse(context, message);
  return conclusion(context, compared.value, lost.length + opened.value.trouble.length > 0);
};

interface Asked {
  readonly changes: readonly Change[];
  readonly demands: readonly Demand[];
}

function askedOf({ set = [], drop = [], failUnder = [], rule, host, format }: CoverageFlags): Found<Asked> {
  if (rule !== undefined && host !== undefined)
    return { ok: false, message: 'either --rule or --host: each is a report of its own' };
  if ((rule ?? host) !== undefined && format !== 'pretty')
    return { ok: false, message: '--rule and --host are for people: they go without --format' };
  const changes: Change[] = [];
  for (const text of set) {
    const read = readSet(text);
    if (!read.ok) return { ok: false, message: `--set: ${read.message}` };
    changes.push(read.change);
  }
  changes.push(...drop.map(readDrop));
  const demands: Demand[] = [];
  for (const text of failUnder) {
    const read = readDemand(text);
    if (!read.ok) return { ok: false, message: `--fail-under: ${read.message}` };
    demands.push(read.demand);
  }
  return { ok: true, value: { changes, demands } };
}

function onlyOf(inventory: Inventory, group: string | undefined): Inventory {
  if (group === undefined) return inventory;
  const select = selectionOf(group);
  return { ...inventory, hosts: inventory.hosts.filter(select), tasks: inventory.tasks.filter(select) };
}

function nobody(
  context: CliContext,
  { hosts, tasks, problems }: Inventory,
  { group }: CoverageFlags,
): CommandExit {
  if (hosts.length + tasks.length > 0)
    return misuse(
      context,
      `--group ${group}: none of the ${hosts.length + tasks.length} hosts and tasks is in it`,
    );
  for (const { message, ...place } of problems) misuse(context, `${placeWords(place)}${message}`);
  return misuse(context, 'the inventories name no host and no task');
}

async function judged(
  context: CliContext,
  flags: CoverageFlags,
  judging: Judging,
  { changes, demands }: Asked,
): Promise<Found<Coverage>> {
  const { inventory, policies, options } = judging;
  let current = judging;
  let before: Judging | undefined;
  const words: string[] = [];
  if (changes.length > 0) {
    const { inventory: changed, met } = changeInventory(inventory, changes);
    const index = met.indexOf(0);
    if (index !== -1) {
      const text = changes[index]?.text ?? '';
      return { ok: false, message: `\`${text}\` is about no host and no task of the inventory` };
    }
    before = judging;
    current = { ...judging, inventory: changed };
    words.push(...changes.map(({ kind, text }) => (kind === 'set' ? text : `without ${text}`)));
  }
  if (flags.compare !== undefined) {
    const old = await preparePolicies(context, flags, [flags.compare]);
    if (!old.ok) return { ok: false, message: `--compare: ${old.message}` };
    before = { inventory, options, policies: old.value.policies };
    words.push(`instead of ${flags.compare}`);
  }
  const report = assess(current.inventory, current.policies, options);
  const unknown = unknownRule(
    flags,
    report.rules.map(({ id }) => id),
  );
  if (unknown !== undefined) return { ok: false, message: unknown };
  const ungrouped = unknownGroup(flags, report);
  if (ungrouped !== undefined) return { ok: false, message: ungrouped };
  const comparison =
    before === undefined
      ? undefined
      : compareFleets(assess(before.inventory, before.policies, before.options), report);
  return {
    ok: true,
    value: {
      report,
      by: flags.groupBy?.[0],
      comparison,
      compared: words.join(', '),
      upgrade:
        flags.upgrade === undefined
          ? undefined
          : smallestUpgrade(current.inventory, policies, options, flags.upgrade, flags.share),
      demands: demands.map((demand) => judgeDemand(report, demand)),
    },
  };
}

function unknownRule({ rule, upgrade }: CoverageFlags, ids: readonly string[]): string | undefined {
  for (const [flag, id] of [
    ['rule', rule],
    ['upgrade', upgrade],
  ] as const)
    if (id !== undefined && !ids.includes(id))
      return `--${flag} ${id}: no rule has this id${didYouMean(id, ids)}`;
  return undefined;
}

/** A key that no tag has would group nothing, and look as if it had worked. */
function unknownGroup(
  { groupBy = [] }: CoverageFlags,
  { hosts, tasks, groups }: FleetReport,
): string | undefined {
  const kinds = new Set(groups.map(({ kind }) => kind));
  const unknown = groupBy.find((key) => !kinds.has(key));
  if (unknown === undefined) return undefined;
  const keys = [...hosts, ...tasks].flatMap(({ tags }) => tags.map((tag) => tag.replace(/:.*/s, '')));
  const hint = didYouMean(unknown, new Set([...kinds, ...keys]));
  return `--group-by ${unknown}: no host and no task has a tag with this key${hint}`;
}

/** The texts of the policies' files, by name. */
function sourceOf(policies: readonly FleetPolicy[]): SourceOf {
  const texts = new Map(policies.map(({ policy: { home } }) => [home.document, home.text]));
  return (file) => texts.get(file);
}

async function render(
  coverage: Coverage,
  flags: CoverageFlags,
  context: CliContext,
  policies: readonly FleetPolicy[],
): Promise<Found<Iterable<string>>> {
  const { report } = coverage;
  switch (flags.format) {
    case 'json':
      return { ok: true, value: jsonCoverage(coverage) };
    case 'csv':
      return { ok: true, value: csvCoverage(report) };
    case 'html':
      return { ok: true, value: [await (await import('../fleet/html.ts')).htmlCoverage(coverage, policies)] };
    case 'markdown':
      return { ok: true, value: [markdownCoverage(coverage)] };
    case 'navigator':
      return { ok: true, value: [jsonText(navigatorLayer(report, undefined, flags.group))] };
    case 'pretty':
      return pretty(coverage, flags, context, sourceOf(policies));
  }
}

function pretty(
  coverage: Coverage,
  { rule, host, all }: CoverageFlags,
  { stdout, env }: CliContext,
  source: SourceOf,
): Found<Iterable<string>> {
  const { report } = coverage;
  const looks = { output: stdout, all: all === true, by: coverage.by };
  const shown = (text: string): Found<Iterable<string>> => ({
    ok: true,
    value: [isAscii(env) ? inAscii(text) : text],
  });
  if (rule !== undefined) return shown(prettyRule(report, rule, source, looks));
  if (host === undefined) return shown(prettyCoverage(coverage, looks));
  const card = prettyHost(report, host, looks);
  if (card !== undefined) return shown(card);
  const names = [...report.hosts, ...report.tasks].map(({ name }) => name);
  return { ok: false, message: `--host ${host}: no host or task has this name${didYouMean(host, names)}` };
}

function conclusion(
  context: CliContext,
  { report, demands, upgrade }: Coverage,
  isUnread: boolean,
): CommandExit {
  const strangers = report.problems.filter(({ code }) => code === 'fleet/unknown-inventory');
  for (const { file, message } of strangers) misuse(context, `${file}: ${message}`);
  if (isUnread || strangers.length > 0) return exit.misuse;
  const inError = report.summary.hostStatuses.errors + report.summary.taskStatuses.errors > 0;
  const failed =
    demands.length > 0 ? demands.some(({ met }) => !met) : upgrade === undefined ? inError : !upgrade.enough;
  return failed ? exit.findings : exit.fine;
}

/** Formats without a place for demands, and for what was not read or is supposed, leave standard output to the report. */
function tellBeside({ stderr }: CliContext, { report, demands }: Coverage): void {
  for (const { code, message, count, ...place } of bySeverity(report.problems)) {
    if (code === 'fleet/unknown-inventory') continue;
    const more = count > 1 ? `, and ${number(count - 1)} more like it` : '';
    stderr.write(`secl: ${forTerminal(`${placeWords(place)}${message}${more}`)}\n`);
  }
  for (const result of demands)
    if (!result.met)
      stderr.write(`secl: not met: ${forTerminal(`${result.demand.text}: ${demandWords(result)}`)}\n`);
}

function placeWords({ file, line, column }: Pick<FleetProblem, 'file' | 'line' | 'column'>): string {
  return file === '' ? '' : `${[file, line, column].filter((each) => each !== null).join(':')}: `;
}
