const LONGEST_URL = 2_048;

/**
 * Parses a vendor's base URL and checks its form: http or https, no user name, query or fragment, no odd characters.
 * Integer, octal and hexadecimal forms of an IPv4 host come out as dotted decimals.
 *
 * @returns the URL, or why it cannot be a base URL
 */
export function vendorUrlShape(text: string): URL | string {
  if (text.length > LONGEST_URL || !/^[\x21-\x7e]+$/.test(text) || text.includes('\\')) {
    return 'it contains characters a web address cannot have, or is too long';
  }
  if (!URL.canParse(text)) return 'it is not a web address';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'it must start with https://';
  if (url.username !== '' || url.password !== '' || text.includes('@')) return 'it must not contain a user name or password';
  if (text.includes('?')) return 'it must not contain a query';
  if (text.includes('#')) return 'it must not contain a fragment';
  return url;
}

/** The host without the brackets of IPv6 and without the closing dot of a full name. */
export function urlHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}
