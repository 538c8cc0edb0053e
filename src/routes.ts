import type { Container } from './infrastructure/di/container.js';
import { ALERTS } from './infrastructure/di/alerts-module.js';
import { FUEL_AND_WEATHER } from './infrastructure/di/fuel-and-weather-module.js';
import { DRIVERS } from './infrastructure/di/fleet-data-module.js';
import { HOURS_OF_SERVICE } from './infrastructure/di/hours-of-service-module.js';
import { IDENTITY } from './infrastructure/di/identity-module.js';
import { INTEGRATIONS } from './infrastructure/di/integrations-module.js';
import { LOADS } from './infrastructure/di/loads-module.js';
import { SYNCS } from './infrastructure/di/sync-history-module.js';
import { resolve } from './infrastructure/di/token.js';
import { T } from './infrastructure/di/tokens.js';
import { WEBHOOKS } from './infrastructure/di/webhooks-module.js';
import { alertRoutes } from './interfaces/http/alerts/alert-routes.js';
import { briefingRoutes } from './interfaces/http/fleet-data/briefing-routes.js';
import { driverRoutes } from './interfaces/http/fleet-data/driver-routes.js';
import { fuelRoutes } from './interfaces/http/fleet-data/fuel-routes.js';
import { weatherRoutes } from './interfaces/http/fleet-data/weather-routes.js';
import { loadRoutes } from './interfaces/http/fleet-data/load-routes.js';
import { hosRoutes } from './interfaces/http/hours-of-service/hos-routes.js';
import { authRoutes } from './interfaces/http/identity/auth-routes.js';
import { tenantRoutes } from './interfaces/http/identity/tenant-routes.js';
import { userRoutes } from './interfaces/http/identity/user-routes.js';
import { circuitRoutes } from './interfaces/http/integrations/circuit-routes.js';
import { integrationRoutes } from './interfaces/http/integrations/integration-routes.js';
import { webhookRoutes } from './interfaces/http/integrations/webhook-routes.js';
import { operationsRoutes } from './interfaces/http/operations/operations-routes.js';
import type { Route } from './interfaces/http/route.js';
import { syncRoutes } from './interfaces/http/sync-history/sync-routes.js';

/** The routes every replica answers, workers included. */
export function serviceRoutes(container: Container): readonly Route[] {
  return operationsRoutes({
    readiness: resolve(container, T.Readiness),
    metrics: resolve(container, T.MetricsPage),
    authorizeMetrics: resolve(container, IDENTITY.authorizeMetrics),
  });
}

/** All routes. A path with a fixed word comes before one with a parameter in the same place. */
export function allRoutes(container: Container): readonly Route[] {
  return [
    ...serviceRoutes(container),
    ...authRoutes(resolve(container, IDENTITY.account)),
    ...tenantRoutes(resolve(container, IDENTITY.tenants)),
    ...userRoutes(resolve(container, IDENTITY.users)),
    ...integrationRoutes(resolve(container, INTEGRATIONS.all), resolve(container, T.Config).publicUrl),
    ...webhookRoutes(resolve(container, WEBHOOKS)),
    ...circuitRoutes(resolve(container, INTEGRATIONS.circuits)),
    ...alertRoutes(resolve(container, ALERTS)),
    ...syncRoutes(resolve(container, SYNCS)),
    ...hosRoutes(resolve(container, HOURS_OF_SERVICE)),
    ...driverRoutes(resolve(container, DRIVERS)),
    ...fuelRoutes(resolve(container, FUEL_AND_WEATHER)),
    ...weatherRoutes(resolve(container, FUEL_AND_WEATHER)),
    ...briefingRoutes(resolve(container, FUEL_AND_WEATHER)),
    ...loadRoutes(resolve(container, LOADS)),
  ];
}
