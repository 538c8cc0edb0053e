import { outcomeOf, stepOf, type ConnectionSteps } from '../connection/connection-checks.js';
import type { VendorClient } from '../reading/vendor-client.js';
import type { VendorSession } from '../vendor-definition.js';
import { mcleodAdvice, type McleodRight } from './mcleod-advice.js';
import { mcleodClient } from './mcleod-client.js';
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
 * tells both: whether the login is let in, and whether it may read orders.
 */
export async function* checkMcleodConnection(session: VendorSession): ConnectionSteps {
  const client = mcleodClient(session);
  const orders = await outcomeOf(() => find(client, ORDERS), mcleodAdvice('orders'));
  // 403 is said to somebody the server knows.
  const isKnown = typeof orders === 'string' || orders.httpStatus === 403;
  yield* stepOf('authentication', isKnown ? 'The login is accepted.' : orders);
  yield* stepOf('orders', orders);
  yield* stepOf('drivers', await outcomeOf(() => find(client, DRIVERS), mcleodAdvice('drivers')));
}

async function find(client: VendorClient, { right, path, isRow, none }: Check): Promise<string> {
  const operation = `connection.${right}`;
  const rows = await client.read({ operation, path, query: { recordLength: 1, recordOffset: 0 }, accepts: Array.isArray });
  if (!Array.isArray(rows) || rows.length === 0) return none;
  if (rows.some(isRow)) return `${right === 'orders' ? 'Orders' : 'Drivers'} can be read.`;
  throw client.failure('malformed', operation, `The row cannot be read as one of ${right}.`);
}
