import { expect } from 'chai';
import { REFERENCE_CITIES } from '../../../src/infrastructure/vendors/eia/reference-cities.js';
import { regionAt } from '../../../src/infrastructure/vendors/eia/region-at.js';

type Place = readonly [name: string, latitude: number, longitude: number];

/** Towns that are not reference cities, well inside their area. */
const INSIDE: Readonly<Record<string, readonly Place[]>> = {
  R1X: [['Augusta ME', 44.31, -69.78], ['Concord NH', 43.21, -71.54], ['Montpelier VT', 44.26, -72.58], ['Plymouth MA', 41.96, -70.67]],
  R1Y: [['Ithaca NY', 42.44, -76.5], ['Utica NY', 43.1, -75.23], ['Lancaster PA', 40.04, -76.31], ['Camden NJ', 39.93, -75.12]],
  R1Z: [['Fayetteville NC', 35.05, -78.88], ['Lynchburg VA', 37.41, -79.14], ['Daytona Beach FL', 29.21, -81.02], ['Athens GA', 33.96, -83.38]],
  R20: [['Ames IA', 42.03, -93.62], ['Champaign IL', 40.12, -88.24], ['St. Cloud MN', 45.56, -94.16], ['Stillwater OK', 36.12, -97.06], ['Huron SD', 44.36, -98.21]],
  R30: [['Waco TX', 31.55, -97.15], ['Alexandria LA', 31.31, -92.45], ['Tuscaloosa AL', 33.21, -87.57], ['Hattiesburg MS', 31.33, -89.29], ['Socorro NM', 34.06, -106.89]],
  R40: [['Provo UT', 40.23, -111.66], ['Helena MT', 46.59, -112.04], ['Laramie WY', 41.31, -105.59], ['Boulder CO', 40.01, -105.27], ['Pocatello ID', 42.87, -112.45]],
  R50: [['Casa Grande AZ', 32.88, -111.76], ['Olympia WA', 47.04, -122.9], ['Salem OR', 44.94, -123.04], ['Battle Mountain NV', 40.64, -116.93], ['Wasilla AK', 61.58, -149.44]],
  SCA: [['Modesto CA', 37.64, -121.0], ['Santa Barbara CA', 34.42, -119.7], ['San Jose CA', 37.34, -121.89], ['Visalia CA', 36.33, -119.29]],
};

/** Abroad, at sea, or so near a border that it is doubtful. */
const COUNTRY_ONLY: readonly Place[] = [
  ['Toronto', 43.65, -79.38], ['Montreal', 45.5, -73.57], ['Monterrey', 25.69, -100.32], ['London', 51.51, -0.13], ['Null Island', 0, 0], ['the Pacific', 35, -140],
  ['the North Pole', 90, 0], ['the date line', 0, 180], ['halfway between Las Vegas NV and Baker CA', 35.72, -115.61], ['the middle of the Mississippi at Memphis', 35.15, -90.115],
];

describe('The EIA region of a place', () => {
  for (const [region, places] of Object.entries(INSIDE)) {
    for (const [name, latitude, longitude] of places) {
      it(`${name} is in ${region}`, () => expect(regionAt({ latitude, longitude })).to.equal(region));
    }
  }

  for (const [name, latitude, longitude] of COUNTRY_ONLY) {
    it(`is not known for ${name}`, () => expect(regionAt({ latitude, longitude })).to.equal(undefined));
  }

  it('is that of the city for each reference city, and none for those abroad', () => {
    const wrong = Object.entries(REFERENCE_CITIES).flatMap(([region, cities]) =>
      cities.filter(([, latitude, longitude]) => regionAt({ latitude, longitude }) !== (region === 'outside' ? undefined : region)).map(([name]) => name),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('has cities on the map: in North America, no two at one place', () => {
    const places = Object.values(REFERENCE_CITIES).flat();
    for (const [name, latitude, longitude] of places) {
      expect(latitude, name).to.be.within(19, 65);
      expect(longitude, name).to.be.within(-160, -63);
    }
    expect(new Set(places.map(([, latitude, longitude]) => `${latitude} ${longitude}`)).size).to.equal(places.length);
  });
});
