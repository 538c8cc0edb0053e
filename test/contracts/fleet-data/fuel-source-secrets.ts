import { inspect } from 'node:util';
import { expect } from 'chai';
import type { VendorHttp, VendorRequest } from '../../../src/infrastructure/vendors/http/vendor-http.js';
import type { VendorDefinition } from '../../../src/infrastructure/vendors/vendor-definition.js';
import type { Fault } from '../../support/fault-server.js';
import { faults } from '../../support/faults.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { faultServer } from '../../vendors/fault-cases.js';
import { vendorSession } from '../../vendors/vendor-session.js';
import { SEARCH } from './fuel-source-scenarios.js';

const CANARY = 'canary-7f3a91c2d4e8';

/** Everything a vendor can do to make us repeat its key. */
const OUTCOMES: readonly (readonly [string, Fault])[] = [
  ...[200, 302, 400, 401, 403, 404, 429, 500, 503].map((status) => [`an echo with ${status}`, faults.echo(status)] as const),
  ['the key in garbage', faults.status(200, `<html>${CANARY}`)],
  ['a reset', faults.resetBeforeHeaders()],
  ['half a body', faults.halfBody()],
  ['silence', faults.slowHeaders()],
];

/** The key reaches the vendor, and nothing else: no log line, no error, no step of a connection test. */
export function describeFuelKey(name: string, definition: VendorDefinition): void {
  describe(`The key of ${name}`, () => {
    const server = faultServer();

    it('is handed to the client as a secret', async () => {
      const asked: VendorRequest[] = [];
      const send: VendorHttp['send'] = async (request) => {
        asked.push(request);
        return { status: 200, body: [], headers: {} };
      };
      const session = vendorSession({ definition, baseUrl: server().url, credentials: { apiKey: CANARY } });
      await definition.fuelSource?.open({ ...session, http: { send } }).near(SEARCH).catch(() => undefined);
      expect(asked).to.have.length(1);
      expect(inspect(asked, { depth: 12 }) + JSON.stringify(asked)).to.not.include(CANARY);
    });

    for (const [outcome, fault] of OUTCOMES) {
      it(`shows nowhere after ${outcome}`, async () => {
        server().script([fault]);
        const printed = await everythingPrinted(definition, server().url);
        expect(server().requests.map(({ url, headers }) => `${url} ${JSON.stringify(headers)}`).join()).to.contain(CANARY);
        expect(printed).to.not.include(CANARY).and.not.include(server().url);
        expect(printed).to.contain('VendorError');
      });
    }
  });
}

async function everythingPrinted(definition: VendorDefinition, baseUrl: string): Promise<string> {
  const logger = new RecordingLogger();
  const session = vendorSession({ definition, baseUrl, credentials: { apiKey: CANARY }, config: { baseUrl: 'https://fuel.example.com' }, logger });
  const noted: unknown[] = [session.connection.credentials, session.connection.config];
  const failed = (error: unknown): void => void noted.push(error, error instanceof Error ? [error.stack, error.cause] : undefined);
  await definition.fuelSource?.open(session).near(SEARCH).catch(failed);
  try {
    for await (const step of definition.checkConnection(session)) noted.push(step);
  } catch (error) {
    failed(error);
  }
  return inspect([noted, logger.lines], { depth: 12, showHidden: true, getters: true }) + JSON.stringify([noted, logger.lines]);
}
