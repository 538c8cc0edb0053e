import { expect } from 'chai';
import { slackWebhookRefusal } from '../../../src/infrastructure/slack/slack-webhook.js';

const PATH = '/services/T0001/B0001/canary4f9c1b7e20';

describe('slackWebhookRefusal', () => {
  const rules = { production: false, allowedHosts: ['127.0.0.1', 'Slack.Test', '[::1]', 'chat.example:8443'] };

  for (const url of [`https://hooks.slack.com${PATH}`, `https://HOOKS.SLACK.COM${PATH}`, `https://hooks.slack.com:443${PATH}`, 'https://hooks.slack.com/workflows/A/B/C']) {
    it(`takes ${url} in production`, () => expect(slackWebhookRefusal(url, { production: true, allowedHosts: [] })).to.equal(undefined));
  }

  const refused = [
    `http://hooks.slack.com${PATH}`,
    `https://hooks.slack.com.evil.example${PATH}`,
    `https://hooks.slack.com.${PATH}`,
    `https://evil.example${PATH}`,
    `https://evil.example/hooks.slack.com${PATH}`,
    `https://hooks.slack.com@evil.example${PATH}`,
    `https://hooks.slack.com:8443${PATH}`,
    `https://hooks.slack.com\\@evil.example${PATH}`,
    `https://slack.com${PATH}`,
    `ftp://hooks.slack.com${PATH}`,
    'https://hooks.slack.com',
    'https://hooks.slack.com/',
    `https://hooks.slack.com${PATH}?x=1`,
    `https://hooks.slack.com${PATH}#x`,
    `https://hooks.slack.com${PATH}\r\nX: y`,
    `https://127.0.0.1${PATH}`,
    PATH,
    '',
  ];
  for (const url of refused) {
    it(`refuses ${JSON.stringify(url)} and repeats nothing of its path`, () => {
      const refusal = slackWebhookRefusal(url, { production: false, allowedHosts: [] });
      expect(refusal).to.be.a('string').and.not.contain('canary').and.not.contain('evil');
    });
  }

  const permitted: readonly (readonly [string, boolean, boolean])[] = [
    [`http://127.0.0.1:4711${PATH}`, false, true],
    [`http://127.0.0.1:4711${PATH}`, true, false],
    [`http://[::1]:4711${PATH}`, false, true],
    [`http://slack.test${PATH}`, false, false],
    [`https://slack.test${PATH}`, false, true],
    [`https://slack.test${PATH}`, true, true],
    [`https://chat.example:8443${PATH}`, true, true],
    [`https://chat.example${PATH}`, true, false],
    [`https://other.test${PATH}`, false, false],
  ];
  for (const [url, production, taken] of permitted) {
    it(`${taken ? 'takes' : 'refuses'} ${url} of the allowed hosts ${production ? 'in' : 'outside'} production`, () => {
      expect(slackWebhookRefusal(url, { ...rules, production }) === undefined).to.equal(taken);
    });
  }
});
