import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { processIdentity } from '../../../src/infrastructure/persistence/embedded-postgres/process-identity.js';
import { ServiceProcess, eventually, killAll } from '../../support/service-process.js';

const START_MS = 10_000;

describe('the service with its embedded database', function () {
  this.timeout(90_000);
  let directory: string;
  const servers = new Set<number>();

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'fleetbridge-embedded-'));
    chmodSync(directory, 0o711);
  });
  afterEach(async () => {
    await killAll();
    for (const pid of servers) if (processIdentity(pid) !== undefined) process.kill(pid, 'SIGQUIT');
    for (const pid of servers) await ended(pid);
    servers.clear();
    rmSync(directory, { recursive: true, force: true });
  });

  const environment = (extra: Readonly<Record<string, string>> = {}): Record<string, string> => ({ PORT: '0', DATA_DIR: join(directory, 'data'), ...extra });

  async function start(extra?: Readonly<Record<string, string>>): Promise<{ service: ServiceProcess; startedMs: number; how: string; server: number }> {
    const since = Date.now();
    const service = await ServiceProcess.start(environment(extra));
    const line = service.entries().find(({ message }) => message === 'database.started' || message === 'database.adopted');
    const server = Number(line?.['pid']);
    servers.add(server);
    return { service, startedMs: Date.now() - since, how: line?.message ?? 'unknown', server };
  }

  it('killed with -9 and started again: adopts the server and has the same drivers, users and signing key', async () => {
    const first = await start();
    const before = await fleetOf(first.service.url);
    await first.service.kill('SIGKILL');
    expect(processIdentity(first.server), 'the server outlives its owner').not.to.equal(undefined);

    const second = await start();
    expect(second).to.include({ how: 'database.adopted', server: first.server });
    expect(second.startedMs).to.be.below(START_MS);
    expect(await fleetOf(second.service.url, before.token)).to.deep.equal(before);
    expect(before.drivers).to.be.above(40);
  });

  it('killed with -9 together with its server: replaces the server and has the same data', async () => {
    const first = await start();
    const before = await fleetOf(first.service.url);
    process.kill(first.server, 'SIGKILL');
    await first.service.kill('SIGKILL');
    await ended(first.server);

    const second = await start();
    expect(second.how).to.equal('database.started');
    expect(second.startedMs).to.be.below(START_MS);
    expect(await fleetOf(second.service.url, before.token)).to.deep.equal(before);
  });

  it('stopped: leaves no server, no process and no open port', async () => {
    const { service, server } = await start();
    const port = Number(new URL(service.url).port);
    const children = childrenOf(service.pid);
    expect(children).to.include(server);
    const exit = await service.kill('SIGTERM');
    expect(exit).to.include({ code: 0, signal: null });
    for (const pid of children) await ended(pid);
    expect(await canBind(port)).to.equal(true);
  });

  it('stopped while it starts: ends with 0 within 10 s and leaves no server', async () => {
    const service = ServiceProcess.spawn(environment());
    const { pid } = await service.entry('database.started', START_MS);
    servers.add(Number(pid));
    const exit = await service.kill('SIGTERM');
    expect(exit.code).to.equal(0);
    expect(exit.afterMs).to.be.below(10_000);
    await ended(Number(pid));
  });

  it('started on a port that is taken: one clear line, exit 1, no server left', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const service = ServiceProcess.spawn(environment({ PORT: String(port) }));
    const exit = await service.exit(START_MS);
    taken.close();
    const server = Number(service.entries().find(({ message }) => message === 'database.started')?.['pid']);
    servers.add(server);
    expect(exit.code).to.equal(1);
    expect(service.stderr.trim().split('\n')).to.have.length(1);
    expect(service.stderr).to.include(String(port));
    await ended(server);
  });
});

interface Fleet {
  readonly token: string;
  readonly drivers: number;
  readonly me: unknown;
}

/** What the demo's administrator sees. With a token of before, that one must still do. */
async function fleetOf(url: string, known?: string): Promise<Fleet> {
  const token = known ?? (await logIn(url));
  const headers = { Authorization: `Bearer ${token}` };
  const drivers = await fetch(`${url}/api/v1/drivers?limit=1`, { headers });
  const me = await fetch(`${url}/auth/me`, { headers });
  return { token, drivers: Number(drivers.headers.get('x-total-count')), me: await me.json() };
}

async function logIn(url: string): Promise<string> {
  const body = JSON.stringify({ email: 'admin@demo.example', password: 'demo-password' });
  const answer = await fetch(`${url}/auth/login`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  return ((await answer.json()) as { access_token: string }).access_token;
}

function childrenOf(pid: number): readonly number[] {
  const list = `/proc/${pid}/task/${pid}/children`;
  const children = existsSync(list) ? readFileSync(list, 'utf8') : execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' });
  return children.trim().split(/\s+/).map(Number);
}

function ended(pid: number): Promise<true> {
  return eventually(`process ${pid} ends`, 3_000, () => Promise.resolve(processIdentity(pid) === undefined ? true : undefined));
}

function canBind(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
