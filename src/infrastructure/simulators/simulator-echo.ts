import { jsonAnswer, type SimulatedAnswer, type SimulatedRequest } from './simulator-answer.js';

/** Names under which credentials travel, in headers and in queries. */
const KEY_NAME = /authori[sz]ation|api.?key|appid|token/i;

/** Path and query of a request. */
export function urlOf({ path, query }: SimulatedRequest): string {
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

/**
 * The answer of a vendor, or of something on the way to it, that tells a request back in everything it says: in the headers,
 * in every word an error body may have, and with the credential as the id of the request.
 */
export function echoOf(request: SimulatedRequest, status: number): SimulatedAnswer {
  const { method, headers, body } = request;
  const url = urlOf(request);
  const sent = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  const told = [`${method} ${url} HTTP/1.1`, ...sent.map(([name, value]) => `${name}: ${value}`), '', body].join('\n');
  const answer = jsonAnswer(status, {
    message: told, error: told, error_description: told, title: told, detail: told, cause: told, code: told, errors: [told],
    requestId: keyOf(request, sent), request: { method, url, headers, body },
  });
  const echoed = Object.fromEntries(sent.map(([name, value]) => [`echo-${name}`, value]));
  return { ...answer, headers: { ...answer.headers, ...echoed, 'location': url, 'www-authenticate': url, 'x-request-url': url } };
}

/** The credential alone: the last word under the first name that sounds like one; of a login the password. */
function keyOf({ query }: SimulatedRequest, headers: readonly (readonly [string, string])[]): string {
  const [, value = ''] = [...headers, ...query].find(([name]) => KEY_NAME.test(name)) ?? [];
  const [, login] = /^Basic (\S+)$/.exec(value) ?? [];
  return login === undefined ? (value.split(' ').at(-1) ?? '') : Buffer.from(login, 'base64').toString('utf8').replace(/^[^:]*:/, '');
}
