import { readConfig } from '../../infrastructure/config/config.js';
import { openContainer } from '../../infrastructure/di/open-container.js';
import { resolve } from '../../infrastructure/di/token.js';
import { T } from '../../infrastructure/di/tokens.js';

/** `npm run keys:rotate`: moves every stored credential to the first key of CREDENTIALS_ENCRYPTION_KEYS, while the service runs. */
async function main(): Promise<void> {
  const { container, close } = await openContainer(readConfig());
  try {
    const { rewrapped, unreadable } = await resolve(container, T.RotateCredentialKeys).execute();
    console.log(`${rewrapped} credentials are now under the active key.`);
    if (unreadable > 0) console.log(`${unreadable} credentials open with no key of the ring; enter them again in their integrations.`);
    process.exitCode = unreadable > 0 ? 2 : 0;
  } finally {
    await close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
