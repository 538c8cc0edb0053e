import { examine } from './examine.js';

/** Examines the address it is given and prints the result, in a process that trusts the certificates in `NODE_EXTRA_CA_CERTS`. */
const [, , baseUrl = ''] = process.argv;
console.log(JSON.stringify(await examine({ baseUrl })));
