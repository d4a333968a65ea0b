import { type Finding, fingerprints } from '@secl/lint';
import type { Home, PolicyFile } from '@secl/policy';
import type { Found } from '@secl/workspace';
import type { LintFlags } from '../commands/lint.ts';
import type { CliContext } from '../context.ts';
import type { ChosenRuleSet } from '../policies-run.ts';
import { askedRuleSets } from './asked-rule-sets.ts';
import { readBaseline } from './baseline.ts';
import { changedSince, type IsChanged } from './changed-since.ts';
import { lookAt } from './look.ts';
import { overlaid } from './overlaid.ts';
import { passedOver, passedOverCode } from './passed-over.ts';
import type { LintSettings } from './settings.ts';

/** Everything that is found, and which of it is to be reported. */
export interface Linted {
  readonly sets: readonly ChosenRuleSet[];
  readonly all: readonly Finding[];
  /** Of `all` what is asked for and not left out. */
  readonly findings: readonly Finding[];
  /** Of `all` what is asked for. */
  readonly asked: readonly Finding[];
  /** The policies that are asked about; those beside them are only known. */
  readonly files: readonly PolicyFile[];
  readonly fingerprints: ReadonlyMap<Finding, string>;
  readonly texts: ReadonlyMap<string, string>;
  readonly homes: ReadonlyMap<string, Home>;
  readonly leftOut: { readonly ignored: number; readonly known: number; readonly unchanged: number };
}

/** What a run lints: given once, looked at as often as fixes change it. */
export interface Task {
  readonly context: CliContext;
  readonly flags: LintFlags;
  readonly paths: readonly string[];
  readonly settings: LintSettings;
}

/** Lints while these files have other texts than on the disk. */
export async function runLint(
  { context, flags, paths, settings }: Task,
  changed: ReadonlyMap<string, Uint8Array> = new Map(),
): Promise<Found<Linted>> {
  const fs = overlaid(context.fs, changed);
  const chosen = await askedRuleSets({ ...context, fs }, flags, paths);
  if (!chosen.ok) return chosen;
  const { sets } = chosen.value;
  const beside = await passedOver(fs, sets, [...(flags.policies ?? []), ...paths]);
  const unread = new Set(beside.map(({ name }) => name));
  const isAskedAbout = (document: string): boolean => unread.has(document) || chosen.value.isAsked(document);
  const isChanged = await changeTest(context, flags, [...sets, ...beside]);
  if (!isChanged.ok) return isChanged;
  const known = await knownFindings(context, flags, settings);
  if (!known.ok) return known;
  const { findings: found, ignored } = await lookAt(sets, settings.config);
  const overlooked = (await lookAt(beside, settings.config)).findings.filter(
    ({ code }) => code === passedOverCode,
  );
  const all = [...withoutIdleFixes(found, sets), ...overlooked];
  const texts = new Map([...sets, ...beside].flatMap((set) => [...set.texts]));
  const files = new Map(sets.flatMap((set) => set.files).map((file) => [file.name, file]));
  const prints = fingerprints(all, texts, settings.nameFrom);
  const asked = all.filter((finding) => isAskedAbout(finding.place.document) && isAsked(finding, settings));
  const changes = asked.filter((finding) => isChanged.value(finding));
  const findings = changes.filter((finding) => !known.value.has(prints.get(finding) ?? ''));
  return {
    ok: true,
    value: {
      sets,
      all,
      findings,
      asked,
      files: [...files.values()].filter(({ name }) => isAskedAbout(name)),
      fingerprints: prints,
      texts,
      homes: new Map(sets.flatMap((set) => [...set.homes])),
      leftOut: {
        ignored,
        known: changes.length - findings.length,
        unchanged: asked.length - changes.length,
      },
    },
  };
}

/** Plans and archives are made by others, and so is what a template gives: nobody is promised a fix of them. */
function withoutIdleFixes(findings: readonly Finding[], sets: readonly ChosenRuleSet[]): readonly Finding[] {
  const carried = sets.flatMap((set) => set.carried);
  const unwritten = carried.filter(
    ({ carrier, home }) => carrier === 'terraform-plan' || carrier === 'archive' || home.readOnly,
  );
  if (unwritten.length === 0) return findings;
  const names = new Set(unwritten.map(({ file }) => file.name));
  for (const { carrier, home } of unwritten) if (carrier === 'terraform-plan') names.add(home.document);
  return findings.map((finding) => {
    const { fix, ...others } = finding;
    return fix?.edits.some(({ place }) => names.has(place.document)) ? others : finding;
  });
}

function isAsked({ code, category }: Finding, { only }: LintSettings): boolean {
  return only === undefined || only.has(code) || only.has(category);
}

async function changeTest(
  { git }: CliContext,
  { changedSince: ref }: LintFlags,
  sets: readonly ChosenRuleSet[],
): Promise<Found<IsChanged>> {
  return ref === undefined ? { ok: true, value: () => true } : changedSince(git, ref, sets);
}

/** A baseline that is being written hides nothing. */
async function knownFindings(
  context: CliContext,
  flags: LintFlags,
  { baseline }: LintSettings,
): Promise<Found<ReadonlySet<string>>> {
  if (baseline === undefined || flags.writeBaseline === true) return { ok: true, value: new Set() };
  return readBaseline(context, baseline);
}
