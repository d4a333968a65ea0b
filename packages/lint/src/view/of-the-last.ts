/**
 * Remembers what was made of the last thing that was asked about. All checks look at one thing before the next: what several
 * of them need is at hand, and is let go before it is carried from one generation of the heap to the next.
 */
export function ofTheLast<Thing extends WeakKey, Made>(make: (thing: Thing) => Made): (thing: Thing) => Made {
  // Not the thing itself: it belongs to a rule set, and nobody may want that any more.
  let last: { readonly thing: WeakRef<Thing>; readonly made: Made } | undefined;
  return (thing) => {
    if (last?.thing.deref() === thing) return last.made;
    const made = make(thing);
    last = { thing: new WeakRef(thing), made };
    return made;
  };
}
