/** Numbers as people read them: recordings have millions of events. */
const digits = new Intl.NumberFormat('en-US');

export function grouped(count: number): string {
  return digits.format(count);
}

export function counted(count: number, one: string, several = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : several}`;
}
