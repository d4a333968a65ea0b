/** Whether a text is an IPv4 or IPv6 address, with or without a prefix length. Empty is: it is the field's zero value. */
export function isAddress(text: string): boolean {
  if (text === '' || isV4(text)) {
    return true;
  }
  const slash = text.indexOf('/');
  const address = slash < 0 ? text : text.slice(0, slash);
  const bits = isV4(address) ? 32 : isV6(address) ? 128 : -1;
  return (
    bits > 0 &&
    (slash < 0 || (/^\d{1,3}$/.test(text.slice(slash + 1)) && Number(text.slice(slash + 1)) <= bits))
  );
}

function isV4(text: string): boolean {
  let parts = 1;
  let digits = 0;
  let value = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit >= 0 && digit <= 9) {
      // No leading zeros: some readers take them for octal.
      if ((digits > 0 && value === 0) || value * 10 + digit > 255) {
        return false;
      }
      value = value * 10 + digit;
      digits += 1;
    } else if (text.charCodeAt(at) === 0x2e && digits > 0) {
      parts += 1;
      digits = 0;
      value = 0;
    } else {
      return false;
    }
  }
  return parts === 4 && digits > 0;
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
