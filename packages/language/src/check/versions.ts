/**
 * Where the language itself depends on the agent's version: minors of agent 7.x, the first that has what is named.
 *
 * The first three are read off the load reports of released agents, 7.27 to 7.35: 7.27 stops at the `=` of `>=` and 7.28
 * does not; 7.28 stops at the unit of `30s` and 7.29 does not; all of them take `**` in ordinary patterns, which 7.68
 * refuses: dated with the coming of globs, uncertain. The last two are dated by their source (spec/secl.md), uncertain.
 */
export const languageVersions = {
  orEqual: 28,
  duration: 29,
  starsRefused: 36,
  fieldsInStrings: 69,
  starsAnywhere: 70,
} as const;
