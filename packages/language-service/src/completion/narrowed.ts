/** Editors forgive two neighbouring letters that are swapped in words up to this length. */
const forgiving = 7;

/**
 * Whether an editor would still show an offer when this much of a word is typed: its letters stand in the offer in their
 * order, capital or not. What no editor shows need not be written, sent and read at every keystroke.
 */
export function shownFor(typed: string): (offered: string) => boolean {
  const letters = typed.toLowerCase();
  const words = [letters, ...(letters.length > forgiving ? [] : swapped(letters))];
  return (offered) => {
    const text = offered.toLowerCase();
    return words.some((word) => hasInOrder(text, word));
  };
}

function hasInOrder(text: string, letters: string): boolean {
  let from = 0;
  for (let at = 0; at < letters.length; at++) {
    from = text.indexOf(letters.charAt(at), from) + 1;
    if (from === 0) return false;
  }
  return true;
}

/** With each two neighbours in turn. The first letter is never forgiven. */
function swapped(letters: string): readonly string[] {
  return Array.from(
    { length: Math.max(letters.length - 2, 0) },
    (_, at) =>
      letters.slice(0, at + 1) + letters.charAt(at + 2) + letters.charAt(at + 1) + letters.slice(at + 3),
  );
}
