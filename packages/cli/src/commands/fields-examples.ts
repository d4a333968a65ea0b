import { type Catalogue, type Field, isBitMask } from '@secl/model';

/** Conditions on a field that agents accept, to copy and change. */
export function examplesFor(field: Field, catalogue: Catalogue): readonly string[] {
  const { name } = field;
  switch (field.type) {
    case 'bool':
      return field.array ? [`${name} == true`] : [name, `!${name}`];
    case 'ip':
      return [`${name} == 10.0.0.0/8`, `${name} in [ 127.0.0.0/8, ::1 ]`, `${name} != 192.0.2.1`];
    case 'int':
      return intExamples(field, catalogue);
    case 'string':
      return stringExamples(field);
  }
}

function intExamples(field: Field, catalogue: Catalogue): readonly string[] {
  const { name, constants } = field;
  if (field.lengthOf !== null) return [`${name} > 100`, `${name} == 0`];
  if (constants !== null) {
    const members = namesOf(constants, field, catalogue);
    const [first, second] = members;
    if (first !== undefined && isBitMask(constants, catalogue) && !field.array) {
      const both = second === undefined ? first : `(${first} | ${second})`;
      return [`${name} & ${first} > 0`, `${name} & ${both} == 0`];
    }
    if (first !== undefined && second !== undefined)
      return [`${name} == ${first}`, `${name} in [ ${first}, ${second} ]`];
  }
  if (isTime(field, catalogue)) return [`${name} < 5s`, `${name} >= 24h`];
  return [`${name} == 0`, `${name} in [ 1, 2 ]`, ...(field.array ? [] : [`${name} > 1000`])];
}

/** Names of constants that exist whenever the field does, the plain ones before zeros and masks. */
function namesOf(group: string, field: Field, catalogue: Catalogue): readonly string[] {
  const oldest = catalogue.at(field.since);
  const newest = catalogue.at(field.until ?? catalogue.lastMinor);
  const members = catalogue.constants.filter(
    ({ name, groups, value }) =>
      groups.includes(group) &&
      typeof value === 'number' &&
      newest.constant(name) !== undefined &&
      newest.constant(name)?.value !== null,
  );
  const always = members.filter(({ name }) => oldest.constant(name) !== undefined);
  const chosen = always.length >= 2 ? always : members;
  return [...chosen.filter(({ value }) => value !== 0), ...chosen.filter(({ value }) => value === 0)].map(
    ({ name }) => name,
  );
}

function isTime(field: Field, catalogue: Catalogue): boolean {
  return /nanoseconds since 1970/.test(catalogue.describe(field.name));
}

function stringExamples(field: Field): readonly string[] {
  const { name } = field;
  const [one, two, pattern] = samples(field);
  const equal = [`${name} == "${one}"`, `${name} in [ "${one}", "${two}" ]`, `${name} =~ "${pattern}"`];
  if (field.iterator !== null) {
    const variable = `${field.iterator}[A]${name.slice(field.iterator.length)}`;
    return [...equal, `${variable} == "${one}"`];
  }
  return field.array ? [...equal.slice(0, 1), `"${one}" in ${name}`, ...equal.slice(1)] : equal;
}

/** Two values and a pattern that the field's own checks accept. */
function samples({ name, comparison }: Field): readonly [string, string, string] {
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (comparison === 'windowsPath') {
    return ['C:\\Windows\\System32\\cmd.exe', 'C:\\Windows\\regedit.exe', 'C:\\Users\\*\\Downloads\\**'];
  }
  if (last === 'path')
    return comparison === 'symlinkPath'
      ? ['/usr/bin/curl', '/etc/passwd', '/tmp/**']
      : ['/usr', '/mnt', '/run/*'];
  if (comparison === 'caseInsensitive' && name.startsWith('dns.'))
    return ['example.com', 'example.org', '*.example.com'];
  if (last === 'comm' || (last === 'name' && name.includes('file'))) return ['curl', 'nc', 'python*'];
  if (last.startsWith('args') || last.startsWith('argv')) return ['-c', '--help', '*passwd*'];
  if (last.startsWith('env')) return ['LD_PRELOAD', 'HISTFILE', 'LD_*'];
  if (last === 'extension') return ['.sh', '.py', '.p*'];
  return ['a', 'b', 'a*'];
}
