import type { AxiosRequestConfig } from 'axios';
import type { Secret } from '../../../domain/shared/secret.js';
import type { CredentialWord } from './vendor-failure.js';
import type { QueryValue, VendorRequest } from './vendor-http.js';

/** So many characters in a row of a secret are too many. */
const PIECE = 8;
const SENDABLE_HEADER = /^[\t\x20-\x7e\x80-\xff]*$/;

/** What goes out, with the secrets revealed. Lives for one attempt and is never stored, logged or attached to an error. */
export type WireRequest = Pick<AxiosRequestConfig, 'method' | 'url' | 'baseURL' | 'headers' | 'data'>;

/** Why a request cannot be sent as it is. */
export type Unsendable = 'unsendable-key' | 'unsendable-path';

/** Puts a request on the base URL. The path must come out exactly as it went in, so nothing can walk up or leave the host. */
export function wireRequest(baseUrl: string, request: VendorRequest): WireRequest | Unsendable {
  const base = new URL(baseUrl);
  const prefix = base.pathname.replace(/\/+$/, '');
  const below = plainPath(request);
  const path = prefix + below;
  const url = URL.canParse(base.origin + path) ? new URL(base.origin + path) : undefined;
  if (!below.startsWith('/') || path.includes('//') || url?.origin !== base.origin || url.pathname !== path) return 'unsendable-path';
  const secretHeaders = reveal(request.secretHeaders);
  if (!Object.values(secretHeaders).every((value) => SENDABLE_HEADER.test(value))) return 'unsendable-key';
  appendQuery(url, { ...request.query, ...reveal(request.secretQuery) });
  return {
    method: request.method,
    baseURL: base.origin,
    url: url.pathname + url.search,
    headers: { Accept: request.answer === 'text' ? 'text/plain' : 'application/json', ...contentType(request.body), ...request.headers, ...secretHeaders },
    ...(request.body !== undefined && { data: bodyText(request.body) }),
  };
}

/** How people call the credential this request carries. */
export function credentialWord(request: VendorRequest): CredentialWord {
  const basic = Object.values(reveal(request.secretHeaders)).some((value) => value.startsWith('Basic '));
  return basic ? 'user name or password' : 'API key';
}

/** True when the text repeats one of the request's secrets, a part of one, or the login inside a Basic header. */
export function repeatsSecret(text: string, request: VendorRequest): boolean {
  const secrets = [...Object.values(reveal(request.secretHeaders)), ...Object.values(reveal(request.secretQuery))];
  if (typeof request.path !== 'string') secrets.push(request.path.reveal(), ...request.path.reveal().split('/'));
  const words = secrets.flatMap((secret) => [secret, ...secret.split(/\s+/), ...loginOf(secret)]).filter((word) => word.length >= 4);
  return words.some((word) => text.includes(word) || word.includes(text) || sharePiece(text, word));
}

/** User name and password as they are before they are encoded (RFC 7617). */
function loginOf(header: string): readonly string[] {
  const [, encoded] = /^Basic (\S+)$/.exec(header) ?? [];
  return encoded === undefined ? [] : Buffer.from(encoded, 'base64').toString('utf8').split(':');
}

function sharePiece(text: string, word: string): boolean {
  for (let at = 0; at + PIECE <= text.length; at += 1) {
    if (word.includes(text.slice(at, at + PIECE))) return true;
  }
  return false;
}

function plainPath({ path }: VendorRequest): string {
  return typeof path === 'string' ? path : path.reveal();
}

function reveal(secrets: Readonly<Record<string, Secret<string>>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(secrets).map(([name, secret]) => [name, secret.reveal()]));
}

function appendQuery(url: URL, query: Readonly<Record<string, QueryValue>>): void {
  for (const [name, value] of Object.entries(query)) {
    for (const item of typeof value === 'object' ? value : [value]) {
      if (item !== undefined) url.searchParams.append(name, String(item));
    }
  }
}

function contentType(body: unknown): Record<string, string> {
  if (body === undefined) return {};
  return { 'Content-Type': body instanceof URLSearchParams ? 'application/x-www-form-urlencoded' : 'application/json' };
}

function bodyText(body: unknown): string {
  return body instanceof URLSearchParams ? body.toString() : JSON.stringify(body);
}
