import type { CreateIntegration, CreateIntegrationInput } from '../../application/integrations/create-integration.js';
import type { ListIntegrations } from '../../application/integrations/list-integrations.js';
import type { IdentityRepositories } from '../../application/identity/ports/identity-repositories.js';
import type { PasswordHasher } from '../../application/identity/ports/password-hasher.js';
import type { Clock } from '../../application/shared/clock.js';
import type { IdGenerator } from '../../application/shared/id-generator.js';
import type { UnitOfWork } from '../../application/shared/unit-of-work.js';
import type { ListDrivers } from '../../application/fleet-data/list-drivers.js';
import type { RequestSync } from '../../application/sync-history/request-sync.js';
import { isSynced } from '../../domain/integrations/integration.js';
import type { Role } from '../../domain/identity/role.js';
import { toDriverId, toTenantId, toUserId } from '../../domain/shared/identifiers.js';
import type { DriverId, TenantId } from '../../domain/shared/identifiers.js';
import { Secret } from '../../domain/shared/secret.js';

/** Known to everybody who reads this; the demo only runs on a developer's machine. */
export const DEMO_PASSWORD = 'demo-password';

export const DEMO_LOGINS: readonly { readonly email: string; readonly role: Role }[] = [
  { email: 'super@demo.example', role: 'SUPER_ADMIN' },
  { email: 'admin@demo.example', role: 'ADMIN' },
  { email: 'dispatcher@demo.example', role: 'DISPATCHER' },
  { email: 'driver@demo.example', role: 'DRIVER' },
];

type DemoConnection = Pick<CreateIntegrationInput, 'vendor' | 'integrationType' | 'displayName' | 'credentials'>;

/** What a route briefing needs, and loads. All other simulated vendors are there to be connected. */
const DEMO_CONNECTIONS: readonly DemoConnection[] = [
  { vendor: 'MOCK_SAMSARA', integrationType: 'HOS_ELD', displayName: 'Simulated fleet', credentials: { apiKey: 'demo-token-of-nobody' } },
  { vendor: 'TRUCKBASE_TMS', integrationType: 'TMS', displayName: 'Simulated loads', credentials: { apiKey: 'demo-key', apiSecret: 'demo-secret' } },
  { vendor: 'HERE_FUEL', integrationType: 'FUEL_PRICE', displayName: 'Simulated fuel prices', credentials: { apiKey: 'demo-key' } },
  { vendor: 'OPENWEATHER', integrationType: 'WEATHER', displayName: 'Simulated weather', credentials: { apiKey: 'demo-key' } },
];

export interface DemoParts {
  readonly work: UnitOfWork<IdentityRepositories>;
  readonly passwords: PasswordHasher;
  readonly ids: IdGenerator;
  readonly clock: Clock;
  readonly createIntegration: CreateIntegration;
  readonly listIntegrations: ListIntegrations;
  readonly requestSync: RequestSync;
  readonly listDrivers: ListDrivers;
}

const FIRST = { limit: 1, offset: 0 };

/** Makes what is missing of the demo tenant: people, simulated vendors, first syncs. Gives the driver of the printed requests. */
export async function loadDemoTenant(parts: DemoParts): Promise<DriverId | undefined> {
  const tenantId = await ensureTenant(parts);
  const { items: connected } = await parts.listIntegrations.execute(tenantId, { limit: 200, offset: 0 });
  const missing = DEMO_CONNECTIONS.filter(({ vendor }) => !connected.some(({ integration }) => integration.vendor === vendor));
  await connectSimulatedVendors(parts, tenantId, missing);
  const everyone = { search: undefined, active: true, hosStale: undefined };
  const drivers = await parts.listDrivers.execute(tenantId, everyone, FIRST);
  const driverId = drivers.items[0]?.driverId;
  await ensureUsers(parts, tenantId, driverId);
  return driverId;
}

async function ensureTenant({ work, ids, clock }: DemoParts): Promise<TenantId> {
  return work.runAsSystem(async ({ tenants }) => {
    const { items } = await tenants.list({ limit: 200, offset: 0 });
    const known = items.find(({ name }) => name === 'Demo Fleet');
    if (known !== undefined) return known.id;
    const tenant = { id: toTenantId(ids.next()), name: 'Demo Fleet', isActive: true, createdAt: clock.now() };
    await tenants.add(tenant);
    return tenant.id;
  });
}

async function connectSimulatedVendors(
  { createIntegration, requestSync, ids }: DemoParts,
  tenantId: TenantId,
  connections: readonly DemoConnection[],
): Promise<void> {
  const actorId = toUserId(ids.next());
  for (const connection of connections) {
    const { integration } = await createIntegration.execute({ actorId, tenantId, ...connection, config: {}, syncIntervalSeconds: 300 });
    const order = { tenantId, integrationId: integration.id, rosterConfirmed: false };
    if (isSynced(integration.integrationType)) await requestSync.execute(order);
  }
}

async function ensureUsers({ work, passwords, ids, clock }: DemoParts, tenantId: TenantId, driverId: DriverId | undefined): Promise<void> {
  for (const { email, role } of DEMO_LOGINS) {
    if ((await work.runAsSystem(({ users }) => users.findByEmail(email))) !== undefined) continue;
    const passwordHash = await passwords.hash(new Secret(DEMO_PASSWORD));
    const user = { id: toUserId(ids.next()), tenantId, email, name: undefined, passwordHash, role, permissions: [], isActive: true };
    const driver = role === 'DRIVER' ? (driverId ?? toDriverId('none')) : undefined;
    await work.runAsSystem(({ users }) => users.add({ ...user, driverId: driver, createdAt: clock.now() }));
  }
}
