import type { DriverLink } from '../../../src/domain/fleet-data/driver.js';
import type { HosOverride } from '../../../src/domain/hours-of-service/hos-override.js';
import type { HosSnapshot } from '../../../src/domain/hours-of-service/hos-snapshot.js';
import type { RulesetCode } from '../../../src/domain/hours-of-service/ruleset.js';
import type { IntegrationType } from '../../../src/domain/integrations/vendor-description.js';
import type { DriverId, IntegrationId, TenantId, UserId } from '../../../src/domain/shared/identifiers.js';
import type { WorkLease } from '../../../src/domain/shared/work-lease.js';

export interface GivenIntegration {
  readonly vendor: string;
  readonly integrationType: IntegrationType;
  readonly enabled: boolean;
  readonly defaultRuleset: RulesetCode | undefined;
  readonly syncIntervalSeconds: number;
  /** Default: an hour ahead. */
  readonly nextSyncAt: Date;
}

export interface GivenDriver {
  readonly name: string;
  readonly isActive: boolean;
  readonly link: DriverLink;
  readonly ruleset: string;
}

/** What the store keeps of a driver. */
export interface KeptDriver {
  readonly name: string;
  readonly isActive: boolean;
  readonly link: DriverLink | undefined;
  readonly ruleset: string;
}

/** What the store keeps of an integration's contacts and schedule. */
export interface KeptIntegration {
  readonly condition: string;
  readonly nextSyncAt: Date;
  readonly lastSyncAt: Date | undefined;
  readonly lastSuccessAt: Date | undefined;
  readonly lastErrorAt: Date | undefined;
  readonly lastErrorMessage: string | undefined;
}

/** What the store keeps of an override, oldest first. */
export interface KeptOverride {
  readonly reason: string;
  readonly setById: UserId;
  readonly endedById: UserId | undefined;
}

/** Puts rows around a port and looks at them, without going through a port. */
export interface GivenFleet {
  /** The time by which leases and overrides run out. */
  now(): Date;
  tenant(): Promise<TenantId>;
  integration(tenantId: TenantId, more?: Partial<GivenIntegration>): Promise<IntegrationId>;
  deleteIntegration(tenantId: TenantId, id: IntegrationId): Promise<void>;
  driver(tenantId: TenantId, driverId: string, more?: Partial<GivenDriver>): Promise<DriverId>;
  snapshot(tenantId: TenantId, driverId: DriverId, snapshot: HosSnapshot): Promise<void>;
  override(tenantId: TenantId, driverId: DriverId, override: HosOverride): Promise<void>;
  /** A running run and its lease. */
  lease(tenantId: TenantId, integrationId: IntegrationId): Promise<WorkLease>;
  /** Another worker takes the run over. */
  takeAway(lease: WorkLease): Promise<void>;
  /** The lease has run out, and nobody has taken it yet. */
  expire(lease: WorkLease): Promise<void>;

  keptDriver(tenantId: TenantId, driverId: string): Promise<KeptDriver | undefined>;
  keptSnapshot(tenantId: TenantId, driverId: string): Promise<HosSnapshot | undefined>;
  keptIntegration(tenantId: TenantId, id: IntegrationId): Promise<KeptIntegration>;
  keptOverrides(tenantId: TenantId, driverId: DriverId): Promise<readonly KeptOverride[]>;
}

/** A port on rows that a test can put there. */
export interface OnFleet {
  readonly given: GivenFleet;
  close(): Promise<void>;
}
