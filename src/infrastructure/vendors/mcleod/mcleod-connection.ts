import type { ConnectionTestStep } from '../../../domain/integrations/connection-test.js';
import { VendorError } from '../../../domain/shared/vendor-error.js';
import type { VendorSession } from '../vendor-definition.js';
import { mcleodAdvice, MALFORMED, type McleodRight } from './mcleod-advice.js';
import { McleodClient } from './mcleod-client.js';
import { mcleodDriverOf } from './mcleod-driver.js';
import { mcleodOrderOf } from './mcleod-order.js';

interface Check {
  readonly right: McleodRight;
  readonly path: string;
  readonly isRow: (row: unknown) => boolean;
  readonly none: string;
}

const ORDERS: Check = {
  right: 'orders',
  path: '/ws/orders/search',
  isRow: (row) => mcleodOrderOf(row, new Date(0)) !== undefined,
  none: 'Orders can be read; this company has none yet.',
};

const DRIVERS: Check = {
  right: 'drivers',
  path: '/ws/drivers/search',
  isRow: (row) => mcleodDriverOf(row) !== undefined,
  none: 'Drivers can be read; this company has none yet.',
};

/**
 * Login and company, then orders, then drivers. LoadMaster has no call that only asks who we are, so reading one order
 * tells both: whether the login is let in, and whether it may read orders. A failed step is yielded with what to do about
 * it, and then thrown as the `VendorError` whose message is the same sentence.
 */
export async function* checkMcleodConnection(session: VendorSession): AsyncGenerator<ConnectionTestStep, void, undefined> {
  const client = new McleodClient(session);
  const orders = await run(client, ORDERS);
  // 403 is said to somebody the server knows.
  if (typeof orders !== 'string' && orders.httpStatus !== 403) {
    yield { name: 'authentication', ok: false, detail: orders.message };
    throw orders;
  }
  yield { name: 'authentication', ok: true, detail: 'The login is accepted.' };
  yield* step('orders', orders);
  yield* step('drivers', await run(client, DRIVERS));
}

function* step(name: string, outcome: string | VendorError): Generator<ConnectionTestStep, void, undefined> {
  const isGood = typeof outcome === 'string';
  yield { name, ok: isGood, detail: isGood ? outcome : outcome.message };
  if (!isGood) throw outcome;
}

async function run(client: McleodClient, { right, path, isRow, none }: Check): Promise<string | VendorError> {
  const operation = `connection.${right}`;
  try {
    const rows = await client.read({ operation, path, query: { recordLength: 1, recordOffset: 0 }, accepts: Array.isArray });
    if (!Array.isArray(rows) || rows.length === 0) return none;
    return rows.some(isRow) ? `${right === 'orders' ? 'Orders' : 'Drivers'} can be read.` : client.failure('malformed', operation, MALFORMED);
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return advised(error, right);
  }
}

/** The same failure with a sentence that says what to do. */
function advised(error: VendorError, right: McleodRight): VendorError {
  return new VendorError({
    kind: error.kind,
    vendor: error.vendor,
    operation: error.operation,
    detail: mcleodAdvice(error, right),
    ...(error.httpStatus === undefined ? {} : { httpStatus: error.httpStatus }),
    ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
  });
}
