import type { AddressInfo } from 'node:net';
import express from 'express';
import { snapshotReader } from './snapshot-reader.js';

/** Plain Express on its own `listen` and one prepared select: what a route costs that does nothing else. */
const read = snapshotReader();
const app = express();
app.get('/drivers/:driverId', async (request, response) => {
  response.json(await read(request.params.driverId));
});
const server = app.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ message: 'service.started', url: `http://127.0.0.1:${port}` }));
});
