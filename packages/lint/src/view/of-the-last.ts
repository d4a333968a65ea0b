/** So many things are looked at before the next. */
export const lastThings = 8;

/**
 * Remembers what was made of the last few things that were asked about. All checks look at a few things before the next: what
 * several of them need is at hand, and is let go before it is carried from one generation of the heap to the next.
 *
 * Things are told apart by their `core`, which is held until others have been asked about. So it may be nothing that leads to
 * a whole rule set: nobody may want that any more.
 */
export function ofTheLast<Thing, Made>(make: (thing: Thing) => Made): (core: object, thing: Thing) => Made {
  const last: { readonly core: object; readonly made: Made }[] = [];
  let at = lastThings - 1;
  return (core, thing) => {
    // The same as before, or the one that came after it the last time.
    const before = last[at];
    if (before?.core === core) return before.made;
    at = (at + 1) % lastThings;
    const next = last[at];
    if (next?.core === core) return next.made;
    const known = last.findIndex((each) => each.core === core);
    if (known >= 0) at = known;
    else last[at] = { core, made: make(thing) };
    return (last[at] as { readonly made: Made }).made;
  };
}
