import { greatCircleMiles } from './coordinates.js';
import type { Coordinates } from './coordinates.js';

/** Roads are taken to be a fifth longer than the shortest way over the sphere. */
const ROAD_FACTOR = 1.2;

/** A place a route passes. */
export interface Waypoint {
  readonly place: Coordinates;
  /** What people call it. */
  readonly name: string | undefined;
}

/** The way from one waypoint to the next. */
export interface RouteLeg {
  /** Counts from 1. */
  readonly number: number;
  readonly from: Waypoint;
  readonly to: Waypoint;
  readonly distanceMiles: number;
  readonly driveHours: number;
}

export interface RoutePlan {
  readonly waypoints: readonly Waypoint[];
  readonly legs: readonly RouteLeg[];
  readonly distanceMiles: number;
  readonly driveHours: number;
  readonly averageSpeedMph: number;
}

/** Estimates a route: its distance from the great circle and a factor, its hours from the speed. @param averageSpeedMph above 0 */
export function planRoute(waypoints: readonly Waypoint[], averageSpeedMph: number): RoutePlan {
  const legs = waypoints.slice(1).flatMap((to, index) => {
    const from = waypoints[index];
    return from === undefined ? [] : [legOf(index + 1, from, to, averageSpeedMph)];
  });
  const distanceMiles = legs.reduce((sum, leg) => sum + leg.distanceMiles, 0);
  return { waypoints, legs, distanceMiles, driveHours: distanceMiles / averageSpeedMph, averageSpeedMph };
}

function legOf(number: number, from: Waypoint, to: Waypoint, averageSpeedMph: number): RouteLeg {
  const distanceMiles = greatCircleMiles(from.place, to.place) * ROAD_FACTOR;
  return { number, from, to, distanceMiles, driveHours: distanceMiles / averageSpeedMph };
}
