/** A shipper's or receiver's dock in a real city; streets are made up. */
export interface Place {
  readonly address: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Hours from UTC in winter. */
  readonly utcOffsetHours: number;
}

type Row = readonly [address: string, city: string, state: string, zip: string, latitude: number, longitude: number, utcOffsetHours: number];

const ROWS: readonly Row[] = [
  ['4100 Irving Blvd', 'Dallas', 'TX', '75247', 32.8065, -96.8722, -6],
  ['2200 Democrat Rd', 'Memphis', 'TN', '38132', 35.0629, -89.9786, -6],
  ['1550 Fulton Industrial Blvd', 'Atlanta', 'GA', '30336', 33.7366, -84.5285, -5],
  ['3601 S Western Ave', 'Chicago', 'IL', '60609', 41.8282, -87.6847, -6],
  ['900 Harding St', 'Indianapolis', 'IN', '46221', 39.7553, -86.1867, -5],
  ['5400 Havana St', 'Denver', 'CO', '80239', 39.7934, -104.8653, -7],
  ['75 S 51st Ave', 'Phoenix', 'AZ', '85043', 33.4476, -112.1686, -7],
  ['2801 E 26th St', 'Vernon', 'CA', '90058', 34.0127, -118.2223, -8],
  ['720 Maritime St', 'Oakland', 'CA', '94607', 37.8123, -122.3025, -8],
  ['6200 N Basin Ave', 'Portland', 'OR', '97217', 45.5653, -122.7085, -8],
  ['4735 E Marginal Way S', 'Seattle', 'WA', '98134', 47.5586, -122.3391, -8],
  ['1800 W 2100 S', 'Salt Lake City', 'UT', '84119', 40.7256, -111.9403, -7],
  ['3330 N Beltway Dr', 'Kansas City', 'MO', '64161', 39.1592, -94.4672, -6],
  ['801 Hermitage Ave', 'Nashville', 'TN', '37210', 36.1513, -86.7629, -6],
  ['2500 Wilkinson Blvd', 'Charlotte', 'NC', '28208', 35.2277, -80.8788, -5],
  ['7700 Imeson Rd', 'Jacksonville', 'FL', '32219', 30.3986, -81.7757, -5],
  ['11000 NW 97th St', 'Miami', 'FL', '33178', 25.8609, -80.3746, -5],
  ['300 Tchoupitoulas St', 'New Orleans', 'LA', '70130', 29.9474, -90.0663, -6],
  ['8800 Clinton Dr', 'Houston', 'TX', '77029', 29.7371, -95.2656, -6],
  ['1301 E Cass St', 'Columbus', 'OH', '43217', 39.8284, -82.9269, -5],
  ['250 Doremus Ave', 'Newark', 'NJ', '07105', 40.7172, -74.1216, -5],
  ['95 Widett Cir', 'Boston', 'MA', '02118', 42.3376, -71.0632, -5],
  ['1900 Frazee Rd', 'Harrisburg', 'PA', '17111', 40.2668, -76.8014, -5],
  ['2415 Stinson Pkwy', 'Minneapolis', 'MN', '55418', 45.0096, -93.2262, -6],
  ['6600 L St', 'Omaha', 'NE', '68117', 41.2126, -96.0155, -6],
  ['1000 Rankin Rd', 'Albuquerque', 'NM', '87107', 35.1132, -106.6169, -7],
];

export const US_PLACES: readonly Place[] = ROWS.map(([address, city, state, zip, latitude, longitude, utcOffsetHours]) => ({
  address, city, state, zip, latitude, longitude, utcOffsetHours,
}));
