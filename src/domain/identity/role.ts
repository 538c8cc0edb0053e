export const ROLES = ['DRIVER', 'DISPATCHER', 'ADMIN', 'SUPER_ADMIN'] as const;
export type Role = (typeof ROLES)[number];

/** Guards of `/api/pems`. A token's `permissions` add them to any role. */
export const PERMISSIONS = ['Read', 'Sync'] as const;
export type Permission = (typeof PERMISSIONS)[number];
