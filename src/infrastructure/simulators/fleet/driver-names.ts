import { draw } from '../seeded-draw.js';

const FIRST = [
  'Maria', 'James', 'Aisha', 'Robert', 'Linh', 'Michael', 'Guadalupe', 'David', 'Tanisha', 'Carlos', 'Jennifer', 'Dmitri',
  'Latoya', 'William', 'Priya', 'Tyrone', 'Sandra', 'Hector', 'Kayla', 'Brian', 'José', 'Amanda', 'Mohammed', 'Denise',
  'Luis', 'Cheryl', 'Kwame', 'Rosa', 'Gregory', 'Zoë', 'Travis', 'Yolanda', 'Sergei', 'Donna', 'Marcus', 'Noelle',
];
const LAST = [
  'Hernandez', 'Walker', 'O’Brien', 'Nguyen', 'Jackson', 'Petrov', 'Singh', 'Kowalski', 'Ramirez', 'Brooks', 'Okafor',
  'Schmidt', 'Delgado', 'Foster', 'Núñez', 'Patel', 'Hughes', 'Abdi', 'Larson', 'Washington', 'Morales', 'Becker',
  'Tran', 'Sullivan', 'García', 'McAllister', 'Johnson', 'Ivanova', 'Reyes', 'Turner', 'Bello', 'Van Dyke', 'Cruz',
  'Thompson', 'Haddad', 'Peterson', 'Ortiz', 'Coleman', 'Yamamoto', 'Rossi', 'Daniels',
];

export interface DriverName {
  readonly first: string;
  readonly last: string;
  readonly full: string;
  /** Login of the driver app: ASCII and unique in the fleet. */
  readonly username: string;
}

/** The name of the driver at a place in the fleet. Names may repeat, as they do in real fleets; usernames do not. */
export function driverName(seed: number, index: number): DriverName {
  const first = FIRST[Math.floor(draw(seed, index, 1) * FIRST.length)] ?? 'Pat';
  const last = LAST[Math.floor(draw(seed, index, 2) * LAST.length)] ?? 'Doe';
  const plain = `${first[0] ?? ''}${last}`.normalize('NFD').replace(/[^A-Za-z]/g, '').toLowerCase();
  return { first, last, full: `${first} ${last}`, username: `${plain}${index + 1}` };
}
