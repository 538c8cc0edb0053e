import { startMotiveSimulator } from '../../src/infrastructure/simulators/motive/motive-simulator.js';
import { startSamsaraSimulator } from '../../src/infrastructure/simulators/samsara/samsara-simulator.js';
import { SIMULATIONS } from '../../src/infrastructure/simulators/simulations.js';
import type { Simulation } from '../../src/infrastructure/simulators/simulations.js';
import type { RunningSimulator } from '../../src/infrastructure/simulators/simulator-server.js';
import { motiveDriver } from './pushed-webhooks.js';
import { scriptedDriver } from './scripted-drivers.js';
import type { PlantedSecret } from './secret-finder.js';

type Texts = Readonly<Record<string, string>>;

/** A vendor, and credentials of it that can be told from everything else. */
export interface PlantedVendor {
  readonly vendor: string;
  readonly type: 'HOS_ELD' | 'TMS' | 'FUEL_PRICE' | 'WEATHER' | 'ASSET_MANAGEMENT';
  /** How it is let in, where there are several ways. */
  readonly way?: 'login' | 'token';
  readonly secret: Texts;
  /** Credentials that people may see, a user name for example. */
  readonly open?: Texts;
  readonly config?: Texts;
  /** Behind the vendor's address in the integration's config; undefined when a setting has the address. */
  readonly addressEnd?: string;
}

/** Keys are of the kinds vendors give: plain letters and digits, and some that look different in a URL, in JSON or in Base64. */
export const PLANTED_VENDORS: readonly PlantedVendor[] = [
  { vendor: 'SAMSARA_ELD', type: 'HOS_ELD', secret: { apiKey: 'N4tgg8522ZtV77wRFh7jWmC3"\\b~vbp', webhookSecret: 'XwFh4sQ2DKgtxgRJs4VGGXpM7NTD' } },
  { vendor: 'MOTIVE_ELD', type: 'HOS_ELD', secret: { apiKey: 'kNh4NfTC2557-SpVdHPpCk8xK2R~xx', webhookSecret: 'XrPmmjSZH3HBR2cK~XFr' } },
  { vendor: 'TRUCKBASE_TMS', type: 'TMS', secret: { apiKey: '58TKpkK4Sq7k9ZBb2f5M95dxJrP5', apiSecret: 't6dkngp29n8Hvx7Sm9g2GNgNt%kg' } },
  {
    vendor: 'MCLEOD_TMS', way: 'login', type: 'TMS', addressEnd: '/ws/docs',
    secret: { password: '7s7GR7SBXZPjKM7t99rsGqpB7W3d' }, open: { username: 'api-reader', company: 'TMS' },
  },
  { vendor: 'MCLEOD_TMS', way: 'token', type: 'TMS', addressEnd: '', secret: { apiToken: 'JdgP3SQdwD4b7zwfm9Gghq6Z5nsc' }, open: { company: 'TMS' } },
  { vendor: 'HERE_FUEL', type: 'FUEL_PRICE', secret: { apiKey: 'BzDgBDFw7JT567mF5j9BKgfXj3G5' } },
  { vendor: 'FUELFINDER_FUEL', type: 'FUEL_PRICE', secret: { apiKey: 'NH3GKb6jB3DGd57g5966ng767cKW' } },
  { vendor: 'GASBUDDY_FUEL', type: 'FUEL_PRICE', addressEnd: '', secret: { apiKey: 'JzP28qn7JkhPjXZGCRwmxNqc?8B~cg' } },
  { vendor: 'EIA_FUEL', type: 'FUEL_PRICE', secret: { apiKey: 'tPdv5VjR2fN5s8nr+/&=%P4GjCK4"\\Q~nb' } },
  { vendor: 'OPENWEATHER', type: 'WEATHER', config: { alerts: 'true' }, secret: { apiKey: 'jhdbtq7kdkcwonecall8fnkwcvmvfmc5' } },
  {
    vendor: 'PEMS_EAM', way: 'login', type: 'ASSET_MANAGEMENT', addressEnd: '/api/pems',
    secret: { password: 'sv9WZvn5ZB7fvgRJTF8G<>"vxx~JXr' }, open: { username: 'fleetbridge', tenant: 'ACME_PROD', organization: 'ORG1' },
  },
  {
    vendor: 'PEMS_EAM', way: 'token', type: 'ASSET_MANAGEMENT', addressEnd: '',
    secret: { token: '2FnN837qJ7wSpgktkhNNRrpQVn6d' }, open: { tenant: 'ACME_PROD', organization: 'ORG1' },
  },
];

export const nameOf = ({ vendor, way }: PlantedVendor): string => (way === undefined ? vendor : `${vendor} (${way})`);

/** The credentials as people may see them: of the secret ones bullets and the last four characters. */
export function maskedOf({ secret, open }: PlantedVendor): Texts {
  return { ...open, ...Object.fromEntries(Object.entries(secret).map(([field, value]) => [field, `••••${value.slice(-4)}`])) };
}

export function plantedSecrets(): readonly PlantedSecret[] {
  return PLANTED_VENDORS.flatMap((planted) => Object.entries(planted.secret).map(([field, value]) => ({ name: `${nameOf(planted)} ${field}`, value })));
}

/** A planted vendor, simulated. Each has a simulator of its own. */
export interface SimulatedPlant {
  readonly planted: PlantedVendor;
  readonly simulator: RunningSimulator;
  /** The setting that leads to it, where one does. */
  readonly setting: readonly [name: string, url: string] | undefined;
}

/** HOS vendors have one driver, whose id is 1. */
export function startPlants(): Promise<readonly SimulatedPlant[]> {
  return Promise.all(PLANTED_VENDORS.map(async (planted) => {
    const { simulator, setting } = await started(planted.vendor);
    return { planted, simulator, setting: setting === undefined ? undefined : [setting.name, simulator.url + setting.path] as const };
  }));
}

async function started(vendor: string): Promise<{ readonly simulator: RunningSimulator; readonly setting: Simulation['setting'] | undefined }> {
  if (vendor === 'SAMSARA_ELD') {
    const simulator = await startSamsaraSimulator();
    simulator.fleet.script([scriptedDriver('1')]);
    return { simulator, setting: { name: 'SAMSARA_API_URL', path: '' } };
  }
  const simulation = SIMULATIONS.find((other) => other.vendor === vendor);
  if (simulation === undefined) throw new Error(`${vendor} is not simulated.`);
  if (vendor !== 'MOTIVE_ELD') return { simulator: await simulation.start({}), setting: simulation.setting };
  const simulator = await startMotiveSimulator();
  simulator.fleet.script([motiveDriver('1', 5)]);
  return { simulator, setting: simulation.setting };
}
