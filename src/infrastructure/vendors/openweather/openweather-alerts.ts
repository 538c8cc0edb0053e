import type { WeatherAlert } from '../../../domain/fleet-data/weather.js';
import { isFields, isPresent } from '../reading/wire-values.js';
import { textOf, timeOf } from './openweather-mapping.js';

const EVENT_LENGTH = 200;
const DESCRIPTION_LENGTH = 4000;

/**
 * The alerts in the body of `GET /data/3.0/onecall` (openweathermap.org/api/one-call-3). The list is absent when there are
 * none. Undefined when the body is not that, or has alerts of which none can be read: no alerts would be the wrong answer.
 */
export function alertsOf(body: unknown): readonly WeatherAlert[] | undefined {
  if (!isFields(body) || typeof body['lat'] !== 'number') return undefined;
  const { alerts } = body;
  if (!isPresent(alerts)) return [];
  if (!Array.isArray(alerts)) return undefined;
  const readable = alerts.map(alertOf).filter((alert) => alert !== undefined);
  return readable.length === 0 && alerts.length > 0 ? undefined : readable;
}

function alertOf(entry: unknown): WeatherAlert | undefined {
  if (!isFields(entry)) return undefined;
  const event = textOf(entry['event'], EVENT_LENGTH);
  const text = descriptionOf(entry['description']);
  if (event === '' && text === '') return undefined;
  const sender = textOf(entry['sender_name'], EVENT_LENGTH);
  return { event, sender: sender === '' ? undefined : sender, startsAt: timeOf(entry['start']), endsAt: timeOf(entry['end']), text };
}

/** A text, or outside the US a list of `{language, description}`: the English one, else the first that says something. */
function descriptionOf(sent: unknown): string {
  if (!Array.isArray(sent)) return textOf(sent, DESCRIPTION_LENGTH);
  const versions = sent.filter(isFields).map((version) => ({ version, text: textOf(version['description'], DESCRIPTION_LENGTH) }));
  const written = versions.filter(({ text }) => text !== '');
  const english = written.find(({ version: { language } }) => typeof language === 'string' && /^en(g|glish)?\b/i.test(language));
  return (english ?? written[0])?.text ?? '';
}
