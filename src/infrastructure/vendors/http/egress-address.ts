import ipaddr from 'ipaddr.js';

/** Whose network an address belongs to, as far as it matters for what we may contact. */
export type AddressZone = 'public' | 'private' | 'loopback' | 'link-local' | 'special';

/** Cloud metadata and host services that live outside link-local: Azure, Alibaba, AWS (IPv6), Google (IPv6). */
const METADATA_SERVICES = new Set(['168.63.129.16', '100.100.100.200', 'fd00:ec2::254', 'fd20:ce::254']);
const ZONES = new Map<string, AddressZone>([
  ['unicast', 'public'],
  ['private', 'private'],
  ['uniqueLocal', 'private'],
  ['carrierGradeNat', 'private'],
  ['loopback', 'loopback'],
  ['linkLocal', 'link-local'],
]);

/**
 * The zone of a literal IP address. Anything we have no reason to contact is `special`: multicast, broadcast,
 * unspecified, documentation, reserved, cloud metadata, and every IPv6 form that carries an IPv4 address inside
 * (mapped, compatible, translated, NAT64, 6to4, Teredo), because that is how a private address is dressed up.
 */
export function addressZone(address: string): AddressZone {
  if (!ipaddr.isValid(address)) return 'special';
  const parsed = ipaddr.parse(address);
  if (METADATA_SERVICES.has(parsed.toString())) return 'special';
  const zone = ZONES.get(parsed.range()) ?? 'special';
  return zone === 'public' && isOutsideGlobalUnicast(parsed) ? 'special' : zone;
}

/** IPv6 hands out public addresses in 2000::/3 only; ipaddr.js calls everything unlisted `unicast`. */
function isOutsideGlobalUnicast(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return address instanceof ipaddr.IPv6 && !address.match(ipaddr.IPv6.parse('2000::'), 3);
}
