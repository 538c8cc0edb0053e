import type { IncomingHttpHeaders } from 'node:http';

/** Who asks, for whom. */
export interface PemsCaller {
  readonly tenant: string;
  readonly organization: string;
  readonly mayWrite: boolean;
}

/**
 * Reads the headers every call must have. Users and tokens starting with `revoked` get 401, with `barred` 403 everywhere,
 * with `reader` 403 on writes only.
 */
export function callerOf(headers: IncomingHttpHeaders): PemsCaller | { readonly status: 400 | 401 | 403; readonly detail?: string } {
  const name = nameOf(headers.authorization ?? '');
  if (name === undefined || name.startsWith('revoked')) return { status: 401 };
  if (name.startsWith('barred')) return { status: 403 };
  const [tenant, organization] = [textOf(headers['tenant']), textOf(headers['organization'])];
  if (tenant === '') return { status: 400, detail: 'The header tenant is missing.' };
  if (organization === '') return { status: 400, detail: 'The header organization is missing.' };
  return { tenant, organization, mayWrite: !name.startsWith('reader') };
}

/** The user of a login, or the token itself. A password that starts with `revoked` is no login either. */
function nameOf(authorization: string): string | undefined {
  const [, scheme = '', value = ''] = /^(Basic|Bearer) (\S+)$/i.exec(authorization) ?? [];
  if (scheme.toLowerCase() !== 'basic') return value === '' ? undefined : value;
  const [, user = '', password = ''] = /^([^:]+):(.+)$/s.exec(Buffer.from(value, 'base64').toString('utf8')) ?? [];
  return user === '' || password.startsWith('revoked') ? undefined : user;
}

function textOf(header: string | readonly string[] | undefined): string {
  return typeof header === 'string' ? header.trim() : '';
}
