import DataLoader from 'dataloader';
import { inOrderOf } from '../../platform/persistence/batches.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { findMemberships, findOrganisations, type MembershipRow, type OrganisationRow } from './tenant.repository.js';

/** Organisations by their ids; null where the tenant has none. */
export const organisationById = (context: TenantContext) =>
  new DataLoader<string, OrganisationRow | null>(async (ids) => inOrderOf(ids, await findOrganisations(context, ids), ({ id }) => id));

/** Memberships by their ids; null where the tenant has none. */
export const membershipById = (context: TenantContext) =>
  new DataLoader<string, MembershipRow | null>(async (ids) => inOrderOf(ids, await findMemberships(context, 'id', ids), ({ id }) => id));
