import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  containsIp,
  equalIp,
  type IpNetwork,
  isIpv4,
  matchIp,
  parseAddress,
  parseCidr,
  parseIp,
} from './ip.ts';

/** For tests about addresses that are known to be ones. */
function ip(text: string): IpNetwork {
  const parsed = parseIp(text);
  if (parsed === undefined) {
    throw new Error(`not an IP: ${text}`);
  }
  return parsed;
}

/** The 128 bits as one number, to compare with arithmetic on BigInt. */
function value({ words }: IpNetwork): bigint {
  return words.reduce((sum, word) => (sum << 32n) | BigInt(word >>> 0), 0n);
}

const ipv4Text = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)).map((bytes) => bytes.join('.'));
const ipv6Groups = fc.array(fc.oneof(fc.constant(0), fc.nat(0xffff)), { minLength: 8, maxLength: 8 });

describe('addresses', () => {
  test.each([
    '0.0.0.0',
    '255.255.255.255',
    '::',
    '::1',
    '1::',
    '1:2:3:4:5:6:7::',
    '::2:3:4:5:6:7:8',
    'FE80::AbCd',
    '1:2:3:4:5:6:1.2.3.4',
    '::1.2.3.4',
    '::ffff:1.2.3.4',
  ])('%s is one', (text) => expect(parseAddress(text)).toBeDefined());

  test.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '01.2.3.4',
    '1.2.3.00',
    '256.1.1.1',
    '1.2.3.4444',
    '1.2.3.',
    ' 1.2.3.4',
    '+1.2.3.4',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '1::2:3:4:5:6:7:8',
    ':::',
    '1::2::3',
    ':1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:',
    '12345::',
    'g::',
    '::1%eth0',
    '1.2.3.4::',
    '1:2:3:4:5:6:7:1.2.3.4',
    '::01.2.3.4',
    '[::1]',
    '1.2.3.4/8',
  ])('%j is none', (text) => expect(parseAddress(text)).toBeUndefined());

  test('IPv4 equals the IPv6 address that maps it', () => {
    fc.assert(
      fc.property(ipv4Text, (text) => {
        expect(equalIp(ip(text), ip(`::ffff:${text}`))).toBe(true);
        expect(isIpv4(ip(`::ffff:${text}`))).toBe(true);
      }),
    );
  });

  test('all ways to write one IPv6 address give the same bits', () => {
    fc.assert(
      fc.property(ipv6Groups, fc.nat(7), fc.integer({ min: 1, max: 8 }), (groups, from, count) => {
        const full = groups.map((group) => group.toString(16).padStart(4, '0'));
        const bits = groups.reduce((sum, group) => (sum << 16n) | BigInt(group), 0n);
        expect(value(ip(full.join(':')))).toBe(bits);
        const run = groups.slice(from, from + count);
        if (run.every((group) => group === 0)) {
          const short = groups.map((group) => group.toString(16).toUpperCase());
          const text = `${short.slice(0, from).join(':')}::${short.slice(from + count).join(':')}`;
          expect(value(ip(text))).toBe(bits);
        }
      }),
    );
  });
});

describe('networks', () => {
  test.each(['1.2.3.4/0', '1.2.3.4/32', '::/0', '::1/128', '1.2.3.4/008'])('%s is one', (text) =>
    expect(parseCidr(text)).toBeDefined(),
  );

  test.each([
    '1.2.3.4',
    '1.2.3.4/',
    '1.2.3.4/33',
    '::/129',
    '1.2.3.4/-1',
    '1.2.3.4/+8',
    '1.2.3.4/8/8',
    '/8',
    '1.2.3/8',
    '1.2.3.4/99999999999',
    '::1%eth0/64',
  ])('%j is none', (text) => expect(parseCidr(text)).toBeUndefined());

  test('the prefix cuts the address', () => {
    expect(equalIp(ip('10.1.2.3/8'), ip('10.0.0.0/8'))).toBe(true);
    expect(equalIp(ip('10.1.2.3/8'), ip('10.0.0.0/9'))).toBe(false);
    expect(equalIp(ip('2001:db8:ffff::1/32'), ip('2001:db8::/32'))).toBe(true);
  });

  test('a network contains exactly the addresses that share its first bits', () => {
    fc.assert(
      fc.property(ipv4Text, ipv4Text, fc.nat(32), (network, address, bits) => {
        const shift = BigInt(32 - bits);
        const expected = value(ip(network)) >> shift === value(ip(address)) >> shift;
        expect(containsIp(ip(`${network}/${bits}`), ip(address))).toBe(expected);
        expect(containsIp(ip(`${network}/${bits}`), ip(network))).toBe(true);
      }),
    );
  });

  test('the families stay apart, but where an IPv6 prefix spells out the mapped range', () => {
    expect(containsIp(ip('::/0'), ip('1.2.3.4'))).toBe(false);
    expect(containsIp(ip('::/0'), ip('::1'))).toBe(true);
    expect(containsIp(ip('0.0.0.0/0'), ip('::1'))).toBe(false);
    expect(containsIp(ip('::ffff:0:0/96'), ip('1.2.3.4'))).toBe(true);
    expect(containsIp(ip('::ffff:1.2.3.0/120'), ip('1.2.3.4'))).toBe(true);
    expect(containsIp(ip('::ffff:1.2.3.4/80'), ip('1.2.3.4'))).toBe(false);
  });

  test('values match when either contains the other', () => {
    expect(matchIp(ip('10.1.0.0/16'), ip('10.0.0.0/8'))).toBe(true);
    expect(matchIp(ip('10.0.0.0/8'), ip('10.1.0.0/16'))).toBe(true);
    expect(matchIp(ip('10.0.0.1'), ip('10.0.0.2'))).toBe(false);
  });
});
