/** For now the name itself. */
export function describeField(name: string): string {
  return name;
}

export function describeEventType(name: string): string {
  return name;
}

export function describeConstantGroup(name: string): string {
  return name;
}
