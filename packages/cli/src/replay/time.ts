/** The time of day of an RFC 3339 time, to the millisecond. */
export function clock(time: string): string {
  return /T([0-9:]+(?:\.[0-9]{1,3})?)/.exec(time)?.[1] ?? time;
}

/** From the first to the last of RFC 3339 times in UTC: with the day where it is another one. */
export function fromTo(first: string, last: string): string {
  const [day, lastDay] = [first.slice(0, 10), last.slice(0, 10)];
  if (first === last) return `${day} ${clock(first)}`;
  return `${day} ${clock(first)} to ${lastDay === day ? '' : `${lastDay} `}${clock(last)}`;
}

/** How long it was from one RFC 3339 time to another, in the unit that suits. */
export function duration(first: string, last: string): string {
  const seconds = (Date.parse(last) - Date.parse(first)) / 1000;
  if (seconds < 1) return `${Math.max(1, Math.round(seconds * 1000))} ms`;
  if (seconds < 120) return `${seconds.toFixed(1)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}
