import { expect } from 'chai';
import { explainHosAnswer } from '../../../src/domain/hours-of-service/hos-answer.js';
import type { HosAnswer } from '../../../src/domain/hours-of-service/hos-answer.js';
import { toDriverId } from '../../../src/domain/shared/identifiers.js';

const AT = new Date('2026-03-02T12:00:00Z');
const secondsBefore = (seconds: number): Date => new Date(AT.getTime() - seconds * 1000);

function answer(fields: Partial<HosAnswer> & Pick<HosAnswer, 'rule'>): HosAnswer {
  return { driverId: toDriverId('ana'), at: AT, snapshotAsOf: secondsBefore(412.9), obstacle: undefined, standing: undefined, ...fields };
}

describe('explainHosAnswer', () => {
  const reason = 'Samsara rejected the API key. Reconnect the integration with a new key.';
  const table: readonly (readonly [HosAnswer, string])[] = [
    [answer({ rule: 'override' }), 'A manual override was in force.'],
    [answer({ rule: 'stored', snapshotAsOf: secondsBefore(12) }), 'The snapshot was 12 s old, young enough to be served without asking Samsara.'],
    [answer({ rule: 'live' }), 'The snapshot was 412 s old, so Samsara was asked and answered.'],
    [answer({ rule: 'live', snapshotAsOf: undefined }), 'Nothing was stored, so Samsara was asked and answered.'],
    [
      answer({ rule: 'live', obstacle: { kind: 'old', observedAt: secondsBefore(900) } }),
      'The snapshot was 412 s old, so Samsara was asked and answered, but its own hours were 900 s old.',
    ],
    [answer({ rule: 'stale', obstacle: { kind: 'slow', waitedMs: 2_000 } }), 'The snapshot was 412 s old and Samsara did not answer in 2 s.'],
    [answer({ rule: 'stale', obstacle: { kind: 'slow', waitedMs: 150 } }), 'The snapshot was 412 s old and Samsara did not answer in 0.15 s.'],
    [answer({ rule: 'stale', obstacle: { kind: 'failed', reason } }), `The snapshot was 412 s old and nothing newer could be had: ${reason}`],
    [answer({ rule: 'stale', obstacle: { kind: 'not-connected' } }), 'The snapshot was 412 s old and no enabled HOS integration serves this driver.'],
    [answer({ rule: 'stale' }), 'The snapshot was 412 s old and Samsara gave nothing newer.'],
    [answer({ rule: 'unavailable', snapshotAsOf: undefined, obstacle: { kind: 'failed', reason } }), `Nothing was stored and nothing newer could be had: ${reason}`],
    [answer({ rule: 'stored', snapshotAsOf: new Date(AT.getTime() + 5_000) }), 'The snapshot was 0 s old, young enough to be served without asking Samsara.'],
  ];
  for (const [given, sentence] of table) {
    it(sentence, () => {
      expect(explainHosAnswer(given, 'Samsara')).to.equal(sentence);
    });
  }
});
