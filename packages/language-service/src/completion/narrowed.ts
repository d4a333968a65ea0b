/** Editors forgive two neighbouring letters that are swapped in words up to this length. */
const forgiving = 7;

/**
 * Whether an editor would still show an offer when this much of a word is typed: its letters stand in the offer in their
 * order, capital or not. What no editor shows need not be written, sent and read at every keystroke.
 */
export function isShown(typed: string, offered: string): boolean {
  const letters = typed.toLowerCase();
  const text = offered.toLowerCase();
  if (hasInOrder(text, letters)) return true;
  if (letters.length > forgiving) return false;
  for (let at = 1; at + 1 < letters.length; at++) if (hasInOrder(text, swapped(letters, at))) return true;
  return false;
}

function hasInOrder(text: string, letters: string): boolean {
  let from = 0;
  for (const letter of letters) {
    const at = text.indexOf(letter, from);
    if (at === -1) return false;
    from = at + letter.length;
  }
  return true;
}

/** The letter at an index and the one behind it. The first letter is never forgiven. */
function swapped(letters: string, at: number): string {
  return letters.slice(0, at) + letters.charAt(at + 1) + letters.charAt(at) + letters.slice(at + 2);
}
