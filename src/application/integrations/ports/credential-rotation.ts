export interface RewrapResult {
  /** Rows now under the active key that were not before. */
  readonly rewrapped: number;
  /** Rows no key of the ring opens; they are left as they are. */
  readonly unreadable: number;
  /** Where the next batch starts; undefined after the last. */
  readonly next: string | undefined;
}

/** Moves sealed credentials to the active key, a batch at a time, while the service runs. */
export interface CredentialRotation {
  /** Rows after `from` that are not under the active key. A row changed meanwhile is left alone. */
  rewrap(from: string | undefined, batchSize: number): Promise<RewrapResult>;
}
