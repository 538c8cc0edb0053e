import { DomainError } from '../shared/domain-error.js';

/** No token, or one that does not hold. */
export class UnauthenticatedError extends DomainError {
  readonly code = 'unauthenticated';

  constructor(message = 'Send a valid access token: Authorization: Bearer <token>.') {
    super(message);
  }
}

/** Wrong e-mail or password; the same whether the e-mail exists or not. */
export class InvalidLoginError extends DomainError {
  readonly code = 'invalid-login';

  constructor() {
    super('E-mail or password is wrong.');
  }
}

/** Unknown, used, expired or revoked refresh token. */
export class InvalidRefreshTokenError extends DomainError {
  readonly code = 'invalid-refresh-token';

  constructor() {
    super('This refresh token is not valid any more. Log in again.');
  }
}

/** Too many failed logins from this address. */
export class TooManyAttemptsError extends DomainError {
  readonly code = 'too-many-attempts';

  constructor(retryAfterMs: number) {
    super('Too many failed logins from this address. Wait and try again.', { retryAfterMs });
  }
}

/** Tokens come from a foreign identity provider; there is no local login. */
export class LocalLoginDisabledError extends DomainError {
  readonly code = 'local-login-disabled';

  constructor() {
    super('This installation uses an external identity provider. Get your token there.');
  }
}

/** `current` does not match when a password is changed. */
export class WrongPasswordError extends DomainError {
  readonly code = 'wrong-password';

  constructor() {
    super('The current password is wrong.');
  }
}

/** The caller's role does not allow this. */
export class ForbiddenError extends DomainError {
  readonly code = 'forbidden';

  constructor(message = 'Your role does not allow this.') {
    super(message);
  }
}

/** A SUPER_ADMIN named a tenant that does not exist. */
export class TenantNotFoundError extends DomainError {
  readonly code = 'tenant-not-found';

  constructor() {
    super('There is no such tenant.');
  }
}

/** X-Tenant-Id and organizationId name different tenants. */
export class TenantMismatchError extends DomainError {
  readonly code = 'tenant-mismatch';

  constructor() {
    super('X-Tenant-Id and organizationId name different tenants. Send one of them, or the same in both.');
  }
}

/** No such user in this tenant. */
export class UserNotFoundError extends DomainError {
  readonly code = 'user-not-found';

  constructor() {
    super('There is no such user.');
  }
}

/** Another user has this e-mail. */
export class EmailTakenError extends DomainError {
  readonly code = 'email-taken';

  constructor() {
    super('A user with this e-mail exists already.');
  }
}

/** Nobody removes, deactivates or demotes their own account. */
export class OwnAccountError extends DomainError {
  readonly code = 'own-account';

  constructor() {
    super('You cannot remove, deactivate or change the role of your own account. Ask another administrator.');
  }
}

/** A limit of requests per time is used up. */
export class RateLimitedError extends DomainError {
  readonly code = 'rate-limited';

  constructor(retryAfterMs: number) {
    super('Too many requests. Wait for the time in Retry-After.', { retryAfterMs });
  }
}

/** The key was used for a different request before. */
export class IdempotencyKeyReusedError extends DomainError {
  readonly code = 'idempotency-key-reused';

  constructor() {
    super('This Idempotency-Key was used for a different request. Use a new key for a new request.');
  }
}

/** The first request with this key has not been answered yet. */
export class IdempotencyKeyRunningError extends DomainError {
  readonly code = 'idempotency-key-running';

  constructor() {
    super('The first request with this Idempotency-Key is still running. Repeat it in a moment.', { retryAfterMs: 1000 });
  }
}

/** The keys that verify tokens cannot be fetched. */
export class IdentityProviderUnavailableError extends DomainError {
  readonly code = 'identity-provider-unavailable';

  constructor() {
    super('The identity provider cannot be reached to verify your token. Try again.', { retryAfterMs: 5_000 });
  }
}
