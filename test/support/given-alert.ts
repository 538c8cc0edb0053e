import fc from 'fast-check';
import { SEVERITIES } from '../../src/domain/alerts/alert-message.js';
import type { AlertMessage } from '../../src/domain/alerts/alert-message.js';

/** An alert as the application writes it; a test says what matters to it. */
export function givenAlert(overrides: Partial<AlertMessage> = {}): AlertMessage {
  return {
    occasion: 'opened',
    severity: 'ERROR',
    title: 'Samsara: reading keeps failing',
    text: 'Samsara could not be reached.\nDrivers’ last known hours are shown.',
    context: [
      ['Company', 'Müller & Söhne'],
      ['Since', '2026-11-20T12:00:00.000Z'],
    ],
    link: 'https://fleet.example.com/alerts/7?tab=a&b=1',
    ...overrides,
  };
}

/** Texts as somebody would write them who wants to be more than text. */
const nastyText = fc.oneof(
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.array(
    fc.constantFrom('\r\n', '\n', '\r', '\0', '\u2028', '\u202e', '\ud800', 'Bcc: thief@example.com', '\r\n.\r\n', '<script>', '</td>', '"', "'", '&', '=?utf-8?Q?=0ABcc:?=', '<!channel>', '@here', '*b*', ' '),
    { maxLength: 12 },
  ).map((parts) => parts.join('')),
);

/** Any alert whose texts may hold anything. */
export const nastyAlerts: fc.Arbitrary<AlertMessage> = fc.record({
  occasion: fc.constantFrom('opened', 'reminder', 'resolved', 'test'),
  severity: fc.constantFrom(...SEVERITIES),
  title: nastyText,
  text: nastyText,
  context: fc.array(fc.tuple(nastyText, nastyText), { maxLength: 35 }),
  link: fc.oneof(fc.constant(undefined), nastyText, nastyText.map((tail) => `https://fleet.example.com/${tail}`)),
});
