import { BlockList, isIP } from 'node:net';

// RFC 6890 and its successors: what is no address of the public internet.
const notPublic = new BlockList();
for (const range of ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4']) add(notPublic, range);
// Inside 2000::/3: protocols, documentation, and 6to4, whose addresses carry any IPv4 address inside them.
for (const range of ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']) add(notPublic, range);
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

const loopback = new BlockList();
for (const range of ['127.0.0.0/8', '::1/128']) add(loopback, range);

function add(list: BlockList, range: string): void {
  const [address = '', prefix] = range.split('/');
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  list.addSubnet(address, Number(prefix ?? (family === 'ipv6' ? 128 : 32)), family);
}

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Whether an address is one of the public internet. IPv6 that maps, embeds or translates IPv4 is not. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 0 || notPublic.check(address, family(address))) return false;
  return isIP(address) === 4 || globalUnicast.check(address, 'ipv6');
}

export const isLoopback = (address: string) => isIP(address) !== 0 && !address.toLowerCase().startsWith('::ffff:') && loopback.check(address, family(address));

/** Addresses and ranges ('10.20.0.0/16') as a test for one address. */
export function oneOf(ranges: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const range of ranges) add(list, range);
  return (address) => isIP(address) !== 0 && list.check(address, family(address));
}
