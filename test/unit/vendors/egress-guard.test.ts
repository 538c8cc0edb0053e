import type { LookupAddress } from 'node:dns';
import { expect } from 'chai';
import fc from 'fast-check';
import { EgressGuard, checkVendorUrl } from '../../../src/infrastructure/vendors/http/egress-guard.js';

const PRODUCTION = { production: true, allowedHosts: [] };
const ALLOWING = { production: true, allowedHosts: ['Mcleod.Customer.Example', '10.1.2.3', '[fd12::5]', '127.0.0.1', '169.254.1.1', 'localhost'] };
const DEVELOPMENT = { production: false, allowedHosts: [] };
const SETTINGS = [PRODUCTION, ALLOWING, DEVELOPMENT] as const;

const PUBLIC = ['8.8.8.8', '172.15.0.1', '172.32.0.1', '192.167.1.1', '100.63.0.1', '2606:4700::1111'];
const PRIVATE = ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '100.127.255.254', 'fd12:3456::1', 'fc00::1'];
const LOOPBACK = ['127.0.0.1', '127.8.9.10', '::1'];
const NEVER = ['169.254.0.1', '169.254.169.254', 'fe80::1', 'fe80::a9fe:a9fe%eth0', 'febf::1', '0.0.0.0', '0.1.2.3', '::', '224.0.0.1', '255.255.255.255', '240.0.0.1',
  '192.0.0.192', '192.0.2.1', '198.18.0.1', 'ff02::1', 'fec0::1', '2001:db8::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '::ffff:0:10.0.0.1', '::7f00:1',
  '::a9fe:a9fe', '64:ff9b::7f00:1', '64:ff9b::808:808', '64:ff9b:1::a00:1', '2002:7f00:1::', '2001:0:1::1', '100::1', '4000::1', '168.63.129.16', '100.100.100.200', 'fd00:ec2::254'];

describe('egress guard: addresses', () => {
  const expected: readonly (readonly [string, readonly string[], readonly boolean[]])[] = [
    ['public', PUBLIC, [true, true, true]],
    ['private', PRIVATE, [false, false, true]],
    ['loopback', LOOPBACK, [false, false, true]],
    ['never', NEVER, [false, false, false]],
  ];
  for (const [zone, addresses, permitted] of expected) {
    for (const address of addresses) {
      it(`${address} (${zone}) is judged alike as URL host and as DNS answer`, async () => {
        const url = address.includes(':') ? `https://[${address.split('%')[0] ?? ''}]` : `https://${address}`;
        expect(SETTINGS.map((options) => checkVendorUrl(url, options) === undefined)).to.deep.equal(permitted);
        const resolved = SETTINGS.map((options) => connectable('vendor.example', [address], options));
        expect(await Promise.all(resolved)).to.deep.equal(permitted);
      });
    }
  }

  it('refuses every address of 169.254.0.0/16 and fe80::/10 under every setting', () => {
    const v4 = fc.tuple(fc.nat(255), fc.nat(255)).map(([c, d]) => `169.254.${c}.${d}`);
    const v6 = fc.tuple(fc.integer({ min: 0xfe80, max: 0xfebf }), fc.nat(0xffff)).map(([a, h]) => `[${a.toString(16)}::${h.toString(16)}]`);
    fc.assert(fc.property(fc.oneof(v4, v6), (host) => SETTINGS.every((options) => checkVendorUrl(`https://${host}`, options) !== undefined)));
  });
});

describe('egress guard: DNS answers', () => {
  it('refuses a host when 1 of its 2 addresses is private', async () => {
    expect(await connectable('vendor.example', ['8.8.8.8', '10.0.0.1'], PRODUCTION)).to.equal(false);
  });

  it('permits a private answer for an allowed host, in any case and with a closing dot, and for no other', async () => {
    expect(await connectable('mcleod.customer.example.', ['10.0.0.1'], ALLOWING)).to.equal(true);
    expect(await connectable('MCLEOD.customer.example', ['10.0.0.1'], ALLOWING)).to.equal(true);
    expect(await connectable('x.mcleod.customer.example', ['10.0.0.1'], ALLOWING)).to.equal(false);
  });

  it('refuses loopback and link-local answers for an allowed host', async () => {
    expect(await connectable('mcleod.customer.example', ['127.0.0.1'], ALLOWING)).to.equal(false);
    expect(await connectable('mcleod.customer.example', ['169.254.169.254'], ALLOWING)).to.equal(false);
  });

  it('asks again for each connection, so that an answer that changes to 127.0.0.1 is refused', async () => {
    const answers = [['8.8.8.8'], ['127.0.0.1']];
    const guard = new EgressGuard(PRODUCTION, () => Promise.resolve(asAddresses(answers.shift() ?? [])));
    expect([await lookup(guard, 'vendor.example'), await lookup(guard, 'vendor.example')]).to.deep.equal([true, false]);
  });

  it('fails for a host without addresses', async () => {
    expect(await connectable('vendor.example', [], DEVELOPMENT)).to.equal(false);
  });

  it('never names the address it found', async () => {
    const guard = new EgressGuard(PRODUCTION, () => Promise.resolve(asAddresses(['10.77.66.55'])));
    const error = await new Promise<Error | null>((resolve) => guard.lookup('vendor.example', { all: true }, (failure) => resolve(failure)));
    expect(error?.message).to.contain('VENDOR_ALLOWED_HOSTS').and.not.contain('10.77');
  });
});

describe('egress guard: URLs', () => {
  const table: readonly (readonly [string, readonly boolean[]])[] = [
    ['https://api.samsara.com', [true, true, true]],
    ['https://api.samsara.com:8443/base/path', [true, true, true]],
    ['http://api.samsara.com', [false, false, true]],
    ['http://mcleod.customer.example/ws', [false, true, true]],
    ['http://10.1.2.3:8080', [false, true, true]],
    ['http://[fd12::5]', [false, true, true]],
    ['https://localhost', [false, false, true]],
    ['https://LOCALHOST.', [false, false, true]],
    ['https://api.localhost', [false, false, true]],
    ['https://2130706433', [false, false, true]],
    ['https://0x7f.1', [false, false, true]],
    ['https://0177.0.0.1', [false, false, true]],
    ['https://127.1.', [false, false, true]],
    ['https://0251.0376.0251.0376', [false, false, false]],
    ['https://2852039166', [false, false, false]],
    ['https://0', [false, false, false]],
    ['https://user@api.samsara.com', [false, false, false]],
    ['https://user:pass@api.samsara.com', [false, false, false]],
    ['https://@api.samsara.com', [false, false, false]],
    ['https://api.samsara.com#', [false, false, false]],
    ['https://api.samsara.com#x', [false, false, false]],
    ['https://api.samsara.com?key=1', [false, false, false]],
    ['https://api.samsara.com\\@evil.example', [false, false, false]],
    ['https://api.samsara.com\\path', [false, false, false]],
    ['https://api.sams\tara.com', [false, false, false]],
    [' https://api.samsara.com', [false, false, false]],
    ['https://api\u3002samsara.com', [false, false, false]],
    ['ftp://api.samsara.com', [false, false, false]],
    ['file:///etc/passwd', [false, false, false]],
    ['data:application/json,{}', [false, false, false]],
    ['javascript:alert(1)', [false, false, false]],
    ['api.samsara.com', [false, false, false]],
    ['//api.samsara.com', [false, false, false]],
    ['https://', [false, false, false]],
    ['', [false, false, false]],
    [`https://api.samsara.com/${'a'.repeat(2_048)}`, [false, false, false]],
  ];
  for (const [url, permitted] of table) {
    it(`judges ${JSON.stringify(url.slice(0, 60))}`, () => {
      const reasons = SETTINGS.map((options) => checkVendorUrl(url, options));
      expect(reasons.map((reason) => reason === undefined)).to.deep.equal(permitted);
      for (const reason of reasons) expect(reason ?? 'it is fine').to.match(/^it [a-z]/);
    });
  }
});

function asAddresses(addresses: readonly string[]): LookupAddress[] {
  return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
}

/** Whether a connection may be opened when DNS answers with these addresses. */
function connectable(host: string, addresses: readonly string[], options: { production: boolean; allowedHosts: readonly string[] }): Promise<boolean> {
  return lookup(new EgressGuard(options, () => Promise.resolve(asAddresses(addresses))), host);
}

function lookup(guard: EgressGuard, host: string): Promise<boolean> {
  return new Promise((resolve) => guard.lookup(host, {}, (error) => resolve(error === null)));
}
