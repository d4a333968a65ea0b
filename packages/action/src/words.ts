/** `1 rule`, `3 rules`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** How levels are called where people read them. */
export const levelNames = { error: 'error', warning: 'warning', info: 'note' } as const;
