/**
 * Whether a container is started by `cws-instrumentation`, by the words of its command: it starts what comes behind `trace`;
 * as `setup` it only copies itself.
 */
export function isTraced(command: readonly unknown[]): boolean {
  const words = command.map(String);
  const tracer = words.findIndex((word) => /(?:^|\/)cws-instrumentation(?:\.exe)?$/.test(word));
  return (
    (tracer !== -1 && words[tracer + 1] === 'trace') ||
    words.some((word) => /cws-instrumentation\s+trace\b/.test(word))
  );
}
