/** Clients write the same address in more than one way. */
export function sameAddress(a: string, b: string): boolean {
  return a === b || decodeURIComponent(a) === decodeURIComponent(b);
}
