import { type CarriedPolicy, carrierOf, isArchive, readArchive, readCarrier } from '@secl/policy';
import { decodeText, type HclParser, located } from '@secl/text';

/** What some carriers need and not every caller has; started when the first file asks for it. */
export interface CarrierTools {
  readonly hcl?: () => Promise<HclParser>;
  /** Reads texts, for callers that remember what they have read. */
  readonly read?: (name: string, text: string, hcl: HclParser | undefined) => readonly CarriedPolicy[];
}

/** The policies of a file from its bytes, whatever carries them. What is wrong with the bytes is said of each. */
export async function carriedIn(
  name: string,
  bytes: Uint8Array,
  tools: CarrierTools = {},
): Promise<readonly CarriedPolicy[]> {
  if (isArchive(name, bytes)) return readArchive(name, bytes);
  const { text, problems } = decodeText(bytes);
  const hcl = carrierOf(name, text) === 'terraform' ? await tools.hcl?.() : undefined;
  const carried = tools.read?.(name, text, hcl) ?? readCarrier(name, text, { hcl });
  if (problems.length === 0) return carried;
  const undecoded = problems.map((each) => located(each, name));
  const lost = undecoded.find((each) => each.severity === 'error');
  return carried.map((each, index) => ({
    ...each,
    file: {
      ...each.file,
      problems: index === 0 ? [...undecoded, ...each.file.problems] : each.file.problems,
      unreadable: lost ?? each.file.unreadable,
    },
  }));
}
