import { Secret } from '../../../domain/shared/secret.js';
import type { VendorSession } from '../vendor-definition.js';

/**
 * A stored key or token, without the blanks or the line break pasted along with it. Undefined when there is none, or one
 * that would make a header illegal and a query wrong.
 */
export function storedKey(session: VendorSession, field: string): string | undefined {
  const key = stored(session, field);
  return /^[\x21-\x7e]+$/.test(key) ? key : undefined;
}

/** A stored text that a header can carry, blanks inside included. Undefined when there is none, or one no header can carry. */
export function storedText(session: VendorSession, field: string): string | undefined {
  const text = stored(session, field);
  return /^[\x20-\x7e]+$/.test(text) ? text : undefined;
}

/**
 * `Bearer` with the token where there is one: it can be revoked without locking a person out, so whoever gave both means the
 * token. Else `Basic` with the fields `username` and `password`. `no-token` and `no-login` when what counts cannot be used.
 */
export function storedAuthorization(session: VendorSession, tokenField: string): Secret<string> | 'no-token' | 'no-login' {
  if (stored(session, tokenField) !== '') {
    const token = storedKey(session, tokenField);
    return token === undefined ? 'no-token' : new Secret(`Bearer ${token}`);
  }
  const username = stored(session, 'username');
  // As it was entered: a blank at its end is part of a password.
  const password = session.connection.credentials['password']?.reveal() ?? '';
  // A colon ends the user name (RFC 7617), so one inside would log in somebody else.
  if (username === '' || password.trim() === '' || username.includes(':')) return 'no-login';
  return new Secret(`Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`);
}

function stored({ connection: { credentials } }: VendorSession, field: string): string {
  return credentials[field]?.reveal().trim() ?? '';
}
