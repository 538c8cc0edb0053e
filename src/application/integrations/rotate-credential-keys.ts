import type { CredentialRotation } from './ports/credential-rotation.js';

const BATCH = 200;

export interface RotationReport {
  readonly rewrapped: number;
  readonly unreadable: number;
}

/** Moves every stored credential to the active key. Can be stopped and started again at any time. */
export class RotateCredentialKeys {
  constructor(private readonly rotation: CredentialRotation) {}

  async execute(): Promise<RotationReport> {
    let report: RotationReport = { rewrapped: 0, unreadable: 0 };
    let from: string | undefined;
    do {
      const batch = await this.rotation.rewrap(from, BATCH);
      report = {
        rewrapped: report.rewrapped + batch.rewrapped,
        unreadable: report.unreadable + batch.unreadable,
      };
      from = batch.next;
    } while (from !== undefined);
    return report;
  }
}
