/** The embedded database cannot run here; the message is one line a person can act on. */
export class EmbeddedPostgresError extends Error {
  readonly code = 'embedded-postgres-unavailable';

  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(message.replace(/\s+/g, ' ').trim(), options);
    this.name = 'EmbeddedPostgresError';
  }
}
