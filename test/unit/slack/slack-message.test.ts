import { expect } from 'chai';
import fc from 'fast-check';
import type { AlertMessage } from '../../../src/domain/alerts/alert-message.js';
import { renderSlackMessage } from '../../../src/infrastructure/slack/slack-message.js';
import type { SlackMessage } from '../../../src/infrastructure/slack/slack-message.js';
import { givenAlert, nastyAlerts } from '../../support/given-alert.js';

describe('renderSlackMessage', () => {
  it('has a heading, the text, the context and a link', () => {
    expect(renderSlackMessage(givenAlert())).to.deep.equal({
      text: '[ERROR] Fleetbridge: Samsara: reading keeps failing',
      mrkdwn: false,
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: '[ERROR] Fleetbridge: Samsara: reading keeps failing' } },
        { type: 'section', text: { type: 'plain_text', text: 'Samsara could not be reached.\nDrivers’ last known hours are shown.' } },
        {
          type: 'section',
          fields: [
            { type: 'plain_text', text: 'Company\nMüller &amp; Söhne' },
            { type: 'plain_text', text: 'Since\n2026-11-20T12:00:00.000Z' },
          ],
        },
        { type: 'section', text: { type: 'mrkdwn', text: '<https://fleet.example.com/alerts/7?tab=a&amp;b=1|Open in Fleetbridge>' } },
      ],
    });
  });

  const neutralised: readonly (readonly [string, string])[] = [
    ['<!channel> look', '&lt;!channel&gt; look'],
    ['<@U012AB3CD>', '&lt;@U012AB3CD&gt;'],
    ['<https://evil.example|our site>', '&lt;https://evil.example|our site&gt;'],
    ['R&D &lt;b&gt;', 'R&amp;D &amp;lt;b&amp;gt;'],
    ['@here @channel @everyone @HERE', '@\u200bhere @\u200bchannel @\u200beveryone @\u200bHERE'],
    ['ann@example.com', 'ann@example.com'],
    ['*bold* _it_ ~no~ `code`', '*bold* _it_ ~no~ `code`'],
  ];
  for (const [title, expected] of neutralised) {
    it(`makes ${JSON.stringify(title)} plain text ${JSON.stringify(expected)}`, () => {
      const { text, blocks } = renderSlackMessage(givenAlert({ title }));
      expect(text).to.equal(`[ERROR] Fleetbridge: ${expected}`);
      expect(blocks[0]).to.deep.equal({ type: 'header', text: { type: 'plain_text', text } });
    });
  }

  it('has the heading alone when there is nothing else to say', () => {
    expect(renderSlackMessage(givenAlert({ text: ' ', context: [], link: undefined })).blocks).to.have.length(1);
  });

  it('keeps a bar out of the address, and leaves out a link longer than 3,000', () => {
    const linkOf = (link: string): string => JSON.stringify(renderSlackMessage(givenAlert({ link })).blocks.at(-1));
    expect(linkOf('https://fleet.example.com/a|b')).to.contain('<https://fleet.example.com/a%7Cb|Open');
    expect(linkOf(`https://fleet.example.com/${'a'.repeat(3_000)}`)).to.not.contain('Open');
  });

  it('puts 30 rows into 3 sections of 10', () => {
    const context = Array.from({ length: 40 }, (_, index) => [`Row ${index}`, 'v'] as const);
    const { blocks } = renderSlackMessage(givenAlert({ context }));
    expect(blocks.flatMap((block) => ('fields' in block ? [block.fields.length] : []))).to.deep.equal([10, 10, 10]);
  });

  it('keeps the limits of Slack when every character grows by 4 (header 150, section 3,000, field 2,000)', () => {
    const full = '&'.repeat(9_000);
    assertLimits(renderSlackMessage(givenAlert({ title: full, text: full, context: [[full, full]] })));
  });

  it('keeps the limits, and shows no control sequence but its own link, whatever the texts (1,000 alerts)', () => {
    fc.assert(
      fc.property(nastyAlerts, (message: AlertMessage) => {
        const rendered = renderSlackMessage(message);
        assertLimits(rendered);
        for (const { type, text } of textsOf(rendered)) {
          const own = type === 'mrkdwn' ? text.replace(/^<https?:\/\/[^<>|\s]+\|Open in Fleetbridge>$/, '') : text;
          expect(own).to.not.match(/[<>]|&(?!amp;|lt;|gt;)|@(?:here|channel|everyone)/i);
          if (type === 'mrkdwn') expect(own).to.equal('');
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

function textsOf({ text, blocks }: SlackMessage): readonly { readonly type: string; readonly text: string }[] {
  return [{ type: 'fallback', text }, ...blocks.flatMap((block) => ('fields' in block ? block.fields : [block.text]))];
}

function assertLimits({ text, blocks }: SlackMessage): void {
  expect(text.length).to.be.within(1, 3_000);
  expect(blocks.length).to.be.at.most(50);
  for (const block of blocks) {
    const texts = 'fields' in block ? block.fields : [block.text];
    const longest = block.type === 'header' ? 150 : 'fields' in block ? 2_000 : 3_000;
    expect(texts.length).to.be.within(1, 10);
    for (const one of texts) expect(one.text.length).to.be.within(1, longest);
  }
}
