import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup as systemLookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import { addressZone } from './egress-address.js';
import type { AddressZone } from './egress-address.js';
import { urlHost, vendorUrlShape } from './vendor-url-shape.js';

export interface EgressOptions {
  readonly production: boolean;
  /** `VENDOR_ALLOWED_HOSTS`: host names or addresses that may be private and plain http in production. */
  readonly allowedHosts: readonly string[];
}

/** Returns every address of a host name. */
export type ResolveHost = (host: string, options: LookupOptions) => Promise<readonly LookupAddress[]>;

/** A connection that was not made. The message is a reason text fit for people; it names no address. */
export class EgressRefusedError extends Error {
  readonly code = 'EGRESS_REFUSED';

  constructor(reason: string) {
    super(reason);
    this.name = 'EgressRefusedError';
  }
}

const REASONS: Readonly<Record<Exclude<AddressZone, 'public'>, string>> = {
  private: 'it leads into a private network; the operator can permit the host in VENDOR_ALLOWED_HOSTS',
  loopback: 'it leads back to this machine',
  'link-local': 'it is a link-local address',
  special: 'it is not an address a vendor can have',
};

/**
 * Checks the base URL of a vendor without asking DNS, for example when an integration's config is validated.
 *
 * @returns why it may not be used (lower case, without the URL, to stand after "because"), or undefined
 */
export function checkVendorUrl(url: string, options: EgressOptions): string | undefined {
  const shape = vendorUrlShape(url);
  if (typeof shape === 'string') return shape;
  const host = urlHost(shape);
  if (shape.protocol === 'http:' && options.production && !isAllowedHost(host, options)) {
    return 'it must start with https://';
  }
  if (host === 'localhost' || host.endsWith('.localhost')) return zoneRefusal('loopback', host, options);
  return isIP(host) === 0 ? undefined : zoneRefusal(addressZone(host), host, options);
}

/**
 * Decides which addresses this process may contact on behalf of a tenant.
 * One per process: it also owns the connection pool's `lookup`, so every address DNS returns is judged at connect time.
 */
export class EgressGuard {
  readonly #options: EgressOptions;
  readonly #resolve: ResolveHost;

  constructor(options: EgressOptions, resolve: ResolveHost = resolveBySystem) {
    this.#options = options;
    this.#resolve = resolve;
  }

  /** See `checkVendorUrl`. Must be asked before every connection: literal addresses never reach `lookup`. */
  checkUrl(url: string): string | undefined {
    return checkVendorUrl(url, this.#options);
  }

  /** For `net.connect`: fails with `EgressRefusedError` when one of the host's addresses may not be contacted. */
  readonly lookup: LookupFunction = (host, options, callback) => {
    this.#permitted(host, options).then(
      ([first, ...others]) => {
        if (first === undefined) callback(unknownHost(), []);
        else if (options.all === true) callback(null, [first, ...others]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error instanceof Error ? error : unknownHost(), []),
    );
  };

  async #permitted(host: string, options: LookupOptions): Promise<readonly LookupAddress[]> {
    const addresses = await this.#resolve(host, options);
    for (const { address } of addresses) {
      const refusal = zoneRefusal(addressZone(address), host, this.#options);
      if (refusal !== undefined) throw new EgressRefusedError(refusal);
    }
    return addresses;
  }
}

function zoneRefusal(zone: AddressZone, host: string, options: EgressOptions): string | undefined {
  if (zone === 'public') return undefined;
  if (zone === 'private' && (!options.production || isAllowedHost(host, options))) return undefined;
  if (zone === 'loopback' && !options.production) return undefined;
  return REASONS[zone];
}

function isAllowedHost(host: string, options: EgressOptions): boolean {
  return options.allowedHosts.some((allowed) => normaliseHost(allowed) === normaliseHost(host));
}

function normaliseHost(host: string): string {
  return host.trim().toLowerCase().replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

function resolveBySystem(host: string, options: LookupOptions): Promise<readonly LookupAddress[]> {
  return systemLookup(host, { ...options, all: true });
}

function unknownHost(): NodeJS.ErrnoException {
  return Object.assign(new Error('The host has no address'), { code: 'ENOTFOUND' });
}
