import Joi from 'joi';
import type { EndHosOverride } from '../../../application/hours-of-service/end-hos-override.js';
import type { GetDriverHos } from '../../../application/hours-of-service/get-driver-hos.js';
import type { ListHosBoard } from '../../../application/hours-of-service/list-hos-board.js';
import type { SetHosOverride } from '../../../application/hours-of-service/set-hos-override.js';
import { DUTY_STATUSES } from '../../../domain/hours-of-service/duty-status.js';
import type { DutyStatus } from '../../../domain/hours-of-service/duty-status.js';
import { mayReadHosOf } from '../../../domain/identity/access.js';
import { ForbiddenError } from '../../../domain/identity/errors.js';
import { toDriverId } from '../../../domain/shared/identifiers.js';
import { answerList } from '../list-answer.js';
import { route } from '../route.js';
import type { Route } from '../route.js';
import { nameId, pageQuery, text, time, toPage } from '../schemas.js';
import type { PageQuery } from '../schemas.js';
import { hosBoardSchema, hosSchema, presentHos, presentHosBoardRow } from './hos-presenter.js';

export interface HosUseCases {
  readonly get: GetDriverHos;
  readonly board: ListHosBoard;
  readonly setOverride: SetHosOverride;
  readonly endOverride: EndHosOverride;
}

interface BoardQuery extends PageQuery {
  readonly search?: string;
  readonly active?: boolean;
  readonly hos_stale?: boolean;
}

interface OverrideBody {
  readonly hours_driven: number;
  readonly on_duty_time: number;
  readonly hours_since_break: number;
  readonly duty_status: DutyStatus;
  readonly reason: string;
  readonly expires_at?: string;
}

const WEEK_HOURS = 168;
const hours = Joi.number().min(0).max(WEEK_HOURS).required();
const byDriver = Joi.object<{ driverId: string }>({ driverId: nameId.required() });

const overrideBody = Joi.object<OverrideBody>({
  hours_driven: hours,
  on_duty_time: hours,
  hours_since_break: hours,
  duty_status: Joi.string().valid(...DUTY_STATUSES).required(),
  reason: text(500).required(),
  expires_at: time,
});

export function hosRoutes(use: HosUseCases): readonly Route[] {
  return [
    route<unknown, BoardQuery>({
      method: 'get',
      path: '/api/v1/drivers/hos',
      summary: 'The hours of the whole fleet, from the store only',
      permission: 'fleet.use',
      query: Joi.object({ search: text(200), active: Joi.boolean(), hos_stale: Joi.boolean(), ...pageQuery }),
      responses: { 200: { description: 'Hours per driver, by name', schema: Joi.array().items(hosBoardSchema) } },
      handler: async ({ tenantId, query, url }) => {
        const filter = { search: query.search, active: query.active, stale: query.hos_stale };
        return answerList(await use.board.execute(tenantId, filter, toPage(query)), toPage(query), url, presentHosBoardRow);
      },
    }),
    route<{ driverId: string }>({
      method: 'get',
      path: '/api/v1/drivers/:driverId/hos',
      summary: 'A driver’s hours: override, fresh snapshot, live fetch, stale snapshot, in this order',
      permission: 'hos.read',
      params: byDriver,
      responses: { 200: { description: 'Hours of service', schema: hosSchema } },
      handler: async ({ principal, tenantId, params }) => {
        const driverId = toDriverId(params.driverId);
        if (!mayReadHosOf(principal, driverId)) throw new ForbiddenError();
        return { status: 200, body: presentHos(await use.get.execute(tenantId, driverId)) };
      },
    }),
    route<{ driverId: string }, unknown, OverrideBody>({
      method: 'put',
      path: '/api/v1/drivers/:driverId/hos/override',
      summary: 'Put a person’s word above the vendor’s',
      permission: 'fleet.use',
      params: byDriver,
      body: overrideBody,
      responses: { 200: { description: 'Hours of service under the override', schema: hosSchema } },
      handler: async ({ principal, tenantId, params, body }) => {
        const record = await use.setOverride.execute({
          tenantId,
          driverId: toDriverId(params.driverId),
          actor: { userId: principal.userId, label: principal.email ?? principal.userId },
          hoursDriven: body.hours_driven,
          onDutyTime: body.on_duty_time,
          hoursSinceBreak: body.hours_since_break,
          dutyStatus: body.duty_status,
          reason: body.reason,
          expiresAt: body.expires_at === undefined ? undefined : new Date(body.expires_at),
        });
        return { status: 200, body: presentHos(record) };
      },
    }),
    route<{ driverId: string }>({
      method: 'delete',
      path: '/api/v1/drivers/:driverId/hos/override',
      summary: 'End an override before its time',
      permission: 'fleet.use',
      params: byDriver,
      responses: { 204: { description: 'No override is in force' } },
      handler: async ({ principal, tenantId, params }) => {
        await use.endOverride.execute(tenantId, toDriverId(params.driverId), principal.userId);
        return { status: 204 };
      },
    }),
  ];
}
