/** What the page holds of a report: all that it shows, and what it cannot count itself. */
import type { FleetComparison } from '../over/compare.ts';
import type { DemandResult } from '../over/demands.ts';
import type { FleetReport, Outcome, Place, Profile, ReportedPolicy, ReportedRule } from '../report/report.ts';
import { type MemberColumns, memberColumns } from './columns.ts';
import { type Frame, frameOf } from './frame.ts';

export interface PageData {
  readonly summary: FleetReport['summary'];
  readonly sources: FleetReport['sources'];
  readonly policies: readonly ReportedPolicy[];
  /** Counts of hosts are left out: the page counts those that its filters leave. */
  readonly rules: readonly PageRule[];
  readonly outcomes: readonly PageOutcome[];
  readonly profiles: readonly Pick<Profile, 'name' | 'policies' | 'outcomes'>[];
  readonly members: MemberColumns;
  readonly attack: {
    readonly tactics: readonly {
      readonly id: string;
      readonly name: string;
      readonly rules: readonly number[];
    }[];
    readonly techniques: readonly {
      readonly id: string;
      readonly name: string;
      readonly tactics: readonly string[];
      readonly rules: readonly number[];
    }[];
    readonly holes: readonly string[];
  };
  readonly missingFacts: FleetReport['missingFacts'];
  readonly versions: FleetReport['versions'];
  readonly differences: FleetReport['differences'];
  readonly problems: FleetReport['problems'];
  readonly whatIf: { readonly what: string; readonly comparison: FleetComparison } | null;
  readonly demands: readonly PageDemand[];
}

export type PageRule = Omit<ReportedRule, 'hosts' | 'tasks' | 'expected' | 'liveShare' | 'reasons'>;

export interface PageOutcome extends Outcome {
  /** The lines of the file around `place`. */
  readonly frame: Frame | null;
}

export interface PageDemand {
  readonly text: string;
  readonly met: boolean;
  readonly about: DemandResult['about'];
  readonly rules: number;
  readonly failing: DemandResult['failing'];
}

export interface PageExtras {
  readonly comparison?: FleetComparison | undefined;
  /** What is compared, in words. */
  readonly compared?: string;
  readonly demands?: readonly DemandResult[];
  /** The text of a file that places name; nothing where it is not at hand. */
  readonly sourceOf?: (file: string) => string | undefined;
}

export function pageDataOf(report: FleetReport, extras: PageExtras = {}): PageData {
  const { comparison, compared = '', demands = [], sourceOf = () => undefined } = extras;
  const { attack } = report;
  const frame = (place: Place | null): Frame | null =>
    place === null ? null : frameOf(place, sourceOf(place.file));
  return {
    summary: report.summary,
    sources: report.sources,
    policies: report.policies,
    rules: report.rules.map(({ hosts, tasks, expected, liveShare, reasons, ...rule }) => rule),
    outcomes: report.outcomes.map((outcome) => ({ ...outcome, frame: frame(outcome.place) })),
    profiles: report.profiles.map(({ name, policies, outcomes }) => ({
      name,
      policies,
      outcomes: [...outcomes],
    })),
    members: memberColumns(report.hosts, report.tasks),
    attack: {
      tactics: attack.tactics.map(({ id, name, rules }) => ({ id, name, rules })),
      techniques: attack.techniques.map(({ id, name, tactics, rules }) => ({ id, name, tactics, rules })),
      holes: attack.holes,
    },
    missingFacts: report.missingFacts,
    versions: report.versions,
    differences: report.differences,
    problems: report.problems,
    whatIf: comparison === undefined ? null : { what: compared, comparison },
    demands: demands.map(({ demand: { text }, met, about, rules, failing }) => ({
      text,
      met,
      about,
      rules,
      failing,
    })),
  };
}
