import { signatureOf } from './pushed-webhooks.js';
import type { PushVendor } from './pushed-webhooks.js';
import type { PlantedVendor, SimulatedPlant } from './planted-vendors.js';
import { nameOf } from './planted-vendors.js';
import type { Answer, CallOptions, Json, TestPerson, TestService } from '../support/test-service.js';

/** A request of the tour and what was answered. */
export interface TourStop {
  readonly place: string;
  /** The request is made wrong on purpose. */
  readonly wrong: boolean;
  readonly answer: Answer;
}

const PHOENIX = { latitude: 33.4484, longitude: -112.074 };
const TUCSON = { latitude: 32.2226, longitude: -110.9747 };
const AT_PHOENIX = `latitude=${PHOENIX.latitude}&longitude=${PHOENIX.longitude}`;
const WAYPOINTS = [PHOENIX, TUCSON];

/** Everything a tenant can do with one connection, whatever its vendor does: connect, change, test, sync, read, be pushed to. */
export class VendorTour {
  readonly stops: TourStop[] = [];
  readonly #form: Json;

  constructor(
    private readonly service: TestService,
    private readonly as: TestPerson,
    private readonly plant: SimulatedPlant,
  ) {
    const { secret, open = {}, config = {}, addressEnd } = plant.planted;
    const baseUrl = addressEnd === undefined ? {} : { baseUrl: plant.simulator.url + addressEnd };
    this.#form = { vendor: plant.planted.vendor, credentials: { ...open, ...secret }, config: { ...config, ...baseUrl } };
  }

  async run(): Promise<void> {
    const id = await this.connect();
    const url = `/api/v1/integrations/${id}`;
    await this.change(url);
    await this.ask('POST', `${url}/test`);
    await this.readData(id);
    await this.sync(url);
    await this.push(id);
    const monitoring = ['', '/health', '/sync-history', '/sync-history/stats'].map((end) => url + end);
    for (const path of [...monitoring, ...['integrations', 'alerts', 'monitoring/circuits', 'audit'].map((end) => `/api/v1/${end}`)]) await this.ask('GET', path);
    for (const { id: alert } of (await this.ask('GET', '/api/v1/alerts')).items) await this.ask('GET', `/api/v1/alerts/${String(alert)}`);
  }

  /** What the last connection test said. */
  get connectionWorks(): unknown {
    return this.stops.findLast(({ place }) => place.endsWith('/test'))?.answer.body['success'];
  }

  /** What the answer to connecting showed. */
  get shownCredentials(): unknown {
    return this.stops.find(({ answer }) => answer.status === 201)?.answer.body['credentials'];
  }

  private async connect(): Promise<string> {
    const { planted } = this.plant;
    const creation = { ...this.#form, integration_type: planted.type, display_name: nameOf(planted) };
    const credentials = { ...planted.open, ...planted.secret };
    await this.ask('POST', '/api/v1/integrations/test', this.#form);
    await this.askWrong('POST', '/api/v1/integrations', { ...creation, credentials: { ...credentials, unknown: credentials } });
    await this.askWrong('POST', '/api/v1/integrations', { ...creation, ...planted.secret, vendor: 'NOBODY' });
    const headers = { 'Idempotency-Key': 'connect-once' };
    const { body, text } = await this.ask('POST', '/api/v1/integrations', creation, headers);
    if (typeof body['id'] !== 'string') throw new Error(`Connecting ${nameOf(planted)} failed: ${text}`);
    await this.ask('POST', '/api/v1/integrations', creation, headers);
    await this.askWrong('POST', '/api/v1/integrations', creation);
    return body['id'];
  }

  private async change(url: string): Promise<void> {
    const { open, secret } = this.plant.planted;
    const credentials = { ...open, ...secret };
    const [key = ''] = Object.values(secret);
    const shown = (await this.ask('GET', url)).body['credentials'];
    await this.ask('PATCH', url, { credentials, display_name: 'Changed' });
    await this.ask('PATCH', url, { credentials: shown });
    await this.askWrong('PATCH', url, { credentials: { ...credentials, company: [key], apiKey: { key } } });
    const { host } = new URL(this.plant.simulator.url);
    for (const baseUrl of [`http://${host}/?key=${encodeURIComponent(key)}`, `http://u:${encodeURIComponent(key)}@${host}`, `ftp://${host}/${key}`, `http://${host}#${key}`]) {
      await this.askWrong('PATCH', url, { config: { baseUrl } });
      await this.askWrong('POST', '/api/v1/integrations/test', { ...this.#form, config: { baseUrl } });
    }
  }

  /** What is read from the vendor when somebody asks. */
  private async readData(id: string): Promise<void> {
    const paths: Readonly<Record<PlantedVendor['type'], readonly string[]>> = {
      HOS_ELD: ['drivers', 'drivers/hos', 'drivers/D1/hos'],
      TMS: ['loads', 'loads?status=all'],
      FUEL_PRICE: [`fuel-stations?${AT_PHOENIX}`],
      WEATHER: [`weather?${AT_PHOENIX}`],
      ASSET_MANAGEMENT: [],
    };
    const { type } = this.plant.planted;
    const link = type === 'HOS_ELD' ? { integration_id: id, external_driver_id: '1' } : {};
    await this.ask('POST', '/api/v1/drivers', { driver_id: 'D1', name: 'Ann', ...link });
    for (const path of paths[type]) await this.ask('GET', `/api/v1/${path}`);
    if (type === 'TMS') await this.askWrong('GET', '/api/v1/loads/nobodys-load');
    if (type === 'WEATHER') await this.ask('POST', '/api/v1/weather/route', { waypoints: WAYPOINTS });
    await this.ask('POST', '/api/v1/route-briefings', { driver_id: 'D1', waypoints: WAYPOINTS });
  }

  /** Hours and loads are synced; of the others there is nothing to sync. */
  private async sync(url: string): Promise<void> {
    const isSynced = ['HOS_ELD', 'TMS'].includes(this.plant.planted.type);
    await this.stop(!isSynced, 'POST', `${url}/sync`, {});
    await this.stop(!isSynced, 'POST', `${url}/sync?confirm_roster=true`, {});
  }

  /** Webhooks with the secret where the signature belongs, and wherever else a mistake could put it; and a right one. */
  private async push(id: string): Promise<void> {
    const { vendor, secret } = this.plant.planted;
    const path = `/webhooks/${vendor}/${id}`;
    for (const value of Object.values(secret)) {
      const headers = { 'X-Samsara-Signature': `v1=${value}`, 'X-Samsara-Timestamp': value, 'X-KT-Webhook-Signature': value, Authorization: `Bearer ${value}` };
      await this.askWrong('POST', `${path}?secret=${encodeURIComponent(value)}`, { secret: value }, headers);
    }
    const { webhookSecret } = secret;
    if (webhookSecret === undefined) return;
    const pushVendor: PushVendor = vendor === 'MOTIVE_ELD' ? 'MOTIVE_ELD' : 'SAMSARA_ELD';
    const event = { eventId: 'e-1', eventMs: 1, eventType: 'DriverUpdated', action: 'user_duty_status_updated', id: 1, updated_at: '2026-01-01T00:00:00Z' };
    await this.ask('POST', path, event, signatureOf(pushVendor, JSON.stringify(event), webhookSecret));
  }

  private ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.stop(false, method, path, { body, headers });
  }

  private askWrong(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.stop(true, method, path, { body, headers });
  }

  private async stop(wrong: boolean, method: string, path: string, { body, headers = {} }: CallOptions): Promise<Answer> {
    const isVendor = path.startsWith('/webhooks/');
    const answer = await this.service.ask(method, path, { headers, ...(body !== undefined && { body }), ...(!isVendor && { as: this.as }) });
    this.stops.push({ place: `${method} ${placeOf(path)}`, wrong, answer });
    return answer;
  }
}

/** A path without its query and without ids. */
const placeOf = (path: string): string => path.replace(/\?.*/, '').replace(/[\w-]{36}/g, '{id}');
