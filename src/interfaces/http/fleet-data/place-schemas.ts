import Joi from 'joi';
import type { Coordinates } from '../../../domain/fleet-data/coordinates.js';
import { decimal } from '../schemas.js';

export interface PlaceInput {
  readonly latitude: number;
  readonly longitude: number;
}

/** `latitude` and `longitude` in degrees; 0 is one. */
export const placeFields = {
  latitude: decimal(-90, 90).required().description('Degrees, north of the equator; south is negative'),
  longitude: decimal(-180, 180).required().description('Degrees, east of Greenwich; west is negative'),
};

export const toPlace = ({ latitude, longitude }: PlaceInput): Coordinates => ({ latitude, longitude });

/** A body's list of places: 2 to 25. */
export function waypointList(waypoint: Joi.ObjectSchema): Joi.ArraySchema {
  return Joi.array().items(waypoint).min(2).max(25).required();
}

/** For answers. */
export const answerPlace = { latitude: Joi.number().required(), longitude: Joi.number().required() };

/** The value with at most this many digits after the point, or null. */
export function rounded(value: number | undefined, places: number): number | null {
  if (value === undefined) return null;
  const factor = 10 ** places;
  return Math.round(value * factor) / factor + 0;
}
