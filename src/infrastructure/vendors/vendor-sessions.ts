import type { VendorConnection } from '../../application/integrations/ports/vendor-connection.js';
import type { Clock } from '../../application/shared/clock.js';
import type { Logger } from '../../application/shared/logger.js';
import type { Timer } from '../../application/shared/timer.js';
import type { CircuitBreaker } from '../../application/integrations/circuit-breaker.js';
import type { PermitPriority } from '../../application/integrations/ports/vendor-rate-store.js';
import type { VendorRateLimiter } from '../../application/integrations/vendor-rate-limiter.js';
import type { IntegrationId } from '../../domain/shared/identifiers.js';
import type { AttemptGate } from './http/attempt-gate.js';
import { AxiosVendorHttp } from './http/axios-vendor-http.js';
import type { EgressGuard } from './http/egress-guard.js';
import type { VendorHttpLimits } from './http/vendor-http-limits.js';
import type { VendorHttpObserver } from './http/vendor-http-observer.js';
import type { VendorDefinition, VendorSession } from './vendor-definition.js';
import { IntegrationGate } from './integration-gate.js';
import type { VendorFolderRegistry } from './vendor-folder-registry.js';

export interface VendorSessionOptions {
  readonly registry: VendorFolderRegistry;
  /** Base URLs from the environment, by setting name. */
  readonly baseUrls: Readonly<Record<string, string>>;
  readonly guard: EgressGuard;
  readonly limits: VendorHttpLimits;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly logger: Logger;
  readonly observer: VendorHttpObserver;
  readonly breaker: CircuitBreaker;
  readonly limiter: VendorRateLimiter;
  readonly random: () => number;
}

/** A connection of a saved integration. */
export type StoredConnection = VendorConnection & { readonly integrationId: IntegrationId };

/** Opens sessions with vendors: a client bound to the vendor's base URL, credentials and limits. */
export class VendorSessions {
  readonly #warned = new Set<string>();

  constructor(private readonly options: VendorSessionOptions) {}

  findDefinition(vendor: string): VendorDefinition | undefined {
    return this.options.registry.definition(vendor);
  }

  definitionOf(vendor: string): VendorDefinition {
    const definition = this.findDefinition(vendor);
    if (definition === undefined) throw new Error(`No vendor folder serves ${vendor}.`);
    return definition;
  }

  /** Where the vendor of a connection is: the installation's address for it, or the one in the customer's config. */
  baseUrlOf({ vendor, config }: Pick<VendorConnection, 'vendor' | 'config'>): string {
    const { baseUrl } = this.definitionOf(vendor);
    const perCustomer = 'configField' in baseUrl;
    const configured = perCustomer ? textOf(config[baseUrl.configField]) : (this.options.baseUrls[baseUrl.setting] ?? baseUrl.default);
    const { url, warning } = baseUrl.mend?.(configured) ?? { url: configured };
    const setting = perCustomer ? baseUrl.configField : baseUrl.setting;
    if (warning !== undefined && !this.#warned.has(`${vendor} ${setting}`)) {
      this.#warned.add(`${vendor} ${setting}`);
      this.options.logger.warn('vendor.base-url-mended', { vendor, setting, warning });
    }
    return url;
  }

  /** For a stored integration: every attempt passes its circuit and its rate limit. */
  open(connection: StoredConnection, priority: PermitPriority): VendorSession {
    const { breaker, limiter, clock, limits } = this.options;
    const { rate, description } = this.definitionOf(connection.vendor);
    const gate = new IntegrationGate({
      key: connection,
      vendor: description.id,
      displayName: description.displayName,
      rate,
      priority,
      patienceMs: limits.attemptTimeoutMs,
      breaker,
      limiter,
      clock,
    });
    return { ...this.session(connection, { gate }), standing: () => gate.standing() };
  }

  /** For a test: sent at once, whatever the circuit says, because a person wants to know. */
  openForTest(connection: VendorConnection, limits: Partial<VendorHttpLimits>): VendorSession {
    return this.session(connection, { limits });
  }

  private session(connection: VendorConnection, { limits, gate }: { limits?: Partial<VendorHttpLimits>; gate?: AttemptGate }): VendorSession {
    const definition = this.definitionOf(connection.vendor);
    const { id, displayName } = definition.description;
    const http = new AxiosVendorHttp({
      ...this.options,
      vendor: id,
      displayName,
      baseUrl: this.baseUrlOf(connection),
      limits: { ...this.options.limits, ...limits },
      ...(gate !== undefined && { gate }),
    });
    return { connection, http, clock: this.options.clock, logger: this.options.logger };
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
