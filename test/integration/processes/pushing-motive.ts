import { setTimeout as sleep } from 'node:timers/promises';
import { startMotiveSimulator } from '../../../src/infrastructure/simulators/motive/motive-simulator.js';
import type { MotiveSimulator } from '../../../src/infrastructure/simulators/motive/motive-simulator.js';
import { dutyStatusChanged, motiveDriver, signatureOf } from '../../api/pushed-webhooks.js';

const PATIENCE_MS = 5_000;
const AGAIN_MS = 50;
/** So that hours are whole in binary, and no driver has the same twice in a row of 640 events. */
const STEP_HOURS = 1 / 64;

/** A simulated Motive that tells of each change of a driver's hours, again and again until it is acknowledged. */
export class PushingMotive {
  /** Ids of the events that got a 200. */
  readonly acknowledged: string[] = [];
  /** Deliveries that got none: the replica died, or was dead. */
  failed = 0;
  readonly #steps = new Map<string, number>();

  private constructor(
    readonly simulator: MotiveSimulator,
    private readonly chance: () => number,
  ) {}

  static async start(drivers: readonly string[], chance: () => number): Promise<PushingMotive> {
    const motive = new PushingMotive(await startMotiveSimulator(), chance);
    // Some hundred milliseconds long, an answer says what was so when it began: an event that comes meanwhile needs another.
    motive.simulator.faults.set({ kind: 'trickle', path: '/v1/available_time', delayMs: 1 });
    for (const [index, driver] of drivers.entries()) motive.#steps.set(driver, 64 + index);
    motive.publish();
    return motive;
  }

  /** Drive hours by driver, as the API says them now. */
  get hours(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#steps].map(([driver, step]) => [driver, step * STEP_HOURS]));
  }

  /** Changes a driver's hours, tells of it at one of the addresses, and goes on until `stop`. */
  async live(driver: string, addresses: () => readonly string[], stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      this.#steps.set(driver, (((this.#steps.get(driver) ?? 0) + 1) % 640) + 1);
      this.publish();
      await this.tell(dutyStatusChanged(Number(driver)), addresses);
      await sleep(this.chance() * 200);
    }
  }

  private async tell(body: string, addresses: () => readonly string[]): Promise<void> {
    while (!(await this.deliver(body, addresses()))) await sleep(AGAIN_MS);
    const { action, id, updated_at: updatedAt } = JSON.parse(body) as Readonly<Record<string, string>>;
    this.acknowledged.push([action, id, updatedAt].join('|'));
  }

  private async deliver(body: string, addresses: readonly string[]): Promise<boolean> {
    const address = addresses[Math.floor(this.chance() * addresses.length)] ?? '';
    const headers = { 'Content-Type': 'application/json', ...signatureOf('MOTIVE_ELD', body) };
    try {
      const { status } = await fetch(address, { method: 'POST', body, headers, signal: AbortSignal.timeout(PATIENCE_MS) });
      if (status === 200) return true;
    } catch {
      // The replica is gone.
    }
    this.failed += 1;
    return false;
  }

  private publish(): void {
    this.simulator.fleet.script(Object.entries(this.hours).map(([driver, hours]) => motiveDriver(driver, hours)));
  }
}
