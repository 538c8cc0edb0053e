import { briefingWarnings } from '../../domain/fleet-data/briefing.js';
import type { BriefingSource, BriefingWarning, SourceState, WaypointWarnings } from '../../domain/fleet-data/briefing.js';
import { warningsOf } from '../../domain/fleet-data/road-conditions.js';
import { judgeRoute } from '../../domain/fleet-data/route-feasibility.js';
import type { HoursLeft, RouteJudgement } from '../../domain/fleet-data/route-feasibility.js';
import { planRoute } from '../../domain/fleet-data/route-plan.js';
import type { RoutePlan, Waypoint } from '../../domain/fleet-data/route-plan.js';
import type { DriverId, TenantId } from '../../domain/shared/identifiers.js';
import type { Timer } from '../shared/timer.js';
import { withinBudget } from '../shared/within-budget.js';
import { briefFuel } from './brief-fuel.js';
import type { FuelBriefing, FuelStop } from './brief-fuel.js';
import { briefWeather } from './brief-weather.js';
import type { WeatherBriefing } from './brief-weather.js';
import type { FuelPrices } from './fuel-prices.js';
import type { GetRouteWeather, WaypointWeather } from './get-route-weather.js';
import { PATIENCE_MS } from './patience.js';
import type { DriverHours, DriverHoursReading } from './ports/driver-hours.js';

export interface RouteRequest {
  readonly driverId: DriverId;
  /** Two or more. */
  readonly waypoints: readonly Waypoint[];
  readonly fuelRadiusMiles: number;
  readonly averageSpeedMph: number;
}

/** What the office should know before it sends a driver on a route. `HoursRecord` is the whole answer of the hours of service. */
export interface RouteBriefing<HoursRecord> {
  readonly driver: HoursRecord | undefined;
  readonly plan: RoutePlan;
  readonly judgement: RouteJudgement;
  /** One for each leg. */
  readonly fuelStops: readonly FuelStop[];
  /** One for each waypoint. */
  readonly weather: readonly WaypointWeather[];
  readonly warnings: readonly BriefingWarning[];
  readonly sources: Readonly<Record<BriefingSource, SourceState>>;
}

const NOTHING_KNOWN: HoursLeft = { driveHours: undefined, shiftHours: undefined, cycleHours: undefined, untilBreakHours: undefined };
const HOURS_SLOW = {
  state: 'unavailable',
  reason: `The vendor did not answer in ${PATIENCE_MS / 1000} s. It goes on being asked; try again in a moment.`,
} as const;

/** Hours of service, fuel and weather for a route, asked at the same time. What is missing is said, and is no error. */
export class BriefRoute<HoursRecord> {
  constructor(
    private readonly hours: DriverHours<HoursRecord>,
    private readonly fuel: FuelPrices,
    private readonly weather: GetRouteWeather,
    private readonly timer: Timer,
  ) {}

  /** Waits 10 s for vendors; what is on its way then lands in cache and store. Throws `DriverNotFoundError` only. */
  async execute(tenantId: TenantId, request: RouteRequest): Promise<RouteBriefing<HoursRecord>> {
    await this.hours.requireDriver(tenantId, request.driverId);
    const plan = planRoute(request.waypoints, request.averageSpeedMph);
    const places = request.waypoints.map(({ place }) => place);
    const [hours, fuel, weather] = await Promise.all([
      this.readHours(tenantId, request.driverId),
      briefFuel(this.fuel, { tenantId, legs: plan.legs, radiusMiles: request.fuelRadiusMiles }),
      briefWeather(this.weather, tenantId, places),
    ]);
    return briefingOf(plan, hours, fuel, weather);
  }

  private async readHours(tenantId: TenantId, driverId: DriverId): Promise<DriverHoursReading<HoursRecord>> {
    const reading = await withinBudget(this.timer, PATIENCE_MS, this.hours.read(tenantId, driverId));
    return reading === 'slow' ? HOURS_SLOW : reading;
  }
}

function briefingOf<HoursRecord>(
  plan: RoutePlan,
  hours: DriverHoursReading<HoursRecord>,
  fuel: FuelBriefing,
  weather: WeatherBriefing,
): RouteBriefing<HoursRecord> {
  const left = 'left' in hours ? hours.left : NOTHING_KNOWN;
  const judgement = judgeRoute({ driveHours: plan.driveHours, left });
  const facts = { plan, left, judgement, sources: { hos: hours, fuel, weather }, weather: warningsAlong(plan, weather.waypoints) };
  return {
    driver: 'record' in hours ? hours.record : undefined,
    plan,
    judgement,
    fuelStops: fuel.stops,
    weather: weather.waypoints,
    warnings: briefingWarnings(facts),
    sources: { hos: hours.state, fuel: fuel.state, weather: weather.state },
  };
}

function warningsAlong({ waypoints }: RoutePlan, weather: readonly WaypointWeather[]): readonly WaypointWarnings[] {
  return waypoints.map((waypoint, index) => {
    const seen = weather[index];
    return { waypoint, number: index + 1, warnings: seen?.kind === 'report' ? warningsOf(seen.report.value) : [] };
  });
}
