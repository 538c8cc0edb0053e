import { Examination, findVendor, folders } from './examination.js';
import { reportCard } from './report-card.js';

/** `npm run conformance -- <vendor>`: examines a vendor's adapters and prints a report card. Exit code 1 when they do not conform. */
async function main(): Promise<number> {
  const [name] = process.argv.slice(2);
  const vendor = name === undefined ? undefined : await findVendor(name);
  if (vendor === undefined) {
    console.error(`Name a vendor by its id, an alias or its folder. There are: ${folders().join(', ')}`);
    return 2;
  }
  const results = vendor.files.length === 0 ? [] : await (await Examination.load(vendor.files)).run();
  const { text, passed } = reportCard(vendor, results);
  console.log(text);
  return passed ? 0 : 1;
}

process.exit(await main());
