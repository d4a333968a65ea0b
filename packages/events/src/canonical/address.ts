const known = new Set<string>();

/** Whether a text is an IPv4 or IPv6 address, with or without a prefix length. Empty is: it is the field's zero value. */
export function isAddress(text: string): boolean {
  if (known.has(text)) {
    return true;
  }
  const valid = text === '' || parses(text);
  if (valid && known.size < 4096) {
    known.add(text);
  }
  return valid;
}

function parses(text: string): boolean {
  const slash = text.indexOf('/');
  const address = slash < 0 ? text : text.slice(0, slash);
  const bits = isV4(address) ? 32 : isV6(address) ? 128 : -1;
  return (
    bits > 0 &&
    (slash < 0 || (/^\d{1,3}$/.test(text.slice(slash + 1)) && Number(text.slice(slash + 1)) <= bits))
  );
}

function isV4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
}

function isV6(text: string): boolean {
  const lastColon = text.lastIndexOf(':');
  const tail = text.slice(lastColon + 1);
  const plain = tail.includes('.') && isV4(tail) ? `${text.slice(0, lastColon + 1)}0:0` : text;
  const halves = plain.split('::');
  const groups = (half: string): readonly string[] => (half === '' ? [] : half.split(':'));
  const all = halves.flatMap(groups);
  const enough = halves.length === 1 ? all.length === 8 : halves.length === 2 && all.length <= 7;
  return enough && all.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group));
}
