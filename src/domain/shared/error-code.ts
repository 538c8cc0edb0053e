/** Every code a domain error may carry. The problem table in `interfaces/http` must know each one to compile. */
export type ErrorCode =
  | 'invalid-input'
  | 'lease-lost'
  | 'service-unavailable'
  // identity
  | 'unauthenticated'
  | 'invalid-login'
  | 'invalid-refresh-token'
  | 'too-many-attempts'
  | 'local-login-disabled'
  | 'wrong-password'
  | 'forbidden'
  | 'tenant-not-found'
  | 'tenant-mismatch'
  | 'user-not-found'
  | 'email-taken'
  | 'own-account'
  | 'identity-provider-unavailable'
  | 'rate-limited'
  | 'idempotency-key-reused'
  | 'idempotency-key-running'
  // integrations
  | 'unknown-vendor'
  | 'vendor-not-allowed'
  | 'integration-type-mismatch'
  | 'invalid-credentials'
  | 'invalid-config'
  | 'integration-not-found'
  | 'integration-exists'
  | 'integration-disabled'
  | 'credentials-unreadable'
  | 'stale-version'
  // sync history
  | 'sync-not-supported'
  // fleet data
  | 'driver-not-found'
  | 'driver-exists'
  | 'driver-link-taken'
  // hours of service
  | 'driver-not-linked'
  | 'hos-integration-missing'
  | 'hos-unavailable'
  | 'override-expiry-invalid'
  // alerts
  | 'alert-not-found'
  | 'invalid-slack-webhook';
