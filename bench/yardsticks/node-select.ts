import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { snapshotReader } from './snapshot-reader.js';

/** node:http and one prepared select: the least a request with a row can cost. */
const read = snapshotReader();
const server = createServer((request, response) => {
  void read((request.url ?? '').slice('/drivers/'.length)).then((row) => {
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.end(JSON.stringify(row));
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ message: 'service.started', url: `http://127.0.0.1:${port}` }));
});
