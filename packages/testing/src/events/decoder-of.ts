import { createDecoder, type Decoder } from '@secl/events';
import type { Catalogue } from '@secl/model';

const decoders = new WeakMap<Catalogue, Decoder>();

/**
 * The decoder of a catalogue, which knows from case to case what lists of unknown fields mean: to find that out takes longer
 * than a case. Its events are good until it is asked for the next one, so they are looked at at once.
 */
export function decoderOf(catalogue: Catalogue): Decoder {
  const known = decoders.get(catalogue) ?? createDecoder(catalogue);
  decoders.set(catalogue, known);
  return known;
}
