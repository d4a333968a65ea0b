/** A semantic version as agents print theirs: `7.68.0-rc.3+git.5`. */
export interface AgentVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly prerelease: string;
  readonly build: string;
}
