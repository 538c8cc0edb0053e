import Joi from 'joi';
import type { AddDriver } from '../../../application/fleet-data/add-driver.js';
import type { GetDriver } from '../../../application/fleet-data/get-driver.js';
import type { ListDrivers } from '../../../application/fleet-data/list-drivers.js';
import type { DriverSummary } from '../../../application/fleet-data/driver-summary.js';
import type { DriverChange, UpdateDriver } from '../../../application/fleet-data/update-driver.js';
import type { DriverLink } from '../../../domain/fleet-data/driver.js';
import { toDriverId, toIntegrationId } from '../../../domain/shared/identifiers.js';
import { answerList } from '../list-answer.js';
import { validationError } from '../problem.js';
import { route } from '../route.js';
import type { Route } from '../route.js';
import { answerTime, nameId, nullable, pageQuery, text, toPage, uuid } from '../schemas.js';
import type { PageQuery } from '../schemas.js';

export interface DriverUseCases {
  readonly list: ListDrivers;
  readonly get: GetDriver;
  readonly add: AddDriver;
  readonly update: UpdateDriver;
}

interface DriversQuery extends PageQuery {
  readonly search?: string;
  readonly active?: boolean;
  readonly hos_stale?: boolean;
}

interface LinkBody {
  readonly integration_id?: string | null;
  readonly external_driver_id?: string | null;
}

interface NewDriver extends LinkBody {
  readonly driver_id: string;
  readonly name: string;
}

interface DriverPatch extends LinkBody {
  readonly name?: string;
  readonly is_active?: boolean;
}

const link = { integration_id: uuid.allow(null), external_driver_id: text(200).allow(null) };
const byDriver = Joi.object<{ driverId: string }>({ driverId: nameId.required() });
/** `hos` is the path of the board. */
const newDriverId = nameId.invalid('hos');

const driverSchema = Joi.object({
  driver_id: Joi.string().required(),
  external_driver_id: nullable(Joi.string()),
  integration_id: nullable(Joi.string()),
  name: Joi.string().required(),
  is_active: Joi.boolean().required(),
  duty_status: nullable(Joi.string()),
  hos_data_source: nullable(Joi.string()),
  hos_data_synced_at: nullable(answerTime),
  hos_stale: Joi.boolean().required(),
  hos_manual_override: Joi.boolean().required(),
});

export function driverRoutes(use: DriverUseCases): readonly Route[] {
  const permission = 'fleet.use' as const;
  return [
    route<unknown, DriversQuery>({
      method: 'get',
      path: '/api/v1/drivers',
      summary: 'List drivers with the state of their hours',
      permission,
      query: Joi.object({ search: text(200), active: Joi.boolean(), hos_stale: Joi.boolean(), ...pageQuery }),
      responses: { 200: { description: 'Drivers, by name', schema: Joi.array().items(driverSchema) } },
      handler: async ({ tenantId, query, url }) => {
        const filter = { search: query.search, active: query.active, hosStale: query.hos_stale };
        return answerList(await use.list.execute(tenantId, filter, toPage(query)), toPage(query), url, presentDriver);
      },
    }),
    route<unknown, unknown, NewDriver>({
      method: 'post',
      path: '/api/v1/drivers',
      summary: 'Add a driver by hand',
      permission,
      body: Joi.object({ driver_id: newDriverId.required(), name: text(200).required(), ...link }),
      responses: { 201: { description: 'The driver', schema: driverSchema } },
      handler: async ({ tenantId, body }) => {
        const driverId = toDriverId(body.driver_id);
        await use.add.execute({ tenantId, driverId, name: body.name, isActive: true, link: linkOf(body) });
        const driver = await use.get.execute(tenantId, driverId);
        return { status: 201, body: presentDriver(driver), headers: { Location: pathOf(driver) } };
      },
    }),
    route<{ driverId: string }>({
      method: 'get',
      path: '/api/v1/drivers/:driverId',
      summary: 'Read a driver',
      permission,
      params: byDriver,
      responses: { 200: { description: 'The driver', schema: driverSchema } },
      handler: async ({ tenantId, params }) => ({
        status: 200,
        body: presentDriver(await use.get.execute(tenantId, toDriverId(params.driverId))),
      }),
    }),
    route<{ driverId: string }, unknown, DriverPatch>({
      method: 'patch',
      path: '/api/v1/drivers/:driverId',
      summary: 'Change a driver; null ends the link to a vendor driver',
      permission,
      params: byDriver,
      body: Joi.object<DriverPatch>({ name: text(200), is_active: Joi.boolean(), ...link }).min(1),
      responses: { 200: { description: 'The driver', schema: driverSchema } },
      handler: async ({ tenantId, params, body }) => {
        const driverId = toDriverId(params.driverId);
        await use.update.execute(tenantId, driverId, changeOf(body));
        return { status: 200, body: presentDriver(await use.get.execute(tenantId, driverId)) };
      },
    }),
  ];
}

function changeOf(body: DriverPatch): DriverChange {
  const { name, is_active: isActive } = body;
  const linked = body.integration_id !== undefined || body.external_driver_id !== undefined;
  return {
    ...(name !== undefined && { name }),
    ...(isActive !== undefined && { isActive }),
    ...(linked && { link: linkOf(body) }),
  };
}

/** Both or neither: a link is a driver of an integration. */
function linkOf({ integration_id: integration, external_driver_id: external }: LinkBody): DriverLink | undefined {
  const [integrationId, externalDriverId] = [integration ?? undefined, external ?? undefined];
  if (integrationId === undefined && externalDriverId === undefined) return undefined;
  if (integrationId === undefined || externalDriverId === undefined) {
    const pointer = integrationId === undefined ? '/integration_id' : '/external_driver_id';
    throw validationError([{ pointer, code: 'any.required', detail: 'A link needs integration_id and external_driver_id.' }]);
  }
  return { integrationId: toIntegrationId(integrationId), externalDriverId };
}

const pathOf = ({ driverId }: DriverSummary): string => `/api/v1/drivers/${encodeURIComponent(driverId)}`;

function presentDriver(driver: DriverSummary): unknown {
  return {
    driver_id: driver.driverId,
    external_driver_id: driver.externalDriverId ?? null,
    integration_id: driver.integrationId ?? null,
    name: driver.name,
    is_active: driver.isActive,
    duty_status: driver.dutyStatus ?? null,
    hos_data_source: driver.hosDataSource ?? null,
    hos_data_synced_at: driver.hosDataSyncedAt ?? null,
    hos_stale: driver.hosStale,
    hos_manual_override: driver.hosManualOverride,
  };
}
