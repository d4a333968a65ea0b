/**
 * Where the language itself depends on the agent's version (spec: secl.md): minors of agent 7.x. `since` of durations is
 * what the load reports of released agents show; the two later changes are dated by their source and uncertain.
 */
export const languageVersions = {
  duration: 29,
  fieldsInStrings: 69,
  starsAnywhere: 70,
} as const;
