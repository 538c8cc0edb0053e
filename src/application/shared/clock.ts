/** The present time of this process. Leases, limits and windows use the database's clock instead. */
export interface Clock {
  now(): Date;
}
