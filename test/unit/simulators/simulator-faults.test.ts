import { expect } from 'chai';
import { parseFault, SimulatorFaults } from '../../../src/infrastructure/simulators/simulator-faults.js';

describe('Faults of a simulator', () => {
  const taken = (faults: SimulatorFaults, ...paths: string[]): (string | undefined)[] => paths.map((path) => faults.take(path)?.kind);

  it('spoils one request by default, count requests, or all until cleared', () => {
    const faults = new SimulatorFaults();
    faults.next({ kind: 'reset' });
    faults.next({ kind: 'html', count: 2 });
    faults.set({ kind: 'hang' });
    expect(taken(faults, '/', '/', '/', '/', '/')).to.deep.equal(['reset', 'html', 'html', 'hang', 'hang']);
    faults.clear();
    expect(taken(faults, '/')).to.deep.equal([undefined]);
  });

  it('leaves other paths and the first requests alone', () => {
    const faults = new SimulatorFaults();
    faults.next({ kind: 'reset', path: '/fleet/hos', skip: 1 });
    expect(taken(faults, '/me', '/fleet/hos/clocks', '/me', '/fleet/hos/clocks', '/fleet/hos/clocks'))
      .to.deep.equal([undefined, undefined, undefined, 'reset', undefined]);
  });

  it('lists what is left to play', () => {
    const faults = new SimulatorFaults();
    faults.next({ kind: 'html', count: 2 });
    faults.set({ kind: 'slow', path: '/x' });
    faults.take('/');
    expect(faults.list()).to.deep.equal([{ kind: 'html', count: 2, remaining: 1 }, { kind: 'slow', path: '/x', remaining: undefined }]);
  });

  it('reads a fault from JSON', () => {
    expect(parseFault('{"kind":"server-error","status":503,"count":2}')).to.deep.equal({ kind: 'server-error', status: 503, count: 2 });
    expect(parseFault('{"kind":"server-error","status":200}')).to.equal('status has a wrong value');
    expect(parseFault('{')).to.equal('send a JSON object');
  });
});
