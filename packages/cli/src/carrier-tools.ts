import type { HclParser } from '@secl/text';
import type { CarrierTools } from '@secl/workspace';

/**
 * What carriers of policies need beside their text, for one run of a command. The parser of HCL is loaded when the
 * first file asks for it, and once: most commands never need it.
 */
export function carrierTools(): CarrierTools {
  let started: Promise<HclParser> | undefined;
  return {
    hcl: () => {
      started ??= import('@secl/text/node').then(({ startHclParser }) => startHclParser());
      return started;
    },
  };
}
