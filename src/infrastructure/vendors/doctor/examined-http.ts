import type { Clock } from '../../../application/shared/clock.js';
import type { VendorAnswer, VendorHttp, VendorRequest } from '../http/vendor-http.js';
import type { ClockReading } from './clock-skew.js';

/** A vendor client for the steps of a test: all within one time limit, and noting what the vendor's clock says. */
export class ExaminedHttp implements VendorHttp {
  constructor(
    private readonly http: VendorHttp,
    private readonly clock: Clock,
    private readonly limit: AbortSignal,
    private readonly readings: ClockReading[],
  ) {}

  async send(request: VendorRequest): Promise<VendorAnswer> {
    const signal = request.signal === undefined ? this.limit : AbortSignal.any([request.signal, this.limit]);
    const sentAt = this.clock.now();
    const answer = await this.http.send({ ...request, signal });
    this.readings.push({ date: answer.headers['date'], age: answer.headers['age'], sentAt, receivedAt: this.clock.now() });
    return answer;
  }
}
