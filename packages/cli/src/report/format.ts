/** The flag `--format` of a command that has these formats; the first is the default. */
export function formatFlag<const Format extends string>(formats: readonly [Format, ...Format[]]) {
  return {
    kind: 'enum',
    values: formats,
    brief: `How to print: ${formats.join(', ')}`,
    default: formats[0],
  } as const;
}
