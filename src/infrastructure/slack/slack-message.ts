import type { AlertMessage } from '../../domain/alerts/alert-message.js';
import { presentAlert } from '../alerts/presented-alert.js';
import { slackText } from './slack-text.js';

/** Limits of Block Kit: https://docs.slack.dev/reference/block-kit/blocks */
const LONGEST = { header: 150, section: 3_000, field: 2_000, fallback: 3_000 } as const;
const MOST_FIELDS = 10;

interface SlackText {
  readonly type: 'plain_text' | 'mrkdwn';
  readonly text: string;
}

export type SlackBlock =
  | { readonly type: 'header'; readonly text: SlackText }
  | { readonly type: 'section'; readonly text: SlackText }
  | { readonly type: 'section'; readonly fields: readonly SlackText[] };

/** The body of a request to an incoming webhook. */
export interface SlackMessage {
  /** For notifications, and for programs that show no blocks. */
  readonly text: string;
  /** Of `text` only: nothing in it is formatting. */
  readonly mrkdwn: false;
  readonly blocks: readonly SlackBlock[];
}

/** Gives an alert the form of a Slack message. Everything but the link is `plain_text`, in which no mark means anything. */
export function renderSlackMessage(message: AlertMessage): SlackMessage {
  const { heading, text, context, link } = presentAlert(message);
  const fields = context.map(([label, value]) => plain(`${label}\n${value}`, LONGEST.field));
  const blocks: SlackBlock[] = [{ type: 'header', text: plain(heading, LONGEST.header) }];
  if (text !== '') blocks.push({ type: 'section', text: plain(text, LONGEST.section) });
  for (let from = 0; from < fields.length; from += MOST_FIELDS) {
    blocks.push({ type: 'section', fields: fields.slice(from, from + MOST_FIELDS) });
  }
  const address = link === undefined ? undefined : linkTo(link);
  if (address !== undefined) blocks.push({ type: 'section', text: { type: 'mrkdwn', text: address } });
  return { text: slackText(heading, LONGEST.fallback), mrkdwn: false, blocks };
}

function plain(text: string, longest: number): SlackText {
  return { type: 'plain_text', text: slackText(text, longest) };
}

/** A bar would end the address in Slack's notation. */
function linkTo(link: string): string | undefined {
  const text = `<${slackText(link.replaceAll('|', '%7C'), Number.POSITIVE_INFINITY)}|Open in Fleetbridge>`;
  return text.length > LONGEST.section ? undefined : text;
}
