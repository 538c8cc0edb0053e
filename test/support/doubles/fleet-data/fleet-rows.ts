import type { Driver } from '../../../../src/domain/fleet-data/driver.js';
import type { Load } from '../../../../src/domain/fleet-data/load.js';
import type { HosOverride } from '../../../../src/domain/hours-of-service/hos-override.js';
import type { HosSnapshot } from '../../../../src/domain/hours-of-service/hos-snapshot.js';
import type { RulesetCode } from '../../../../src/domain/hours-of-service/ruleset.js';
import type { Integration } from '../../../../src/domain/integrations/integration.js';
import type { IntegrationType } from '../../../../src/domain/integrations/vendor-description.js';
import type { DriverId, IntegrationId, TenantId, UserId } from '../../../../src/domain/shared/identifiers.js';
import type { SyncRun } from '../../../../src/domain/sync-history/sync-run.js';

export interface IntegrationRecord {
  readonly id: IntegrationId;
  readonly tenantId: TenantId;
  readonly vendor: string;
  readonly integrationType: IntegrationType;
  readonly enabled: boolean;
  readonly deleted: boolean;
  readonly defaultRuleset: RulesetCode | undefined;
  readonly syncIntervalSeconds: number;
  readonly nextSyncAt: Date;
  readonly condition: Integration['condition'];
  readonly lastSyncAt: Date | undefined;
  readonly lastSuccessAt: Date | undefined;
  readonly lastErrorAt: Date | undefined;
  readonly lastErrorMessage: string | undefined;
}

export interface DriverRecord extends Driver {
  /** The vendor's word on the rules the driver works under. */
  readonly ruleset: string;
}

export interface OverrideRecord extends HosOverride {
  readonly tenantId: TenantId;
  readonly driverId: DriverId;
  readonly setById: UserId;
  readonly endedAt: Date | undefined;
  readonly endedById: UserId | undefined;
}

export interface SnapshotRecord {
  readonly tenantId: TenantId;
  readonly driverId: DriverId;
  readonly snapshot: HosSnapshot;
}

export interface RunRecord extends SyncRun {
  readonly rosterConfirmed: boolean;
  readonly fencing: number;
  readonly leaseUntil: Date | undefined;
}

export interface LoadRecord extends Load {
  readonly tenantId: TenantId;
}

export interface ListReadRecord {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
  readonly readAt: Date;
}
