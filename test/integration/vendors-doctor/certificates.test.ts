import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import type { ConnectionTestResult } from '../../../src/domain/integrations/connection-test.js';
import { startSamsaraSimulator } from '../../../src/infrastructure/simulators/samsara/samsara-simulator.js';
import type { SamsaraSimulator } from '../../../src/infrastructure/simulators/samsara/samsara-simulator.js';
import { issueCertificate } from '../../support/issue-certificate.js';
import type { CertificateWish } from '../../support/issue-certificate.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { detailOf, examine, outlineOf } from './examine.js';
import { startTlsFront } from './tls-front.js';
import type { TlsFront } from './tls-front.js';

const PROCESS = fileURLToPath(new URL('examine-process.ts', import.meta.url));
const DAY_MS = 86_400_000;
const day = (number: number): Date => new Date(Date.now() + number * DAY_MS);

describe('The certificate of a connection test', () => {
  onRealSockets();
  let simulator: SamsaraSimulator;
  let front: TlsFront | undefined;
  let folder: string;

  before(async () => {
    simulator = await startSamsaraSimulator({ drivers: 3 });
    folder = await mkdtemp(path.join(tmpdir(), 'doctor-'));
  });
  afterEach(() => front?.stop());
  after(async () => {
    await simulator.stop();
    await rm(folder, { recursive: true });
  });

  async function present(wish: CertificateWish): Promise<{ readonly port: number; readonly cert: string }> {
    const certificate = issueCertificate(wish);
    front = await startTlsFront(certificate, Number(new URL(simulator.url).port));
    return { port: front.port, cert: certificate.cert };
  }

  /** The same in a process that trusts this certificate. */
  async function examineTrusting(cert: string, baseUrl: string): Promise<ConnectionTestResult> {
    const file = path.join(folder, 'trusted.pem');
    await writeFile(file, cert);
    const environment = { ...process.env, NODE_EXTRA_CA_CERTS: file };
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', PROCESS, baseUrl], { env: environment, timeout: 20_000 });
    return JSON.parse(stdout) as ConnectionTestResult;
  }

  it('that signs itself fails at tls, and nothing is sent', async () => {
    const { port } = await present({ validFrom: day(-1), validTo: day(90) });
    for (const host of ['localhost', '127.0.0.1']) {
      const result = await examine({ baseUrl: `https://${host}:${port}` });
      expect(outlineOf(result)).to.deep.equal(['dns', 'tls!']);
      expect(result).to.include({ success: false, code: 'unavailable' });
      expect(result.message).to.contain('vouches for the certificate');
    }
    expect(front?.received()).to.equal(0);
  });

  it('that has expired fails at tls and says so', async () => {
    const { port } = await present({ validFrom: day(-90), validTo: day(-1) });
    const result = await examine({ baseUrl: `https://localhost:${port}` });
    expect(outlineOf(result)).to.deep.equal(['dns', 'tls!']);
    expect(result.message).to.contain('has expired');
    expect(front?.received()).to.equal(0);
  });

  it('that is not valid yet fails at tls and points to the clock', async () => {
    const { port } = await present({ validFrom: day(1), validTo: day(90) });
    expect((await examine({ baseUrl: `https://localhost:${port}` })).message).to.contain('not valid yet');
  });

  it('of another host fails at tls although it is trusted', async function () {
    this.timeout(30_000);
    const { port, cert } = await present({ validFrom: day(-1), validTo: day(90), host: 'other.example' });
    const result = await examineTrusting(cert, `https://localhost:${port}`);
    expect(outlineOf(result)).to.deep.equal(['dns', 'tls!']);
    expect(result.message).to.contain('belongs to another address');
  });

  it('that is trusted and valid for 90 days passes, and so do all 7 steps over https', async function () {
    this.timeout(30_000);
    const { port, cert } = await present({ validFrom: day(-1), validTo: new Date(day(90).getTime() + 3_600_000) });
    const result = await examineTrusting(cert, `https://localhost:${port}`);
    expect(outlineOf(result)).to.deep.equal(['dns', 'tls', 'reach', 'authentication', 'drivers', 'hours of service', 'clock']);
    expect(result).to.include({ success: true, code: 'ok' });
    expect(detailOf(result, 'tls')).to.contain('90 more days');
  });
});
