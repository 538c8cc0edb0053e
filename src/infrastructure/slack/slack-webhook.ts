import { addressZone } from '../vendors/http/egress-address.js';
import { urlHost, vendorUrlShape } from '../vendors/http/vendor-url-shape.js';

export interface SlackWebhookRules {
  readonly production: boolean;
  /** `SLACK_ALLOWED_HOSTS`: hosts that may stand for Slack in tests; outside production with plain http when they are this machine. */
  readonly allowedHosts: readonly string[];
}

const SLACK = 'https://hooks.slack.com';

/** Why a URL is not posted to as a Slack webhook, fit to stand after "because"; undefined when it may be. Never quotes it. */
export function slackWebhookRefusal(webhookUrl: string, rules: SlackWebhookRules): string | undefined {
  const url = vendorUrlShape(webhookUrl);
  if (typeof url === 'string') return url;
  if (url.pathname === '/') return 'it has no path';
  if (url.origin === SLACK || isAllowed(url, rules)) return undefined;
  return `it does not start with ${SLACK}/`;
}

function isAllowed(url: URL, { production, allowedHosts }: SlackWebhookRules): boolean {
  const host = urlHost(url);
  const named = allowedHosts.some((allowed) => [host, url.host, url.hostname].includes(allowed.trim().toLowerCase()));
  return named && (url.protocol === 'https:' || (!production && isThisMachine(host)));
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || addressZone(host) === 'loopback';
}
