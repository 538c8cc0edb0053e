import type { ScriptedDriver } from '../../src/infrastructure/simulators/samsara/scripted-fleet.js';
import type { TestPerson, TestService } from '../support/test-service.js';

const HOUR_MS = 3_600_000;

export interface DriverScript {
  /** Samsara's word for the duty status, default `driving`. */
  readonly word?: string;
  readonly driveHours?: number;
  /** False: in the roster without hours. */
  readonly clocks?: boolean;
  /** False: the vendor sends no rules for this driver. */
  readonly rules?: boolean;
}

const RULESET = { shift: 'US Interstate Property', cycle: 'USA 70 hour / 8 day', restart: '34-hour Restart', break: 'None', jurisdiction: '' };

/** A driver of the simulated vendor, under the 70-hour rules with 5 hours left to drive unless told otherwise. */
export function scriptedDriver(id: string, script: DriverScript = {}): ScriptedDriver {
  const { word = 'driving', driveHours = 5, clocks = true, rules = true } = script;
  const left = {
    drive: { driveRemainingDurationMs: driveHours * HOUR_MS },
    shift: { shiftRemainingDurationMs: 8 * HOUR_MS },
    cycle: { cycleRemainingDurationMs: 40 * HOUR_MS },
    break: { timeUntilBreakDurationMs: 3 * HOUR_MS },
  };
  return {
    id,
    driver: { id, name: `Driver ${id}`, driverActivationStatus: 'active', ...(rules && { eldSettings: { rulesets: [RULESET] } }) },
    ...(clocks && { clocks: { driver: { id, name: `Driver ${id}` }, currentDutyStatus: { hosStatusType: word }, clocks: left, violations: {} } }),
  };
}

/** Connects the simulated vendor for this person's tenant and gives the integration's id. */
export async function connectVendor(service: TestService, as: TestPerson, apiKey = 'a-key-that-works'): Promise<string> {
  const body = { integration_type: 'HOS_ELD', vendor: 'MOCK_SAMSARA', display_name: 'Simulated fleet', credentials: { apiKey } };
  const { status, body: created, text } = await service.ask('POST', '/api/v1/integrations', { as, body });
  if (status !== 201 || typeof created['id'] !== 'string') throw new Error(`Connecting the vendor failed: ${status} ${text}`);
  return created['id'];
}

/** The simulated vendor of a test service. */
export function vendorOf(service: TestService): NonNullable<TestService['running']['simulators']>['samsara'] {
  const { simulators } = service.running;
  if (simulators === undefined) throw new Error('The simulators do not run.');
  return simulators.samsara;
}
