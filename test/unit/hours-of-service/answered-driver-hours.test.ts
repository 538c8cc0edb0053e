import { expect } from 'chai';
import { DriverNotLinkedError, HosIntegrationMissingError, HosUnavailableError } from '../../../src/domain/hours-of-service/errors.js';
import { recordOfNothing } from '../../../src/domain/hours-of-service/hos-record.js';
import type { HosRecord } from '../../../src/domain/hours-of-service/hos-record.js';
import { DriverNotFoundError } from '../../../src/domain/shared/driver-not-found-error.js';
import { toDriverId, toTenantId } from '../../../src/domain/shared/identifiers.js';
import type { DriverHoursReading } from '../../../src/application/fleet-data/ports/driver-hours.js';
import { AnsweredDriverHours } from '../../../src/infrastructure/hours-of-service/answered-driver-hours.js';
import { rejectionOf } from '../../support/rejection.js';

const DRIVER = toDriverId('D1');
const left = { driveHours: 4, shiftHours: 6, cycleHours: undefined, untilBreakHours: 0 };
const record = (change: Partial<HosRecord> = {}): HosRecord => ({
  ...recordOfNothing(DRIVER, { code: undefined, source: 'unknown' }), stale: false, warning: undefined, safeRemaining: left, ...change,
});

const NOBODY = { find: () => Promise.resolve(undefined) };

describe('AnsweredDriverHours', () => {
  const read = (answer: HosRecord | Error): Promise<DriverHoursReading<HosRecord>> => {
    const execute = (): Promise<HosRecord> => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer));
    return new AnsweredDriverHours(NOBODY, { execute }).read(toTenantId('t1'), DRIVER);
  };

  it('requires a driver that is stored, and asks no vendor about it', async () => {
    const execute = (): Promise<HosRecord> => Promise.reject(new Error('A vendor was asked.'));
    const driver = { tenantId: toTenantId('t1'), driverId: DRIVER, name: 'Ann', isActive: true, link: undefined };
    await new AnsweredDriverHours({ find: () => Promise.resolve(driver) }, { execute }).requireDriver(toTenantId('t1'), DRIVER);
    expect(await rejectionOf(new AnsweredDriverHours(NOBODY, { execute }).requireDriver(toTenantId('t1'), DRIVER))).to.be.instanceOf(DriverNotFoundError);
  });

  it('hands on the record and judges by what is safely left', async () => {
    const fresh = record({ remaining: { driveHours: 11, shiftHours: 14, cycleHours: 70, untilBreakHours: 8 } });
    expect(await read(fresh)).to.deep.equal({ state: 'ok', record: fresh, left, reason: undefined });
  });

  it('a fresh record’s warning is its own affair', async () => {
    expect(await read(record({ warning: 'No duty status.' }))).to.include({ state: 'ok', reason: undefined });
  });

  it('a stale one says why', async () => {
    expect(await read(record({ stale: true, error: 'Away.', warning: 'Old.' }))).to.include({ state: 'stale', reason: 'Away. Old.' });
    expect(await read(record({ stale: true }))).to.include({ state: 'stale', reason: undefined });
  });

  for (const [error, state] of [
    [new HosUnavailableError('Away.', 5_000), 'unavailable'],
    [new HosIntegrationMissingError(), 'not_configured'],
    [new DriverNotLinkedError(), 'not_configured'],
  ] as const) {
    it(`${error.name} is ${state}`, async () => {
      expect(await read(error)).to.deep.equal({ state, reason: error.message });
    });
  }

  for (const error of [new DriverNotFoundError(), new TypeError('a bug')]) {
    it(`${error.name} is thrown`, async () => {
      expect(await rejectionOf(read(error))).to.equal(error);
    });
  }
});
