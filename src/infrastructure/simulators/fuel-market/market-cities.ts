/** A city with truck stops around it. */
export interface MarketCity {
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly country: 'USA' | 'CAN';
  readonly latitude: number;
  readonly longitude: number;
  /** The road its truck stops are on. */
  readonly road: string;
  /** What diesel costs there in the long run, in tenths of a cent: per US gallon in the USA, per litre in Canada. */
  readonly level: number;
}

type Row = readonly [city: string, state: string, zip: string, latitude: number, longitude: number, road: string, level: number];

const AMERICAN: readonly Row[] = [
  ['Phoenix', 'AZ', '85043', 33.44, -112.19, 'I-10', 3990],
  ['Kingman', 'AZ', '86401', 35.19, -114.05, 'I-40', 3990],
  ['Tucson', 'AZ', '85756', 32.12, -110.86, 'I-10', 3990],
  ['Flagstaff', 'AZ', '86004', 35.21, -111.58, 'I-40', 3990],
  ['Ontario', 'CA', '91761', 34.06, -117.6, 'I-10', 5050],
  ['Barstow', 'CA', '92311', 34.86, -117.08, 'I-15', 5050],
  ['Bakersfield', 'CA', '93308', 35.42, -119.06, 'CA-99', 5050],
  ['Lodi', 'CA', '95242', 38.12, -121.35, 'I-5', 5050],
  ['Redding', 'CA', '96002', 40.53, -122.34, 'I-5', 5050],
  ['Las Vegas', 'NV', '89115', 36.25, -115.07, 'I-15', 4350],
  ['Reno', 'NV', '89502', 39.52, -119.76, 'I-80', 4350],
  ['Elko', 'NV', '89801', 40.84, -115.75, 'I-80', 4350],
  ['Portland', 'OR', '97217', 45.6, -122.68, 'I-5', 4200],
  ['Medford', 'OR', '97504', 42.35, -122.86, 'I-5', 4200],
  ['Seattle', 'WA', '98188', 47.45, -122.28, 'I-5', 4550],
  ['Spokane', 'WA', '99224', 47.62, -117.53, 'I-90', 4550],
  ['Boise', 'ID', '83705', 43.57, -116.21, 'I-84', 3850],
  ['Salt Lake City', 'UT', '84104', 40.74, -111.98, 'I-80', 3800],
  ['St. George', 'UT', '84790', 37.08, -113.58, 'I-15', 3800],
  ['Billings', 'MT', '59101', 45.76, -108.5, 'I-90', 3800],
  ['Cheyenne', 'WY', '82007', 41.12, -104.85, 'I-80', 3750],
  ['Rock Springs', 'WY', '82901', 41.59, -109.22, 'I-80', 3750],
  ['Denver', 'CO', '80216', 39.78, -104.93, 'I-70', 3650],
  ['Grand Junction', 'CO', '81505', 39.1, -108.6, 'I-70', 3650],
  ['Albuquerque', 'NM', '87121', 35.06, -106.79, 'I-40', 3550],
  ['Las Cruces', 'NM', '88005', 32.29, -106.81, 'I-10', 3550],
  ['Dallas', 'TX', '75241', 32.66, -96.77, 'I-45', 3350],
  ['Houston', 'TX', '77029', 29.77, -95.26, 'I-10', 3350],
  ['San Antonio', 'TX', '78219', 29.44, -98.39, 'I-10', 3350],
  ['El Paso', 'TX', '79928', 31.66, -106.25, 'I-10', 3350],
  ['Amarillo', 'TX', '79118', 35.19, -101.74, 'I-40', 3350],
  ['Laredo', 'TX', '78045', 27.64, -99.47, 'I-35', 3350],
  ['Midland', 'TX', '79706', 31.97, -102.03, 'I-20', 3350],
  ['Oklahoma City', 'OK', '73128', 35.46, -97.64, 'I-40', 3450],
  ['Tulsa', 'OK', '74116', 36.17, -95.82, 'I-44', 3450],
  ['Salina', 'KS', '67401', 38.87, -97.61, 'I-70', 3500],
  ['Wichita', 'KS', '67219', 37.77, -97.33, 'I-135', 3500],
  ['Omaha', 'NE', '68138', 41.17, -96.11, 'I-80', 3600],
  ['North Platte', 'NE', '69101', 41.11, -100.76, 'I-80', 3600],
  ['Sioux Falls', 'SD', '57107', 43.6, -96.77, 'I-29', 3650],
  ['Fargo', 'ND', '58103', 46.86, -96.86, 'I-94', 3700],
  ['Minneapolis', 'MN', '55421', 45.06, -93.25, 'I-694', 3700],
  ['Des Moines', 'IA', '50322', 41.65, -93.73, 'I-80', 3600],
  ['Walcott', 'IA', '52773', 41.62, -90.77, 'I-80', 3600],
  ['Kansas City', 'MO', '64161', 39.15, -94.47, 'I-435', 3500],
  ['St. Louis', 'MO', '63147', 38.69, -90.2, 'I-70', 3500],
  ['Joplin', 'MO', '64804', 37.05, -94.48, 'I-44', 3500],
  ['West Memphis', 'AR', '72301', 35.16, -90.15, 'I-40', 3450],
  ['Little Rock', 'AR', '72117', 34.78, -92.16, 'I-40', 3450],
  ['Baton Rouge', 'LA', '70806', 30.43, -91.11, 'I-10', 3400],
  ['Shreveport', 'LA', '71119', 32.46, -93.9, 'I-20', 3400],
  ['Jackson', 'MS', '39209', 32.29, -90.25, 'I-20', 3450],
  ['Birmingham', 'AL', '35207', 33.56, -86.83, 'I-65', 3550],
  ['Nashville', 'TN', '37218', 36.2, -86.82, 'I-65', 3600],
  ['Knoxville', 'TN', '37924', 36.03, -83.79, 'I-40', 3600],
  ['Louisville', 'KY', '40219', 38.15, -85.67, 'I-65', 3700],
  ['Atlanta', 'GA', '30336', 33.75, -84.56, 'I-20', 3650],
  ['Savannah', 'GA', '31408', 32.12, -81.19, 'I-95', 3650],
  ['Jacksonville', 'FL', '32220', 30.33, -81.83, 'I-10', 3800],
  ['Tampa', 'FL', '33610', 28.0, -82.36, 'I-4', 3800],
  ['Miami', 'FL', '33166', 25.84, -80.33, 'FL-826', 3800],
  ['Columbia', 'SC', '29203', 34.08, -81.01, 'I-20', 3650],
  ['Charlotte', 'NC', '28214', 35.26, -80.97, 'I-85', 3750],
  ['Raleigh', 'NC', '27610', 35.77, -78.56, 'I-40', 3750],
  ['Richmond', 'VA', '23234', 37.44, -77.44, 'I-95', 3850],
  ['Roanoke', 'VA', '24019', 37.35, -79.95, 'I-81', 3850],
  ['Charleston', 'WV', '25313', 38.42, -81.76, 'I-64', 3850],
  ['Columbus', 'OH', '43228', 39.98, -83.13, 'I-70', 3800],
  ['Toledo', 'OH', '43605', 41.64, -83.49, 'I-75', 3800],
  ['Cleveland', 'OH', '44131', 41.4, -81.65, 'I-480', 3800],
  ['Indianapolis', 'IN', '46241', 39.73, -86.27, 'I-70', 3850],
  ['Gary', 'IN', '46406', 41.57, -87.4, 'I-80', 3850],
  ['Chicago', 'IL', '60638', 41.79, -87.77, 'I-55', 3850],
  ['Effingham', 'IL', '62401', 39.13, -88.57, 'I-70', 3850],
  ['Milwaukee', 'WI', '53154', 42.89, -87.92, 'I-94', 3700],
  ['Detroit', 'MI', '48209', 42.31, -83.12, 'I-75', 3850],
  ['Carlisle', 'PA', '17015', 40.23, -77.15, 'I-81', 4300],
  ['Pittsburgh', 'PA', '15205', 40.44, -80.1, 'I-79', 4300],
  ['Scranton', 'PA', '18505', 41.38, -75.66, 'I-81', 4300],
  ['Newark', 'NJ', '07114', 40.71, -74.17, 'I-95', 4100],
  ['Albany', 'NY', '12205', 42.71, -73.82, 'I-87', 4250],
  ['Buffalo', 'NY', '14225', 42.93, -78.75, 'I-90', 4250],
  ['Worcester', 'MA', '01607', 42.23, -71.79, 'I-90', 4150],
  ['Hartford', 'CT', '06106', 41.75, -72.69, 'I-84', 4150],
  ['Bangor', 'ME', '04401', 44.8, -68.81, 'I-95', 4200],
];

const CANADIAN: readonly Row[] = [
  ['Calgary', 'AB', 'T2C 5E9', 50.98, -113.96, 'AB-2', 1590],
  ['Winnipeg', 'MB', 'R3C 2E6', 49.87, -97.27, 'MB-100', 1640],
  ['Windsor', 'ON', 'N9A 6J3', 42.25, -82.97, 'ON-401', 1680],
  ['Mississauga', 'ON', 'L5S 1W8', 43.69, -79.66, 'ON-401', 1680],
];

export const MARKET_CITIES: readonly MarketCity[] = [...AMERICAN.map((row) => cityOf(row, 'USA')), ...CANADIAN.map((row) => cityOf(row, 'CAN'))];

function cityOf([city, state, zip, latitude, longitude, road, level]: Row, country: 'USA' | 'CAN'): MarketCity {
  return { city, state, zip, country, latitude, longitude, road, level };
}
