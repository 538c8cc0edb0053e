import { roleHolds } from '../../domain/identity/access.js';
import { ForbiddenError, UnauthenticatedError } from '../../domain/identity/errors.js';
import type { AuthenticateRequest } from './authenticate-request.js';
import type { MonitoringToken } from './ports/monitoring-token.js';

/** Lets in who may read `/metrics`: an administrator's token, or the fixed token of the monitoring system. */
export class AuthorizeMetrics {
  constructor(
    private readonly authenticate: AuthenticateRequest,
    private readonly monitoring: MonitoringToken,
  ) {}

  /** Throws `UnauthenticatedError` and `ForbiddenError`. */
  async execute(bearer: string | undefined): Promise<void> {
    if (bearer === undefined) throw new UnauthenticatedError();
    if (this.monitoring.matches(bearer)) return;
    const { role } = await this.authenticate.execute(bearer);
    if (!roleHolds(role, 'metrics.read')) throw new ForbiddenError();
  }
}
