import { between, draw } from '../seeded-draw.js';
import type { PfaRecord } from './pfa-book.js';
import { EMPTY_PFA, type PfaData } from './pfa-fields.js';

const DAY_MS = 86_400_000;
const FIRST_CHANGE = Date.parse('2025-06-02T08:00:00Z');
const FIRST_START = Date.parse('2025-09-01T00:00:00Z');

interface Kind {
  readonly category: string;
  readonly class: string;
  readonly manufacturer: string;
  readonly model: string;
  /** US dollars a month, and to buy. */
  readonly rate: number;
  readonly price: number;
}

const KINDS: readonly [Kind, ...Kind[]] = [
  { category: 'Cranes', class: 'Rough terrain crane 60 t', manufacturer: 'Grove', model: 'RT760E', rate: 14_500, price: 620_000 },
  { category: 'Cranes', class: 'Crawler crane 250 t', manufacturer: 'Manitowoc', model: '16000', rate: 62_000, price: 3_900_000 },
  { category: 'Earthmoving', class: 'Excavator 36 t', manufacturer: 'Caterpillar', model: '336', rate: 9_800, price: 415_000 },
  { category: 'Earthmoving', class: 'Wheel loader', manufacturer: 'Komatsu', model: 'WA380', rate: 7_200, price: 298_000 },
  { category: 'Aerial', class: 'Boom lift 80 ft', manufacturer: 'JLG', model: '800AJ', rate: 3_450.5, price: 148_000 },
  { category: 'Trucks', class: 'Day cab tractor', manufacturer: 'Freightliner', model: 'Cascadia', rate: 3_100, price: 139_500 },
  { category: 'Trucks', class: 'Lowboy trailer 55 t', manufacturer: 'Trail King', model: 'TK110', rate: 2_250, price: 98_000 },
  { category: 'Power', class: 'Generator 500 kW', manufacturer: 'Cummins', model: 'C500D6', rate: 5_600, price: 187_250.75 },
];

const AREAS = ['North', 'South', 'Process', 'Utilities', 'Marine'] as const;

/** The id of a seeded record: `PFA-10001` and up. */
export function seededPfaId(index: number): string {
  return `PFA-${10_001 + index}`;
}

/** Records of an organisation that has worked with PEMS for a while: the same for the same seed. */
export function seededRecords(seed: number, count: number): readonly PfaRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    pfaId: seededPfaId(index),
    version: between(1, 6, draw(seed, index, 1)),
    updatedAt: new Date(FIRST_CHANGE + between(0, 120 * 24 * 60, draw(seed, index, 2)) * 60_000),
    modifiedBy: `pems.user-${between(1, 5, draw(seed, index, 3))}`,
    lastIdempotencyKey: null,
    data: dataOf(seed, index),
  }));
}

function dataOf(seed: number, index: number): PfaData {
  return { ...EMPTY_PFA, ...equipmentOf(seed, index), ...scheduleOf(seed, index), isFundsTransferable: draw(seed, index, 15) < 0.4 };
}

function equipmentOf(seed: number, index: number): PfaData {
  const { rate, price, ...kind } = one(KINDS, draw(seed, index, 4));
  const isRental = draw(seed, index, 5) < 0.7;
  return {
    ...kind,
    source: isRental ? 'Rental' : 'Purchase',
    dor: draw(seed, index, 10) < 0.5 ? 'BEO' : 'PROJECT',
    areaSilo: one(AREAS, draw(seed, index, 11)),
    description: draw(seed, index, 12) < 0.2 ? null : `${kind.class} for unit ${between(1, 40, draw(seed, index, 13))}`,
    monthlyRate: isRental ? rate : null,
    purchasePrice: isRental ? null : price,
  };
}

function scheduleOf(seed: number, index: number): PfaData {
  const isActualized = draw(seed, index, 6) < 0.25;
  const start = FIRST_START + between(0, 300, draw(seed, index, 7)) * DAY_MS;
  const slip = between(-10, 30, draw(seed, index, 8)) * DAY_MS;
  const length = between(14, 240, draw(seed, index, 9)) * DAY_MS;
  return {
    originalStart: day(start),
    originalEnd: day(start + length),
    forecastStart: day(start + slip),
    forecastEnd: day(start + slip + length),
    actualStart: isActualized ? day(start + slip) : null,
    isActualized,
    hasPlan: true,
    hasActuals: isActualized,
    isDiscontinued: !isActualized && draw(seed, index, 14) < 0.05,
  };
}

function one<Item>(items: readonly [Item, ...Item[]], drawn: number): Item {
  return items[between(0, items.length - 1, drawn)] ?? items[0];
}

/** A calendar date. */
export function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
