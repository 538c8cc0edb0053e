import type { PresentedAlert } from '../alerts/presented-alert.js';

const ACCENTS = { INFO: '#2b6cb0', WARNING: '#b7791f', ERROR: '#c53030', CRITICAL: '#9b2c2c' } as const;
const RESOLVED_ACCENT = '#2f855a';
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const FONT = 'font-family:Arial,Helvetica,sans-serif';
const CELL = 'padding:6px 12px 6px 0;border-bottom:1px solid #888888;vertical-align:top;text-align:left';

/**
 * The HTML part. Tables and inline styles, because mail programs know little else; text and background keep the reader's
 * own colours, so that it can be read in dark mode; nothing is loaded from anywhere.
 */
export function alertMailHtml(alert: PresentedAlert, footer: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(alert.heading)}</title>
</head>
<body style="margin:0;padding:16px;${FONT};font-size:15px;line-height:1.5">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:640px">
<tr><td style="padding:4px 0 4px 12px;border-left:6px solid ${accentOf(alert)}"><h1 style="margin:0;${FONT};font-size:18px">${escapeHtml(alert.heading)}</h1></td></tr>
<tr><td style="padding:16px 0">${withBreaks(alert.text)}</td></tr>
${contextRow(alert)}${linkRow(alert)}<tr><td style="padding:16px 0 0;font-size:12px">${escapeHtml(footer)}</td></tr>
</table>
</body>
</html>
`;
}

/** Safe between tags and inside quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

function accentOf({ occasion, severity }: PresentedAlert): string {
  return occasion === 'resolved' ? RESOLVED_ACCENT : ACCENTS[severity];
}

function withBreaks(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>\n');
}

function contextRow({ context }: PresentedAlert): string {
  if (context.length === 0) return '';
  const rows = context.map(
    ([label, value]) => `<tr><th scope="row" style="${CELL}">${escapeHtml(label)}</th><td style="${CELL};word-break:break-word">${escapeHtml(value)}</td></tr>`,
  );
  return `<tr><td><table cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse">\n${rows.join('\n')}\n</table></td></tr>\n`;
}

function linkRow({ link }: PresentedAlert): string {
  return link === undefined ? '' : `<tr><td style="padding:16px 0 0"><a href="${escapeHtml(link)}">Open in Fleetbridge</a></td></tr>\n`;
}
