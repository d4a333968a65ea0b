/**
 * Remembers what was made of the last thing that was asked about. All checks look at one thing before the next: what several
 * of them need is at hand, and is let go before it is carried from one generation of the heap to the next.
 *
 * Things are told apart by their `core`, which is held until the next is asked about. So it may be nothing that leads to a
 * whole rule set: nobody may want that any more.
 */
export function ofTheLast<Thing, Made>(
  coreOf: (thing: Thing) => object,
  make: (thing: Thing) => Made,
): (thing: Thing) => Made {
  let last: { readonly core: object; readonly made: Made } | undefined;
  return (thing) => {
    const core = coreOf(thing);
    if (last?.core !== core) last = { core, made: make(thing) };
    return last.made;
  };
}
