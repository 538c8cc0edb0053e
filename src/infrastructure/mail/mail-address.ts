import { domainToASCII } from 'node:url';

const LOCAL_PART = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const DOMAIN = /^[\p{L}\p{N}]([\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?)*$/u;
const LONGEST = { address: 254, localPart: 64, label: 63 } as const;

/**
 * Whether a text is one e-mail address and nothing else: a name, a list, a quoted local part or an address literal is not.
 * So what we put in an envelope cannot be read as another recipient. Lengths as in RFC 5321 section 4.5.3.1; letters of any
 * script as in RFC 6531.
 */
export function isMailAddress(text: string): boolean {
  if (text.length > LONGEST.address) return false;
  const at = text.indexOf('@');
  const localPart = text.slice(0, Math.max(at, 0));
  const domain = text.slice(at + 1);
  if (!LOCAL_PART.test(localPart) || !DOMAIN.test(domain)) return false;
  const ascii = domainToASCII(domain);
  const labels = ascii.split('.');
  if (labels.some((label) => label === '' || label.length > LONGEST.label) || /^\d+$/.test(labels.at(-1) ?? '')) return false;
  return Buffer.byteLength(localPart) <= LONGEST.localPart && Buffer.byteLength(localPart) + 1 + ascii.length <= LONGEST.address;
}

/** The domain of an address, in ASCII. */
export function mailDomain(address: string): string {
  return domainToASCII(address.slice(address.lastIndexOf('@') + 1));
}
