import { expect } from 'chai';
import fc from 'fast-check';
import { roadConditionsOf, warningsOf, type RoadConditions } from '../../../src/domain/fleet-data/road-conditions.js';
import type { WeatherAlert, WeatherObservation, WeatherWarning } from '../../../src/domain/fleet-data/weather.js';

const OBSERVED = new Date('2026-01-14T12:00:00Z');

/** A vendor that said where and when, and nothing else. */
const SILENT: WeatherObservation = {
  place: { latitude: 41.5, longitude: -93.6 },
  city: undefined,
  observedAt: OBSERVED,
  temperatureF: undefined,
  feelsLikeF: undefined,
  conditions: [],
  windSpeedMph: undefined,
  windGustMph: undefined,
  windDirectionDegrees: undefined,
  visibilityMiles: undefined,
  humidityPercent: undefined,
  rainInchesPerHour: 0,
  snowInchesPerHour: 0,
  alerts: undefined,
};

const weather = (codes: readonly (number | undefined)[], more: Partial<WeatherObservation> = {}): WeatherObservation => ({
  ...SILENT, conditions: codes.map((code) => ({ code, text: 'as the vendor puts it' })), ...more,
});

const CALM: Partial<WeatherObservation> = { temperatureF: 60, feelsLikeF: 60, windSpeedMph: 5, windGustMph: 8, visibilityMiles: 6.2 };

type Row = readonly [name: string, observation: WeatherObservation, conditions: RoadConditions | undefined];

const TABLE: readonly Row[] = [
  ['clear and calm', weather([800], CALM), 'GOOD'],
  ['clear at -30 °F', weather([800], { ...CALM, temperatureF: -30 }), 'GOOD'],
  ['mist one can see through', weather([701], CALM), 'GOOD'],
  ['clouds and nothing measured', weather([804]), 'GOOD'],
  ['nothing at all', SILENT, undefined],
  ['wind and visibility without a condition', { ...SILENT, ...CALM }, undefined],
  ['a condition without a code', weather([undefined], CALM), undefined],
  ['a code we do not know', weather([999], CALM), undefined],
  ['a new code among the obscurations', weather([799], CALM), undefined],
  ['clear and a code we do not know', weather([800, 999], CALM), undefined],
  ['drizzle', weather([300], CALM), 'WET'],
  ['rain', weather([501], CALM), 'WET'],
  ['rain of unknown temperature', weather([501], { ...CALM, temperatureF: undefined }), 'WET'],
  ['a thunderstorm that names no rain', weather([211], CALM), 'WET'],
  ['rain measured under a clear sky', weather([800], { ...CALM, rainInchesPerHour: 0.01 }), 'WET'],
  ['rain without a condition', { ...SILENT, rainInchesPerHour: 0.1 }, 'WET'],
  ['rain at 32.1 °F', weather([500], { ...CALM, temperatureF: 32.1 }), 'WET'],
  ['rain at 32 °F', weather([500], { ...CALM, temperatureF: 32 }), 'ICE'],
  ['drizzle at 20 °F', weather([301], { ...CALM, temperatureF: 20 }), 'ICE'],
  ['a thunderstorm with rain at 30 °F', weather([201], { ...CALM, temperatureF: 30 }), 'ICE'],
  ['a dry thunderstorm at 30 °F', weather([211], { ...CALM, temperatureF: 30 }), 'WET'],
  ['freezing rain of unknown temperature', weather([511]), 'ICE'],
  ['freezing rain while the air is at 35 °F', weather([511], { ...CALM, temperatureF: 35 }), 'ICE'],
  ...[611, 612, 613, 615, 616].map((code): Row => [`code ${code}`, weather([code], CALM), 'ICE']),
  ...[600, 601, 602, 620, 621, 622].map((code): Row => [`code ${code}`, weather([code], CALM), 'SNOW']),
  ['snow measured', weather([804], { ...CALM, snowInchesPerHour: 0.02 }), 'SNOW'],
  ['snow and mist', weather([601, 701], { ...CALM, visibilityMiles: 0.3 }), 'SNOW'],
  ['snow, and rain that freezes', weather([601, 500], { ...CALM, temperatureF: 31 }), 'ICE'],
  ['visibility of 0.5 miles', weather([741], { ...CALM, visibilityMiles: 0.5 }), 'GOOD'],
  ['visibility of 0.49 miles', weather([741], { ...CALM, visibilityMiles: 0.49 }), 'LOW_VISIBILITY'],
  ['visibility of 0 without a condition', { ...SILENT, visibilityMiles: 0 }, 'LOW_VISIBILITY'],
  ['fog nobody measured', weather([741], { ...CALM, visibilityMiles: undefined }), 'LOW_VISIBILITY'],
  ['mist nobody measured', weather([701]), 'GOOD'],
  ['wind of 39.9 mph', weather([800], { ...CALM, windSpeedMph: 39.9 }), 'GOOD'],
  ['wind of 40 mph', weather([800], { ...CALM, windSpeedMph: 40 }), 'HIGH_WIND'],
  ['wind of 40 mph without gusts or a condition', { ...SILENT, windSpeedMph: 40 }, 'HIGH_WIND'],
  ['gusts below the wind', weather([800], { ...CALM, windSpeedMph: 41, windGustMph: 30 }), 'HIGH_WIND'],
  ['gusts of 49.9 mph', weather([800], { ...CALM, windGustMph: 49.9 }), 'GOOD'],
  ['gusts of 50 mph', weather([800], { ...CALM, windGustMph: 50 }), 'HIGH_WIND'],
  ['a tornado', weather([781], CALM), 'HIGH_WIND'],
  ['squalls', weather([771], CALM), 'HIGH_WIND'],
  ['rain in high wind', weather([502], { ...CALM, windSpeedMph: 45 }), 'HIGH_WIND'],
  ['fog in high wind', weather([741], { ...CALM, visibilityMiles: 0.1, windSpeedMph: 45 }), 'LOW_VISIBILITY'],
];

describe('roadConditionsOf', () => {
  for (const [name, observation, conditions] of TABLE) {
    it(`${name}: ${conditions ?? 'not known'}`, () => {
      expect(roadConditionsOf(observation)).to.equal(conditions);
    });
  }

  it('never says GOOD without a condition it understands', () => {
    const number = fc.option(fc.double({ noNaN: true }), { nil: undefined });
    fc.assert(fc.property(number, number, number, number, (temperatureF, windSpeedMph, windGustMph, visibilityMiles) => {
      for (const codes of [[], [undefined], [900], [850, 800]]) {
        expect(roadConditionsOf(weather(codes, { temperatureF, windSpeedMph, windGustMph, visibilityMiles }))).not.to.equal('GOOD');
      }
    }));
  });
});

type Expected = readonly (readonly [kind: WeatherWarning['kind'], severity: WeatherWarning['severity']])[];

const HAZARDS: readonly (readonly [string, WeatherObservation, Expected])[] = [
  ['clear and calm', weather([800], CALM), []],
  ['nothing said', SILENT, []],
  ['freezing rain', weather([511], CALM), [['ice', 'SEVERE']]],
  ['sleet', weather([611], CALM), [['ice', 'WARNING']]],
  ['light snow', weather([600], CALM), [['snow', 'INFO']]],
  ['snow', weather([601], CALM), [['snow', 'WARNING']]],
  ['snow by volume only', weather([804], { snowInchesPerHour: 0.1 }), [['snow', 'WARNING']]],
  ['heavy snow', weather([602], CALM), [['snow', 'SEVERE']]],
  ['visibility of a mile', weather([701], { visibilityMiles: 1 }), []],
  ['visibility just below a mile', weather([701], { visibilityMiles: 0.99 }), [['visibility', 'WARNING']]],
  ['visibility of 0.26 miles', weather([741], { visibilityMiles: 0.26 }), [['visibility', 'WARNING']]],
  ['visibility of a quarter of a mile', weather([741], { visibilityMiles: 0.25 }), [['visibility', 'SEVERE']]],
  ['fog nobody measured', weather([741]), [['visibility', 'WARNING']]],
  ['wind of 30.9 mph', weather([800], { windSpeedMph: 30.9, windGustMph: 45.9 }), []],
  ['wind of an advisory', weather([800], { windSpeedMph: 31 }), [['wind', 'WARNING']]],
  ['gusts of an advisory', weather([800], { windGustMph: 46 }), [['wind', 'WARNING']]],
  ['gusts that make the road windy', weather([800], { windGustMph: 57.9 }), [['wind', 'WARNING']]],
  ['wind of a high wind warning', weather([800], { windSpeedMph: 40 }), [['wind', 'SEVERE']]],
  ['gusts of a high wind warning', weather([800], { windGustMph: 58 }), [['wind', 'SEVERE']]],
  ['squalls', weather([771], CALM), [['squall', 'WARNING']]],
  ['a thunderstorm', weather([200], CALM), [['thunderstorm', 'WARNING']]],
  ['a heavy thunderstorm', weather([212], CALM), [['thunderstorm', 'SEVERE']]],
  ['rain', weather([501], { ...CALM, rainInchesPerHour: 0.29 }), []],
  ['heavy rain by volume', weather([501], { ...CALM, rainInchesPerHour: 0.3 }), [['rain', 'WARNING']]],
  ['heavy rain by its code', weather([502], CALM), [['rain', 'WARNING']]],
  ['-9 °F', weather([800], { temperatureF: -9 }), []],
  ['-10 °F', weather([800], { temperatureF: -10 }), [['cold', 'WARNING']]],
  ['105 °F', weather([800], { temperatureF: 105 }), [['heat', 'WARNING']]],
  ['100 °F that feel like 107', weather([800], { temperatureF: 100, feelsLikeF: 107 }), [['heat', 'WARNING']]],
  ['a wind chill of -30 at 0 °F', weather([800], { temperatureF: 0, feelsLikeF: -30 }), []],
  ['all at once, most severe first', weather([600, 781, 741, 200], { ...CALM, temperatureF: -12, visibilityMiles: 0.6, windSpeedMph: 44 }), [
    ['tornado', 'SEVERE'], ['ice', 'SEVERE'], ['wind', 'SEVERE'], ['visibility', 'WARNING'], ['thunderstorm', 'WARNING'], ['cold', 'WARNING'], ['snow', 'INFO'],
  ]],
];

describe('warningsOf', () => {
  for (const [name, observation, expected] of HAZARDS) {
    it(`${name}: ${expected.map((pair) => pair.join(' ')).join(', ') || 'none'}`, () => {
      expect(warningsOf(observation).map(({ kind, severity }) => [kind, severity])).to.deep.equal(expected);
    });
  }

  it('names what was measured, and no number that was not', () => {
    const textOf = (more: Partial<WeatherObservation>): string | undefined => warningsOf(weather([800], more))[0]?.text;
    expect(textOf({ windSpeedMph: 41.6, windGustMph: 60.2 })).to.equal('High wind: 42 mph, gusts of 60 mph. Take care with empty and high trailers.');
    expect(textOf({ windGustMph: 47 })).to.equal('Strong wind: gusts of 47 mph. Take care with empty and high trailers.');
    expect(textOf({ windSpeedMph: 45, windGustMph: 30 })).to.equal('High wind: 45 mph. Take care with empty and high trailers.');
    expect(textOf({ visibilityMiles: 0.1243 })).to.equal('Low visibility: 0.12 miles.');
    expect(textOf({ temperatureF: -12.4 })).to.equal('Extreme cold: -12 °F.');
  });
});

describe('warningsOf, alerts of weather services', () => {
  const alert = (event: string, more: Partial<WeatherAlert> = {}): WeatherAlert => ({
    event, sender: 'NWS Des Moines', startsAt: undefined, endsAt: undefined, text: 'Slow down.', ...more,
  });
  const warned = (...alerts: readonly WeatherAlert[]): readonly WeatherWarning[] => warningsOf(weather([800], { ...CALM, alerts }));

  for (const [event, severity] of [
    ['Winter Storm Warning', 'SEVERE'], ['Tornado Watch', 'WARNING'], ['Wind Advisory', 'WARNING'], ['Special Weather Statement', 'INFO'],
    ['Hazardous Weather Outlook', 'INFO'], ['', 'WARNING'], ['Vigilance orange', 'WARNING'],
  ] as const) {
    it(`"${event}" is ${severity}`, () => {
      expect(warned(alert(event))).to.deep.equal([{ kind: 'alert', severity, text: event === '' ? 'Slow down.' : `${event}: Slow down.` }]);
    });
  }

  it('leaves out what is over, keeps what is to come, and says the same only once', () => {
    const minute = (offset: number): Date => new Date(OBSERVED.getTime() + offset * 60_000);
    const found = warned(
      alert('Over', { endsAt: minute(-1) }), alert('Now', { endsAt: minute(0) }), alert('Tonight', { startsAt: minute(300) }), alert('Tonight'),
    );
    expect(found.map(({ text }) => text)).to.deep.equal(['Now: Slow down.', 'Tonight: Slow down.']);
  });

  it('says so when they were asked for and could not be had, and nothing when there are none or nobody asked', () => {
    const unread: WeatherWarning = { kind: 'alert', severity: 'INFO', text: 'The alerts of weather services could not be read. There may be some.' };
    expect(warningsOf(weather([800], { ...CALM, alerts: 'unavailable' }))).to.deep.equal([unread]);
    expect(warned()).to.deep.equal([]);
    expect(warningsOf(weather([800], { ...CALM, alerts: undefined }))).to.deep.equal([]);
  });

  it('puts a severe alert before a hazard that is not', () => {
    const found = warningsOf(weather([601], { ...CALM, alerts: [alert('Blizzard Warning')] }));
    expect(found.map(({ kind }) => kind)).to.deep.equal(['alert', 'snow']);
  });

  it('cuts a long text, and says so when there is none', () => {
    const [long] = warned(alert('Flood Watch', { text: 'x'.repeat(5000) }));
    expect(long?.text).to.have.length(500);
    expect(long?.text.endsWith('x…')).to.equal(true);
    expect(warned(alert('', { text: '' }))[0]?.text).to.equal('A weather service has issued an alert without a text.');
  });
});
