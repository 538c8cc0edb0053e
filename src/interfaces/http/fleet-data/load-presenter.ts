import Joi from 'joi';
import type { LoadAnswer } from '../../../application/fleet-data/load-answer.js';
import { LOAD_STATUSES } from '../../../domain/fleet-data/load.js';
import type { Appointment, LoadLocation } from '../../../domain/fleet-data/load.js';
import { answerTime, nullable } from '../schemas.js';

const word = nullable(Joi.string().allow(''));
const place = nullable(
  Joi.object({
    address: word.description('The street, or the whole place where the TMS sends one text'),
    city: word,
    state: word,
    zip: word,
    latitude: nullable(Joi.number()),
    longitude: nullable(Joi.number()),
  }),
);

export const loadSchema = Joi.object({
  load_id: Joi.string().required().description('The id of the TMS, or `<vendor>-<id>` where another TMS has taken that'),
  status: Joi.string().valid(...LOAD_STATUSES).required().description('UNKNOWN: the word of the TMS cannot be placed'),
  status_raw: word.description('The word of the TMS, as sent'),
  pickup_location: place,
  delivery_location: place,
  pickup_appointment: nullable(answerTime).description('Null without an appointment, or when its zone is not known'),
  pickup_appointment_local: Joi.string().description('The vendor’s clock time, when it does not tell the zone'),
  delivery_appointment: nullable(answerTime).description('Null without an appointment, or when its zone is not known'),
  delivery_appointment_local: Joi.string().description('The vendor’s clock time, when it does not tell the zone'),
  assigned_driver_id: nullable(Joi.string()).description('A driver of /api/v1/drivers; null while it is not certain whom the TMS means'),
  assigned_external_driver_id: nullable(Joi.string()).description('The driver as the TMS names them'),
  total_miles: nullable(Joi.number()),
  data_source: Joi.string().required().description('The vendor, for example `truckbase_tms`'),
  last_updated: answerTime.required().description('When the TMS was last asked about it'),
  cached: Joi.boolean().required(),
  cache_age_seconds: Joi.number().integer().min(0).required().description('Since `last_updated`'),
  stale: Joi.boolean().required().description('The last known state; `error` says why there is nothing fresher'),
  error: Joi.string().description('Why there is nothing fresher'),
});

export function presentLoad({ load, cached, ageSeconds, stale, error }: LoadAnswer): unknown {
  return {
    load_id: load.loadId,
    status: load.status,
    status_raw: load.statusRaw ?? null,
    pickup_location: presentPlace(load.pickup),
    delivery_location: presentPlace(load.delivery),
    ...presentAppointment('pickup_appointment', load.pickupAppointment),
    ...presentAppointment('delivery_appointment', load.deliveryAppointment),
    assigned_driver_id: load.assignedDriverId ?? null,
    assigned_external_driver_id: load.assignedExternalDriverId ?? null,
    total_miles: load.totalMiles ?? null,
    data_source: load.dataSource,
    last_updated: load.asOf,
    cached,
    cache_age_seconds: Math.floor(ageSeconds),
    stale,
    ...(error !== undefined && { error }),
  };
}

/** A clock time without a zone is no moment: it stands beside the appointment, not in it. */
function presentAppointment(field: string, appointment: Appointment | undefined): Readonly<Record<string, Date | string | null>> {
  if (appointment === undefined) return { [field]: null };
  return 'at' in appointment ? { [field]: appointment.at } : { [field]: null, [`${field}_local`]: appointment.local };
}

function presentPlace(location: LoadLocation | undefined): unknown {
  if (location === undefined) return null;
  const { address, city, state, zip, latitude, longitude } = location;
  return {
    address: address ?? null,
    city: city ?? null,
    state: state ?? null,
    zip: zip ?? null,
    latitude: latitude ?? null,
    longitude: longitude ?? null,
  };
}
