import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { VendorRegistry } from '../../application/integrations/ports/vendor-registry.js';
import type { VendorDescription, VendorId } from '../../domain/integrations/vendor-description.js';
import { checkVendorUrl } from './http/egress-guard.js';
import type { EgressOptions } from './http/egress-guard.js';
import type { VendorDefinition } from './vendor-definition.js';

const VENDORS = path.dirname(fileURLToPath(import.meta.url));

/** Every vendor that has a folder with a `definition` beside this file. */
export class VendorFolderRegistry implements VendorRegistry {
  readonly #byId: ReadonlyMap<VendorId, VendorDefinition>;

  constructor(
    private readonly definitions: readonly VendorDefinition[],
    private readonly egress: EgressOptions,
  ) {
    this.#byId = new Map(
      definitions.flatMap((definition) =>
        [definition.description.id, ...definition.description.aliases].map((id): [VendorId, VendorDefinition] => [id, definition]),
      ),
    );
  }

  static async load(egress: EgressOptions, folder = VENDORS): Promise<VendorFolderRegistry> {
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
    const loaded = await Promise.all(names.map((name) => loadDefinition(path.join(folder, name))));
    return new VendorFolderRegistry(loaded.filter((definition) => definition !== undefined), egress);
  }

  list(): readonly VendorDescription[] {
    return this.definitions.map(({ description }) => description).filter((vendor) => this.isAllowed(vendor));
  }

  find(id: VendorId): VendorDescription | undefined {
    return this.#byId.get(id)?.description;
  }

  isAllowed({ simulated }: VendorDescription): boolean {
    return !(simulated && this.egress.production);
  }

  addressRefusal(url: string): string | undefined {
    return checkVendorUrl(url, this.egress);
  }

  definition(id: VendorId): VendorDefinition | undefined {
    return this.#byId.get(id);
  }
}

async function loadDefinition(folder: string): Promise<VendorDefinition | undefined> {
  const file = (await readdir(folder)).find((name) => /^definition\.(ts|js)$/.test(name));
  if (file === undefined) return undefined;
  const module = (await import(pathToFileURL(path.join(folder, file)).href)) as { readonly definition?: VendorDefinition };
  if (module.definition === undefined) throw new Error(`The vendor folder ${path.basename(folder)} exports no definition.`);
  return module.definition;
}
