import { expect } from 'chai';
import type { RosterDriver } from '../../../src/application/hours-of-service/ports/hos-source.js';
import type { HosObservation } from '../../../src/domain/hours-of-service/hos-observation.js';
import { clocksOfWanted, clocksOn, driversOn, rosterPageOf, type InactiveDriver } from '../../../src/infrastructure/vendors/reading/hos-pages.js';
import type { DatedRows } from '../../../src/infrastructure/vendors/reading/rows-of-a-page.js';

const ASKED_AT = new Date(0);
const NO_HOURS = { driveHours: undefined, shiftHours: undefined, cycleHours: undefined, untilBreakHours: undefined };

/** A row is `driver:status`. */
function observe(row: unknown, asOf: Date): HosObservation | undefined {
  if (typeof row !== 'string') return undefined;
  const [externalDriverId = '', dutyStatusRaw] = row.split(':');
  return { externalDriverId, dutyStatus: 'UNKNOWN', dutyStatusRaw, remaining: NO_HOURS, violations: [], asOf };
}

/** A row is `driver:name`, or `driver:gone`. */
function read(row: unknown): RosterDriver | InactiveDriver | undefined {
  if (typeof row !== 'string') return undefined;
  const [externalDriverId = '', name = ''] = row.split(':');
  return name === 'gone' ? { externalDriverId, isInactive: true } : { externalDriverId, name, ruleset: 'not-sent' };
}

async function* list(...pages: readonly (readonly unknown[])[]): AsyncGenerator<DatedRows, void, undefined> {
  for (const rows of pages) yield { rows, askedAt: ASKED_AT };
}

const said = ({ externalDriverId, dutyStatusRaw = '' }: HosObservation): string => `${externalDriverId}:${dutyStatusRaw}`;

describe('Pages of hours and drivers', () => {
  it('have each driver once in a pass: the last row of the first page', async () => {
    const pages: unknown[] = [];
    for await (const { observations, unreadable } of clocksOn(list(['a:1', 7, 'b:1', 'a:2'], ['b:2', 'c:2', null], ['a:3']), observe)) {
      pages.push([observations.map(said), unreadable]);
    }
    expect(pages).to.deep.equal([[['a:2', 'b:1'], 1], [['c:2'], 1], [[], 0]]);
  });

  it('have each driver of the roster once in a pass, by the same rule', async () => {
    const pages: unknown[] = [];
    for await (const { drivers, unreadable } of driversOn(list(['a:Ann', 7, 'b:Bob', 'a:Anna'], ['b:Bert', 'c:Cy']), read)) {
      pages.push([drivers.map(({ name }) => name), unreadable]);
    }
    expect(pages).to.deep.equal([[['Anna', 'Bob'], 1], [['Cy'], 0]]);
  });

  it('leave out a driver whose last row says that they are gone', () => {
    const { drivers, unreadable } = rosterPageOf(['a:Ann', 'b:gone', 'a:gone', 'b:Bob', 'c:gone', {}], read);
    expect(drivers.map(({ externalDriverId }) => externalDriverId)).to.deep.equal(['b']);
    expect(unreadable).to.equal(1);
  });

  it('have of the drivers asked for the first row across pages and lists, and of others nothing', async () => {
    const lists = [list(['a:1', 'x:1', 7], ['a:2']), list(['a:3', 'b:1'])];
    const wanted = new Set(['a', 'b', 'c']);
    const { observations, unreadable } = await clocksOfWanted(wanted, lists, observe);
    expect(observations.map(said)).to.deep.equal(['a:1', 'b:1']);
    expect(unreadable).to.equal(1);
    expect([...wanted]).to.deep.equal(['a', 'b', 'c']);
  });
});
