declare const brand: unique symbol;

type Branded<Name extends string> = string & { readonly [brand]: Name };

/** UUID of a tenant; `/api/pems` calls it organizationId. */
export type TenantId = Branded<'TenantId'>;
/** UUID of a local user, or the `sub` of a foreign token. */
export type UserId = Branded<'UserId'>;
/** UUID of one tenant's connection to one vendor. */
export type IntegrationId = Branded<'IntegrationId'>;
/** The tenant's own name for a driver, unique in the tenant. */
export type DriverId = Branded<'DriverId'>;
/** The id of a load, unique in the tenant. */
export type LoadId = Branded<'LoadId'>;
/** UUID of one run of a sync. */
export type SyncRunId = Branded<'SyncRunId'>;

export const toTenantId = (text: string): TenantId => text as TenantId;
export const toUserId = (text: string): UserId => text as UserId;
export const toIntegrationId = (text: string): IntegrationId => text as IntegrationId;
export const toDriverId = (text: string): DriverId => text as DriverId;
export const toLoadId = (text: string): LoadId => text as LoadId;
export const toSyncRunId = (text: string): SyncRunId => text as SyncRunId;
