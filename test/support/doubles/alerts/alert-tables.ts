import type { AlertRepositories } from '../../../../src/application/alerts/ports/alert-repositories.js';
import type { LeasedEntry } from '../../../../src/application/alerts/ports/outbox.js';
import type { AlertSettings } from '../../../../src/domain/alerts/alert-settings.js';
import type { Incident } from '../../../../src/domain/alerts/incident.js';
import type { IntegrationId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import type { AuditRow } from '../identity/identity-tables.js';
import { InMemoryAuditLog } from '../identity/in-memory-audit-log.js';
import { InMemoryUnitOfWork, MemoryTable } from '../in-memory-unit-of-work.js';
import type { MemoryScope } from '../in-memory-unit-of-work.js';
import type { ManualClock } from '../manual-clock.js';
import { InMemoryAlertSettings } from './in-memory-alert-settings.js';
import { InMemoryFailureLog } from './in-memory-failure-log.js';
import { InMemoryIncidents } from './in-memory-incidents.js';
import { InMemoryOutbox } from './in-memory-outbox.js';

/** A message in the outbox. */
export interface OutboxRow extends LeasedEntry {
  readonly status: 'pending' | 'sent' | 'failed' | 'not_configured';
  readonly nextAttemptAt: Date;
  readonly sentAt: Date | undefined;
  readonly lastError: string | undefined;
}

/** A run that has ended, or a live read that failed. */
export interface EndedRow {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
  readonly what: 'success' | 'partial' | 'failed' | 'live';
  readonly code: string | undefined;
  readonly at: Date;
}

/** An integration as this context knows it. */
export interface WatchedIntegration {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
  readonly tenantName: string;
  readonly integrationName: string;
  readonly vendorName: string;
  readonly staleDrivers: number;
  readonly gone: boolean;
  readonly watched: boolean;
}

export interface Administrator {
  readonly tenantId: TenantId;
  readonly email: string;
}

/** What the in-memory ports of this context share. */
export class AlertTables {
  readonly incidents = new MemoryTable<Incident>();
  readonly ended = new MemoryTable<EndedRow>();
  readonly settings = new MemoryTable<AlertSettings>();
  readonly outbox = new MemoryTable<OutboxRow>();
  readonly audit = new MemoryTable<AuditRow>();
  readonly integrations = new MemoryTable<WatchedIntegration>();
  readonly administrators: Administrator[] = [];

  constructor(readonly clock: ManualClock) {}

  repositories(scope: MemoryScope): AlertRepositories {
    return {
      incidents: new InMemoryIncidents(this, scope),
      failures: new InMemoryFailureLog(this, scope),
      settings: new InMemoryAlertSettings(this, scope),
      outbox: new InMemoryOutbox(this, scope),
      audit: new InMemoryAuditLog(this.audit, scope),
    };
  }

  unitOfWork(): InMemoryUnitOfWork<AlertRepositories> {
    const tables = [this.incidents, this.ended, this.settings, this.outbox, this.audit];
    return new InMemoryUnitOfWork(tables, (scope) => this.repositories(scope));
  }
}
