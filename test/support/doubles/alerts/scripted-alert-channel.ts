import type { AlertChannel, AlertDispatch, DeliveryResult } from '../../../../src/application/alerts/ports/alert-channel.js';

/** Answers as told, the last answer again and again, and keeps what it was given. */
export class ScriptedAlertChannel implements AlertChannel {
  readonly dispatched: AlertDispatch[] = [];
  #script: readonly DeliveryResult[] = [{ kind: 'delivered' }];

  script(...results: readonly [DeliveryResult, ...DeliveryResult[]]): void {
    this.#script = results;
  }

  async deliver(dispatch: AlertDispatch): Promise<DeliveryResult> {
    this.dispatched.push(dispatch);
    const [result, ...rest] = this.#script;
    if (rest.length > 0) this.#script = rest;
    return result ?? { kind: 'delivered' };
  }
}
