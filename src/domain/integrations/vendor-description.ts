export const INTEGRATION_TYPES = ['HOS_ELD', 'TMS', 'FUEL_PRICE', 'WEATHER', 'ASSET_MANAGEMENT'] as const;

export type IntegrationType = (typeof INTEGRATION_TYPES)[number];

/** Registry id of a vendor, for example `SAMSARA_ELD`. */
export type VendorId = string;

/** One input of a vendor's connection form. `password` fields are secrets: sealed at rest, masked in answers. */
export interface VendorField {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'password' | 'url' | 'number';
  readonly required: boolean;
  readonly helpText: string;
  readonly placeholder: string;
  /** For a password a person chose: blanks and characters outside ASCII are its own. Keys and tokens have none. */
  readonly chosenByPerson?: true;
  /** The only values allowed, when there is a fixed list. */
  readonly options?: readonly string[];
}

/** A piece of vendor data that an app on the dashboard can show. */
export interface VendorEndpoint {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** What the registry says about a vendor: everything a form needs to connect it. */
export interface VendorDescription {
  readonly id: VendorId;
  /** Other ids that mean the same vendor. */
  readonly aliases: readonly VendorId[];
  readonly displayName: string;
  readonly description: string;
  readonly integrationType: IntegrationType;
  /** Name of an icon the console knows. */
  readonly icon: string;
  readonly helpUrl: string;
  readonly credentialFields: readonly VendorField[];
  /** Groups of credential fields of which at least one must be complete: `[['username', 'password'], ['apiToken']]`. */
  readonly credentialAlternatives?: readonly (readonly string[])[];
  readonly configFields: readonly VendorField[];
  readonly endpoints: readonly VendorEndpoint[];
  /** `documented`: the vendor publishes this contract. `assumed`: it is ours until the vendor confirms it. */
  readonly contract: 'documented' | 'assumed';
  /** A simulated vendor is refused in production. */
  readonly simulated: boolean;
}
