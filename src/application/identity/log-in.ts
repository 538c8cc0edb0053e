import { InvalidLoginError, TooManyAttemptsError } from '../../domain/identity/errors.js';
import type { User } from '../../domain/identity/user.js';
import type { Secret } from '../../domain/shared/secret.js';
import type { Timer } from '../shared/timer.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import type { IdentityRepositories } from './ports/identity-repositories.js';
import type { PasswordHasher } from './ports/password-hasher.js';
import type { Permit, RequestLimit, RequestLimiter } from './ports/request-limiter.js';
import type { StartSession } from './start-session.js';
import type { SessionTokens } from './session-tokens.js';

const WINDOW_SECONDS = 15 * 60;
const PER_EMAIL_AND_ADDRESS: RequestLimit = { limit: 10, windowSeconds: WINDOW_SECONDS };
const PER_ADDRESS: RequestLimit = { limit: 50, windowSeconds: WINDOW_SECONDS };

const TRIES = 8;
const PAUSE_MS = 250;

export interface LogInInput {
  readonly email: string;
  readonly password: Secret<string>;
  /** Network address of the caller. An account is never locked for other addresses. */
  readonly address: string;
}

/** Exchanges e-mail and password for tokens. */
export class LogIn {
  constructor(
    private readonly work: UnitOfWork<IdentityRepositories>,
    private readonly passwords: PasswordHasher,
    private readonly limiter: RequestLimiter,
    private readonly startSession: StartSession,
    private readonly timer: Timer,
  ) {}

  /**
   * Throws `InvalidLoginError`, after the same work whether the e-mail exists or not, and `TooManyAttemptsError`
   * after 10 failures for this e-mail and address or 50 for this address in 15 minutes.
   */
  async execute({ email, password, address }: LogInInput): Promise<SessionTokens> {
    const giveBack = await this.takeAttempts(email.toLowerCase(), address);
    const account = await this.work.runAsSystem(async ({ users, tenants }) => {
      const user = await users.findByEmail(email);
      return { user, tenant: user === undefined ? undefined : await tenants.find(user.tenantId) };
    });
    const matches = await this.passwords.verify(password, account.user?.passwordHash);
    if (!matches || !account.user?.isActive || !account.tenant?.isActive) throw new InvalidLoginError();
    await giveBack();
    return this.startSession.execute(account.user satisfies User);
  }

  /** Counts the attempt before the password is looked at, so that parallel guesses cannot slip through. */
  private async takeAttempts(email: string, address: string): Promise<() => Promise<void>> {
    const attempts = [
      { key: `login:${address}`, limit: PER_ADDRESS },
      { key: `login:${address}:${email}`, limit: PER_EMAIL_AND_ADDRESS },
    ];
    const receipts: { key: string; receipt: string }[] = [];
    for (const { key, limit } of attempts) {
      const permit = await this.patiently(key, limit);
      if (!permit.granted) {
        await this.giveBack(receipts);
        throw new TooManyAttemptsError(permit.retryAfterMs);
      }
      receipts.push({ key, receipt: permit.receipt });
    }
    return () => this.giveBack(receipts);
  }

  /** Attempts that are being looked at count until they succeed, so a burst of good logins waits for itself to be handed back. */
  private async patiently(key: string, limit: RequestLimit): Promise<Permit> {
    for (let tries = 1; ; tries += 1) {
      const permit = await this.limiter.take(key, limit);
      if (permit.granted || tries === TRIES) return permit;
      await this.timer.sleep(PAUSE_MS);
    }
  }

  private async giveBack(receipts: readonly { key: string; receipt: string }[]): Promise<void> {
    for (const { key, receipt } of receipts) await this.limiter.giveBack(key, receipt);
  }
}
