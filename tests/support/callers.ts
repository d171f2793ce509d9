import type { Answer, Caller } from './service.js';

/** Every role, written out: what is expected of callers must not follow from the code that decides it. */
export const AGENCY = ['ASSESSOR', 'AGENCY_SIGNATORY', 'FINANCE', 'AUDITOR'] as const;
export const VENDOR = ['VENDOR_STAFF', 'VENDOR_MANAGER', 'VENDOR_SIGNATORY'] as const;
export const EVERY_ROLE = [...AGENCY, ...VENDOR, 'MACHINE', 'TENANT_ADMIN'] as const;

export type RoleName = (typeof EVERY_ROLE)[number];

/** The tenant of the invented contract. */
export const QINGHE = 'qinghe-12345';

/** Somebody of that tenant; of assessors and finance officers the first or the second. */
export const inQinghe = (role: RoleName, person: 1 | 2 = 1): Caller =>
  person === 1 ? { tenant: QINGHE, role } : { tenant: QINGHE, role, subject: `${QINGHE}-${role.toLowerCase()}-${person}` };

/** The code of the error that an answer is; undefined for none. */
export const codeOf = ({ errors }: Answer): string | undefined => errors?.[0]?.extensions.code;
